import uvicorn
uvicorn.run("m:app", port=443, ssl_keyfile="k.pem", ssl_certfile="c.pem")  # <- AR101 AR102
