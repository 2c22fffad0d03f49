import requests
from flask import Blueprint, abort, current_app, jsonify

bp = Blueprint("shop", __name__)


@bp.get("/items/<int:item_id>")
def item(item_id):
    from shop import cache

    hit = cache.get(f"item:{item_id}")
    if hit:
        return hit
    answer = requests.get(f"{current_app.config['INVENTORY_API']}/items/{item_id}", timeout=5)
    if answer.status_code == 404:
        abort(404)
    cache.setex(f"item:{item_id}", 60, answer.text)
    return jsonify(answer.json())
