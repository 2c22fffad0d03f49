"""What only repeats its source is a memo, what the decorator was given no request's; their near twins are state."""

import functools

from flask import Flask, request

import settings

app = Flask(__name__)

_folder = None  # <- AR202 info
_theme = None  # <- AR202
_files = []  # <- AR202 info
_changed = None  # <- AR202 info
_chosen = None
_asked = None  # <- AR202


def folder():
    global _folder
    if _folder != settings.FOLDER:
        _folder = settings.FOLDER
    return _folder


@app.get("/theme")
def theme():
    global _theme
    if _theme != request.args["theme"]:
        _theme = request.args["theme"]
    return folder() + _theme


@app.get("/files")
def files():
    global _files, _changed
    changed = settings.last_change()
    if _changed == changed:
        found = _files
    else:
        found = settings.list_files()
        _files = found
        _changed = changed
    return found


def guarded(resource=None):
    def decorate(function):
        last = None

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            nonlocal resource
            nonlocal last  # <- AR202
            if resource is None:
                resource = function.__name__
            if last is None:
                last = args
            return function(*args, **kwargs)

        return wrapper

    return decorate


@app.get("/one/<name>")
@guarded()
def one(name):
    return name


class Options:
    def __init__(self, folder):
        self.folder = folder


def options(init=False, folder=None):
    global _chosen
    if _chosen is None:
        if init:
            _chosen = Options(folder)
    return _chosen


def asked(init=False, folder=None):
    global _asked
    if _asked is None:
        if init:
            _asked = Options(folder)
    return _asked


options(init=True, folder="/srv")
asked(init=True, folder="/srv")


@app.get("/options")
def show_options():
    asked(init=True, folder=request.args["folder"])
    return options().folder


def __plugin_load__():
    global __plugin__
    __plugin__ = object()
