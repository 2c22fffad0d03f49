import functools
import time

CALLS = {}


def counted(fn):
    CALLS[fn.__name__] = 0

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        CALLS[fn.__name__] += 1
        return fn(*args, **kwargs)

    return wrapper


def limited(per_minute):
    def decorate(fn):
        stamps = []

        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            now = time.time()
            while stamps and stamps[0] < now - 60:
                stamps.pop(0)
            if len(stamps) >= per_minute:
                return {"error": "slow down"}, 429
            stamps.append(now)
            return fn(*args, **kwargs)

        return wrapper

    return decorate


def numbered(fn):
    number = 0

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        nonlocal number
        number += 1
        return {"number": number, "body": fn(*args, **kwargs)}

    return wrapper


def traced(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return fn(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


class Once:
    def __init__(self, fn):
        self.fn = fn
        self.seen = set()

    def __call__(self, token):
        if token in self.seen:
            return {"error": "again"}, 409
        self.seen.add(token)
        return self.fn(token)
