import os
import threading

_instance = None
_config_path = None
_level = "INFO"
_owner = None  # <- AR202
_seen = 0  # <- AR202
_lock = threading.Lock()


class Application:
    def __init__(self, path):
        self.path = path

    def __call__(self, environ, start_response):
        start_response("200 OK", [])
        return [b"ok"]


class Owner:
    def __init__(self, name):
        self.name = name


def set_level(level):
    global _level
    _level = level


def count():
    global _seen
    _seen += 1


def instance(path):
    global _instance, _config_path
    with _lock:
        if _instance is None:
            set_level(os.environ.get("LEVEL", path))
            _config_path = path
            _instance = Application(path)
    return _instance


def owner(name):
    global _owner
    if _owner is None:
        _owner = Owner(name)
    return _owner


def application(environ, start_response):
    count()
    owner(environ["REMOTE_USER"])
    return instance(environ.get("CONFIG"))(environ, start_response)
