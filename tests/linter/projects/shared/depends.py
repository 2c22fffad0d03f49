from functools import lru_cache
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


class Cart:
    def __init__(self):
        self.rows = []

    def add(self, row):
        self._keep(row)

    def _keep(self, row):
        self.rows.append(row)


shared = Cart()  # <- AR203


def get_shared():
    return shared


def get_own():
    return Cart()


@lru_cache
def get_cached():
    return Cart()  # <- AR203


Shared = Annotated[Cart, Depends(get_shared)]


@app.post("/a")
def one(row: dict, cart: Shared):
    cart.add(row)


@app.post("/b")
def two(row: dict, cart: Cart = Depends(get_own)):
    cart.add(row)


@app.post("/c")
def three(row: dict, cart: Cart = Depends(get_cached)):
    cart.add(row)
