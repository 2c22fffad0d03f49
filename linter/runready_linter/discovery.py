"""Which files a project has, and what each is for."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from runready_linter.containerfile.names import claims
from runready_linter.manifests.names import MAX_SIZE as MANIFEST_SIZE
from runready_linter.manifests.names import calls_modules, describes, is_example, language
from runready_linter.patterns import NO_PATTERNS, Patterns
from runready_linter.problems import Place, UsageProblem

#: A file that says what is deployed: a folder with one of them is a project of its own.
_DEPLOYED = frozenset({"Dockerfile", "Containerfile", "Procfile", "apprunner.yaml", "runready.yaml", "runready.yml"})
_PACKAGED = frozenset(
    {"pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "manage.py", "Pipfile", "package.json"}
)

#: Folders that hold nothing of the project's own, wherever they stand.
_FOREIGN = frozenset(
    {
        "__pycache__", "node_modules", "site-packages", "dist-packages", "bower_components",
        "vendor", "vendored", "_vendor", "_vendored", "third_party", "thirdparty",
    }
)  # fmt: skip

#: Files above this size (bytes) are generated or data; they are told and left alone.
MAX_SIZE = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out although its name asks for it: why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The files and folders that findings are wanted for, relative to the root. A folder's ends with `/`."""

    files: frozenset[str]
    folders: tuple[str, ...]

    def __contains__(self, path: object) -> bool:
        return path in self.files or (isinstance(path, str) and path.startswith(self.folders))


@dataclass(frozen=True, slots=True)
class Found:
    """A project's files by kind, each sorted; paths are relative to `root`, with `/`.

    Args:
        asked: the files that findings are wanted for, or None for all.
        services: the service configurations.
        manifests: infrastructure code that describes services, and what it refers to.
        others: files that were named and are none of these; rules may read and report them all the same.
        excluded: how many of the named files the settings exclude.
    """

    root: Path
    python: tuple[str, ...]
    containers: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    asked: Asked | None = None
    services: tuple[str, ...] = ()
    manifests: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    excluded: int = 0


def project_of(path: Path) -> Path:
    """The folder of the project that a path belongs to.

    A folder that says what it deploys or packages is a project of its own. Else the nearest folder above that says
    what is deployed is, within the same git repository. Else the folder itself; for a file, the working directory
    where the file is below it, else the file's folder.
    """
    folder = path if path.is_dir() else path.parent
    if path.is_dir() and any((folder / name).exists() for name in _DEPLOYED | _PACKAGED):
        return folder
    for above in (folder, *folder.parents):
        if any((above / name).is_file() for name in _DEPLOYED):
            return above
        if (above / ".git").exists():
            break
    if path.is_dir():
        return folder
    here = Path.cwd()
    return here if path.is_relative_to(here) else folder


def root_of(paths: Iterable[Path], unsaved: Path | None = None) -> Path:
    """The folder of the project that the paths belong to; of several projects below one working directory that of all.

    Args:
        unsaved: a file that need not exist yet.

    Raises:
        UsageProblem: a path does not exist or is neither file nor folder, or the paths belong to projects that have no folder
            in common within the working directory.
    """
    given = [Path(os.path.abspath(p)) for p in paths]
    for path in given:
        if not os.path.lexists(path):
            raise UsageProblem("no such file or folder", place=Place(_shown(path)))
        if not (path.is_dir() or path.is_file()):
            raise UsageProblem("is neither a file nor a folder that can be read", place=Place(_shown(path)))
    if unsaved is not None:
        given.append(Path(os.path.abspath(unsaved)))
    roots = {project_of(p) for p in given}
    if len(roots) > 1:
        common = Path(os.path.commonpath(list(roots)))
        # Several projects below one working directory are read together; a folder that nobody pointed to, such as
        # `/`, never is.
        if not common.is_relative_to(Path.cwd()) and common not in given:
            names = ", ".join(sorted(_shown(root) for root in roots))
            raise UsageProblem(
                f"the paths belong to different projects: {names}", help="lint them one by one, or from a folder above"
            )
        roots = {common}
    return roots.pop()


def discover(paths: Iterable[Path], *, exclude: Patterns = NO_PATTERNS, unsaved: Path | None = None) -> Found:
    """The project of the paths, and its files.

    Args:
        exclude: files and folders that are left out, even when they are named.
        unsaved: a file that is asked for and need not exist.

    Raises:
        UsageProblem: as for `root_of`.
    """
    given = [Path(os.path.abspath(p)) for p in paths]
    root = root_of(given, unsaved)
    kinds: dict[Kind, set[str]] = {"python": set(), "container": set(), "service": set(), "other": set()}
    infrastructure: set[str] = set()
    skipped: list[Skipped] = []
    for relative, why in walk(root, exclude):
        kind = kind_of(relative)
        if why:
            skipped.append(Skipped(relative, why))
        elif kind is not None:
            kinds[kind].add(relative)
        else:
            infrastructure.add(relative)
    files = [*(p for p in given if p.is_file()), *([Path(os.path.abspath(unsaved))] if unsaved is not None else [])]
    named = {p.relative_to(root).as_posix() for p in files}
    wanted = {n for n in named if not (exclude and _excluded(n, exclude))}
    # A file that is named is read, whatever an ignore file or its ending says.
    asked_for = {n for n in wanted if kind_of(n) is None and language(n)}
    manifests = _manifests(root, infrastructure, asked_for)
    for name in wanted - manifests:
        kinds[kind_of(name) or ("other" if _OTHER.search(name) else "python")].add(name)
    folders = [p.relative_to(root).as_posix() for p in given if p.is_dir()]
    asked = None if "." in folders else Asked(frozenset(wanted), tuple(f"{folder}/" for folder in folders))
    python, containers, services, others = (tuple(sorted(each)) for each in kinds.values())
    return Found(
        root,
        python,
        containers,
        tuple(skipped),
        asked,
        services,
        tuple(sorted(manifests)),
        others,
        len(named) - len(wanted),
    )


def _manifests(root: Path, candidates: Iterable[str], named: set[str]) -> set[str]:
    """The files of infrastructure code that describe services, by what stands in them, with the other files of Terraform
    modules of which one does, and those that use modules. A file that is named is read, whatever it holds."""
    found, callers = set(named), set[str]()
    terraform: dict[str, set[str]] = {}
    for path in (*candidates, *named):
        data = _content(root / path)
        if language(path) == "terraform":
            terraform.setdefault(os.path.dirname(path), set()).add(path)
            if calls_modules(data):
                callers.add(path)
        if describes(path, data):
            found.add(path)
    folders = {os.path.dirname(path) for path in found if language(path) == "terraform"}
    for folder in folders:
        found |= terraform.get(folder, set())
    return found | (callers if folders else set())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= MANIFEST_SIZE else b""
    except OSError:
        # Told where the file is read as what it is.
        return b""


Kind = Literal["python", "container", "service", "other"]
#: Files that are certainly no Python; some are read because another file names them.
_OTHER = re.compile(
    r"(^|/)(Procfile|Makefile)$"
    r"|\.(sh|bash|ya?ml|json|toml|tf|tfvars|hcl|cfg|ini|env|conf|md|rst|txt|html?|css|js|ts|jsx|tsx|sql|lock|csv|xml)$",
    re.IGNORECASE,
)


def kind_of(path: str) -> Kind | None:
    """What a file is read as, by its name."""
    if is_python(path):
        return "python"
    if claims(path):
        return "container"
    return "service" if is_service(path) else None


def _excluded(path: str, exclude: Patterns) -> bool:
    parts = path.split("/")
    return exclude(path) or any(exclude("/".join(parts[:end]) + "/") for end in range(1, len(parts)))


def is_python(path: str) -> bool:
    return path.endswith((".py", ".pyw"))


def is_service(path: str) -> bool:
    """Whether a file is a service configuration, by its name.

    Source: https://docs.aws.amazon.com/apprunner/latest/dg/config-file.html (no other name or ending is read).
    """
    return path.rpartition("/")[2] == "apprunner.yaml"


def walk(root: Path, exclude: Patterns = NO_PATTERNS) -> Iterator[tuple[str, str]]:
    """Every file below a folder that no ignore file and no pattern leaves out, as (relative path, why it is skipped or "").

    Follows no symbolic link to a folder, and a link to a file only where it stays within the root. Hidden folders,
    virtual environments and folders of foreign code are not entered.
    """
    ignores = _Ignores(root)
    top = os.path.realpath(root)

    def left_out(path: str) -> bool:
        return ignores(path) or exclude(path)

    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda e: e.name)
        except OSError as error:
            yield folder, f"cannot be read: {error.strerror}"
            continue
        names = {e.name for e in entries}
        if folder and "pyvenv.cfg" in names:
            continue
        if ".gitignore" in names:
            ignores.add(folder)
        for entry in entries:
            relative = f"{folder}/{entry.name}" if folder else entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith(".") and entry.name not in _FOREIGN and not left_out(relative + "/"):
                        pending.append(relative)
                    continue
                # A service configuration below the root is another service's.
                read = is_python(entry.name) or claims(entry.name) or (not folder and is_service(relative))
                manifest = not read and language(entry.name) and not is_service(relative) and not is_example(relative)
                if not (read or manifest) or left_out(relative):
                    continue
                if entry.is_symlink() and not _within(os.path.realpath(entry.path), top):
                    continue
                status = entry.stat()
            except OSError as error:
                yield relative, f"cannot be read: {error.strerror}"
                continue
            if not stat.S_ISREG(status.st_mode):
                continue
            if manifest and status.st_size > MANIFEST_SIZE:
                # Data, most likely: nothing of it is known to ask for being read.
                continue
            yield relative, "" if status.st_size <= MAX_SIZE else f"is larger than {MAX_SIZE // 2**20} MiB"


#: A listing ends here: what an image takes along is looked for in the first so many files.
_MOST_LISTED = 100_000


def listing(root: Path) -> frozenset[str]:
    """Every file below a folder by its relative path, whatever version control says of it; folders of foreign code, virtual
    environments and version control's own are not entered."""
    found: list[str] = []
    pending = [""]
    while pending and len(found) < _MOST_LISTED:
        folder = pending.pop()
        try:
            entries = list(os.scandir(root / folder))
        except OSError:
            continue
        if folder and any(e.name == "pyvenv.cfg" for e in entries):
            continue
        for entry in entries:
            relative = f"{folder}/{entry.name}" if folder else entry.name
            if not entry.is_dir(follow_symlinks=False):
                found.append(relative)
            elif entry.name not in _FOREIGN and entry.name not in (".git", ".hg", ".svn"):
                pending.append(relative)
    return frozenset(found)


def _within(path: str, top: str) -> bool:
    return path == top or path.startswith(top + os.sep)


class _Ignores:
    """The `.gitignore` files met so far, each for its own folder; the repository's own above the root too."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._specs: list[tuple[str, _Spec]] = []
        for above in (*reversed(_up_to_repository(root)),):
            prefix = root.relative_to(above).as_posix()
            self._load(above / ".gitignore", f"../{prefix}/")

    def add(self, folder: str) -> None:
        self._load((self._root / folder) / ".gitignore", f"{folder}/" if folder else "")

    def _load(self, path: Path, prefix: str) -> None:
        try:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return
        if any(line.strip() and not line.startswith("#") for line in lines):
            self._specs.append((prefix, _spec(lines)))

    def __call__(self, relative: str) -> bool:
        ignored = False
        for prefix, spec in self._specs:
            if prefix.startswith("../"):
                inner = prefix[3:] + relative
            elif relative.startswith(prefix):
                inner = relative[len(prefix) :]
            else:
                continue
            # The last pattern that matches decides, also across files: a deeper file may take a file back.
            verdict = spec.check_file(inner).include
            if verdict is not None:
                ignored = verdict
        return ignored


def _up_to_repository(root: Path) -> list[Path]:
    """The folders above the root up to its git repository's top, nearest first; none outside of a repository."""
    if (root / ".git").exists():
        return []
    above: list[Path] = []
    for folder in root.parents:
        above.append(folder)
        if (folder / ".git").exists():
            return above
    return []


def _spec(lines: list[str]) -> _Spec:
    # Loaded only where there is an ignore file: it costs more than the walk of a small project.
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec as _Spec

_TEST = re.compile(
    r"(^|/)(tests?|testing|testsuite|__tests__|e2e)/|(^|/)(test_[^/]*|[^/]*_tests?|conftest|tests)\.pyw?$"
)
_MIGRATION = re.compile(r"(^|/)(migrations|alembic/versions|alembic)/")
_SCRIPT = re.compile(
    r"(^|/)(scripts?|tools|bin|docs?|benchmarks?|management/commands|notebooks?|ci|hack)/"
    r"|(^|/)(setup|noxfile|fabfile|dodo|duties|tasks_invoke|toxfile)\.py$"
)


def role(path: str) -> str:
    """What a Python file is for: `service`, or `test`, `migration`, `script`, none of which serves requests."""
    for name, pattern in (("test", _TEST), ("migration", _MIGRATION), ("script", _SCRIPT)):
        if pattern.search(path):
            return name
    return "service"


def _shown(path: Path) -> str:
    """A path as the user knows it: relative to the working directory where it is below it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
