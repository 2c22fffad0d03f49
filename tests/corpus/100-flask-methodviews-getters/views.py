from flask import request
from flask.views import MethodView

from store import *
from store import ROOMS, get_store, remember


class Notes(MethodView):
    init_every_request = False

    def get(self):
        return get_store()

    def post(self):
        get_store()[request.form["id"]] = request.form["text"]
        remember(request.form["id"])
        return "", 201


def shout():
    for room in ROOMS.values():
        room.append(request.form["text"])
    return "ok"
