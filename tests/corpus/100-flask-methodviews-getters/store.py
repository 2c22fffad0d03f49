_store = {}
HISTORY = []
remember = HISTORY.append
ROOMS = {"general": [], "random": []}


def get_store():
    return _store
