from collections import OrderedDict

from flask import Flask

app = Flask(__name__)
recent = OrderedDict()  # <- AR201 info


def render(text):
    if text in recent:
        recent.move_to_end(text)
        return recent[text]
    html = text.upper()
    recent[text] = html
    if len(recent) > 100:
        recent.popitem(last=False)
    return html


@app.get("/<text>")
def show(text):
    return render(text)
