import typer
import uvicorn

app = typer.Typer()


@app.command()
def serve(port: int = typer.Option(8080, envvar="PORT")):
    uvicorn.run("shop:app", host="0.0.0.0", port=port)


@app.command()
def dev(port: int = 8000, reload: bool = True):
    uvicorn.run("shop:app", port=port, reload=reload)
