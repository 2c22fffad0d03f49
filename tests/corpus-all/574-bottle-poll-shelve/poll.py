import json
import os
import shelve
import time

import bottle
from bottle import request, response, template

app = bottle.Bottle()
VOTES = os.environ.get("VOTES_FILE", os.path.join(os.path.dirname(__file__), "votes"))
AUDIT = "audit.jsonl"


def audit(**entry):
    entry["at"] = time.time()
    with open(AUDIT, "a") as out:
        out.write(json.dumps(entry) + "\n")


@app.post("/vote/<choice>")
def vote(choice):
    with shelve.open(VOTES, writeback=True) as votes:
        votes[choice] = votes.get(choice, 0) + 1
    audit(choice=choice, address=request.remote_addr)
    return {"ok": True}


@app.get("/result")
def result():
    with shelve.open(VOTES, flag="r") as votes:
        return dict(votes)


@app.get("/audit")
def show_audit():
    response.content_type = "application/jsonl"
    return open(AUDIT).read()


@app.get("/audit/last")
def last():
    try:
        lines = open(AUDIT).readlines()
    except IOError:
        lines = []
    return lines[-1] if lines else ""
