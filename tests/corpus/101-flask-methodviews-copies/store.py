import copy

DEFAULTS = {"theme": "light", "columns": ["id"]}
ROOMS = {"general": [], "random": []}


def get_defaults():
    return copy.deepcopy(DEFAULTS)
