import os
import pickle

CACHE = os.path.join(os.path.dirname(__file__), "feeds.pickle")


def save_feeds(feeds):
    with open(CACHE, "wb") as f:
        pickle.dump(feeds, f)


def load_feeds():
    return pickle.load(open(CACHE, "rb"))
