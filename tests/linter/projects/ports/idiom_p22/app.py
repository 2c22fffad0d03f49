import os, uvicorn
uvicorn.run("m:app", host="127.0.0.1", port=int(os.environ["PORT"]))  # <- AR102
