from fastapi import FastAPI
app = FastAPI()
online = set()  # <- AR201
@app.post("/in/{u}")
def come(u: str):
    online.add(u)
