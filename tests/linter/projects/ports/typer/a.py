import typer, uvicorn
from typing import Annotated
cli=typer.Typer()
@cli.command()
def serve(port: int = typer.Option(8000, envvar='PORT'), host: str='0.0.0.0'):
    uvicorn.run('a:app', host=host, port=port)
@cli.command()
def serve2(port: Annotated[int, typer.Option(envvar='PORT')] = 8000, host: str='0.0.0.0'):
    uvicorn.run('a:app', host=host, port=port)
@cli.command()
def serve3(port: int = 8000, host: str='0.0.0.0'):
    uvicorn.run('a:app', host=host, port=port)  # <- AR101
