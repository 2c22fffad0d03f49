from fastapi import FastAPI
app = FastAPI()
ITEMS = []  # <- AR201
@app.post("/items")
def add(item: dict):
    ITEMS.append(item)
    return len(ITEMS)
