"""`runready.yaml`: what is read, and the exact text of every error."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from runready_harness.service_file import json_schema, load, load_flows
from runready_linter.problems import Problem

GOOD = """\
unused-ignores: fail
service:
  port: 8000
  health: {protocol: http, path: /healthz}
  env: {APP_SECRET: "{{env.APP_SECRET}}", REDIS: "redis://{{backing.redis.host}}:{{backing.redis.port}}", FLAG: no}
backing:
  redis: {image: "redis:7", port: 6379}
flows:
  - name: a note can be read back
    steps:
      - GET /
      - POST /notes:
          json: {text: hello, at: 22:30, day: 2026-01-01}
          expect: {status: 201}
          save: {id: {json: id}}
      - GET /notes/{{id}}:
          expect: {status: [200, 204], json: {text: hello}}
"""


def told(problem: Problem) -> str:
    parts = [f"{problem.place}: {problem.message}" if problem.place else problem.message, problem.detail, problem.help]
    return "\n".join(part for part in parts if part)


def refused(project: Path, text: str | bytes, name: str = "runready.yaml") -> str:
    (project / name).write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    with pytest.raises(Problem) as caught:
        load(project, environment={})
    assert caught.value.exit_code == 2
    return told(caught.value).replace(f"{project}/", "")


def test_a_good_file_is_read_with_its_sources_and_plain_scalars(tmp_path: Path) -> None:
    (tmp_path / "runready.yaml").write_text(GOOD)
    loaded = load(tmp_path, environment={"APP_SECRET": "s"})
    assert loaded.path == tmp_path / "runready.yaml"
    (flow,) = loaded.file.flows
    assert flow.source.endswith("runready.yaml:9")
    assert [step.title for step in flow.steps] == ["GET /", "POST /notes", "GET /notes/{{id}}"]
    assert flow.steps[1].json_ == {"text": "hello", "at": "22:30", "day": "2026-01-01"}
    assert loaded.file.service.env["FLAG"] == "no"
    assert loaded.file.backing["redis"].port == 6379


def test_a_project_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert loaded.path is None
    assert loaded.file.service.port == 8080
    assert loaded.file.flows == ()


def test_flow_files_add_their_flows(tmp_path: Path) -> None:
    (tmp_path / "runready.yaml").write_text("backing: {db: {image: postgres, port: 5432}}\n")
    (tmp_path / "one.flow.yaml").write_text('name: one\nsteps: ["GET /{{backing.db.host}}"]\n')
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "two.flow.yml").write_text("flows:\n  - name: two\n    steps: [GET /b]\n")
    assert {flow.name for flow in load(tmp_path).file.flows} == {"one", "two"}
    assert [flow.name for flow in load_flows(tmp_path / "flows" / "two.flow.yml")] == ["two"]


def test_pyproject_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.runready.service]\nport = 9000\n[[tool.runready.flows]]\nname = "a"\nsteps = ["GET /", {"POST /x" = {json = 1}}]\n'
    )
    loaded = load(tmp_path)
    assert loaded.file.service.port == 9000
    assert [step.title for step in loaded.file.flows[0].steps] == ["GET /", "POST /x"]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (
            '[tool.runready]\nflows = [{name = "a", steps = [{"GET /" = {exepct = {}}}]}]\n',
            (
                "pyproject.toml:2:44: Unknown key `exepct`.\n"
                '  2 | flows = [{name = "a", steps = [{"GET /" = {exepct = {}}}]}]\n'
                "    |                                            ^^^^^^\nDid you mean `expect`?"
            ),
        ),
        ("[tool.runready.service]\nport = = 1\n", "pyproject.toml:2:8: Not TOML: Invalid value."),
    ],
)
def test_errors_in_pyproject_have_their_place(tmp_path: Path, toml: str, message: str) -> None:
    assert refused(tmp_path, toml, "pyproject.toml") == message


def test_two_descriptions_of_one_service_are_refused(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.runready.service]\nport = 1\n")
    assert "Both runready.yaml and [tool.runready] in pyproject.toml describe the service." in refused(
        tmp_path, "flows: []"
    )


def test_the_linters_settings_in_pyproject_are_no_second_description(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.runready]\nselect = ['AR1']\n")
    (tmp_path / "runready.yaml").write_text("service: {port: 1}\n")
    assert load(tmp_path).file.service.port == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            """\
            flows:
              - name: a
                steps:
                  - GET /:
                      exepct: {status: 200}
            """,
            """\
            runready.yaml:5:11: Unknown key `exepct`.
              5 |           exepct: {status: 200}
                |           ^^^^^^
            Did you mean `expect`?""",
        ),
        (
            """\
            service:
              port: eighty
            """,
            """\
            runready.yaml:2:9: Expected a whole number, found `"eighty"`.
              2 |   port: eighty
                |         ^^^^^^""",
        ),
        (
            "service: {port: 70000}\n",
            """\
            runready.yaml:1:17: Expected at most 65535, found `70000`.
              1 | service: {port: 70000}
                |                 ^^^^^""",
        ),
        (
            "service: {health: {protocol: htp}}\n",
            """\
            runready.yaml:1:30: Expected `tcp` or `http`.
              1 | service: {health: {protocol: htp}}
                |                              ^^^
            Did you mean `http`?""",
        ),
        (
            "service: {command: {a: 1}}\n",
            """\
            runready.yaml:1:20: Expected text or a list, found a mapping.
              1 | service: {command: {a: 1}}
                |                    ^^^^^^""",
        ),
        (
            "flows: [{name: a, steps: [PSOT /x]}]\n",
            """\
            runready.yaml:1:27: Unknown method `PSOT`.
              1 | flows: [{name: a, steps: [PSOT /x]}]
                |                           ^^^^^^^
            Did you mean `POST`?""",
        ),
        (
            "flows: [{name: a, steps: [GET http://x/]}]\n",
            """\
            runready.yaml:1:27: `http://x/` is not a path after `GET`.
              1 | flows: [{name: a, steps: [GET http://x/]}]
                |                           ^^^^^^^^^^^^^
            A path starts with `/` and has no host.""",
        ),
        (
            """\
            flows:
              - name: a
                steps:
                  - POST /x:
                    json: {a: 1}
            """,
            """\
            runready.yaml:5:9: `json` stands beside the request, not below it.
              5 |         json: {a: 1}
                |         ^^^^
            Indent it below `POST /x:`.""",
        ),
        (
            """\
            flows:
              - name: a
                steps:
                  - POST /x: {save: {note: {json: id}}}
                  - GET /x/{{noet}}
            """,
            """\
            runready.yaml:5:16: Unknown name `{{noet}}`.
              5 |       - GET /x/{{noet}}
                |                ^^^^^^^^
            Did you mean `{{note}}`?""",
        ),
        (
            """\
            flows:
              - name: a
                steps:
                  - POST /x/{{id}}: {save: {id: {json: id}}}
            """,
            """\
            runready.yaml:4:17: Unknown name `{{id}}`.
              4 |       - POST /x/{{id}}: {save: {id: {json: id}}}
                |                 ^^^^^^
            Save it in an earlier step, or use env.NAME.""",
        ),
        (
            "service: {env: {A: '{{env.NOT_SET}}'}}\n",
            """\
            runready.yaml:1:21: The variable `NOT_SET` is not set.
              1 | service: {env: {A: '{{env.NOT_SET}}'}}
                |                     ^^^^^^^^^^^^^^^
            Set it: NOT_SET=... runready ...""",
        ),
        (
            "flows: [{name: a, steps: [{POST /x: {json: {id: {{id}}}}}]}]\n",
            """\
            runready.yaml:1:50: A key must be text.
              1 | flows: [{name: a, steps: [{POST /x: {json: {id: {{id}}}}}]}]
                |                                                  ^^^^
            A `{{name}}` needs quotes: "{{name}}".""",
        ),
        (
            "flows: [{name: a, steps: [{POST /x: {json: 1, form: {a: 1}}}]}]\n",
            """\
            runready.yaml:1:28: A request has one payload: `json` and `form` cannot go together.
              1 | flows: [{name: a, steps: [{POST /x: {json: 1, form: {a: 1}}}]}]
                |                            ^^^^^^^""",
        ),
        (
            "flows: [{name: a, steps: [{GET /: {save: {x: {regex: '('}}}}]}]\n",
            """\
            runready.yaml:1:54: Not a regular expression: missing ), unterminated subpattern at position 0.
              1 | flows: [{name: a, steps: [{GET /: {save: {x: {regex: '('}}}}]}]
                |                                                      ^^^""",
        ),
        (
            "backing: {db: {image: x}}\n",
            """\
            runready.yaml:1:11: The key `port` is missing.
              1 | backing: {db: {image: x}}
                |           ^^""",
        ),
        (
            "service: {port: 1}\nservice: {port: 2}\n",
            """\
            runready.yaml:2:1: The key `service` is given twice, first on line 1.
              2 | service: {port: 2}
                | ^^^^^^^""",
        ),
        (
            "service:\n\tport: 1\n",
            """\
            runready.yaml:2:1: A tab used as indentation.
              2 | \tport: 1
                | ^
            Indent with spaces.""",
        ),
        (
            "service: {port: 1\nflows: []\n",
            """\
            runready.yaml:2:6: Not YAML: expected ',' or '}', but got ':' (while parsing a flow mapping from line 1).
              2 | flows: []
                |      ^""",
        ),
        ("", "runready.yaml: The file is empty.\nWrite settings, a service or flows, or remove it."),
        (b"a: \xff", "runready.yaml:1:4: Not UTF-8.\nSave the file as UTF-8."),
        (
            "- GET /\n",
            """\
            runready.yaml:1:1: A list at the top, where a mapping is expected.
              1 | - GET /
                | ^
            The top-level keys are `service:`, `backing:` and `flows:`.""",
        ),
        (
            "a: &a [*a]\n",
            """\
            runready.yaml:1:4: An alias that contains itself.
              1 | a: &a [*a]
                |    ^^^^^^^""",
        ),
        ("[" * 5000, "runready.yaml: Nested too deeply."),
    ],
)
def test_each_error_is_told_at_its_place(tmp_path: Path, text: str | bytes, message: str) -> None:
    assert refused(tmp_path, text) == dedent(message).replace("\\t", "\t")


def test_all_errors_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    message = refused(
        tmp_path,
        """\
        servce: {}
        flows:
          - name: a
            steps:
              - GET /x:
                  save: {x: {json: "a["}}
              - []
        backing: {r: {image: x, port: 1, ready: {log: x, tcp: true}}}
        """,
    )
    assert message == dedent(
        """\
        4 errors in runready.yaml.
        runready.yaml:1:1: Unknown key `servce`. Did you mean `service`?
          1 | servce: {}
            | ^^^^^^
        runready.yaml:6:28: Not a JMESPath expression: Incomplete expression.
          6 |           save: {x: {json: "a["}}
            |                            ^^^^
        runready.yaml:7:9: Expected a step. Write a step as `GET /path`, or as `POST /path:` with its keys indented below.
          7 |       - []
            |         ^^
        runready.yaml:8:41: Give exactly one of `tcp`, `log` and `http`.
          8 | backing: {r: {image: x, port: 1, ready: {log: x, tcp: true}}}
            |                                         ^^^^^^^^^^^^^^^^^^^"""
    )


def test_two_flows_of_one_name_are_told(tmp_path: Path) -> None:
    message = refused(tmp_path, "flows:\n- {name: a, steps: [GET /]}\n- {name: a, steps: [GET /]}\n")
    assert "A second flow is called `a`." in message
    assert "runready.yaml:2" in message


def test_aliases_that_grow_without_bound_are_stopped(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "Aliases expand to more than 50000 values." in refused(tmp_path, "\n".join(lines))


def test_a_file_to_send_must_be_there(tmp_path: Path) -> None:
    text = "flows: [{name: a, steps: [{POST /x: {files: {f: a.txt}}}]}]\n"
    assert "No such file: a.txt." in refused(tmp_path, text)
    (tmp_path / "a.txt").write_text("x")
    (step,) = load(tmp_path).file.flows[0].steps
    assert step.files == {"f": str(tmp_path / "a.txt")}


def test_the_schema_accepts_what_load_accepts_and_refuses_what_it_refuses() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    validator.check_schema(json_schema())
    good = yaml.load(GOOD, yaml.BaseLoader)
    good["service"]["port"] = 8000
    good["backing"]["redis"]["port"] = 6379
    good["flows"][0]["steps"][1]["POST /notes"]["expect"]["status"] = 201
    good["flows"][0]["steps"][2]["GET /notes/{{id}}"]["expect"]["status"] = 200
    assert not list(validator.iter_errors(good))
    wrong: list[object] = [
        {"servce": {}},
        {"flows": [{"name": "a", "steps": ["FETCH /"]}]},
        {"flows": [{"name": "a", "steps": [{"GET /": {"exepct": {}}}]}]},
        {"flows": [{"name": "a", "steps": ["GET /"], "source": "x"}]},
    ]
    for bad in wrong:
        assert list(validator.iter_errors(bad)), bad
