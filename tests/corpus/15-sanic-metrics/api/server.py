from sanic import Sanic
from sanic.response import json

from api.blueprints.admin import admin
from api.state import stats

app = Sanic("metrics")
app.blueprint(admin)


@app.middleware("request")
async def count(request):
    stats["requests"] += 1


@app.get("/")
async def index(request):
    return json(stats)


if __name__ == "__main__":
    app.run(single_process=True)
