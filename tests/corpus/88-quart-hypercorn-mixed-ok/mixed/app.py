import os
from contextvars import ContextVar

from quart import Quart, g, request

app = Quart(__name__)
current_user: ContextVar[str] = ContextVar("current_user", default="")
LIMITS = {"points": 1000}
connected = frozenset(("10.0.0.0/8",))
latest = None


@app.before_serving
async def warm_up():
    global latest
    latest = os.environ.get("RELEASE", "dev")
    LIMITS["points"] = int(os.environ.get("MAX_POINTS", "1000"))


@app.before_request
async def note():
    g.seen = [request.remote_addr]
    g.seen.append(latest)
    current_user.set(request.headers.get("x-user", ""))


@app.post("/score")
async def score():
    form = await request.form
    latest = {"text": form["text"]}
    latest["points"] = min(LIMITS["points"], int(form["points"]))
    return latest


if __name__ == "__main__":
    app.run(host="::", port=int(os.environ.get("PORT", 8080)))
