import copy
import itertools
from collections import ChainMap, Counter, defaultdict, deque

TEMPLATE = {"lines": [], "meta": {"version": "1"}}
DEFAULTS = {"currency": "EUR", "tags": ["new"]}
WEIGHTS = [3, 1, 2]


class Builder:
    shared = ("a", "b")

    def __init__(self, options=None):
        self.options = ChainMap({}, options or {}, DEFAULTS)
        self.numbers = itertools.count(1)
        self.totals = Counter()
        self.history = deque(maxlen=5)

    def build(self, rows):
        booking = copy.deepcopy(TEMPLATE)
        self.options["rows"] = len(rows)
        for row in rows:
            booking["lines"].append({"no": next(self.numbers), **row})
            self.totals[row["account"]] += row["amount"]
            self.history.append(row["account"])
        return booking


def by_account(rows):
    groups = defaultdict(list)
    for row in rows:
        groups[row["account"]].append(row)
    return groups


def ranked():
    weights = sorted(WEIGHTS)
    weights.append(0)
    weights[0], weights[-1] = weights[-1], weights[0]
    tags = [*DEFAULTS["tags"]]
    tags.extend(["x"])
    merged = {**DEFAULTS}
    merged["currency"] = "USD"
    return weights, tags, merged
