from prometheus_client import start_http_server
start_http_server(9090)
import uvicorn,os
uvicorn.run('a:app',host='0.0.0.0',port=int(os.environ['PORT']))
