from fastapi import FastAPI

app = FastAPI()
TABLE = {}


def put(table, key, value):
    table[key] = value


put(TABLE, "a", 1)


@app.get("/")
def index():
    mine = {}
    put(mine, "b", 2)
    return mine
