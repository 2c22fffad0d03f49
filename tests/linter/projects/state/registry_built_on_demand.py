"""A registry that the first request builds, caches called so, and what was warned of: each with its near twin."""

import logging
import time
import warnings

from flask import Flask, request

import plugins

app = Flask(__name__)
log = logging.getLogger(__name__)

_actions = {}
_converters = {}
_locales = None
_options = None
_visitors = []  # <- AR201
_news_cache = {}  # <- AR201 info
_tree_cache = {"root": {}}  # <- AR201 info
_answer_cache = {}  # <- AR201
_warned = set()
_warned_users = set()  # <- AR201


def action(name):
    if _actions:
        if name not in _actions:
            raise KeyError(name)
        return _actions[name]
    for key, function in plugins.functions("action"):
        _actions[key] = function
    found = {}
    for plugin in plugins.all():
        found.update(plugin.actions())
    _actions.update(found)
    for key, function in _actions.items():
        _actions[key] = wrapped(function)
    return _actions[name]


def wrapped(function):
    return function


def converter(name):
    if not _converters:
        _converters.update(plugins.functions("converters"))
    return _converters[name]


def options():
    global _options
    if _options is None:
        _options = dict(plugins.options())
        fill(_options)
    return _options


def fill(table):
    table["one_of"] = table["one"]


def locales():
    global _locales
    if not _locales:
        _locales = []
        for locale in plugins.locales():
            _locales.append(plugins.parse(locale))
    return _locales


@app.get("/<name>")
def index(name):
    if not _visitors:
        _visitors.append(request.remote_addr)
    return str(action(name)) + str(converter(name)) + str(locales()) + str(options())


def news(feeds, days):
    cached = _news_cache.get(days)
    now = time.monotonic()
    if cached and now - cached[0] < 60:
        return cached[1]
    found = {}
    for feed in feeds:
        found[feed] = plugins.read(feed, days)
    _news_cache[days] = (now, found)
    return found


def tree(command, environment):
    if command in _tree_cache["root"]:
        return _tree_cache["root"][command]
    result = plugins.run(command, environment)
    _tree_cache["root"][command] = result
    return result


@app.post("/news/<int:days>")
def show_news(days):
    if days not in _answer_cache:
        _answer_cache[days] = request.get_json()
    return {"news": news(["a"], days), "tree": tree("ls", {}), "answer": _answer_cache[days]}


def deprecated(name):
    if name not in _warned:
        _warned.add(name)
        log.warning("%s is deprecated", name)


@app.post("/warn")
def warn():
    deprecated("warn")
    user = request.form["user"]
    if user not in _warned_users:
        _warned_users.add(user)
        plugins.send_mail(user)
    warnings_sent(user)
    return "ok"


def warnings_sent(user):
    warnings.warn(f"{user} was warned", stacklevel=2)
