from sanic import Blueprint
from sanic.response import json

import api.state
from api import state

admin = Blueprint("admin", url_prefix="/admin")


@admin.post("/maintenance")
async def toggle(request):
    state.maintenance = bool(request.json["on"])
    return json({"maintenance": api.state.maintenance})
