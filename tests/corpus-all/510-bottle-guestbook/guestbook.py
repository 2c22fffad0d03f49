import json
import logging
import os
import time

import bottle

logging.basicConfig(filename="guestbook.log", level=logging.INFO, format="%(asctime)s %(message)s")
log = logging.getLogger("guestbook")

ENTRIES = os.path.join(os.path.dirname(__file__), "entries.json")
PHOTOS = "photos"

app = application = bottle.Bottle()


def load():
    with open(ENTRIES) as f:
        return json.load(f)


def store(entries):
    with open(ENTRIES, "w") as f:
        json.dump(entries, f, indent=2)


@app.get("/")
def index():
    return bottle.template("index", entries=load())


@app.post("/sign")
def sign():
    entries = load()
    entry = {"name": bottle.request.forms.name, "text": bottle.request.forms.text, "at": time.time()}
    photo = bottle.request.files.get("photo")
    if photo:
        photo.save(PHOTOS, overwrite=True)
        entry["photo"] = photo.filename
    entries.append(entry)
    store(entries)
    log.info("signed by %s", entry["name"])
    bottle.redirect("/")


@app.get("/photos/<name>")
def photo(name):
    return bottle.static_file(name, root=PHOTOS)
