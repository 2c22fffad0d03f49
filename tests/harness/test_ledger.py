"""Who made what, and whether that run is still alive."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from runready_harness.ledger import Ledger, Record, Run, process_start, read_ledgers
from runready_harness.reap import reap
from runready_linter.problems import EnvironmentProblem


@pytest.fixture(autouse=True)
def own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    # No engine: these are about the files alone.
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")


def test_a_run_is_alive_while_its_very_process_is():
    run = Run.current()
    assert run.alive()
    assert Run.of_labels(run.labels) == run
    assert not replace(run, started="another boot").alive(), "the number went to a later process"
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        started = process_start(child.pid)
    assert started is not None
    assert not replace(run, pid=child.pid, started=started).alive()


def test_a_run_of_another_machine_is_alive_until_it_expires():
    elsewhere = replace(Run.current(), host="another machine")
    assert elsewhere.alive()
    assert not replace(elsewhere, expires=int(time.time()) - 1).alive()


@pytest.mark.parametrize("labels", [{}, {"runready.run": "x"}, {**Run.current().labels, "runready.pid": "many"}])
def test_what_is_not_labelled_whole_is_not_ours(labels):
    assert Run.of_labels(labels) is None


def test_a_ledger_lists_what_was_about_to_be_made_until_it_closes():
    ledger = Ledger(Run.current())
    ledger.record("container", "one")
    ledger.record("network", "two")
    assert read_ledgers() == {ledger.path: (ledger.run, (Record("container", "one"), Record("network", "two")))}
    ledger.path.write_text(ledger.path.read_text() + '{"kind": "conta')
    assert len(read_ledgers()[ledger.path][1]) == 2
    ledger.close()
    assert read_ledgers() == {}


def test_reaping_never_removes_what_a_damaged_ledger_names(tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    dead = replace(Run.current(), started="long ago")
    ledger = Ledger(dead)
    ledger.record("folder", str(precious))
    ledger.record("folder", "runready-relative")
    report = reap()
    assert precious.exists()
    assert report.empty
    assert not ledger.path.exists()


def test_without_its_engine_a_ledger_is_kept_and_told(tmp_path):
    ledger = Ledger(replace(Run.current(), started="long ago"))
    ledger.record("engine", "")
    report = reap()
    assert len(report.kept) == 1
    assert report.kept[0].endswith("Containers of 1 ended runs may be left on it.")
    assert json.loads(ledger.path.read_text().splitlines()[0])["id"] == ledger.run.id


def test_a_state_folder_that_cannot_be_written_is_one_message(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(EnvironmentProblem, match="cannot be written") as caught:
        Ledger(Run.current())
    assert "XDG_STATE_HOME" in caught.value.help
