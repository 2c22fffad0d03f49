import requests
from flask import Blueprint, jsonify, request

bp = Blueprint("api", __name__)
session = requests.Session()
AUTH_HOST, AUTH_PORT = "localhost", 9001


def auth(path):
    return f"http://{AUTH_HOST}:{AUTH_PORT}{path}"


@bp.before_request
def check():
    token = request.headers.get("Authorization", "")
    answer = session.post(auth("/verify"), json={"token": token}, timeout=3)
    if not answer.ok:
        return jsonify(error="unauthorized"), 401


@bp.get("/me")
def me():
    return jsonify(name="me")
