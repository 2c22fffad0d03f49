from flask import Blueprint, jsonify, request, session

from . import service

bp = Blueprint("cart", __name__)


def _cart_id():
    if "cart" not in session:
        session["cart"] = service.new_cart()
    return session["cart"]


@bp.get("/")
def show():
    return jsonify(service.lines(_cart_id()))


@bp.post("/items")
def add():
    payload = request.get_json(force=True)
    try:
        service.add_line(_cart_id(), payload["sku"], int(payload.get("qty", 1)))
    except KeyError:
        return jsonify(error="sku missing"), 400
    return jsonify(service.lines(_cart_id())), 201


@bp.delete("/items/<sku>")
def remove(sku):
    service.remove_line(_cart_id(), sku)
    return "", 204


@bp.post("/coupon/<code>")
def coupon(code):
    if not service.Pricing.use(code):
        return jsonify(error="coupon already used"), 409
    return "", 204
