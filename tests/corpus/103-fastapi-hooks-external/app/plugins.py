import importlib
import pkgutil

PLUGINS = {}


def load_plugins():
    for found in pkgutil.iter_modules():
        if found.name.startswith("shop_"):
            PLUGINS[found.name] = importlib.import_module(found.name)
