from flask import Flask
from data import USERS

app = Flask(__name__)
people = USERS


@app.post("/<n>")
def put(n):
    people[n] = 1
    return "ok"
