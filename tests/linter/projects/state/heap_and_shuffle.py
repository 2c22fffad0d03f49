import heapq
import random

from fastapi import FastAPI

app = FastAPI()
waiting = []  # <- AR201
deck = list(range(52))  # <- AR201


@app.post("/wait/{n}")
def wait(n: int):
    heapq.heappush(waiting, n)


@app.post("/shuffle")
def shuffle():
    random.shuffle(deck)
