from fastapi import FastAPI

app = FastAPI()
STORE = {}  # <- AR201


class Repo:
    def __init__(self, store):
        self.store = store

    def save(self, k, v):
        self.store[k] = v


repo = Repo(STORE)


@app.post("/{k}")
def put(k: str):
    repo.save(k, 1)
