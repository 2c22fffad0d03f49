import uuid

from flask import Blueprint, abort, jsonify, request

from .storage import NOTES, next_position

bp = Blueprint("notes", __name__)

# what a client may sort by
SORTABLE = ["created", "title"]


@bp.get("/notes")
def list_notes():
    key = request.args.get("sort", "created")
    if key not in SORTABLE:
        abort(400)
    return jsonify(sorted(NOTES.values(), key=lambda n: n[key]))


@bp.post("/notes")
def create_note():
    body = request.get_json()
    note_id = uuid.uuid4().hex
    NOTES[note_id] = {"id": note_id, "title": body["title"], "created": next_position()}
    return jsonify(NOTES[note_id]), 201


@bp.delete("/notes/<note_id>")
def delete_note(note_id):
    if NOTES.pop(note_id, None) is None:
        abort(404)
    return "", 204
