from fastapi import FastAPI

app = FastAPI()
pool: object


@app.on_event("startup")
async def connect():
    global pool
    pool = object()


@app.get("/")
async def index():
    return str(pool)
