"""Plugins register themselves when their modules are imported."""
import importlib
import pkgutil

PLUGINS = {}
ORDER = []


def plugin(name, *, priority=10):
    def decorate(fn):
        PLUGINS[name] = fn
        ORDER.append((priority, name))
        ORDER.sort()
        return fn

    return decorate


def load_plugins():
    from . import addons

    for info in pkgutil.iter_modules(addons.__path__):
        importlib.import_module(f"{addons.__name__}.{info.name}")
