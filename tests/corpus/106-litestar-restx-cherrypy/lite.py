from litestar import Litestar, get, post

TODO: list[str] = []


@get("/")
async def index() -> list[str]:
    return TODO


@post("/")
async def add(data: str) -> list[str]:
    TODO.append(data)
    return TODO


app = Litestar([index, add])
