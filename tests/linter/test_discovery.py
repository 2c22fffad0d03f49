"""Which files are read: ignore files, links, foreign folders, and which project a path belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from runready_linter.containerfile.names import claims
from runready_linter.discovery import MAX_SIZE, discover, project_of, role
from runready_linter.patterns import Patterns
from runready_linter.problems import UsageProblem


def _write(root: Path, *paths: str) -> None:
    for path in paths:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("x = 1\n")


def test_ignore_files_count_from_their_own_folder_and_can_take_back(tmp_path: Path) -> None:
    _write(tmp_path, "a.py", "gen/b.py", "gen/keep/c.py", "app/gen_d.py", "app/e.py", "lib/e.py")
    (tmp_path / ".gitignore").write_text("gen/\n*_d.py\n")
    (tmp_path / "lib" / ".gitignore").write_text("e.py\n")
    (tmp_path / "app" / ".gitignore").write_text("!gen_d.py\n")
    assert discover([tmp_path]).python == ("a.py", "app/e.py", "app/gen_d.py")


def test_the_repository_above_the_project_says_what_is_ignored_too(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("/svc/local.py\nbuild/\n")
    _write(tmp_path, "svc/Dockerfile", "svc/app.py", "svc/local.py", "svc/build/x.py")
    found = discover([tmp_path / "svc"])
    assert (found.python, found.containers) == (("app.py",), ("Dockerfile",))


def test_foreign_and_hidden_folders_and_environments_are_not_entered(tmp_path: Path) -> None:
    _write(tmp_path, "a.py", "node_modules/m/x.py", "vendor/y.py", ".tox/z.py", "env/lib/q.py", "env/pyvenv.cfg")
    assert discover([tmp_path]).python == ("a.py",)


def test_links_are_followed_to_files_within_the_project_only(tmp_path: Path) -> None:
    project = tmp_path / "p"
    _write(project, "real/a.py")
    _write(tmp_path, "outside.py", "elsewhere/b.py")
    (project / "inside.py").symlink_to(project / "real" / "a.py")
    (project / "out.py").symlink_to(tmp_path / "outside.py")
    (project / "folder").symlink_to(tmp_path / "elsewhere")
    (project / "loop").symlink_to(project)
    (project / "gone.py").symlink_to(project / "nothing.py")
    found = discover([project])
    assert found.python == ("inside.py", "real/a.py")


def test_a_pipe_that_is_named_like_a_source_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    _write(tmp_path, "a.py")
    assert discover([tmp_path]).python == ("a.py",)


def test_a_huge_file_is_told_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "big.py").write_bytes(b"#" * (MAX_SIZE + 1))
    found = discover([tmp_path])
    assert found.python == ()
    assert [(s.path, s.why) for s in found.skipped] == [("big.py", "is larger than 4 MiB")]


@pytest.mark.parametrize(
    ("name", "container"),
    [
        ("Dockerfile", True),
        ("Containerfile", True),
        ("docker/web.Dockerfile", True),
        ("Dockerfile.prod", True),
        ("dockerfile", True),
        ("Dockerfile.dockerignore", False),
        ("Dockerfile.j2", False),
        ("Dockerfile-web", True),
        ("dockerfile_lint.py", False),
        ("docs/Dockerfile.md", False),
    ],
)
def test_container_files_are_known_by_name(name: str, container: bool) -> None:
    assert claims(name) is container


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("app/views.py", "service"),
        ("tests/test_views.py", "test"),
        ("app/conftest.py", "test"),
        ("app/latest_news.py", "service"),
        ("app/contest.py", "service"),
        ("app/migrations/0001_initial.py", "migration"),
        ("scripts/seed.py", "script"),
        ("app/management/commands/seed.py", "script"),
        ("app/scripting.py", "service"),
        ("setup.py", "script"),
    ],
)
def test_a_files_path_says_what_it_is_for(path: str, expected: str) -> None:
    assert role(path) == expected


class TestProject:
    def test_a_folder_that_says_what_it_deploys_is_its_own_project(self, tmp_path: Path) -> None:
        _write(tmp_path, "Dockerfile", "svc/requirements.txt", "svc/a.py")
        assert project_of(tmp_path / "svc") == tmp_path / "svc"

    def test_a_folder_of_sources_belongs_to_what_is_deployed_above(self, tmp_path: Path) -> None:
        _write(tmp_path, "Dockerfile", "src/app/a.py")
        assert project_of(tmp_path / "src" / "app") == tmp_path
        found = discover([tmp_path / "src"])
        assert found.root == tmp_path
        assert found.asked is not None
        assert "src/app/a.py" in found.asked
        # A start script below it too, which is read because the image names it.
        assert "src/start.sh" in found.asked
        assert "Dockerfile" not in found.asked

    def test_another_repository_above_is_not_asked(self, tmp_path: Path) -> None:
        _write(tmp_path, "Dockerfile", "sub/a.py")
        (tmp_path / "sub" / ".git").mkdir()
        assert project_of(tmp_path / "sub") == tmp_path / "sub"

    def test_a_named_file_is_read_even_if_ignored_and_the_project_is_its_context(self, tmp_path: Path) -> None:
        _write(tmp_path, "Dockerfile", "a.py", "b.py")
        (tmp_path / ".gitignore").write_text("b.py\n")
        found = discover([tmp_path / "b.py"])
        assert found.python == ("a.py", "b.py")
        assert found.asked is not None
        assert "b.py" in found.asked
        assert "a.py" not in found.asked


def test_a_path_that_does_not_exist_is_a_usage_problem_with_the_place(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as told:
        discover([tmp_path / "nowhere"])
    assert told.value.message == "no such file or folder"
    assert str(told.value.place).endswith("nowhere")


def test_an_unreadable_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "a.py", "closed/b.py")
    (tmp_path / "closed").chmod(0)
    if os.geteuid() == 0:
        # Root reads everything: refuse in its place.
        scandir = os.scandir

        def refusing(path: os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
            if Path(path).name == "closed":
                raise PermissionError(13, "Permission denied")
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refusing)
    try:
        found = discover([tmp_path])
    finally:
        (tmp_path / "closed").chmod(0o755)
    assert [(s.path, s.why) for s in found.skipped] == [("closed", "cannot be read: Permission denied")]
    assert found.python == ("a.py",)

    def test_a_named_file_of_another_kind_is_no_python(self, tmp_path: Path) -> None:
        _write(tmp_path, "Dockerfile", "a.py", "start.sh", "Procfile", "tool")
        found = discover([tmp_path / name for name in ("start.sh", "Procfile", "tool")])
        assert found.python == ("a.py", "tool")
        assert found.others == ("Procfile", "start.sh")


class TestExclude:
    def test_files_and_folders_are_left_out_even_when_they_are_named(self, tmp_path: Path) -> None:
        _write(tmp_path, "Dockerfile", "a.py", "gen/b.py", "gen/deep/c.py", "x_pb2.py")
        exclude = Patterns(["gen/", "*_pb2.py"])
        assert discover([tmp_path], exclude=exclude).python == ("a.py",)
        found = discover([tmp_path / "gen" / "deep" / "c.py", tmp_path / "a.py"], exclude=exclude)
        assert found.python == ("a.py",)
        assert (found.asked is not None, found.excluded) == (True, 1)
        assert "gen/deep/c.py" not in (found.asked or ())

    def test_patterns_are_relative_to_their_own_folder(self, tmp_path: Path) -> None:
        _write(tmp_path, "svc/Dockerfile", "svc/gen/a.py", "svc/b.py")
        root = tmp_path / "svc"
        assert discover([root], exclude=Patterns(["/svc/gen/"], "svc/")).python == ("b.py",)
        assert discover([root], exclude=Patterns(["/gen/"], "svc/")).python == ("b.py", "gen/a.py")


def test_an_unsaved_file_need_not_exist(tmp_path: Path) -> None:
    _write(tmp_path, "Dockerfile", "a.py")
    found = discover([], unsaved=tmp_path / "new.py")
    assert found.root == tmp_path
    assert found.python == ("a.py", "new.py")
    assert found.asked is not None
    assert "new.py" in found.asked
    assert "a.py" not in found.asked
