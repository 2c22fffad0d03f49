import click
from flask.cli import with_appcontext

verbose = False
DONE = []


def note(name):
    global verbose
    verbose = True
    DONE.append(name)


@click.command()
@click.argument("names", nargs=-1)
@with_appcontext
def rebuild(names):
    for name in names:
        note(name)
    click.echo(f"rebuilt {len(DONE)}")
