import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import uvicorn
from fastapi import FastAPI

from gateway.tasks import resize

app = FastAPI()


class Health(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")


def start_health():
    server = HTTPServer(("0.0.0.0", 8081), Health)
    threading.Thread(target=server.serve_forever, daemon=True).start()


@app.post("/resize/{key:path}")
def enqueue(key: str):
    job = resize.delay(key)
    return {"job": job.id}


def main():
    start_health()
    uvicorn.run(app, host=os.getenv("HOSTNAME"), port=int(os.getenv("PORT", "8080")))


if __name__ == "__main__":
    main()
