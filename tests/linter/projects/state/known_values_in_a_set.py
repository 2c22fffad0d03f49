from flask import Flask, request

app = Flask(__name__)
ALIASES = {"start": ["write"]}
LIMITS = {"start": {}}
taken = set()  # <- AR201


@app.get("/")
def index():
    scopes = set(request.args)
    for scope in request.args:
        scopes.add(ALIASES[scope])
        set.add(taken, scope)
    found = []
    found.append(LIMITS["start"])
    return str(scopes)
