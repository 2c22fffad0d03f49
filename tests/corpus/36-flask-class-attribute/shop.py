# the basket is kept on the class: another rule's business (AR203), not module state
from flask import Flask, request

app = Flask(__name__)


class Basket:
    items = []

    @classmethod
    def add(cls, sku):
        cls.items.append(sku)
        return len(cls.items)


@app.post("/basket")
def add():
    return {"count": Basket.add(request.form["sku"])}
