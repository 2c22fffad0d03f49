from flask import request, session
from flask.views import MethodView

from store import DEFAULTS, ROOMS, get_defaults


class Preferences(MethodView):
    init_every_request = False

    def get(self):
        return DEFAULTS | session.get("preferences", {})

    def post(self):
        chosen = get_defaults()
        chosen["theme"] = request.form["theme"]
        chosen["columns"].append(request.form["column"])
        session["preferences"] = chosen
        session.setdefault("changes", []).append("theme")
        return "", 201


def rooms():
    names = [*ROOMS]
    names.append("new")
    found = {name: [] for name in sorted(ROOMS)}
    for room in found.values():
        room.append("empty")
    return {"names": names, "found": found}
