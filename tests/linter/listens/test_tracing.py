"""What a value turns out to be: literals, variables with their fallbacks, and what is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.link.addresses import address
from runready_linter.link.project import Project
from runready_linter.link.tracing import tracer
from runready_linter.python import read
from runready_linter.resolved import Env, Literal, Resolved, Unknown


def _traced(expression: str, before: str = "") -> list[object]:
    source = f"import os, sys, json\nfrom decouple import config\n{before}\nVALUE = {expression}\n"
    files = {"app.py": read("app.py", source.encode())}
    project = Project(Path(), files, knowledge.installed())
    value = files["app.py"].python.bindings["VALUE"][0].value  # type: ignore[union-attr]
    return [_plain(v) for v in project.derive(tracer).resolved("app.py", value)]


def _plain(value: Resolved | None) -> object:
    match value:
        case Literal(value=scalar):
            return scalar
        case Env(name=name, default=default):
            return (name, _plain(default))
        case Unknown():
            return "?"
        case _:
            return None


@pytest.mark.parametrize(
    ("expression", "before", "expected"),
    [
        ("int(os.environ.get('PORT', '8080'))", "", [("PORT", 8080)]),
        ("os.getenv('PORT') or 8080", "", [("PORT", 8080)]),
        ("os.environ.get('A') or os.environ.get('PORT', 1)", "", [("A", ("PORT", 1))]),
        ("int(os.environ['PORT']) if 'PORT' in os.environ else 5000", "", [("PORT", None), 5000]),
        ("config('PORT', cast=int, default=8080)", "", [("PORT", 8080)]),
        ("0 or 8000", "", [8000]),
        ("'{host}:{1}:{0}'.format('a', 'b', host='h')", "", ["h:b:a"]),
        ("'{}:{}'.format('h', 80)", "", ["h:80"]),
        ("TEMPLATE.format(name='x')", "TEMPLATE = 'db-{name}'", ["db-x"]),
        ("'%(host)s:%(port)d' % {'host': 'h', 'port': 80}", "", ["h:80"]),
        ("'%(host)s' % HOSTS", "HOSTS = {'host': 'h'}", ["h"]),
        ("os.environ.get('SSL', 'TRUE').lower()", "", [("SSL", "true")]),
        ("env('PORT')", "import environ\nenv = environ.Env(PORT=(int, 8000))", [("PORT", 8000)]),
        ("env.int('PORT')", "import environ\nenv = environ.Env(PORT=(int, 8000))", [("PORT", 8000)]),
        ("env.int('PORT', default=1)", "import environ\nenv = environ.Env(PORT=(int, 8000))", [("PORT", 1)]),
        ("env('PORT')", "import environ\nenv = environ.Env(PORT=int)", [("PORT", None)]),
        ("read()", "def read(name='PORT'):\n    return os.environ[name]", [("PORT", None)]),
        ("CONFIG['a']['b']", "CONFIG = {'a': {'b': 1}}", [1]),
        ("CONFIG.get('c', 2)", "CONFIG = {'a': 1}", [2]),
        ("CONFIG['a']", "CONFIG = {**json.load(open('x')), 'b': 1}", ["?"]),
        ("json.load(open('x')).get('port', 8000)", "", ["?", 8000]),
        ("int(sys.argv[1]) if len(sys.argv) > 1 else 8000", "", [8000]),
        ("int(sys.argv[1])", "", ["?"]),
        ("X", "X = 1\nX = int(os.environ.get('PORT', X))", [1, ("PORT", None)]),
    ],
)
def test_a_value_is_followed_to_where_it_comes_from(expression: str, before: str, expected: list[object]) -> None:
    assert _traced(expression, before) == expected


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("0.0.0.0:8000", "0.0.0.0", 8000),
        (":8000", "", 8000),
        ("[::1]:50051", "::1", 50051),
        ("*:8080", "*", 8080),
        ("8080", "", 8080),
        ("tcp://127.0.0.1:9", "127.0.0.1", 9),
    ],
)
def test_an_address_is_split_as_servers_do(text: str, host: str, port: int) -> None:
    assert address(Literal(text)) == (Literal(host), Literal(port))


@pytest.mark.parametrize("text", ["unix:/run/app.sock", "fd://3", "/run/app.sock"])
def test_a_socket_file_is_no_port(text: str) -> None:
    assert address(Literal(text)) is None
