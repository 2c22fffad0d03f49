import argparse, uvicorn, os
def parse():
    p=argparse.ArgumentParser()
    p.add_argument('-p','--port', type=int, default=8000)
    p.add_argument('--host', default='0.0.0.0')
    return p.parse_args()
def main():
    args=parse()
    uvicorn.run('a:app', host=args.host, port=args.port)  # <- AR101
if __name__=='__main__':
    main()
