"""The linter agrees with what was written down about whole small projects before it was run on them (`tests/corpus` by the first
seven rules, `tests/corpus-all` by every rule).

`python tests/corpus/measure.py` prints the same as precision and recall by code.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

CORPUS = Path(__file__).parent / "corpus"


def _measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_measure", CORPUS / "measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its data classes look their annotations up there
    spec.loader.exec_module(module)
    return module


measure = _measure()

#: Cases in which the linter differs from the catalogue today, with the reason. One that comes right must leave the table.
KNOWN: dict[str, str] = {
    "578-flask-later-cleanup": "a file beside one that removes itself (`Path(tmp.name).with_suffix(...)`) is not told from it",
}


def _cases() -> list[object]:
    names = [case.name for case in measure.cases()]
    assert len(names) == len(set(names)), "two cases share a name"
    assert KNOWN.keys() <= set(names), "KNOWN names a case that is not there"
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=KNOWN[name], strict=True) if name in KNOWN else ())
        for name in names
    ]


@pytest.mark.parametrize("name", _cases())
def test_case(name: str) -> None:
    (case,) = (c for c in measure.cases() if c.name == name)
    outcome = measure.judge(case)
    assert outcome.differences() == []


def test_each_code_is_put_to_the_proof() -> None:
    """At least fourteen findings a code, and clean projects beside the defective ones: a smaller corpus proves little."""
    expectations = [measure.expected(case) for case in measure.cases() if case.parent == CORPUS]
    for code in measure.CODES:
        assert sum(place.code == code for places in expectations for place in places) >= 14, code
    assert sum(not places for places in expectations) >= 40
