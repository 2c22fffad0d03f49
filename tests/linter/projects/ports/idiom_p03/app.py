import uvicorn
uvicorn.run("m:app", host="0.0.0.0", port=8000)  # <- AR101
