import uvicorn
uvicorn.run("m:app")  # <- AR101 AR102
