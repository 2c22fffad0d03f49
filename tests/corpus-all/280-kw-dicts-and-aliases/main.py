import os as system

import uvicorn as server
from fastapi import FastAPI as Api

from series import write

SERVER = dict(host="0.0.0.0", log_level="warning", use_colors=False)
app = Api()


@app.post("/points")
def points(value: float):
    write(value)
    return {"ok": True}


def launch(**overrides):
    options = {**SERVER, "port": 8500, **overrides}
    server.run(app, **options)


if __name__ == "__main__":
    environ = system.environ
    environ["PORT"] = "8500"
    launch(timeout_keep_alive=30)
