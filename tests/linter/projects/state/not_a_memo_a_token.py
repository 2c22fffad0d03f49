import uuid

from flask import Flask

app = Flask(__name__)
tokens = {}  # <- AR201


@app.post("/token/<user>")
def token(user):
    if user not in tokens:
        tokens[user] = str(uuid.uuid4())
    return tokens[user]
