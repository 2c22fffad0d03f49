import json
import logging
import os
import threading
from logging.handlers import RotatingFileHandler

from flask import current_app

lock = threading.Lock()


def init_app(app):
    handler = RotatingFileHandler(os.path.join(app.instance_path, "recipes.log"), maxBytes=1 << 20, backupCount=3)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    app.logger.addHandler(handler)


class RecipeStore:
    def __init__(self, path):
        self.path = path

    def all(self):
        if not os.path.exists(self.path):
            return {}
        with open(self.path) as f:
            return json.load(f)

    def put(self, slug, recipe):
        with lock:
            recipes = self.all()
            recipes[slug] = recipe
            with open(self.path, "w") as f:
                json.dump(recipes, f, indent=1)


def get_store():
    return RecipeStore(current_app.config["DATA_FILE"])
