import typer
import uvicorn

cli = typer.Typer()


@cli.command()
def serve(host: str = "0.0.0.0", port: int = typer.Option(8123, help="where to listen")):
    uvicorn.run("five.web:app", host=host, port=port)


if __name__ == "__main__":
    cli()
