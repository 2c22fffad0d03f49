"""The Python front end: every way in which a file is no Python, scopes as Python has them, places in the source."""

from __future__ import annotations

import random
from pathlib import Path

import libcst
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runready_linter.facts import MAIN, MODULE, PythonFacts
from runready_linter.python import read
from runready_linter.values import Attr, Const, Element, Global, Imported, Item, Local, Param

_SOURCES = sorted((Path(__file__).parents[2] / "linter").rglob("*.py"))


def _facts(text: str) -> PythonFacts:
    facts = read("a.py", text.encode())
    assert facts.python is not None, facts.troubles
    return facts.python


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"x = 1\ndef f(:\n", ": invalid syntax", 2),
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", None, 0),
        (b"x = 1\ny = '\xe9'\n", "is not UTF-8 and declares no other encoding", 2),
        (b"# coding: klingon\n", "cannot be decoded", 1),
        (b"x = 1\n\ny = '\0'\n", "holds a null byte", 3),
        ("x = 1".encode("utf-16"), "is UTF-16", 1),
        (b"x = " + b"(" * 10_000 + b")" * 10_000, "", 1),
        (b"print 'two'\n", "is not valid Python 3.", 1),
        (b"\xef\xbb\xbfx = 1\n", None, 0),
        (b"", None, 0),
    ],
)
def test_a_file_that_is_no_python_is_told_with_the_line(data: bytes, message: str | None, line: int) -> None:
    facts = read("a.py", data)
    if message is None:
        assert facts.python is not None
        assert facts.troubles == ()
    else:
        assert facts.python is None
        assert message in facts.troubles[0].message
        assert facts.troubles[0].loc.line == line


def test_a_very_long_sum_and_a_very_deep_attribute_are_read() -> None:
    read("a.py", b"x = " + b" + ".join([b"1"] * 5000))
    read("a.py", b"x = a" + b".b" * 2000)
    read("a.py", b"if a:\n    pass\n" + b"elif b:\n    pass\n" * 800)


class TestScopes:
    def test_a_local_or_parameter_hides_the_module(self) -> None:
        facts = _facts(
            "items = []\ndef f(items):\n    items.append(1)\ndef g():\n    items = []\n    items.append(1)\n"
        )
        assert facts.functions["f"].calls[0].call.callee == Attr(Param("f", "items"), "append")
        assert facts.functions["g"].calls[0].call.callee == Attr(Local("g", "items"), "append")

    def test_a_name_is_local_in_the_whole_function_wherever_it_is_bound(self) -> None:
        facts = _facts("x = []\ndef f():\n    x.append(1)\n    if 0:\n        x = 2\n")
        assert facts.functions["f"].calls[0].call.callee == Attr(Local("f", "x"), "append")

    def test_a_methods_body_does_not_see_the_classs_names(self) -> None:
        facts = _facts("x = 1\nclass C:\n    x = 2\n    y = x\n    def f(self):\n        return x\n")
        assert facts.functions["C.f"].returns == (Global("x"),)
        assert facts.classes["C"].attributes["y"][0].value == Const(2, 3)

    def test_a_comprehensions_name_is_its_own(self) -> None:
        facts = _facts("rows = []\ndef f(data):\n    return [rows.append(1) for rows in data]\n")
        assert facts.functions["f"].calls[0].call.callee == Attr(Element(Param("f", "data")), "append")

    def test_global_and_nonlocal_rebind_what_they_name(self) -> None:
        facts = _facts(
            "def f():\n    n = 0\n    def g():\n        nonlocal n\n        global m\n        n += 1\n        m = n\n"
        )
        assert [(s.kind, s.target) for s in facts.functions["f.g"].stores] == [
            ("rebind", Local("f", "n")),
            ("rebind", Global("m")),
        ]
        assert facts.bindings["m"][0].scope == "f.g"

    def test_imports_of_either_branch_are_both_kept(self) -> None:
        facts = _facts("try:\n    import a as j\nexcept ImportError:\n    j = None\nx = j.f\n")
        assert facts.bindings["x"][0].value == Attr(Imported("a"), "f")

    def test_the_main_guard_runs_apart_and_its_names_are_the_modules(self) -> None:
        facts = _facts("if '__main__' == __name__:\n    x = f()\ng()\n")
        assert [c.call.callee for c in facts.functions[MAIN].calls] == [Global("f")]
        assert [c.call.callee for c in facts.functions[MODULE].calls] == [Global("g")]
        assert facts.bindings["x"][0].scope == MAIN

    def test_a_second_function_of_one_name_is_kept_too(self) -> None:
        assert {"f", "f@3"} <= _facts("def f():\n    pass\ndef f():\n    pass\n").functions.keys()


def test_unpacking_pairs_what_can_be_paired() -> None:
    facts = _facts("a, (b, *c) = f(), g()\nd, e = h()\n")
    assert facts.bindings["d"][0].value == Item(facts.functions[MODULE].calls[2].call, Const(0))
    assert isinstance(facts.bindings["b"][0].value, Item)


def test_columns_count_characters_not_bytes() -> None:
    facts = _facts("é = 'ü'; f(1)\n")
    loc = facts.functions[MODULE].calls[0].loc
    assert (loc.line, loc.column, loc.end_column) == (1, 10, 14)


def test_the_test_of_an_early_return_guards_what_follows_by_its_opposite() -> None:
    facts = _facts("def f(x):\n    if x:\n        return 1\n    g()\n")
    (call,) = facts.functions["f"].calls
    assert len(call.guards) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from(_SOURCES))
def test_mutated_source_never_crashes(seed: int, source: Path) -> None:
    """Bytes of real source cut, doubled, swapped and overwritten: facts or a Trouble, nothing else."""
    chance = random.Random(seed)
    data = bytearray(source.read_bytes()[:6000])
    for _ in range(chance.randint(1, 8)):
        start, end = sorted(chance.choices(range(len(data) + 1), k=2))
        end = min(end, start + 40)
        match chance.randrange(4):
            case 0:
                del data[start:end]
            case 1:
                data[start:start] = data[start:end]
            case 2:
                data[start:end] = chance.randbytes(end - start)
            case _:
                data[start:end] = chance.choice([b"(", b")", b"\\", b'"""', b"\n    ", b"async ", b"*", b"\t"])
    facts = read("a.py", bytes(data))
    assert (facts.python is None) == bool(facts.troubles)


class _Shuffle(libcst.CSTTransformer):
    """Statements of every block in another order: still valid Python, rarely sensible."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def leave_IndentedBlock(  # noqa: N802
        self, original_node: libcst.IndentedBlock, updated_node: libcst.IndentedBlock
    ) -> libcst.IndentedBlock:
        body = list(updated_node.body)
        self._chance.shuffle(body)
        return updated_node.with_changes(body=body)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from(_SOURCES))
def test_shuffled_statements_are_read(seed: int, source: Path) -> None:
    module = libcst.parse_module(source.read_bytes()).visit(_Shuffle(random.Random(seed)))
    facts = read("a.py", module.bytes)
    # Shuffling can put `from __future__` or `nonlocal` out of order, which `ast.parse` does not mind.
    assert facts.python is not None
    assert MODULE in facts.python.functions
