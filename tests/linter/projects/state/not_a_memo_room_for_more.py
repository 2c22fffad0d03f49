from fastapi import FastAPI

app = FastAPI()
rooms = {}  # <- AR201


class Room:
    def __init__(self, name):
        self.name = name


@app.post("/rooms/{name}")
def enter(name: str):
    if name not in rooms:
        rooms[name] = Room(name)
    return name
