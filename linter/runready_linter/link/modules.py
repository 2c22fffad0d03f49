"""Which file an import means, as the interpreter would find it from the importing file."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache


class Modules:
    """The project's Python files as modules.

    Args:
        paths: of all Python files, relative to the project's root, with `/`.
    """

    def __init__(self, paths: Collection[str]) -> None:
        self._paths = frozenset(paths)
        self._folders = frozenset(
            "/".join(parts[:n]) for p in paths for parts in (p.split("/"),) for n in range(1, len(parts))
        )
        self.resolve = lru_cache(maxsize=None)(self._resolve)

    def package(self, folder: str) -> str | None:
        """The file of the package in a folder, if it is one."""
        path = f"{folder}/__init__.py" if folder else "__init__.py"
        return path if path in self._paths else None

    def _resolve(self, path: str, dotted: str) -> tuple[str, tuple[str, ...]] | None:
        """The file that `dotted`, imported by the file `path`, leads to, and the names that are left over.

        None: it is not of this project. A namespace package (a folder without `__init__.py`) is followed through.
        """
        if dotted.startswith("."):
            level = len(dotted) - len(dotted.lstrip("."))
            folder = _parent(path)
            for _ in range(level - 1):
                folder = _parent(folder)
            names = tuple(n for n in dotted.lstrip(".").split(".") if n)
            return self._follow(folder, names, anchored=True)
        names = tuple(dotted.split("."))
        for root in self._search_path(path):
            found = self._follow(root, names, anchored=False)
            if found is not None:
                return found
        return None

    def _search_path(self, path: str) -> list[str]:
        """The folders in which an absolute import from a file may be rooted, nearest first."""
        folder = _parent(path)
        while folder and self.package(folder):
            folder = _parent(folder)
        roots = [folder]
        while folder:
            folder = _parent(folder)
            roots.append(folder)
        roots += [r for r in ("src", "lib", "app", "backend", "server", "api") if r in self._folders and r not in roots]
        return roots

    def _follow(self, root: str, names: tuple[str, ...], *, anchored: bool) -> tuple[str, tuple[str, ...]] | None:
        folder, index, best = root, 0, None
        if anchored:
            package = self.package(root)
            if package is not None:
                best = (package, names)
        while index < len(names):
            step = f"{folder}/{names[index]}" if folder else names[index]
            index += 1
            if f"{step}.py" in self._paths and self.package(step) is None:
                return f"{step}.py", names[index:]
            if step not in self._folders:
                break
            folder = step
            package = self.package(step)
            if package is not None:
                best = (package, names[index:])
        return best


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
