# read-only manual, all pages are part of the image
import os
from pathlib import Path

from bottle import Bottle, HTTPError, request, template, run

app = Bottle()
pages = {}
for p in Path(__file__).with_name("pages").glob("*.txt"):
    pages[p.stem] = p.read_text()
ORDER = sorted(pages)

PAGE = "<h1>{{name}}</h1><pre>{{text}}</pre><small>see http://localhost:8080/home</small>"


@app.route("/<name>")
def show(name):
    if name not in pages:
        raise HTTPError(404)
    page = dict(name=name, text=pages[name])
    page["name"] = name.title()
    return template(PAGE, **page)


@app.route("/search")
def search():
    hits = []
    visits = 0
    order = list(ORDER)
    order.reverse()
    for name in order:
        visits += 1
        if request.query.q in pages[name]:
            hits.append(name)
    return {"hits": hits, "looked_at": visits}


if __name__ == "__main__":
    run(app, host="0.0.0.0", port=int(os.environ["PORT"]))
