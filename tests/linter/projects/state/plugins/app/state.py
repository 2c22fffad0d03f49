PENDING = []  # <- AR201
SEEN = set()  # <- AR201
last = None  # <- AR202


def remember(item):
    SEEN.add(item["id"])
