"""The same application run as two platforms would: what the contract changes about its verdicts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from runready_harness.events import discard
from runready_harness.run import HarnessReport, Options, run
from runready_harness.runtimes import ports
from runready_harness.verdicts import Verdict
from runready_linter.problems import EnvironmentProblem, UsageProblem

Project = Callable[[str], Path]

_PORT = 18431
# Tests run side by side, and a literal port can be had once: each takes its own.
_ITS_PORT = "18417"


def _judged(folder: Path, platform: str, runtime: str = "process", **options: object) -> HarnessReport:
    select = options.pop("select", ("AC101", "AC102"))
    return run(folder, Options(platform=platform, runtime=runtime, start_limit=30, select=select), discard)  # type: ignore[arg-type]


def _verdicts(report: HarnessReport) -> dict[str, Verdict]:
    return {each.code: each.outcome.verdict for each in report.results}


def _service(folder: Path, **lines: str) -> None:
    """Adds keys under `service:`."""
    file = folder / "runready.yaml"
    added = "".join(f"  {key}: {value}\n" for key, value in lines.items())
    file.write_text(file.read_text().replace("service:\n", "service:\n" + added, 1))


def _literal(project: Project, port: int) -> Path:
    """An application that listens on a port of its own, which its settings state."""
    folder = project("ignores_port")
    for name in ("app.py", "runready.yaml"):
        file = folder / name
        file.write_text(file.read_text().replace(_ITS_PORT, str(port)))
    return folder


def test_an_application_that_needs_port_is_warned_of_where_none_is_given(project: Project) -> None:
    folder = project("ready")
    _service(folder, port=str(_PORT))
    assert _verdicts(_judged(folder, "app-runner")) == {"AC101": Verdict.PASS, "AC102": Verdict.PASS}
    report = _judged(folder, "ecs-express", select=("AC101", "AC102", "AC103", "AC201"))
    assert _verdicts(report) == {
        "AC101": Verdict.WARN,
        "AC102": Verdict.SKIP,
        "AC103": Verdict.PASS,
        "AC201": Verdict.PASS,
    }
    message = report.results[0].outcome.message
    assert f"only when PORT={_PORT} is set, which ECS Express Mode does not do" in message
    assert "KeyError: 'PORT'" in report.results[0].outcome.evidence[-1].text


def test_port_set_as_a_variable_is_the_services_own_affair(project: Project) -> None:
    folder = project("ready")
    file = folder / "runready.yaml"
    file.write_text(file.read_text().replace("env: {", f'port: {_PORT}\n  env: {{PORT: "{_PORT}", ', 1))
    report = _judged(folder, "ecs-express", select=("AC101", "AC103", "AC202"))
    assert [each.outcome.verdict for each in report.results] == [Verdict.PASS, Verdict.PASS, Verdict.INCONCLUSIVE]
    assert "the platform gives no PORT" in report.results[2].outcome.message


def test_a_literal_port_that_is_stated_is_right_where_no_port_is_given(project: Project) -> None:
    folder = _literal(project, 18502)
    assert _verdicts(_judged(folder, "app-runner")) == {"AC101": Verdict.PASS, "AC102": Verdict.FAIL}
    assert _verdicts(_judged(folder, "ecs-express")) == {"AC101": Verdict.PASS, "AC102": Verdict.SKIP}


def test_a_stated_port_on_which_it_does_not_listen_fails(project: Project) -> None:
    folder = _literal(project, 18503)
    file = folder / "runready.yaml"
    file.write_text(file.read_text().replace("18503", "18510"))
    (first,) = _judged(folder, "ecs-express", select=("AC101",)).results
    assert first.outcome.verdict is Verdict.FAIL
    assert "It listens on 0.0.0.0:18503 only; the platform asks on 18510." in first.outcome.message
    assert "State the port that it listens on as the container port" in first.outcome.help


@pytest.mark.docker
def test_without_a_stated_port_the_default_is_asked_and_another_one_is_a_warning(project: Project) -> None:
    folder = _literal(project, 18504)
    file = folder / "runready.yaml"
    file.write_text(file.read_text().replace("service:\n  port: 18504\n", ""))
    (first,) = _judged(folder, "ecs-express", "docker", select=("AC101",)).results
    assert first.outcome.verdict is Verdict.WARN
    assert "the platform asks on 80." in first.outcome.message
    assert "80 is the default of ECS Express Mode, and no other port is stated." in first.outcome.message
    app = folder / "app.py"
    app.write_text(app.read_text().replace("18504", "80"))
    (first,) = _judged(folder, "ecs-express", "docker", select=("AC101",)).results
    assert (first.outcome.verdict, first.outcome.message[:36]) == (
        Verdict.PASS,
        "It answers plain HTTP on port 80, 0."[:36],
    )


def test_a_health_check_whose_path_nobody_states_is_not_carried_out(project: Project) -> None:
    folder = _literal(project, 18505)
    app = folder / "app.py"
    app.write_text(app.read_text().replace("(200, ", "(404, "))
    report = _judged(folder, "ecs-express", select=("AC101",))
    assert _verdicts(report) == {"AC101": Verdict.PASS}, report.results[0].outcome.message
    assert [each for each in report.unproven if "health check of ECS Express Mode is not carried out" in each]
    _service(folder, health="{path: /}")
    report = _judged(folder, "ecs-express", select=("AC101",))
    assert _verdicts(report) == {"AC101": Verdict.FAIL}
    assert "its health check GET / answers 404" in report.results[0].outcome.message
    assert not [each for each in report.unproven if "health check" in each]


def test_what_the_platform_does_not_take_is_told_with_its_place(project: Project) -> None:
    folder = _literal(project, 18506)
    _service(folder, health="{protocol: tcp, interval: 2, healthy: 12}")
    with pytest.raises(UsageProblem) as raised:
        _judged(folder, "ecs-express")
    text = raised.value.detail
    assert "xpected `http`, by which ECS Express Mode checks" in text
    assert "xpected a number from 5 to 300, as ECS Express Mode takes" in text
    assert "xpected a number from 2 to 10, as ECS Express Mode takes" in text
    assert _verdicts(_judged(folder, "app-runner", select=("AC101",))) == {"AC101": Verdict.PASS}


def test_a_port_that_this_user_may_not_open_is_the_machines_lack(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _literal(project, 18507)
    file = folder / "runready.yaml"
    file.write_text(file.read_text().replace("service:\n  port: 18507\n", ""))
    monkeypatch.setattr(ports, "_may_open", lambda port: port >= 1024)
    with pytest.raises(EnvironmentProblem) as raised:
        _judged(folder, "ecs-express")
    assert "may not open port 80" in raised.value.message


@pytest.mark.parametrize(("platform", "verdict"), [("app-runner", Verdict.FAIL), ("ecs-express", Verdict.WARN)])
def test_a_cookie_for_a_shared_domain_is_a_warning_where_that_is_only_inferred(
    project: Project, platform: str, verdict: Verdict
) -> None:
    folder = project("parent_cookie")
    file = folder / "runready.yaml"
    if "port:" not in file.read_text():
        _service(folder, port=str(_PORT))
    report = _judged(folder, platform, select=("AC103",))
    assert _verdicts(report) == {"AC103": verdict}
