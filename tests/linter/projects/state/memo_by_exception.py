from fastapi import FastAPI

app = FastAPI()
parsed = {}  # <- AR201 info


def parse(name):
    try:
        return parsed[name]
    except KeyError:
        parsed[name] = compile_it(name)
        return parsed[name]


def compile_it(name):
    return len(name)


@app.get("/{name}")
def show(name: str):
    return parse(name)
