import functools
import time

ACTIONS = {}
_order = []


def action(name=None):
    def decorate(fn):
        ACTIONS[name or fn.__name__] = fn
        _order.append(name or fn.__name__)
        fn.action_name = name or fn.__name__
        return fn

    return decorate


def retried(times):
    def decorate(fn):
        delays = [2**n / 10 for n in range(times)]
        delays.append(0)

        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            errors = []
            tried = 0
            for delay in delays:
                tried += 1
                try:
                    return fn(*args, **kwargs)
                except OSError as error:
                    errors.append(error)
                    time.sleep(delay)
            raise errors[-1]

        wrapper.times = times
        return wrapper

    return decorate


class Command:
    registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[cls.__name__.lower()] = cls

    def __init__(self):
        self.steps = []

    def step(self, what):
        self.steps.append(what)
        return self
