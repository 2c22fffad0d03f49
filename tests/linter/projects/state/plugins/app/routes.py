from flask import Blueprint, request

from . import state
from .state import PENDING as queue, remember

bp = Blueprint("main", __name__)


@bp.route("/push", methods=["POST"])
def push():
    queue.append(request.json)
    remember(request.json)
    state.last = request.json
    return "ok"
