import click
import uvicorn

from svc.app import build


@click.group()
@click.option("--verbose", is_flag=True)
@click.pass_context
def main(ctx, verbose):
    ctx.obj = {"verbose": verbose}


@main.command()
@click.option("--host", default="0.0.0.0", show_default=True)
@click.option("--port", "-p", type=int, default=8700, envvar="SVC_HTTP_PORT")
@click.option("--cert", envvar="SVC_CERT", default="/run/secrets/tls.crt")
@click.option("--key", envvar="SVC_KEY", default="/run/secrets/tls.key")
@click.pass_obj
def serve(obj, host, port, cert, key):
    uvicorn.run(
        build(),
        host=host,
        port=port,
        ssl_certfile=cert,
        ssl_keyfile=key,
        log_level="debug" if obj["verbose"] else "info",
    )


@main.command()
@click.option("--port", default=5555)
def dev(port):
    """For the laptop."""
    uvicorn.run("svc.app:build", factory=True, reload=True, port=port)
