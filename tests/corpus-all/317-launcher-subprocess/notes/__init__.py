import stomp
from flask import Flask, request

app = Flask(__name__)


def publish(text):
    connection = stomp.Connection([("localhost", 61613)])
    connection.connect(wait=True)
    connection.send("/queue/notes", text)
    connection.disconnect()


@app.post("/notes")
def add():
    publish(request.get_data(as_text=True))
    return "", 202
