import uuid

from flask import Blueprint, current_app, g, jsonify, request, session

from . import store
from .plugins import ORDER, PLUGINS

bp = Blueprint("cart", __name__, url_prefix="/cart")
DEFAULT_LINE = {"qty": 1, "gift": False}


@bp.before_request
def pick_cart():
    session.setdefault("cart", uuid.uuid4().hex)
    g.cart = f"cart:{session['cart']}"
    g.events = []


@bp.get("/")
def show():
    lines = [{"sku": k, "qty": int(v)} for k, v in store.hgetall(g.cart).items()]
    for _, name in ORDER:
        if name in request.args.getlist("plugin"):
            lines = PLUGINS[name](lines)
    lines.sort(key=lambda line: line["sku"])
    return jsonify(lines)


@bp.post("/items")
def add():
    line = DEFAULT_LINE.copy()
    line.update(request.get_json())
    line["currency"] = current_app.config["CURRENCY"]
    store.hincrby(g.cart, line["sku"], line["qty"])
    store.expire(g.cart, 86400)
    g.events.append("added")
    return jsonify(line), 201


@bp.delete("/items/<sku>")
def remove(sku):
    store.hdel(g.cart, sku)
    session.pop("note", None)
    return "", 204
