import click
from waitress import serve

from web import make_app


@click.command()
@click.option("--port", type=int, default=8080, envvar="PORT")
@click.option("--profile", default=None)
def main(port, profile):
    serve(make_app(profile), host="0.0.0.0", port=port)


if __name__ == "__main__":
    main()
