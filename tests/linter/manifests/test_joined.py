"""A service and the image that it runs, judged together: ports, start commands, variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from runready_linter.lint import LintReport

Linted = Callable[[Mapping[str, str | bytes]], LintReport]

_IMAGE = 'FROM python:3.12-slim\nCOPY . .\nCMD ["gunicorn", "-b", "0.0.0.0:8000", "app:app"]\n'
_APP = "from flask import Flask\n\napp = Flask(__name__)\n"


def _stack(*services: tuple[str, str], name: str = "Web") -> str:
    text = "Resources:\n"
    for number, (image, configuration) in enumerate(services):
        text += (
            f"  {name}{number}:\n    Type: AWS::AppRunner::Service\n    Properties:\n      SourceConfiguration:\n        ImageRepository:\n"
            f"          ImageIdentifier: {image}\n          ImageRepositoryType: ECR\n          ImageConfiguration: {configuration}\n"
        )
    return text


def _found(report: LintReport) -> list[tuple[str, int, str, str]]:
    return [(f.span.path, f.span.line, f.code, f.severity.value) for f in report.findings]


def test_a_start_command_takes_the_place_of_the_images_own(linted: Linted) -> None:
    stack = _stack(("!Ref Image", "{StartCommand: 'gunicorn app:app', Port: 8080}"))
    assert _found(linted({"Dockerfile": _IMAGE, "app.py": _APP, "a.yaml": stack})) == []


def test_a_start_command_goes_through_the_images_entry_point(linted: Linted) -> None:
    image = 'FROM python:3.12-slim\nCOPY . .\nENTRYPOINT ["gunicorn", "-b", "0.0.0.0:5000"]\nCMD ["app:app"]\n'
    stack = _stack(("!Ref Image", "{StartCommand: 'other:app', Port: 8080}"))
    report = linted({"Dockerfile": image, "app.py": _APP, "other.py": _APP, "a.yaml": stack})
    assert _found(report) == [("a.yaml", 9, "AR702", "error")]


def test_the_variables_of_the_service_win_over_those_of_the_image(linted: Linted) -> None:
    image = "FROM python:3.12-slim\nCOPY . .\nENV WEB_PORT=8000\nCMD exec gunicorn -b 0.0.0.0:$WEB_PORT app:app\n"
    env = "{Port: 9000, RuntimeEnvironmentVariables: [{Name: WEB_PORT, Value: '9000'}]}"
    report = linted({"Dockerfile": image, "app.py": _APP, "a.yaml": _stack(("!Ref Image", env))})
    assert _found(report) == [("Dockerfile", 4, "AR101", "info")]


def test_services_of_one_image_are_each_judged(linted: Linted) -> None:
    stack = _stack(("!Ref Image", "{Port: 8000}"), ("!Ref Image", "{Port: 8080}"))
    assert _found(linted({"Dockerfile": _IMAGE, "app.py": _APP, "a.yaml": stack})) == [("a.yaml", 17, "AR702", "error")]


def test_of_several_images_it_is_not_known_which_is_the_projects(linted: Linted) -> None:
    stack = _stack(("!Ref One", "{Port: 9000}"), ("!Ref Other", "{Port: 9001}"))
    assert _found(linted({"Dockerfile": _IMAGE, "app.py": _APP, "a.yaml": stack})) == [
        ("Dockerfile", 3, "AR101", "error")
    ]


def test_a_variable_that_the_service_gives_is_supplied(linted: Linted) -> None:
    code = "import os\n\nfrom waitress import serve\n\nserve(None, host='0.0.0.0', port=int(os.environ.get('APP_PORT', '5000')))\n"
    image = 'FROM python:3.12-slim\nCOPY . .\nCMD ["python", "app.py"]\n'
    bare = linted({"Dockerfile": image, "app.py": code, "a.yaml": _stack(("!Ref Image", "{Port: 9000}"))})
    assert [c for _, _, c, _ in _found(bare)] == ["AR108"]
    given = "{Port: 9000, RuntimeEnvironmentVariables: [{Name: APP_PORT, Value: '9000'}]}"
    assert [c for _, _, c, _ in _found(linted({"a.yaml": _stack(("!Ref Image", given))}))] in ([], ["AR101"])
    unknown = "{Port: 9000, RuntimeEnvironmentVariables: !Ref Variables}"
    assert _found(linted({"a.yaml": _stack(("!Ref Image", unknown))})) == []


def test_a_key_that_the_service_gives_as_a_secret_is_no_random_one(linted: Linted) -> None:
    code = "import os\nimport secrets\n\nfrom flask import Flask\n\napp = Flask(__name__)\napp.secret_key = os.environ.get('APP_KEY') or secrets.token_hex()\n"
    image = _IMAGE.replace('"-b", "0.0.0.0:8000", ', "")
    assert [c for *_, c, _ in _found(linted({"Dockerfile": image, "app.py": code}))] == ["AR205"]
    secret = "{RuntimeEnvironmentSecrets: [{Name: APP_KEY, Value: !Ref Key}]}"
    assert _found(linted({"a.yaml": _stack(("!Ref Image", secret))})) == []


def test_a_template_in_tests_or_examples_is_left_alone(linted: Linted) -> None:
    stack = _stack(("docker.io/x", "{Port: none}"))
    assert not linted(
        {
            "Dockerfile": _IMAGE.replace("8000", "$PORT")
            .replace('CMD ["', "CMD exec ")
            .replace('", "', " ")
            .replace('"]', ""),
            "app.py": _APP,
            "tests/a.yaml": stack,
            "examples/b.yaml": stack,
        }
    ).findings
