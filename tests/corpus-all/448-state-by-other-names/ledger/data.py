import heapq
import itertools
from collections import Counter, OrderedDict

accounts = {"alice": {"balance": 10}}
journal = []
due = []
words = Counter()
recent = OrderedDict()
numbers = itertools.count()
limits = {"daily": 100}
rate = 1.0
theme = "light"


def push(when, what):
    heapq.heappush(due, (when, what))


def remember(key, value, into=recent):
    into[key] = value
    into.move_to_end(key)
    while len(into) > 100:
        into.popitem(last=False)
