from fastapi import Depends, FastAPI

app = FastAPI()
seen = set()  # <- AR201


def remember(x_user: str):
    seen.add(x_user)


@app.get("/", dependencies=[Depends(remember)])
def index():
    return "ok"
