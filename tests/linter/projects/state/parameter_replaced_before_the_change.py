from fastapi import FastAPI

app = FastAPI()
BASE = ["a"]


def extended(names, extra):
    names = list(names)
    names.append(extra)
    return names


@app.get("/")
def index():
    return extended(BASE, "b")
