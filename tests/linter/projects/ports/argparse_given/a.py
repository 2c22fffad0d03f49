import argparse, uvicorn, os
def main():
    p=argparse.ArgumentParser()
    p.add_argument('-p','--port', type=int, default=8000)
    args=p.parse_args()
    uvicorn.run('a:app', host='0.0.0.0', port=args.port)
if __name__=='__main__':
    main()
