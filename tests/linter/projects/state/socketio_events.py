from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app)
players = {}  # <- AR201


@socketio.on("join")
def join(data):
    players[data["name"]] = 0
