import json
import logging
import os
import sys

import bottle

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)s %(message)s")
log = logging.getLogger("phrasebook")

HERE = os.path.dirname(os.path.abspath(__file__))
PHRASES = os.path.join(HERE, "phrases.json")
INDEX = os.path.join(HERE, "index.json")

app = application = bottle.Bottle()


def build_index():
    with open(PHRASES) as f:
        phrases = json.load(f)
    with open(INDEX, "w") as f:
        json.dump({w: i for i, p in enumerate(phrases) for w in p["text"].split()}, f)


build_index()


@app.get("/search")
def search():
    with open(INDEX) as f:
        index = json.load(f)
    return {"hit": index.get(bottle.request.query.q)}


@app.get("/phrases")
def phrases():
    with open(PHRASES) as f:
        return {"phrases": json.load(f)}


@app.get("/static/<name:path>")
def static(name):
    return bottle.static_file(name, root=os.path.join(HERE, "static"))
