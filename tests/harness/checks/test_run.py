"""A run as a whole: what it is asked, what it tells while it goes on, and that nothing is left of it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import psutil
import pytest

from runready_harness.events import CheckFinished, CheckStarted, Event, FlowsFound, InstanceHealthy, ReplayStarted
from runready_harness.reap import reap
from runready_harness.run import HarnessReport, Options, checks, run
from runready_harness.runtimes.ports import PortPool
from runready_harness.verdicts import Verdict
from runready_linter.problems import UsageProblem

Audit = Callable[..., HarnessReport]
Project = Callable[[str], Path]


def test_checks_are_chosen_by_code_or_prefix_and_ordered_by_code() -> None:
    assert [each.code for each in checks()] == ["AC101", "AC102", "AC103", "AC201", "AC202", "AC302"]
    assert [each.code for each in checks(["AC2", "AC101"], ["AC202"])] == ["AC101", "AC201"]


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.code)
def test_every_check_has_a_page_under_its_own_name(check: object) -> None:
    page = checks([check.code])[0]  # type: ignore[attr-defined]
    assert page.doc.startswith(f"# {page.code} {page.name}\n")
    assert "**How to fix it.**" in page.doc


def test_a_run_tells_each_check_replay_and_instance(audit: Audit) -> None:
    events: list[Event] = []
    report = audit("memory", runtime="process", select=("AC101", "AC201"), emit=events.append)
    assert [type(each) for each in events if isinstance(each, CheckStarted | CheckFinished)] == [
        CheckStarted,
        CheckFinished,
        CheckStarted,
        CheckFinished,
    ]
    assert [each.mode for each in events if isinstance(each, ReplayStarted)] == [
        "undisturbed",
        "undisturbed",
        "a fresh instance before step 2",
        "undisturbed, to be sure",
        "undisturbed, to be sure",
    ]
    assert sum(isinstance(each, InstanceHealthy) for each in events) == report.instances == 7
    assert report.rung == "flows"
    assert report.unproven == ()


def test_without_flows_it_says_what_stays_unproven(audit: Audit) -> None:
    events: list[Event] = []
    report = audit("no_flows", runtime="process", select=("AC201",), emit=events.append)
    assert report.rung == "root"
    assert "unproven" in report.unproven[0]
    assert report.results[0].outcome.message.startswith("No flow has two steps")
    assert [each.flows for each in events if isinstance(each, FlowsFound)] == [("GET /",)]


def test_without_its_backing_service_an_application_is_not_judged(project: Project) -> None:
    folder = project("second_fails")
    file = folder / "runready.yaml"
    file.write_text(
        "\n".join(
            line.partition(", process:")[0] + "}" if "process:" in line else line
            for line in file.read_text().splitlines()
        )
    )
    report = run(folder, Options(runtime="process", start_limit=20), lambda event: None)
    assert {each.outcome.verdict for each in report.results} == {Verdict.SKIP}
    assert "The backing service kv is not there: it needs a container" in report.results[0].outcome.message


def test_an_answer_that_changes_by_itself_is_not_lost_state(audit: Audit) -> None:
    events: list[Event] = []
    report = audit("tip_changes", runtime="process", select=("AC201",), emit=events.append)
    assert report.results[0].outcome.verdict is Verdict.PASS, report.results[0].outcome.message
    # It was seen to change, and looked into.
    assert [each.mode for each in events if isinstance(each, ReplayStarted)][-1] == "undisturbed, to be sure"


def test_a_port_that_another_program_takes_in_between_is_not_blamed_on_the_application(
    audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    others: list[socket.socket] = []
    take = PortPool.take

    def take_and_lose_the_first(pool: PortPool, wanted: int) -> int:
        port = take(pool, wanted)
        if not others:
            others.append(socket.create_server(("0.0.0.0", port)))
        return port

    monkeypatch.setattr(PortPool, "take", take_and_lose_the_first)
    report = audit("counter", runtime="process", select=("AC101",))
    others[0].close()
    assert report.results[0].outcome.verdict is Verdict.PASS, report.results[0].outcome.message
    assert report.instances == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (Options(select=("AC9",)), "No run-time check is chosen."),
        (Options(require_flows=True), "No flows are written, and they are required."),
    ],
)
def test_what_cannot_be_run_is_told_before_anything_starts(project: Project, options: Options, message: str) -> None:
    with pytest.raises(UsageProblem, match=message):
        run(project("no_flows"), options, lambda event: pytest.fail(f"{event} came first"))


_INTERRUPTED = """
import sys
import urllib.request
from pathlib import Path
from runready_harness.events import ReplayStarted
from runready_harness.run import Options, run

def emit(event):
    if isinstance(event, ReplayStarted):
        print("replay", flush=True)

try:
    run(Path(sys.argv[1]), Options(runtime=sys.argv[2], start_limit=30), emit)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize("kind", [pytest.param("docker", marks=pytest.mark.docker), "process"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing(
    project: Project, kind: Literal["docker", "process"], number: signal.Signals, tmp_path: Path
) -> None:
    folder = project("ready")
    state, temporary = tmp_path / "state", tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "XDG_STATE_HOME": str(state), "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", _INTERRUPTED, str(folder), kind]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "replay\n"
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "")
    assert [each for each in children if each.is_running()] == []
    assert list((state / "runready" / "runs").iterdir()) == []
    assert list(temporary.iterdir()) == []
    if kind == "docker":
        assert list(of_engine(process.pid)) == []


def of_engine(pid: int) -> Iterator[str]:
    """What the engine holds of the run of a process."""
    label = f"label=runready.pid={pid}"
    for listing in (["ps", "-a"], ["network", "ls"], ["images"]):
        answer = subprocess.run(
            ["docker", *listing, "--filter", label, "--format", "{{json .}}"],
            capture_output=True,
            text=True,
            check=True,
        )
        yield from (str(json.loads(line)) for line in answer.stdout.splitlines())


def test_what_processes_share_and_what_they_lack_is_not_proven(project: Project, tmp_path: Path) -> None:
    folder = project("disk")
    shared = tmp_path / "shared"
    shared.mkdir()
    (folder / "app.py").write_text((folder / "app.py").read_text().replace('"profile.json"', "sys.argv[1]", 1))
    (folder / "app.py").write_text("import sys\n" + (folder / "app.py").read_text())
    dockerfile = folder / "Dockerfile"
    dockerfile.write_text(dockerfile.read_text().replace('"app.py"]', f'"app.py", "{shared}/profile.json"]'))
    report = run(folder, Options(runtime="process", start_limit=20, select=("AC201",)), lambda event: None)
    assert report.results[0].outcome.verdict is Verdict.INCONCLUSIVE, report.results[0].outcome.message
    assert f"share what is in {shared}/profile.json" in report.results[0].outcome.message


def test_an_exit_is_not_blamed_on_what_only_the_image_would_have(project: Project) -> None:
    folder = project("exits")
    dockerfile = folder / "Dockerfile"
    options = Options(runtime="process", start_limit=20, select=("AC101",))
    dockerfile.write_text(dockerfile.read_text() + "RUN useradd app && chown app /app\n")
    assert run(folder, options, lambda event: None).results[0].outcome.verdict is Verdict.FAIL
    dockerfile.write_text(dockerfile.read_text() + "RUN mkdir -p /packages\n")
    outcome = run(folder, options, lambda event: None).results[0].outcome
    assert outcome.verdict is Verdict.INCONCLUSIVE
    assert [each.text for each in outcome.evidence if each.title == "Not carried out"] == ["mkdir -p /packages"]


def test_kept_instances_are_named_with_their_address(project: Project) -> None:
    """In a process of its own: what is kept counts as left over once that has ended."""
    told = subprocess.run(
        [sys.executable, "-c", _KEPT, str(project("counter"))], capture_output=True, text=True, check=True
    )
    assert told.stderr == ""
    kept, last = [line for line in told.stdout.splitlines() if "kept" in line.lower()]
    address = kept.partition("http://")[2].rstrip(".")
    try:
        with urllib.request.urlopen(f"http://{address}", timeout=10) as answer:
            assert answer.status == 200
        assert "`runready reap`" in last
    finally:
        assert reap().processes == 1
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://{address}", timeout=10)


_KEPT = """
import sys
import urllib.request
from pathlib import Path
from runready_harness.events import Notice
from runready_harness.run import Options, run

def emit(event):
    if isinstance(event, Notice):
        print(event.text, flush=True)

run(Path(sys.argv[1]), Options(runtime="process", start_limit=30, keep=True, select=("AC101",)), emit)
"""


def test_many_runs_at_once_do_not_take_each_others_ports(project: Project) -> None:
    folder = project("counter")
    command = [sys.executable, "-c", _SHORT, str(folder)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(6)]
    said = [each.communicate(timeout=120)[0] for each in runs]
    assert said == ["pass pass\n"] * len(runs)


_SHORT = """
import sys
import urllib.request
from pathlib import Path
from runready_harness.run import Options, run

report = run(Path(sys.argv[1]), Options(runtime="process", select=("AC101", "AC102")), lambda event: None)
print(*(each.outcome.verdict for each in report.results))
"""


@pytest.mark.parametrize("kind", [pytest.param("docker", marks=pytest.mark.docker), "process"])
def test_a_step_may_name_a_backing_service_as_the_application_finds_it(
    project: Project, kind: Literal["docker", "process"]
) -> None:
    folder = project("own_marker")
    (folder / "app.py").write_text(
        "import os\nfrom web import serve\nserve(lambda request: (200, request.json['at'] == os.environ['STORE'], {}))\n"
    )
    file = folder / "runready.yaml"
    file.write_text(
        file.read_text().partition("flows:")[0]
        + "flows:\n- name: the address\n  steps:\n  - POST /:\n"
        + '      json: {at: "http://{{backing.kv.host}}:{{backing.kv.port}}"}\n      expect: {json: {"@": true}}\n'
    )
    report = run(folder, Options(runtime=kind, start_limit=30, select=("AC302",)), lambda event: None)
    assert report.results[0].outcome.verdict is Verdict.PASS, report.results[0].outcome.message
