import os

from quart import Quart, request

app = Quart(__name__)
connected = []
latest = {"text": ""}
high_score = 0


@app.before_request
async def note():
    connected.extend([request.remote_addr])
    del connected[:-50]


@app.post("/score")
async def score():
    global high_score
    form = await request.form
    high_score = max(high_score, int(form["points"]))
    latest["text"], previous = form["text"], latest["text"]
    return {"high": high_score, "previous": previous}


if __name__ == "__main__":
    app.run(host="::1", port=int(os.environ.get("PORT", 8080)))
