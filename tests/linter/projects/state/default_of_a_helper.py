from fastapi import FastAPI

app = FastAPI()


@app.get("/{name}")
def visit(name: str):
    return remember(name)


def remember(name, seen={}):  # <- AR201
    seen[name] = seen.get(name, 0) + 1
    return seen[name]
