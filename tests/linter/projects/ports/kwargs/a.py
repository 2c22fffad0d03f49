import uvicorn, os
opts={'host':'0.0.0.0','port':8000}
uvicorn.run('a:app', **opts)  # <- AR101
uvicorn.run('a:app', **load())
