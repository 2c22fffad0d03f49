"""What a change brings: the findings that a git revision did not have.

The project is linted as it was at the revision, and what was found there counts as known. So a finding is new because it
is, wherever its line stands: a handler that is added makes an old dictionary a finding, and a moved line makes none.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from runready_linter import baseline
from runready_linter.baseline import Counts, Entry
from runready_linter.discovery import MAX_SIZE
from runready_linter.lint import LintReport
from runready_linter.problems import EnvironmentProblem, Place, UsageProblem


def known_at(revision: str, root: Path, lint: Callable[[Path], LintReport]) -> tuple[Counts, Callable[[str], str]]:
    """What was found at a revision, under today's names of files, and how those are named.

    Args:
        root: the project's folder.
        lint: lints a project in a folder.

    Raises:
        UsageProblem: the project is in no git repository, or there is no such revision.
        EnvironmentProblem: git is missing or fails.
    """
    top = Path(_text("rev-parse", "--show-toplevel", cwd=root, place=root))
    commit = _commit(revision, root)
    inner = Path(os.path.realpath(root)).relative_to(os.path.realpath(top))
    place = baseline.place_from(top, top / inner)
    with tempfile.TemporaryDirectory(prefix="runready-since-") as name:
        then = Path(os.path.realpath(name)) / "tree"
        # The top of a repository: nothing above it is the project's.
        (then / ".git").mkdir(parents=True)
        _check_out(commit, root, inner, then)
        if not (then / inner).is_dir():
            return {}, place
        report = lint(then / inner)
        counts = baseline.count(report.findings, baseline.place_from(then, report.root))
    renamed = _renamed(commit, root)
    return {Entry(renamed.get(e.path, e.path), e.code, e.fingerprint): n for e, n in counts.items()}, place


def _commit(revision: str, root: Path) -> str:
    if not revision.startswith("-"):
        found = _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", cwd=root)
        if found.returncode == 0:
            return found.stdout.decode().strip()
    raise UsageProblem(
        f"there is no revision {revision}",
        place=Place(str(root)),
        help="--since takes a branch, tag or commit; a shallow clone has only the last ones: fetch more of it",
    )


def _check_out(commit: str, root: Path, inner: Path, then: Path) -> None:
    """Writes the project's files of a commit below `then`, by an index of their own: what is checked out and staged in
    the repository stays as it is."""
    environment = {
        **os.environ, "GIT_INDEX_FILE": str(then.parent / "index"), "GIT_LFS_SKIP_SMUDGE": "1",
    }  # fmt: skip
    listed = _bytes("ls-tree", "-r", "-l", "-z", "--full-tree", commit, cwd=root)
    names = list(_small(listed, "" if inner == Path() else inner.as_posix() + "/"))
    if not names:
        return
    _bytes("read-tree", commit, cwd=root, env=environment)
    _bytes(
        "checkout-index", "--quiet", "-z", "--stdin", f"--prefix={then}/",
        cwd=Path(_text("rev-parse", "--show-toplevel", cwd=root, place=root)), env=environment, input=b"\0".join(names),
    )  # fmt: skip


def _small(listed: bytes, prefix: str) -> Iterator[bytes]:
    """The project's files; what is larger than any source, and other repositories, stay away."""
    for line in listed.split(b"\0"):
        head, _, name = line.partition(b"\t")
        fields = head.split()
        is_file = len(fields) == 4 and fields[1] == b"blob"
        if is_file and name.startswith(os.fsencode(prefix)) and int(fields[3]) <= MAX_SIZE:
            yield name


def _renamed(commit: str, root: Path) -> Mapping[str, str]:
    fields = _bytes("diff", "--name-status", "-M", "-z", "--diff-filter=R", commit, cwd=root).split(b"\0")
    return {os.fsdecode(old): os.fsdecode(new) for _, old, new in zip(*[iter(fields)] * 3, strict=False)}


def _text(*args: str, cwd: Path, place: Path) -> str:
    found = _git(*args, cwd=cwd)
    if found.returncode != 0:
        raise UsageProblem(
            "is in no git repository", place=Place.of(place), help="--since compares with a revision of one"
        )
    return os.fsdecode(found.stdout).rstrip("\n")


def _bytes(*args: str, cwd: Path, env: Mapping[str, str] | None = None, input: bytes | None = None) -> bytes:
    found = _git(*args, cwd=cwd, env=env, input=input)
    if found.returncode != 0:
        raise EnvironmentProblem(f"git {args[0]} failed", detail=found.stderr.decode(errors="replace"))
    return found.stdout


def _git(
    *args: str, cwd: Path, env: Mapping[str, str] | None = None, input: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *args], cwd=cwd, env=env, input=input, capture_output=True, check=False)
    except OSError as error:
        raise EnvironmentProblem(f"git cannot be run: {error.strerror}", help="--since needs git") from None
