from functools import lru_cache

from fastapi import FastAPI

app = FastAPI()


class Settings:
    pass


@lru_cache
def settings():
    return Settings()


@app.get("/")
def index():
    return str(settings())
