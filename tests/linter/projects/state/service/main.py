from fastapi import Depends, FastAPI

from repository import Repository, get_repository

app = FastAPI()


@app.post("/items")
def add(item: dict, repository: Repository = Depends(get_repository)):
    return repository.save(item)
