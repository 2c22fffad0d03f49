import click, uvicorn
@click.command()
@click.option('--host', default='0.0.0.0')
@click.option('--port','-p', default=8000, type=int)
def main(host, port):
    uvicorn.run('a:app', host=host, port=port)  # <- AR101
if __name__=='__main__':
    main()
