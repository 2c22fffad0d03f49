import os, uvicorn
uvicorn.run("m:app", host="0.0.0.0", port=os.environ.get("PORT", "8000"))  # <- AR101
