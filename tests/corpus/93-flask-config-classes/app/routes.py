from flask import Blueprint, request
from tinydb import TinyDB

bp = Blueprint("main", __name__)
feedback = TinyDB("feedback.json")


@bp.post("/feedback")
def leave_feedback():
    feedback.insert({"text": request.form["text"]})
    return "thanks"
