import sys, uvicorn
port=int(sys.argv[1]) if len(sys.argv)>1 else 8000
uvicorn.run('a:app', host='0.0.0.0', port=port)  # <- AR101
