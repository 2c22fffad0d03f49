"""Sources that no one writes by hand: each gives its finding, or a warning with the place, and the run ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_linter.rule import installed

_RULES = tuple(installed().values())
_APP = b"""from flask import Flask, request
app = Flask(__name__)
SEEN = {}
@app.post('/')
def remember():
    SEEN[request.form['a']] = 1
"""
_FOUND = [("AR201", 3)]

_READ = {
    "latin-1 that says so": b"# -*- coding: latin-1 -*-" + _APP[_APP.index(b"\n") :].replace(b"app =", b"from flask import Flask, request; n = '\xe9'; app ="),
    "a byte order mark": b"\xef\xbb\xbf" + _APP,
    "lines that end as on Windows": _APP.replace(b"\n", b"\r\n"),
    "lines that end as on old Macs": _APP.replace(b"\n", b"\r"),
    "a form feed": b"\x0c" + _APP,
    "lists in lists": _APP + b"x = " + b"[" * 150 + b"]" * 150 + b"\nSEEN[1] = x\n",
    "blocks in blocks": _APP + b"".join(b"    " * n + b"if x:\n" for n in range(90)) + b"    " * 90 + b"pass\n",
    "a lone surrogate": _APP + b"open('/tmp/\\ud800', 'w')\n",
    "names that mean themselves": _APP
    + b"class A(A): pass\nclass B(C): pass\nclass C(B): pass\nx = x\ny = z\nz = y\ndef g(): return g()\nh = g()\n"
    + b"class M(metaclass=M): pass\ndef d(f=d): return f\nw = {'w': w}\nw = w['w']\nl = [l, *l]\nl += l\n",
    "50,000 lines of data": _APP + b"T = {\n" + b"".join(b"    'k%d': ['a', %d],\n" % (n, n) for n in range(50_000)) + b"}\n",
    "50,000 lines of functions that call each other": _APP
    + b"".join(b"def f%d(a, b):\n    c = a + b\n    if c:\n        return [c, a]\n    return f%d(a, c)\n\n" % (n, max(n - 1, 0)) for n in range(8_400)),
    "a query that is refined again and again": _APP
    + b"import boto3\nquery = boto3.Session\n" + b"query = query.narrow_down(1)\n" * 40 + b"query.run_it()\n",
    "functions that hand the same thing to each other": _APP
    + b"class Box:\n    def put(self, x): self.x = x\n"
    + b"".join(b"def h%d(box):\n    box.put(1)\n" % n + b"".join(b"    h%d(box)\n" % m for m in range(40)) for n in range(40))
    + b"@app.get('/')\ndef start(): h0(Box())\n",
}  # fmt: skip
_NOT_READ = {
    "UTF-16": (_APP.decode().encode("utf-16"), 1),
    "an encoding that there is not": (b"# coding: klingon\n" + _APP, 1),
    "bytes that are no UTF-8": (_APP + b"x = '\xff'\n", 7),
    "a null byte": (_APP + b"x = 1\0\n", 7),
    "10,000 parentheses": (_APP + b"x = " + b"(" * 10_000 + b")" * 10_000 + b"\n", 7),
    "10,000 parentheses that never close": (_APP + b"x = " + b"(" * 10_000, 7),
    "20,000 attributes": (_APP + b"x = a" + b".b" * 20_000 + b"\n", 1),
    "syntax of a later Python": (_APP + b"x = 1\ntry ? x:\n    pass\n", 8),
}


@pytest.mark.parametrize("name", _READ)
def test_what_python_reads_is_judged(name: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_bytes(_READ[name])
    report = lint([tmp_path], _RULES, knowledge.installed())
    assert not report.troubles
    assert [(f.code, f.span.line) for f in report.findings if f.code == "AR201"] == _FOUND


@pytest.mark.parametrize("name", _NOT_READ)
def test_what_python_does_not_read_is_told_and_the_other_files_count(name: str, tmp_path: Path) -> None:
    content, line = _NOT_READ[name]
    (tmp_path / "app.py").write_bytes(_APP)
    (tmp_path / "odd.py").write_bytes(content)
    report = lint([tmp_path], _RULES, knowledge.installed())
    assert [(t.path, t.trouble.loc.line) for t in report.troubles] == [("odd.py", line)]
    assert [(f.code, f.span.path, f.span.line) for f in report.findings] == [("AR201", "app.py", 3)]


def test_modules_that_import_each_other_and_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("from b import *\nfrom b import y as x\nimport b\nimport a as me\nSEEN = b.SEEN\n")
    (tmp_path / "b.py").write_text(
        "from a import *\nfrom a import x as y\nfrom . import b\nSEEN = a.SEEN\nb.SEEN = a.me.SEEN\n"
    )
    (tmp_path / "app.py").write_bytes(
        _APP.replace(b"SEEN = {}", b"SEEN = {}; from a import *; import b; b.SEEN[1] = 2")
    )
    report = lint([tmp_path], _RULES, knowledge.installed())
    assert not report.troubles
    assert {f.span.path for f in report.findings} <= {"app.py", "a.py", "b.py"}


def test_links_that_lead_in_circles_and_out_of_the_project(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    for folder in (project, outside):
        folder.mkdir()
        (folder / "app.py").write_bytes(_APP)
    for name, target in {
        "self": ".",
        "a": "b",
        "b": "a",
        "zero.py": "/dev/zero",
        "other.py": outside / "app.py",
    }.items():
        os.symlink(target, project / name)
    os.mkfifo(project / "pipe.py")
    report = lint([project], _RULES, knowledge.installed())
    assert [(f.code, f.span.path) for f in report.findings] == [("AR201", "app.py")]
