import os

from fastapi import FastAPI
from prometheus_client import start_http_server

app = FastAPI()


@app.on_event("startup")
def metrics():
    start_http_server(int(os.environ.get("METRICS_PORT", "9100")))  # <- AR107


@app.get("/")
def home():
    return {}
