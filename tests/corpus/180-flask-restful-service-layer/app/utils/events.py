import collections

_log = collections.deque([], 500)
_subscribers = collections.defaultdict(list)


def subscribe(topic):
    def register(fn):
        _subscribers[topic].append(fn)
        return fn
    return register


def publish(topic, payload):
    _log.append((topic, payload))
    for fn in _subscribers[topic]:
        fn(payload)


@subscribe("received")
def on_received(payload):
    print(payload)
