"""What the findings about request-time state say: the evidence, the severity, the remedy that fits."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.findings import Confidence, Finding
from runready_linter.lint import lint
from runready_rules.static import global_rebind, module_state


def findings(folder: Path, **files: str) -> tuple[Finding, ...]:
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return tuple(lint([folder], [module_state.RULE, global_rebind.RULE], knowledge.installed()).findings)


FLASK = "from flask import Flask, request\napp = Flask(__name__)\n"


def test_each_change_is_evidence_with_the_handler_that_leads_to_it(tmp_path: Path) -> None:
    (found,) = findings(
        tmp_path,
        store="ROWS = []\ndef add(row):\n    ROWS.append(row)\n",
        app="import store\n" + FLASK + "@app.post('/')\ndef create():\n    store.add(request.json)\n    return 'ok'\n",
    )
    assert (found.span.path, found.span.line) == ("store.py", 1)
    assert [(e.path, e.line, e.message) for e in found.evidence] == [
        ("store.py", 3, "`add` changes it with `append`; it runs on behalf of `create` (app.py:5)")
    ]


def test_a_function_that_nothing_is_known_to_call_is_told_with_less_confidence(tmp_path: Path) -> None:
    (found,) = findings(
        tmp_path, app=FLASK + "SEEN = []\ndef note(x):\n    SEEN.append(x)\n@app.get('/')\ndef i():\n    return 'x'\n"
    )
    assert found.confidence is Confidence.MEDIUM


def test_one_cell_is_one_finding_whatever_changes_it(tmp_path: Path) -> None:
    (found,) = findings(
        tmp_path,
        app=FLASK + "rows = []\n@app.post('/')\ndef add():\n    rows.append(1)\n    return 'x'\n"
        "@app.delete('/')\ndef clear():\n    global rows\n    rows = []\n    return 'x'\n",
    )
    assert found.code == "AR201"
    assert [e.line for e in found.evidence] == [6, 11]


@pytest.mark.parametrize(
    ("binding", "change", "word"),
    [
        ("sessions = {}", "sessions[request.form['sid']] = 1", "signed cookie"),
        ("hits = {}", "hits[request.path] += 1", "INCR"),
        ("jobs = {}", "jobs[request.form['id']] = 'queued'", "SQS"),
        ("import itertools\nids = itertools.count()", "next(ids)", "uuid"),
        ("things = []", "things.append(request.json)", "database"),
    ],
)
def test_the_remedy_fits_what_the_state_is_for(tmp_path: Path, binding: str, change: str, word: str) -> None:
    (found,) = findings(tmp_path, app=f"{FLASK}{binding}\n@app.post('/')\ndef view():\n    {change}\n    return 'ok'\n")
    assert word in found.help


def test_many_files_are_linked_in_about_linear_time(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        folder = tmp_path / str(count)
        folder.mkdir()
        for n in range(count):
            helpers = "".join(f"def f{i}(x):\n    T[x] = f{i - 1}(x) if x else 0\n    return T\n" for i in range(1, 12))
            text = f"{FLASK}T = {{}}\ndef f0(x):\n    return m{(n + 1) % count}.f11(x)\n{helpers}"
            route = "@app.get('/')\ndef index():\n    return f11(1)\n"
            (folder / f"m{n}.py").write_text(f"import m{(n + 1) % count}\n{text}{route}", encoding="utf-8")
        start = time.perf_counter()
        report = lint([folder], [module_state.RULE], knowledge.installed())
        assert len(report.findings) == count
        return time.perf_counter() - start

    seconds(5)
    # Quadratic would be 16 times as long; the machine may be busy.
    assert seconds(40) < 10 * max(seconds(10), 0.1)
