"""What a failure shows: enough to believe it, to repeat it and to mend it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Literal

import pytest

from runready_harness.run import HarnessReport
from runready_harness.verdicts import Outcome, Verdict

Kind = Literal["docker", "process"]
Audit = Callable[..., HarnessReport]

both = pytest.mark.parametrize("kind", [pytest.param("docker", marks=pytest.mark.docker), "process"])


def only(report: HarnessReport) -> Outcome:
    (result,) = report.results
    return result.outcome


def shown(outcome: Outcome, kind: str) -> str:
    return "\n".join(f"{each.title}\n{each.text}" for each in outcome.evidence if each.kind == kind)


def test_a_lost_note_is_named_with_flow_step_cut_and_the_requests_that_show_it(audit: Audit) -> None:
    outcome = only(audit("memory", runtime="process", select=("AC201",)))
    assert outcome.message == (
        '"a note can be read back": with a fresh instance after step 1, step 2, GET /notes/1: '
        'expected status 200, got 404; expected `text` to be `"hello"`, got `null`.'
    )
    assert shown(outcome, "curl").splitlines()[1:] == [
        "curl -sS -i -X POST -H 'Content-Type: application/json' --data-binary '{\"text\": \"hello\"}' http://localhost:8080/notes",
        "# here the instance is replaced by a fresh one",
        "curl -sS -i http://localhost:8080/notes/1",
    ]
    assert "in a database or a cache" in outcome.help


@both
def test_a_lost_file_is_named(audit: Audit, kind: Kind) -> None:
    outcome = only(audit("disk", runtime=kind, select=("AC201",)))
    assert outcome.message.endswith('step 2, GET /profile: body at $.name is (none) instead of "Alice".')
    assert "/app/profile.json  17 bytes" in shown(outcome, "files")
    assert "not in files of the instance" in outcome.help


def test_a_refused_session_cookie_is_named_and_its_value_is_not_shown(audit: Audit) -> None:
    outcome = only(audit("random_secret", runtime="process", select=("AC202",)))
    assert "in the order AB" in outcome.message
    assert "`session`" in shown(outcome, "text")
    assert "it answered 302 to /login" in shown(outcome, "text")
    assert "same variable or secret" in outcome.help
    assert "alice." not in str(outcome)


@both
def test_growing_files_are_listed_with_the_step_that_leaves_them(audit: Audit, kind: Kind) -> None:
    outcome = only(audit("temp_leak", runtime=kind, select=("AC302",)))
    assert 'Left by "an export": POST /export leaves 1 file.' in outcome.message
    assert shown(outcome, "files").count(".csv  10 bytes") == 4


def test_only_a_cookie_of_the_other_instance_is_said_to_be_refused(audit: Audit) -> None:
    outcome = only(audit("session_in_memory", runtime="process", select=("AC202",)))
    assert "in the order ABA, step 3, GET /me" in outcome.message
    assert "the app set `session`." in shown(outcome, "text")
    assert "`form`" not in shown(outcome, "text")


@both
def test_a_wrong_port_is_told_with_what_listens_instead(audit: Audit, kind: Kind) -> None:
    outcome = only(audit("wrong_port", runtime=kind, select=("AC101",)))
    assert (
        "It listens on 0.0.0.0:5987 only; the platform asks on 8080. The other checks use it on port 5987."
        in outcome.message
    )
    assert "0.0.0.0:5987" in shown(outcome, "listeners")


@both
def test_an_exit_is_told_at_once_with_its_code_and_log(audit: Audit, kind: Kind) -> None:
    report = audit("exits", runtime=kind, select=("AC101",))
    outcome = only(report)
    assert outcome.message.endswith("with exit code 1.")
    assert "the setting DATABASE_URL is missing" in shown(outcome, "log")
    assert report.results[0].seconds < 5


def test_a_port_that_this_machine_has_given_away_is_not_blamed_on_the_application(audit: Audit) -> None:
    with socket.create_server(("0.0.0.0", 18417)):
        outcome = only(audit("ignores_port", runtime="process", select=("AC101",)))
    assert outcome.verdict is Verdict.INCONCLUSIVE
    assert "another program of this machine has port 18417" in outcome.message


def test_a_health_check_that_is_refused_is_told(audit: Audit) -> None:
    outcome = only(audit("unhealthy", runtime="process", select=("AC101",)))
    assert "its health check GET /healthz answers 404" in outcome.message


def test_a_redirect_loop_is_shown_hop_by_hop(audit: Audit) -> None:
    outcome = only(audit("redirect_loop", runtime="process", select=("AC103",)))
    assert outcome.message == "GET / is redirected in a circle behind the edge. (1 more below)"
    assert "\n-> https://" in shown(outcome, "text")
    assert "X-Forwarded-Proto" in outcome.help


def test_a_flow_that_passes_once_only_is_not_blamed_on_a_restart(audit: Audit) -> None:
    outcome = only(audit("unrepeatable", runtime="process", select=("AC201",)))
    assert outcome.verdict is Verdict.INCONCLUSIVE
    assert "step 1, POST /users: expected status 201, got 409" in outcome.message
