"""Flows against a real server: what is sent, kept, judged, saved, bounded, and repeated by `curl`."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import requests

from runready_harness.edge.embedded import EmbeddedEdge
from runready_harness.flows.model import Recording
from runready_harness.flows.run import BODY_LIMIT, run_flow
from runready_harness.runtimes.base import Endpoint
from runready_harness.spec import Flow, Step
from runready_rules.platforms import load


def step(line: str, **keys: Any) -> Step:
    method, path = line.split(" ", 1)
    return Step.model_validate({"method": method, "path": path, **keys})


def run(url: str, *steps: Step, timeout: float = 5, **options: Any) -> Recording:
    with requests.Session() as session:
        session.trust_env = False
        return run_flow(Flow(name="f", steps=steps), session, url, timeout=timeout, **options)


def problems(recording: Recording) -> list[str | None]:
    return [each.problem for each in recording.steps]


def test_a_log_in_with_cookies_and_a_form_token(url: str) -> None:
    seen: list[int] = []
    recording = run(
        url,
        step("GET /login", save={"csrf": {"css": "input[name=csrf]@value"}, "pre": {"cookie": "pre"}}),
        step(
            "POST /login",
            form={"csrf": "{{csrf}}", "name": "ann"},
            expect={"status": 303, "header": {"Location": "/me"}},
        ),
        step("GET /me", expect={"body": {"contains": "Hello ann"}}),
        before_step=seen.append,
    )
    assert problems(recording) == [None, None, None]
    assert recording.finished
    assert seen == [0, 1, 2]


def test_its_twin_without_the_token_is_told(url: str) -> None:
    recording = run(url, step("POST /login", form={"csrf": "x"}, expect={"status": 303}), step("GET /me"))
    assert problems(recording) == ["expected status 303, got 403"]
    assert not recording.finished


def test_saved_values_keep_their_type_in_json_and_are_text_elsewhere(url: str) -> None:
    recording = run(
        url,
        step(
            "POST /entries", json={"text": "hello"}, save={"id": {"json": "id"}, "word": {"regex": '"text": "(.*?)"'}}
        ),
        step(
            "POST /echo?a={{id}}",
            json={"id": "{{id}}", "both": "{{word}} {{id}}"},
            headers={"X-Extra": "{{word}}"},
            query={"b": True},
        ),
        step("GET /entries/{{id}}", expect={"json": {"text": "{{word}}", "id": "{{id}}"}}),
    )
    assert recording.finished, recording.broken
    answer = recording.steps[1].answer
    assert answer is not None
    echoed = json.loads(answer.text)
    assert json.loads(echoed["body"]) == {"id": 1, "both": "hello 1"}
    assert (echoed["query"], echoed["extra"]) == ({"a": ["1"], "b": ["true"]}, "hello")
    assert recording.steps[1].request_line == "POST /echo?a=1&b=true"


@pytest.mark.parametrize(
    ("keys", "kind", "body"),
    [
        ({"json": None}, "application/json", "null"),
        ({"form": {"a": "1 2"}}, "application/x-www-form-urlencoded", "a=1+2"),
        ({"body": "raw"}, "", "raw"),
        ({}, "", ""),
    ],
)
def test_each_kind_of_payload(url: str, keys: dict[str, Any], kind: str, body: str) -> None:
    recording = run(url, step("POST /echo", expect={"json": {"type": kind, "body": body}}, **keys))
    assert problems(recording) == [None]


def test_files_are_sent_with_the_form(url: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("content of a")
    files = {"up": str(tmp_path / "a.txt")}
    expect = {
        "json": {"type": "multipart/form-data"},
        "body": {"matches": r'(?s)name=\\"k\\".*filename=\\"a.txt\\".*content of a'},
    }
    assert problems(run(url, step("POST /echo", files=files, form={"k": "v"}, expect=expect))) == [None]


@pytest.mark.parametrize(
    ("line", "keys", "problem"),
    [
        ("GET /broken", {}, "answered 503 Service Unavailable"),
        ("GET /broken", {"expect": {"status": 503}}, "answered 503 Service Unavailable"),
        ("GET /hangs-up", {}, "no answer: the connection was closed without one"),
        ("GET /drips", {}, "no whole answer within 0.3 s"),
        (
            "GET /echo",
            {"expect": {"json": {"method": "POST", "extra": 1}}},
            'expected `method` to be `"POST"`, got `"GET"`; expected `extra` to be `1`, got `null`',
        ),
        ("GET /me", {"expect": {"json": {"a": 1}}}, "expected JSON, got text/html: ``"),
        ("GET /me", {"expect": {"header": {"X-No": "1"}}}, "expected header `X-No: 1`, got none"),
        ("GET /echo", {"save": {"id": {"json": "id"}}}, "no JSON at `id` in the answer (200 application/json)"),
        (
            "GET /login",
            {"save": {"id": {"css": "input[name=nope]@value"}}},
            "no element `input[name=nope]@value` in the answer (200 text/html)",
        ),
        ("GET /{{later}}", {}, "`{{later}}` has no value"),
    ],
)
def test_each_way_to_break(url: str, line: str, keys: dict[str, Any], problem: str) -> None:
    recording = run(url, step(line, **keys), step("GET /me"), timeout=0.3)
    assert problems(recording) == [problem]


def test_nothing_listens(serve: Callable[..., AbstractContextManager[str]]) -> None:
    with serve(lambda asked: (200, None)) as gone:
        pass
    assert problems(run(gone, step("GET /"))) == ["no answer: connection refused"]


def test_redirects_are_followed_on_request_only(url: str) -> None:
    recording = run(url, step("GET /me"), step("GET /me", follow=True))
    assert [each.answer and each.answer.status for each in recording.steps] == [302, 200]
    assert recording.steps[1].answer is not None
    assert recording.steps[1].answer.url.endswith("/login")


def test_bodies_are_decoded_and_bounded(url: str) -> None:
    zipped, large = run(url, step("GET /zipped"), step("GET /large")).steps
    assert zipped.answer is not None
    assert zipped.answer.body == b"x" * 300_000
    assert large.answer is not None
    assert len(large.answer.body) == BODY_LIMIT


def test_the_curl_line_sends_the_same_again(url: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    port = int(url.rpartition(":")[2])
    recording = run(url, step("POST /echo?x='1'", json={"text": "it's $HOME"}, headers={"X-Extra": "a b"}), port=port)
    again = subprocess.run(
        ["sh", "-c", recording.steps[0].curl + " -4"], capture_output=True, text=True, timeout=20, check=True
    )
    assert recording.steps[0].answer is not None
    assert json.loads(again.stdout.splitlines()[-1]) == json.loads(recording.steps[0].answer.text)


def test_secrets_stay_out_of_curl_lines_and_problems(url: str) -> None:
    recording = run(
        url,
        step(
            "POST /echo?key={{env.APP_SECRET}}",
            json={"password": "hunter22", "note": "{{env.APP_SECRET}}"},
            headers={"Authorization": "Bearer abc.def"},
            expect={"body": {"contains": "x {{env.APP_SECRET}}"}},
        ),
        variables={"env.APP_SECRET": "s3cr3t-value"},
    )
    shown = " ".join((recording.steps[0].curl, recording.steps[0].request_line, recording.steps[0].problem or ""))
    for secret in ("s3cr3t-value", "hunter22", "abc.def"):
        assert secret not in shown
    assert "[redacted]" in shlex.split(recording.steps[0].curl)[-1]


def test_the_same_flow_through_the_https_edge(url: str) -> None:
    host, _, port = url.removeprefix("http://").partition(":")
    with EmbeddedEdge(load("app-runner")) as edge:
        service = edge.service()
        service.route(Endpoint(host, int(port)))
        flow = Flow(
            name="log in",
            steps=(
                step("GET /login", save={"csrf": {"css": "input[name=csrf]@value"}}),
                step(
                    "POST /login",
                    form={"csrf": "{{csrf}}", "name": "ann"},
                    follow=True,
                    expect={"body": {"contains": "Hello ann"}},
                ),
                step("GET /zipped"),
                step("GET /hangs-up"),
            ),
        )
        with service.session() as session:
            recording = run_flow(flow, session, service.url, timeout=5)
    assert problems(recording)[:3] == [None, None, None]
    assert recording.steps[3].problem is not None
