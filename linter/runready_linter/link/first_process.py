"""Which program of an image gets the stop signal: the one that is process 1, and not one that a shell started."""

from __future__ import annotations

from dataclasses import dataclass

from runready_linter.link.commands import server_row
from runready_linter.link.launch import Launch
from runready_linter.link.project import Project
from runready_linter.link.start import Shell, Started

#: What a shell does itself, and what ends at once: none of it is the application.
PASSING = frozenset(
    {
        ".", ":", "[", "alias", "basename", "break", "cat", "cd", "chmod", "chown", "continue", "cp", "cut", "date", "dirname", "echo", "envsubst", "exit",
        "export", "false", "grep", "hash", "id", "kill", "ln", "local", "ls", "mkdir", "mv", "printf", "pwd", "read", "readonly", "return", "rm", "sed",
        "set", "shift", "sleep", "sort", "test", "touch", "trap", "true", "type", "ulimit", "umask", "unset", "wait", "which", "whoami",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Swallowed:
    """A program that the stop signal does not reach, and the shell that is process 1 in its place."""

    program: Started
    shell: Shell


def swallowed(project: Project, launch: Launch) -> Swallowed | None:
    """The application of a launch, where a shell stays above it as process 1; None where the signal reaches it, and where
    that is not known."""
    commands = launch.commands
    if launch.handles_stop or any(c.first and not c.conditional for c in commands):
        return None
    apps = _applications(project, commands)
    if not apps or any(c.shell is None for c in apps):
        return None
    program = apps[-1]
    return Swallowed(program, program.shell) if program.shell is not None else None


def _applications(project: Project, commands: tuple[Started, ...]) -> list[Started]:
    """The commands that may be the application itself: servers that serve users, else the last program that is started."""
    rows = [(c, row) for c in commands if (row := server_row(project, c)) is not None]
    serious = [c for c, row in rows if not row.development] or [c for c, _ in rows]
    programs = serious or [c for c in commands if c.invocation.program not in PASSING]
    waited = [c for c in programs if not c.background] or programs
    return waited if serious else waited[-1:]
