"""Each line that is marked has a near twin that looks like it and leaves nothing to the next request."""

import weakref
from dataclasses import dataclass, field
from functools import cached_property

import click
from fastapi import Depends, FastAPI, Request

app = FastAPI()
UNSET = object()


@dataclass
class Order:
    status: str = "new"
    history: dict = field(default_factory=dict)


class OrderPage:
    notes = {}  # <- AR203

    @cached_property
    def order(self):
        return Order()

    def close(self, reason):
        # The attribute of what the property gave, not of the method.
        self.order.status = reason
        self.order.history["closed"] = reason
        self.notes["closed"] = reason


@app.post("/close")
def close(request: Request, reason: str):
    OrderPage().close(reason)
    close.last = reason  # <- AR203


def page_for(columns):
    class Page(OrderPage):
        pass

    # Of a class that this request alone has.
    Page.columns = columns
    OrderPage.columns = columns  # <- AR203
    return Page


@app.get("/page")
def page(columns: str):
    return page_for(columns)()


class Node:
    _children = weakref.WeakKeyDictionary()
    _names = weakref.WeakValueDictionary()  # <- AR203

    def add(self, child, name):
        self._children[self] = child
        self._names[name] = child


@app.post("/node")
def node(name: str):
    Node().add(Node(), name)


class Link:
    def __init__(self, url):
        self.url = url
        self._view = UNSET
        self._last = UNSET

    def view(self):
        if self._view is UNSET:
            self._view = find_view(self.url)
        return self._view

    def seen_by(self, user):
        if self._last is not user:
            self._last = user


def find_view(url):
    return url.split("/")


home = Link("/home")
about = Link("/about")  # <- AR203


@app.get("/home")
def show_home():
    return home.view()


@app.get("/about")
def show_about(user: str):
    about.seen_by(user)
    return about.view()


class Configuration:
    _instance = None
    _latest = None  # <- AR203

    def __init__(self, path="app.ini"):
        self.path = path

    @classmethod
    def instance(cls, *args, **kwargs):
        if cls._instance is None:
            cls._instance = cls(*args, **kwargs)
        return cls._instance

    @classmethod
    def first_of(cls, path):
        if cls._latest is None:
            cls._latest = cls(path)
        return cls._latest


@app.get("/configuration")
def configuration(path: str):
    return Configuration.instance().path, Configuration.first_of(path).path


class Filter:
    """Made by the framework for each request; a command makes its own."""

    def __init__(self, user: str = ""):
        self.user = user
        self.allowed = None

    def restrict(self, ids):
        self.allowed = ids


class Store:
    def rows(self, by: Filter):
        by.restrict([1])
        return [by.user]


@app.get("/rows")
def rows(by: Filter = Depends(Filter)):
    return Store().rows(by)


@click.command()
def list_rows():
    mine = Filter("me")
    print(Store().rows(mine))
