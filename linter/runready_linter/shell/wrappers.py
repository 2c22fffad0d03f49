"""Programs that run another program: what a command line really starts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from runready_linter.shell.text import Text

_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh", "ksh"})
_PYTHON = re.compile(r"(?:python|pypy)(?:\d+(?:\.\d+)*)?t?")


@dataclass(frozen=True, slots=True)
class _Wrapper:
    """How a wrapper's own words end: `subcommand` stands first, `values` are its options that take a value,
    `positionals` is how many words of its own come before the command; `dashes`: the command stands behind `--`.

    `stays`: it does not become the command, but starts it, waits for it and hands signals on.
    """

    subcommand: str = ""
    values: frozenset[str] = frozenset()
    positionals: int = 0
    dashes: bool = False
    stays: bool = False


_TINI = _Wrapper(values=frozenset({"-e", "-p"}), stays=True)
_RUN = _Wrapper("run")
_RUN_BESIDE = _Wrapper("run", stays=True)
_UV_VALUES = frozenset(
    [
        "--with",
        "--with-editable",
        "--with-requirements",
        "--extra",
        "--no-extra",
        "--group",
        "--no-group",
        "--only-group",
        "--env-file",
        "--package",
        "--project",
        "--directory",
        "--python",
        "-p",
        "--index",
        "--index-url",
        "--cache-dir",
        "--config-file",
    ]
)
_CONDA_VALUES = frozenset({"-n", "--name", "-p", "--prefix", "--cwd"})
#: Whether each becomes its command was read from its source: `exec` in scripts, `os.exec*` in Python, `syscall.Exec` in Go.
_WRAPPERS: Mapping[str, tuple[_Wrapper, ...]] = {
    "nohup": (_Wrapper(),),
    "setsid": (_Wrapper(),),
    "time": (_Wrapper(stays=True),),
    "command": (_Wrapper(),),
    "nice": (_Wrapper(values=frozenset({"-n", "--adjustment"})),),
    "ionice": (_Wrapper(values=frozenset({"-c", "-n", "--class", "--classdata"})),),
    "stdbuf": (_Wrapper(values=frozenset({"-i", "-o", "-e"})),),
    "timeout": (_Wrapper(values=frozenset({"-k", "-s", "--kill-after", "--signal"}), positionals=1, stays=True),),
    "tini": (_TINI,),
    "tini-static": (_TINI,),
    "docker-init": (_TINI,),
    "catatonit": (_Wrapper(stays=True),),
    "dumb-init": (_Wrapper(values=frozenset({"-r", "--rewrite"}), stays=True),),
    "pid1": (_Wrapper(stays=True),),
    "gosu": (_Wrapper(positionals=1),),
    "su-exec": (_Wrapper(positionals=1),),
    "setuidgid": (_Wrapper(positionals=1),),
    "s6-setuidgid": (_Wrapper(positionals=1),),
    "chroot": (_Wrapper(positionals=1),),
    "runuser": (_Wrapper(values=frozenset({"-u", "--user", "-g", "--group"})),),
    "setpriv": (_Wrapper(values=frozenset({"--reuid", "--regid", "--groups"})),),
    "sudo": (_Wrapper(values=frozenset({"-u", "--user", "-g", "--group"}), stays=True),),
    "poetry": (_RUN,),
    "pipenv": (_RUN,),
    "pdm": (_RUN_BESIDE,),
    "rye": (_RUN,),
    "hatch": (_RUN_BESIDE,),
    "pixi": (_RUN_BESIDE,),
    "uv": (_Wrapper("run", _UV_VALUES, stays=True),),
    "conda": (_Wrapper("run", _CONDA_VALUES, stays=True),),
    "mamba": (_Wrapper("run", _CONDA_VALUES, stays=True),),
    "micromamba": (_Wrapper("run", _CONDA_VALUES, stays=True),),
    "npx": (_Wrapper(values=frozenset({"-p", "--package"}), stays=True),),
    "bunx": (_Wrapper(stays=True),),
    "pnpm": (_Wrapper("exec", stays=True), _Wrapper("dlx", stays=True)),
    "bundle": (_Wrapper("exec"),),
    "ddtrace-run": (_Wrapper(),),
    "opentelemetry-instrument": (_Wrapper(values=frozenset({"--traces_exporter", "--metrics_exporter", "--logs_exporter", "--service_name", "--exporter_otlp_endpoint"})),),
    "newrelic-admin": (_Wrapper("run-program"), _Wrapper("run-python")),
    "chamber": (_Wrapper("exec", dashes=True),),
    "aws-vault": (_Wrapper("exec", dashes=True),),
    "doppler": (_Wrapper("run", dashes=True, stays=True),),
    "infisical": (_Wrapper("run", dashes=True, stays=True),),
    "op": (_Wrapper("run", dashes=True, stays=True),),
    "dotenv": (_Wrapper("run", frozenset({"-f", "--file"})),),
    "wait-for-it": (_Wrapper(dashes=True),),
    "wait-for-it.sh": (_Wrapper(dashes=True),),
    "wait-for": (_Wrapper(dashes=True),),
    "wait-for.sh": (_Wrapper(dashes=True),),
    "dockerize": (_Wrapper(values=frozenset({"-wait", "-timeout", "-template", "-stdout", "-stderr", "-wait-retry-interval", "-wait-http-header", "-poll"}), stays=True),),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invocation:
    """A program with its arguments, its wrappers taken off.

    Args:
        program: its name without folders; `python` for every Python. "" where it is not known.
        path: the program as written.
        arguments: behind the program (behind `-m module` or the script, for Python).
        module: what `python -m` runs.
        script: the file that an interpreter (Python, a shell) runs.
        line: the command line that a shell is given with `-c`.
        env: the variables that are set for it alone.
        keeper: the wrapper that stays above it and hands signals on; "" where none does.
    """

    program: str
    path: Text
    arguments: tuple[Text, ...]
    module: str = ""
    script: str = ""
    line: Text | None = None
    env: Mapping[str, Text] = field(default_factory=dict)
    keeper: str = ""


def unwrap(words: Sequence[Text]) -> Invocation | None:
    """The program that a command line runs in the end; None where there is none."""
    env: dict[str, Text] = {}
    rest, keeper = list(words), ""
    while rest:
        name = _name(rest[0])
        behind = _behind_env(rest, env) if name == "env" else _behind(name, rest)
        if behind is None:
            invocation = _interpreted(name, rest, env)
            return replace(invocation, keeper=keeper or invocation.keeper)
        keeper = keeper or (name if any(w.stays for w in _WRAPPERS.get(name, ())) else "")
        rest = behind
    return None


def _name(word: Text) -> str:
    name = word.part(word.pattern.rpartition("/")[2]).known or ""
    return "python" if _PYTHON.fullmatch(name) else name


def _behind(name: str, words: Sequence[Text]) -> list[Text] | None:
    """The command that a wrapper runs; None: it is no wrapper."""
    for wrapper in _WRAPPERS.get(name, ()):
        rest = list(words[1:])
        if wrapper.subcommand:
            while rest and rest[0].pattern.startswith("-"):
                rest = rest[1:]
            if not rest or rest[0].known != wrapper.subcommand:
                continue
            rest = rest[1:]
        if wrapper.dashes:
            places = [i for i, word in enumerate(rest) if word.known == "--"]
            if not places:
                continue
            return rest[places[0] + 1 :]
        rest = _behind_options(rest, wrapper.values)[wrapper.positionals :]
        return rest[1:] if rest and rest[0].known == "--" else rest
    return None


def _behind_options(words: list[Text], values: frozenset[str]) -> list[Text]:
    rest = words
    while rest and rest[0].pattern.startswith("-") and rest[0].pattern != "-":
        if rest[0].known == "--":
            return rest[1:]
        rest = rest[2 if rest[0].known in values else 1 :]
    return rest


def _behind_env(words: Sequence[Text], env: dict[str, Text]) -> list[Text]:
    """The command that `env` runs; the variables that it sets are put into `env`."""
    rest = list(words[1:])
    while rest:
        pattern = rest[0].pattern
        if pattern in ("-S", "--split-string") and len(rest) > 1:
            rest = [*rest[1].words(), *rest[2:]]
        elif pattern.startswith("-"):
            rest = rest[2 if pattern in ("-u", "--unset", "-C", "--chdir") else 1 :]
        elif _ASSIGNMENT.match(pattern):
            name, _, value = pattern.partition("=")
            env[name] = rest[0].part(value)
            rest = rest[1:]
        else:
            break
    return rest


def _interpreted(name: str, words: Sequence[Text], env: Mapping[str, Text]) -> Invocation:
    arguments = tuple(words[1:])
    if name == "python":
        return _python(words, env)
    if name in _SHELLS:
        return _shell(name, words, env)
    if name == "su":
        return _su(words, env)
    return Invocation(name, words[0], arguments, env=env)


def _python(words: Sequence[Text], env: Mapping[str, Text]) -> Invocation:
    rest = list(words[1:])
    while rest:
        option = rest[0].pattern
        if option == "-m" and len(rest) > 1:
            return Invocation("python", words[0], tuple(rest[2:]), module=rest[1].known or "", env=env)
        if option.startswith("-m") and len(option) > 2:
            return Invocation("python", words[0], tuple(rest[1:]), module=option[2:], env=env)
        if option == "-c" or not option.startswith("-"):
            break
        rest = rest[2 if option in ("-X", "-W") else 1 :]
    if not rest or rest[0].pattern == "-c":
        return Invocation("python", words[0], tuple(rest), env=env)
    return Invocation("python", words[0], tuple(rest[1:]), script=rest[0].known or "", env=env)


def _shell(name: str, words: Sequence[Text], env: Mapping[str, Text]) -> Invocation:
    rest = list(words[1:])
    while rest:
        option = rest[0].pattern
        if not option.startswith(("-", "+")) or option == "-":
            break
        if not option.startswith("--") and option.startswith("-") and "c" in option[1:] and len(rest) > 1:
            return Invocation(name, words[0], tuple(rest[2:]), line=rest[1], env=env)
        rest = rest[2 if option in ("-o", "+o", "-O") else 1 :]
    if not rest:
        return Invocation(name, words[0], (), env=env)
    return Invocation(name, words[0], tuple(rest[1:]), script=rest[0].known or "", env=env)


def _su(words: Sequence[Text], env: Mapping[str, Text]) -> Invocation:
    """`su USER -c "LINE"`: it stays, and the user's shell reads the line."""
    places = [i for i, word in enumerate(words[:-1]) if word.known in ("-c", "--command")]
    line = words[places[0] + 1] if places else None
    return Invocation("su", words[0], tuple(words[1:]), line=line, env=env, keeper="su")
