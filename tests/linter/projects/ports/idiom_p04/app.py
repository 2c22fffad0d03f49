import uvicorn
PORT = 8000
uvicorn.run("m:app", host="0.0.0.0", port=PORT)  # <- AR101
