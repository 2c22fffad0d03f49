import os

import uvicorn

port = os.environ.get("APP_PORT") or os.environ.get("PORT", "5000")  # <- AR103
uvicorn.run("app:app", host="0.0.0.0", port=int(port))
