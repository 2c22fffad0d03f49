import requests
from flask import Blueprint, current_app, jsonify

bp = Blueprint("shop", __name__)


@bp.get("/items/<int:item_id>")
def item(item_id):
    answer = requests.get(f"{current_app.config['INVENTORY_API']}/items/{item_id}", timeout=5)
    return jsonify(answer.json())
