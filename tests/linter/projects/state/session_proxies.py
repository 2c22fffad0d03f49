from flask import Flask, g, session

app = Flask(__name__)


@app.before_request
def load():
    g.cart = []
    g.cart.append(1)
    session["cart"] = session.get("cart", [])
    session["cart"].append(1)
    session.setdefault("seen", []).append(1)
