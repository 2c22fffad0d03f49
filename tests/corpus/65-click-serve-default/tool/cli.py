import click
import uvicorn


@click.group()
def cli():
    """Everything of the tool."""


@cli.command()
@click.option("--host", default="0.0.0.0", show_default=True)
@click.option("--port", default=8000, type=int, show_default=True)
def serve(host, port):
    """Serve the API."""
    uvicorn.run("tool.api:app", host=host, port=port, log_level="info")


@cli.command()
@click.option("--count", default=8000)
def seed(count):
    click.echo(f"seeding {count}")


if __name__ == "__main__":
    cli()
