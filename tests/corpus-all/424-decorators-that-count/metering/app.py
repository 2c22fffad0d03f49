from flask import Flask, jsonify, request

from metering.decorators import CALLS, Once, counted, limited, numbered, traced


def remember(value, seen=[]):
    seen.append(value)
    return seen[-5:]


def create_app():
    app = Flask(__name__)
    tokens = set()
    total = 0

    @app.get("/a")
    @counted
    def a():
        return jsonify(CALLS)

    @app.get("/b")
    @limited(30)
    def b():
        return {"recent": remember(request.args.get("v"))}

    @app.get("/c")
    @numbered
    def c():
        return "c"

    @app.get("/d")
    @traced
    def d():
        nonlocal total
        total += 1
        tokens.add(request.headers.get("X-Token"))
        return {"total": total, "tokens": len(tokens)}

    @Once
    def redeem(token):
        return {"redeemed": token}

    @app.post("/redeem/<token>")
    def redeem_view(token):
        return redeem(token)

    return app
