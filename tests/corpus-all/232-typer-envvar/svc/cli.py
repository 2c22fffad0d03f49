from typing import Annotated

import typer
import uvicorn

from svc.app import build

cli = typer.Typer()


@cli.command()
def serve(
    host: Annotated[str, typer.Option(help="address")] = "0.0.0.0",
    port: Annotated[int, typer.Option(envvar=["PORT", "SVC_PORT"])] = 8080,
    workers: int = typer.Option(1, envvar="WEB_CONCURRENCY"),
):
    uvicorn.run("svc.app:build", factory=True, host=host, port=port, workers=workers)


@cli.command()
def dev(port: int = 5555):
    uvicorn.run("svc.app:build", factory=True, reload=True, port=port)
