import uvicorn
def run(host='0.0.0.0', port=8000):
    uvicorn.run('a:app', host=host, port=port)
