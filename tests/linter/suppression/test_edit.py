"""Suppressions added and removed: they work, the rest stays byte for byte, and doing it twice changes nothing."""

from __future__ import annotations

import pytest

from runready_linter.suppression.edit import NotPossible, Wanted, add, remove
from runready_linter.suppression.layout import Kind, layout
from runready_linter.suppression.marks import marks


def added(kind: Kind, text: str, *wanted: tuple[int, str], reason: str = "") -> str:
    data = text.encode()
    once = add(kind, data, [Wanted(*each) for each in wanted], reason)
    found = list(marks(layout(kind, once)))
    inserted = once.count(b"\n") - data.count(b"\n")
    assert all(any(c in m.codes and (m.covers(n) or m.covers(n + inserted)) for m in found) for n, c in wanted)
    return once.decode()


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        ("x = {}\n", 1, "x = {}  # runready: ignore[AR201]\n"),
        ("x = {}", 1, "x = {}  # runready: ignore[AR201]"),
        ("x = {}   \r\ny = 1\r\n", 1, "x = {}  # runready: ignore[AR201]\r\ny = 1\r\n"),
        ("x = {}  # noqa\n", 1, "x = {}  # noqa  # runready: ignore[AR201]\n"),
        ("f(\n  a,\n)\n", 1, "f(  # runready: ignore[AR201]\n  a,\n)\n"),
        ("f(\n  a,\n)\n", 2, "f(\n  a,  # runready: ignore[AR201]\n)\n"),
        ("f('''a\nb''', c)\n", 1, "f('''a\nb''', c)  # runready: ignore[AR201]\n"),
        ("x = a + \\\n  b\n", 1, "x = a + \\\n  b  # runready: ignore[AR201]\n"),
        ("x = f'''{\na}\n'''\n", 1, "x = f'''{\na}\n'''  # runready: ignore[AR201]\n"),
        ("# runready: ignore[AR202] why\nx = {}\n", 2, "# runready: ignore[AR202, AR201] why\nx = {}\n"),
        ("x = {}  # runready: ignore[AR202]  # noqa\n", 1, "x = {}  # runready: ignore[AR202, AR201]  # noqa\n"),
        ("\ufeffx = {}\n", 1, "\ufeffx = {}  # runready: ignore[AR201]\n"),
    ],
)
def test_in_python(before: str, line: int, after: str) -> None:
    assert added("python", before, (line, "AR201")) == after


def test_several_codes_and_lines_at_once() -> None:
    text = "x = {}\ny = {}\n"
    assert added("python", text, (1, "AR201"), (1, "AR202"), (2, "AR201"), (1, "AR201"), reason="old") == (
        "x = {}  # runready: ignore[AR201, AR202] old\ny = {}  # runready: ignore[AR201] old\n"
    )


def test_a_missing_reason_is_added() -> None:
    text = "x = {}  # runready: ignore[AR201]\n"
    assert added("python", text, (1, "AR201"), reason="old") == "x = {}  # runready: ignore[AR201] old\n"


def test_in_another_encoding() -> None:
    text = "# -*- coding: latin-1 -*-\nx = 'é'\n"
    changed = add("python", text.encode("latin-1"), [Wanted(2, "AR201")])
    assert changed.decode("latin-1") == text.replace("'é'", "'é'  # runready: ignore[AR201]")
    with pytest.raises(NotPossible, match="encoding"):
        add("python", text.encode("latin-1"), [Wanted(2, "AR201")], "\u20ac")


@pytest.mark.parametrize(
    ("kind", "before", "line", "after"),
    [
        ("container", "FROM x\n  RUN a \\\n  b\n", 2, "FROM x\n  # runready: ignore[AR201]\n  RUN a \\\n  b\n"),
        ("container", "# escape=`\nFROM x\n", 2, "# escape=`\n# runready: ignore[AR201]\nFROM x\n"),
        ("container", "FROM x\nRUN <<A\nb\nA\n", 3, "FROM x\n# runready: ignore[AR201]\nRUN <<A\nb\nA\n"),
        ("container", "# runready: ignore[AR1]\nFROM x\n", 2, "# runready: ignore[AR1, AR201]\nFROM x\n"),
        ("shell", "#!/bin/sh\na b\n", 2, "#!/bin/sh\na b  # runready: ignore[AR201]\n"),
        ("shell", "if x; then\n  a \\\n    b\nfi\n", 2, "if x; then\n  # runready: ignore[AR201]\n  a \\\n    b\nfi\n"),
        ("yaml", "a:\n  b: c\n", 2, "a:\n  b: c  # runready: ignore[AR201]\n"),
        ("yaml", "a:\n  b: |\n    c\n    d\n", 3, "a:\n  # runready: ignore[AR201]\n  b: |\n    c\n    d\n"),
        ("yaml", "a: 'b\n  c'\n", 1, "# runready: ignore[AR201]\na: 'b\n  c'\n"),
        ("hcl", 'a = "b"\n', 1, 'a = "b"  # runready: ignore[AR201]\n'),
        ("hcl", "a {\n  b = <<E\nc\nE\n}\n", 2, "a {\n  # runready: ignore[AR201]\n  b = <<E\nc\nE\n}\n"),
        ("lines", "web: gunicorn app:app\n", 1, "# runready: ignore[AR201]\nweb: gunicorn app:app\n"),
    ],
)
def test_in_other_files(kind: Kind, before: str, line: int, after: str) -> None:
    assert added(kind, before, (line, "AR201")) == after


def test_where_no_comment_can_be_put_the_file_is_left_alone() -> None:
    with pytest.raises(NotPossible, match="line 9"):
        add("yaml", b"a: 1\n", [Wanted(9, "AR201")])


def removed(text: str, *codes: str) -> str:
    found = list(marks(layout("python", text.encode())))
    return remove("python", text.encode(), {m: set(codes) & set(m.codes) for m in found}).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = {}  # runready: ignore[AR201] why\n", "x = {}\n"),
        ("x = {}  # runready: ignore[AR201, AR202] why\n", "x = {}  # runready: ignore[AR202] why\n"),
        ("# runready: ignore[AR201]\nx = {}\n", "x = {}\n"),
        ("if y:\r\n  # runready: ignore[AR201]\r\n  x = 1\r\n", "if y:\r\n  x = 1\r\n"),
        ("x = 1  # noqa: X  # runready: ignore[AR201] a\n", "x = 1  # noqa: X\n"),
        ("x = 1  # runready: ignore[AR201] a  # noqa\n", "x = 1  # noqa\n"),
        ("x = 1  # runready: ignore[AR201] a # runready: ignore[AR203]\n", "x = 1  # runready: ignore[AR203]\n"),
        ("x = 1  # runready: ignore\n", "x = 1\n"),
        ("x = 1  # runready: noqa\n", "x = 1\n"),
        ("x = 1  # runready: ignore[AR201]", "x = 1"),
    ],
)
def test_removed(before: str, after: str) -> None:
    assert removed(before, "AR201") == after
