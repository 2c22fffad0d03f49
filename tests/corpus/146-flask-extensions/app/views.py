from flask import Blueprint, make_response

from app.extensions import cache, db, local, login_manager
from app.models import User

bp = Blueprint("views", __name__)


@login_manager.user_loader
def load_user(user_id):
    local.stack = []
    local.stack.append(user_id)
    return db.session.get(User, user_id)


@bp.post("/users/<name>")
def create(name):
    db.session.add(User(name=name))
    db.session.commit()
    cache.set("last", name)
    cache.clear()
    response = make_response({"ok": True})
    response.headers.add("X-Name", name)
    response.headers["X-Cache"] = "cleared"
    return response
