from fastapi import FastAPI
app = FastAPI()
carts = {}  # <- AR201
@app.post("/cart/{u}")
def put(u: str, sku: str):
    carts.setdefault(u, []).append(sku)
