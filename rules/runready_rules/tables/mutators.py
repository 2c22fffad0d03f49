"""What is memory of our own process, and which verbs change it.

Sources: the Python library reference (built-in types, collections, queue, heapq, bisect, random), cachetools' and
sortedcontainers' documentation of their classes.
"""

from __future__ import annotations

from runready_linter.state_knowledge import Memory
from runready_rules.tables.shared_clients import CLIENTS

_LIST = frozenset(
    {"append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "__setitem__", "__delitem__"}
)
_DICT = frozenset({"update", "setdefault", "pop", "popitem", "clear", "__setitem__", "__delitem__"})
_SET = frozenset(
    {
        "add", "discard", "remove", "pop", "clear", "update",
        "difference_update", "intersection_update", "symmetric_difference_update",
    }
)  # fmt: skip
_DEQUE = _LIST | {"appendleft", "popleft", "extendleft", "rotate"}
_QUEUE = frozenset({"put", "put_nowait", "get", "get_nowait"})

#: The verbs of each kind; `any` for something of an unknown kind inside of a container.
VERBS: dict[str, frozenset[str]] = {
    "list": _LIST,
    "dict": _DICT | {"move_to_end", "expire", "subtract"},
    "set": _SET,
    "deque": _DEQUE,
    "queue": _QUEUE,
    "iterator": frozenset({"__next__", "send"}),
    "array": _LIST | {"frombytes", "fromlist", "fill"},
    "frame": frozenset({"loc", "drop_duplicates"}),
    "any": _LIST | _DICT | _SET | _DEQUE,
}

#: Callables whose result is memory, by the kind of their result.
KINDS: dict[str, str] = {
    "builtins.dict": "dict", "builtins.list": "list", "builtins.set": "set", "builtins.bytearray": "array",
    "builtins.sorted": "list", "builtins.dict.fromkeys": "dict", "builtins.iter": "iterator",
    "builtins.enumerate": "iterator", "builtins.zip": "iterator",
    "collections.defaultdict": "dict", "collections.OrderedDict": "dict", "collections.Counter": "dict",
    "collections.ChainMap": "dict", "collections.UserDict": "dict", "collections.UserList": "list",
    "collections.deque": "deque",
    "queue.Queue": "queue", "queue.LifoQueue": "queue", "queue.PriorityQueue": "queue", "queue.SimpleQueue": "queue",
    "asyncio.Queue": "queue", "asyncio.LifoQueue": "queue", "asyncio.PriorityQueue": "queue",
    "asyncio.queues.Queue": "queue", "multiprocessing.Queue": "queue", "multiprocessing.SimpleQueue": "queue",
    "multiprocessing.JoinableQueue": "queue", "janus.Queue": "queue", "gevent.queue.Queue": "queue",
    "anyio.create_memory_object_stream": "queue",
    "multiprocessing.Manager.dict": "dict", "multiprocessing.Manager.list": "list",
    "itertools.count": "iterator", "itertools.cycle": "iterator", "itertools.chain": "iterator",
    "array.array": "array",
    "weakref.WeakValueDictionary": "dict", "weakref.WeakKeyDictionary": "dict", "weakref.WeakSet": "set",
    "cachetools.Cache": "dict", "cachetools.TTLCache": "dict", "cachetools.LRUCache": "dict",
    "cachetools.LFUCache": "dict", "cachetools.FIFOCache": "dict", "cachetools.RRCache": "dict",
    "cachetools.MRUCache": "dict", "cachetools.TLRUCache": "dict",
    "expiringdict.ExpiringDict": "dict", "lru.LRU": "dict", "cacheout.Cache": "cacheout",
    "sortedcontainers.SortedDict": "dict", "sortedcontainers.SortedList": "list", "sortedcontainers.SortedSet": "set",
    "bidict.bidict": "dict", "addict.Dict": "dict", "box.Box": "dict", "multidict.MultiDict": "dict",
    "networkx.Graph": "graph", "networkx.DiGraph": "graph",
    # What was read from a file at start is memory from then on.
    "json.load": "any", "json.loads": "any", "orjson.loads": "any", "ujson.load": "any", "ujson.loads": "any",
    "simplejson.load": "any", "simplejson.loads": "any", "yaml.safe_load": "any", "yaml.load": "any",
    "pickle.load": "any", "pickle.loads": "any", "tomllib.load": "any", "copy.copy": "any", "copy.deepcopy": "any",
    "numpy.zeros": "array", "numpy.ones": "array", "numpy.array": "array", "numpy.empty": "array",
    "numpy.full": "array", "pandas.DataFrame": "frame", "pandas.read_csv": "frame", "pandas.Series": "frame",
}  # fmt: skip
VERBS["cacheout"] = frozenset({"set", "add", "set_many", "delete", "clear"})
VERBS["graph"] = frozenset({"add_node", "add_edge", "remove_node", "remove_edge", "add_edges_from", "add_nodes_from"})

#: Functions that change an argument in place, and its position.
FUNCTIONS: dict[str, int] = {
    "builtins.next": 0, "builtins.anext": 0,
    "heapq.heappush": 0, "heapq.heappop": 0, "heapq.heapify": 0, "heapq.heapreplace": 0, "heapq.heappushpop": 0,
    "bisect.insort": 0, "bisect.insort_left": 0, "bisect.insort_right": 0,
    "random.shuffle": 0, "operator.setitem": 0, "operator.delitem": 0, "operator.iadd": 0,
    "builtins.dict.update": 0, "builtins.dict.setdefault": 0, "builtins.dict.pop": 0, "builtins.dict.__setitem__": 0,
    "builtins.list.append": 0, "builtins.list.extend": 0, "builtins.list.insert": 0, "builtins.list.remove": 0,
    "builtins.set.add": 0, "builtins.set.discard": 0, "builtins.set.update": 0, "builtins.set.remove": 0,
}  # fmt: skip

#: Callables whose result differs from call to call: what they make is no memo of their arguments.
IMPURE: frozenset[str] = frozenset(
    {
        "uuid.uuid1", "uuid.uuid4", "secrets.token_hex", "secrets.token_urlsafe", "secrets.token_bytes",
        "secrets.randbelow", "secrets.choice", "random.random", "random.randint", "random.choice", "random.randrange",
        "random.choices", "random.getrandbits", "os.urandom", "time.time_ns", "itertools.count",
    }
)  # fmt: skip

#: What tells a task, a thread or an object apart from the others of this process.
IDENTITIES = frozenset({
    "builtins.id", "asyncio.current_task", "asyncio.Task.current_task", "threading.get_ident", "threading.get_native_id",
    "threading.current_thread", "anyio.get_current_task", "greenlet.getcurrent", "gevent.getcurrent", "os.getpid",
    "_thread.get_ident",
})  # fmt: skip

MEMORY = Memory(
    kinds=KINDS,
    verbs=VERBS,
    functions=FUNCTIONS,
    clients=CLIENTS,
    impure=IMPURE,
    identities=IDENTITIES,
    passed_on=frozenset({"contextvars.ContextVar.get"}),
)
