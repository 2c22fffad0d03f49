from svc.cli import cli

cli()
