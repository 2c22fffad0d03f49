from flask import Blueprint, render_template, session
from flask_socketio import emit, join_room

from . import socketio

main = Blueprint("main", __name__)


@main.route("/")
def index():
    return render_template("index.html")


@socketio.on("joined", namespace="/chat")
def joined(message):
    room = session.get("room")
    join_room(room)
    emit("status", {"msg": session.get("name") + " has entered the room."}, room=room)


@socketio.on("text", namespace="/chat")
def text(message):
    emit("message", {"msg": message["msg"]}, room=session.get("room"))
