"""The pure parts: the Dockerfile reader, templates, the kernel's socket table, the bounded log."""

from __future__ import annotations

import pytest

from runready_harness import templates
from runready_harness.dockerfile import Copy, Need, Stage, buildkit_need, last_stage
from runready_harness.runtimes.base import Endpoint, Listener
from runready_harness.runtimes.log_buffer import LogBuffer
from runready_harness.runtimes.proc_net import listeners
from runready_linter.problems import UsageProblem


@pytest.mark.parametrize(
    ("source", "stage"),
    [
        ("FROM a\nCMD run --port $PORT\n", Stage(command="run --port $PORT")),
        ('FROM a\nCMD ["run", "--port", "$PORT"]\n', Stage(command=["run", "--port", "$PORT"])),
        ('FROM a\nCMD ["old"]\nENTRYPOINT ["run"]\n', Stage(entrypoint=["run"])),
        ('FROM a\nHEALTHCHECK CMD curl x\nCMD ["run"]\n', Stage(command=["run"])),
        ("FROM a\nCMD run \\\n  --fast \\\n  # why\n  app\n", Stage(command="run --fast app")),
        (
            "FROM a AS base\nENV HOME_DIR=/srv A='x y'\nWORKDIR ${HOME_DIR}/app\nFROM b\nCMD lost\nFROM base\nWORKDIR in\nENV A=2 B=$A\n",
            Stage(env={"HOME_DIR": "/srv", "A": "2", "B": "x y"}, workdir="/srv/app/in"),
        ),
        (
            "FROM a\nWORKDIR /app\nCOPY --from=x /lib /lib\nCOPY --chown=1:1 a b ./c/\nRUN pip install \\\n  flask\n",
            Stage(workdir="/app", copies=(Copy(("a", "b"), "/app/c"),), runs=("pip install flask",)),
        ),
    ],
)
def test_the_last_stage_is_what_starts(source, stage):
    assert last_stage(source) == stage


@pytest.mark.parametrize(
    ("source", "need"),
    [
        ("FROM a\nRUN echo --mount=x\nCOPY --chown=1 a b\n", None),
        ("# syntax=docker/dockerfile:1\nFROM a\nCMD x\n", None),
        ("FROM a\n\nRUN --network=none --mount=type=cache,target=/c pip\n", Need(3, "RUN --mount")),
        ("FROM a\nCOPY --chown=1:1 --link a b\n", Need(2, "COPY --link")),
        ("FROM a\nRUN <<EOF\nx\nEOF\n", Need(2, "a here-document")),
    ],
)
def test_what_needs_buildkit_is_told_with_its_line(source, need):
    assert buildkit_need(source) == need


def resolve(value):
    return templates.resolve(
        {"X": value}, where="service.env", environment={"KEY": "k"}, backing={"redis": Endpoint("redis", 6379)}
    )["X"]


@pytest.mark.parametrize(
    ("value", "resolved"),
    [
        ("redis://{{backing.redis.host}}:{{ backing.redis.port }}/{{env.KEY}}", "redis://redis:6379/k"),
        (True, "true"),
        (0.5, "0.5"),
        ("${PORT} {single}", "${PORT} {single}"),
    ],
)
def test_templates_are_resolved(value, resolved):
    assert resolve(value) == resolved


@pytest.mark.parametrize(
    ("value", "message", "help"),
    [
        (
            "{{backing.reids.host}}",
            "{{backing.reids.host}} in service.env.X names nothing.",
            "Did you mean {{backing.redis.host}}?",
        ),
        ("{{nothing}}", "{{nothing}} in service.env.X names nothing.", "Known are {{env.NAME}}, "),
        (
            "{{env.NOT_SET}}",
            "The variable NOT_SET is not set, and service.env.X takes its value from it.",
            "NOT_SET=...",
        ),
    ],
)
def test_a_template_that_names_nothing_is_told(value, message, help):
    with pytest.raises(UsageProblem) as caught:
        resolve(value)
    assert caught.value.message == message
    assert help in caught.value.help


TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0B00007F:8249 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41962 1
   1: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 43043 1
   2: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 43044 1
   3: 020013AC:1F90 010013AC:9B6A 01 00000000:00000000 03:00001769 00000000     0        0 0 3
  sl  local_address                         remote_address                        st tx_queue rx_queue
   0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000
   1: 00000000000000000000000001000000:0051 00000000000000000000000000000000:0000 0A 00000000:00000000
   2: 0000000000000000FFFF00000100007F:0052 00000000000000000000000000000000:0000 0A 00000000:00000000
"""


def test_the_kernels_table_is_decoded():
    assert listeners(TABLE) == (
        Listener("::", 80),
        Listener("::1", 81),
        Listener("127.0.0.1", 82),
        Listener("127.0.0.1", 5000),
        Listener("0.0.0.0", 8080),
    )
    assert [each.loopback for each in listeners(TABLE)] == [False, True, True, True, False]


def test_a_long_log_keeps_its_beginning_and_its_end():
    log = LogBuffer()
    log.write(b"first line\n")
    for number in range(40):
        log.write(f"{number}: ".encode() + b"x" * 2**16 + b"\n")
    text = log.text()
    assert text.startswith("first line\n")
    assert "39: xxx" in text
    assert "bytes left out" in text
    assert len(text) < 2**21
    assert log.tail(1).startswith("39: x")
