from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def search(tags: list[str] = [], words: list[str] = Query([])):
    tags.append("all")
    return tags
