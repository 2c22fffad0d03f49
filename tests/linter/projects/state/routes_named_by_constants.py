import os

from fastapi import APIRouter, FastAPI

PREFIX = os.environ["PREFIX"]
router = APIRouter()
app = FastAPI()
names = []  # <- AR201
ages = {}  # <- AR201


@router.post(PREFIX)
def add(name: str):
    names.append(name)


@app.post(path="/ages", status_code=201)
def age(name: str, years: int):
    ages[name] = years
