import os, uvicorn
port = int(os.environ.get("PORT", 8000))
uvicorn.run("m:app", host="0.0.0.0", port=8000)  # <- AR101
