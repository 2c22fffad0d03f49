import json
import uuid

from flask import Blueprint, abort, jsonify, request

from .storage import NOTES, next_position

bp = Blueprint("notes", __name__)

SORTABLE = ["created", "title"]


@bp.get("/notes")
def list_notes():
    key = request.args.get("sort", "created")
    if key not in SORTABLE:
        abort(400)
    found = []
    for raw in NOTES.mget(NOTES.keys("note:*")):
        found.append(json.loads(raw))
    found.sort(key=lambda n: n[key])
    return jsonify(found)


@bp.post("/notes")
def create_note():
    body = request.get_json()
    note_id = uuid.uuid4().hex
    note = {"id": note_id, "title": body["title"], "created": next_position()}
    NOTES.set(f"note:{note_id}", json.dumps(note))
    NOTES.append("audit", f"created {note_id};")
    return jsonify(note), 201


@bp.delete("/notes/<note_id>")
def delete_note(note_id):
    if not NOTES.delete(f"note:{note_id}"):
        abort(404)
    return "", 204
