from litestar import Litestar, get

TODO: list[str] = []
version = ""


def read_todo() -> None:
    global version
    version = "1"
    TODO.extend(["wash", "cook"])


@get("/")
async def index() -> dict[str, object]:
    todo = TODO[:]
    todo.append("rest")
    return {"todo": todo, "version": version}


app = Litestar([index], on_startup=[read_todo])
