from flask import Blueprint, current_app, jsonify, request

from ..cart import service

bp = Blueprint("admin", __name__)


@bp.get("/audit")
def audit():
    return jsonify(service._audit[-100:])


@bp.put("/currency")
def currency():
    current_app.config["CURRENCY"] = request.get_json()["currency"]
    return "", 204


@bp.put("/prices/<sku>")
def price(sku):
    prices = dict(service.PRICES)
    prices[sku] = float(request.get_json()["price"])
    return jsonify(prices)
