"""The settings in a project's file: where they are looked for, what they say, and what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from runready_linter.findings import Severity
from runready_linter.problems import Problem
from runready_linter.settings import PathSettings, Settings, find, load

KNOWN = frozenset({"AR101", "AR102", "AR201", "AC201"})
PLATFORMS = ("app-runner", "ecs-express")

YAML = """\
select: [AR1, ar201]
ignore: AR102
exclude: ["generated/", "*.gen.py"]
per-path:
  "legacy/**": {ignore: [AR201], severity: {AR101: warning}}
  tests/: {select: AR1}
severity: {AR2: info}
fail-on: warning
platform: ecs-express
baseline: known.json
require-reasons: true
unused-ignores: fail
service: {port: 8080}
"""
TOML = """\
[project]
name = "shop"

[tool.runready]
select = ["AR1", "ar201"]
ignore = ["AR102"]
exclude = ["generated/", "*.gen.py"]
severity = {AR2 = "info"}
fail-on = "warning"
platform = "ecs-express"
baseline = "known.json"
require-reasons = true
unused-ignores = "fail"

[tool.runready.per-path."legacy/**"]
ignore = ["AR201"]
severity.AR101 = "warning"

[tool.runready.per-path]
"tests/" = {select = ["AR1"]}

[tool.runready.service]
port = 8080
"""


def found(root: Path) -> Settings:
    return find(root, KNOWN, PLATFORMS)


def refused(root: Path) -> str:
    with pytest.raises(Problem) as caught:
        found(root)
    problem = caught.value
    assert problem.exit_code == 2
    lines = [f"{problem.place}: {problem.message}" if problem.place else problem.message, problem.detail, problem.help]
    return "\n".join(filter(None, lines))


@pytest.mark.parametrize(("name", "text"), [("runready.yaml", YAML), ("runready.yml", YAML), ("pyproject.toml", TOML)])
def test_every_key_in_either_file(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    settings = found(tmp_path)
    assert settings.folder == tmp_path
    assert (settings.select, settings.ignore) == (("AR1", "AR201"), ("AR102",))
    assert settings.exclude == ("generated/", "*.gen.py")
    assert settings.per_path == (
        PathSettings("legacy/**", (), ("AR201",), {"AR101": Severity.WARNING}),
        PathSettings("tests/", ("AR1",)),
    )
    assert settings.severity == {"AR2": Severity.INFO}
    assert (settings.fail_on, settings.platform) == (Severity.WARNING, "ecs-express")
    assert (settings.baseline, settings.require_reasons, settings.unused_ignores) == ("known.json", True, "fail")
    place = settings.origins["fail-on"]
    assert text.splitlines()[place.line - 1].startswith("fail-on")
    assert place.column == 1


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    settings = found(tmp_path)
    assert settings == Settings(tmp_path)
    assert settings.origins == {}


def test_a_pyproject_without_a_word_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = {{ cookiecutter.name }}\n")
    assert found(tmp_path) == Settings(tmp_path)


def test_settings_above_count_within_the_repository(tmp_path: Path) -> None:
    project = tmp_path / "services" / "shop"
    project.mkdir(parents=True)
    (tmp_path / "runready.yaml").write_text("ignore: AR1\n")
    assert found(project).ignore == ()
    (tmp_path / ".git").mkdir()
    assert (found(project).ignore, found(project).folder) == (("AR1",), tmp_path)
    (project / "runready.yaml").write_text("service: {port: 8080}\n")
    assert found(project).ignore == ("AR1",)
    (project / "pyproject.toml").write_text("[tool.runready]\nignore = ['AR2']\n")
    assert (found(project).ignore, found(project).folder) == (("AR2",), project)
    (project / ".git").write_text("gitdir: elsewhere\n")
    (project / "pyproject.toml").unlink()
    assert found(project).ignore == ()


def test_two_files_with_settings_are_refused(tmp_path: Path) -> None:
    (tmp_path / "runready.yaml").write_text("ignore: AR1\n")
    (tmp_path / "pyproject.toml").write_text("[tool.runready]\nignore = ['AR2']\n")
    assert "both runready.yaml and [tool.runready] in pyproject.toml have settings" in refused(tmp_path)
    (tmp_path / "runready.yaml").write_text("service: {port: 80}\n")
    assert found(tmp_path).ignore == ("AR2",)


@pytest.mark.parametrize(
    ("name", "text", "place", "words"),
    [
        ("runready.yaml", "ignroe: [AR1]\n", "1:1", ["unknown key `ignroe`", "Did you mean `ignore`?"]),
        ("runready.yaml", "flows: []\nfail_on: error\n", "2:1", ["unknown key `fail_on`", "Did you mean `fail-on`?"]),
        ("runready.yaml", "select: [AR1, AR1O1]\n", "1:15", ["There is no code AR1O1", "Did you mean `AR101`?"]),
        ("runready.yaml", "select: QQ\n", "1:9", ["There is no code QQ", "`runready rule` lists them"]),
        ("runready.yaml", "select: {AR1: yes}\n", "1:9", ["Expected a list"]),
        ("runready.yaml", "select: [AR1, 3]\n", "1:15", ["Expected text"]),
        ("runready.yaml", "fail-on: never\n", "1:10", ["Expected one of error, warning, info"]),
        ("runready.yaml", "fail-on: [error]\n", "1:10", ["Expected one of error, warning, info"]),
        ("runready.yaml", "platform: app-runer\n", "1:11", ["Did you mean `app-runner`?"]),
        ("runready.yaml", "require-reasons: 1\n", "1:18", ["Expected true or false"]),
        ("runready.yaml", "baseline: [a]\n", "1:11", ["Expected text"]),
        ("runready.yaml", "per-path: [legacy]\n", "1:11", ["Expected a mapping of patterns"]),
        ("runready.yaml", "per-path:\n  legacy: AR1\n", "2:11", ["Expected `select`, `ignore` or `severity`"]),
        ("runready.yaml", "per-path:\n  x: {ignored: AR1}\n", "2:7", ["unknown key `ignored`", "mean `ignore`?"]),
        ("runready.yaml", "severity: {AR101: high}\n", "1:19", ["Expected one of error, warning, info"]),
        ("runready.yaml", "severity: {AR999: error}\n", "1:12", ["There is no code AR999"]),
        ("runready.yaml", "ignore: [AR1\n", "2:1", ["Not YAML"]),
        ("runready.yaml", "- AR1\n", "1:1", ["Expected a mapping of settings"]),
        ("pyproject.toml", "[tool.runready]\nignroe = ['AR1']\n", "2:1", ["Did you mean `ignore`?"]),
        ("pyproject.toml", "[tool.runready.ignroe]\nx = 1\n", "1:16", ["Did you mean `ignore`?"]),
        (
            "pyproject.toml",
            "[tool.runready]\nexclude = [\n  'AR1', # one\n  'é', 301,\n]\n",
            "4:8",
            ["Expected text"],
        ),
        ("pyproject.toml", "[tool]\nrunready = 1\n", "2:12", ["`tool.runready`: expected a table"]),
        ("pyproject.toml", "[tool.runready]\nselect = \n", "2:10", ["Not TOML"]),
        (
            "pyproject.toml",
            '[tool.runready]\n[tool.runready.per-path]\n"a b".ignore = ["AR1"]\n"c".ignor = []\n',
            "4:5",
            ["Did you mean `ignore`?"],
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, name: str, text: str, place: str, words: list[str]) -> None:
    (tmp_path / name).write_text(text)
    message = refused(tmp_path)
    assert message.startswith(f"{tmp_path / name}:{place}: "), message
    for word in words:
        assert word.lower() in message.lower()


def test_all_errors_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "runready.yaml").write_text("fail-on: never\nselect: [AR9]\n")
    assert refused(tmp_path).startswith("2 errors in ")


def test_a_named_file_counts_alone(tmp_path: Path) -> None:
    (tmp_path / "runready.yaml").write_text("ignore: AR1\n")
    other = tmp_path / "ci.yaml"
    other.write_text("ignore: AR2\n")
    assert load(other, KNOWN, PLATFORMS).ignore == ("AR2",)
    other.write_text("ignored: AR2\n")
    with pytest.raises(Problem, match="Unknown key `ignored`"):
        load(other, KNOWN, PLATFORMS)
    with pytest.raises(Problem, match="No such file"):
        load(tmp_path / "none.yaml", KNOWN, PLATFORMS)
