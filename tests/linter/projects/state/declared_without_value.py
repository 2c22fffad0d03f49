from fastapi import FastAPI

app = FastAPI()


@app.post("/{n}")
async def put(n: int):
    global last  # <- AR202
    last = n
