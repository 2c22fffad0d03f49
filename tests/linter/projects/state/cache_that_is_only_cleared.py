from flask import Flask

app = Flask(__name__)
_columns = {}
_icons = {}
_stock = []  # <- AR201
_orders = {}  # <- AR201


def stock_up():
    for number in range(10):
        _stock.append(number)


stock_up()


class Watch:
    def __init__(self, folder):
        self.folder = folder

    def clear(self):
        _icons.pop(self.folder, None)


@app.post("/refresh")
def refresh():
    _columns.clear()
    Watch("/data").clear()
    return "ok"


@app.post("/ticket")
def ticket():
    return str(_stock.pop())


@app.delete("/order/<number>")
def forget(number):
    _orders.pop(number, None)
    return "ok"
