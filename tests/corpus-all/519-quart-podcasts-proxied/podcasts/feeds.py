import json
import os

SEED = os.path.join(os.path.dirname(__file__), "feeds.json")


def seed():
    with open(SEED) as f:
        return json.load(f)
