import bottle
from bottle import abort, request, response, route

import state
from state import Flags, votes
from voting import Ballot

counter = 0
visitors = set()


@bottle.hook("before_request")
def count():
    global counter
    counter += 1
    visitors.add(request.remote_addr)
    if state.maintenance and not request.path.startswith("/admin"):
        abort(503, "back soon")


@route("/polls/<name>", method="POST")
def create(name):
    if name in votes:
        abort(409)
    votes[name] = 0
    state.open_polls += 1
    response.status = 201
    return {"name": name}


@route("/polls/<name>/vote", method="POST")
def vote(name):
    ballot = Ballot(votes)
    ballot.cast(name, int(request.forms.get("weight", 1)))
    return {"votes": votes.get(name), "leader": state.winner()}


@route("/admin/maintenance", method=["PUT", "DELETE"])
def maintenance():
    state.maintenance = request.method == "PUT"
    Flags.beta = request.query.get("beta") == "1"
    return {"maintenance": state.maintenance, "beta": Flags.beta}


@route("/stats")
def stats():
    return {"requests": counter, "visitors": len(visitors), "polls": state.open_polls, "motd": state.motd}


application = bottle.default_app()
