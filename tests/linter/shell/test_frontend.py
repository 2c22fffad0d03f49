"""The shell front end: words held against a real shell, and which commands a script runs."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runready_linter.facts import Command, Expansion
from runready_linter.shell.frontend import is_script, parse


def _commands(text: str) -> tuple[Command, ...]:
    commands, trouble = parse(text)
    assert trouble is None
    return commands


def _names(text: str) -> list[str | None]:
    return [c.words[0].text for c in _commands(text) if c.words]


@pytest.mark.parametrize(
    "line",
    [
        "gunicorn -b 0.0.0.0:8000 app:app",
        'a \'single $NO\' "double \\"q\\" \\$NO" plain\\ blank',
        "x --bind='0.0.0.0:'\"8000\" \"\" 'it'\\''s'",
        "x \\\n  -b :80 \\\n  -w 2",
        "x 2>&1 >/dev/null y",
        "x \"a\\b\" 'a\\b' a\\b",
    ],
)
def test_literal_words_are_what_a_shell_makes_of_them(line: str) -> None:
    (command,) = _commands(line)
    dump = "dump() { printf '%s\\0' \"$@\" >&3; }; "
    name, _, rest = line.partition(" ")
    run = subprocess.run(
        ["sh", "-c", f"exec 3>&1; {dump} dump {name} {rest}"], capture_output=True, check=True, text=True
    )
    assert [word.text for word in command.words] == run.stdout.split("\0")[:-1]


def test_expansions_keep_name_and_default() -> None:
    (command,) = _commands('exec x :${PORT:-${WEB:-80}} "$A" ${B:=1} ${C:?needed} $(date) ${D%x} "$@"')
    assert command.exec_
    parts = [word.parts for word in command.words]
    assert parts[1] == (":", Expansion("PORT", (Expansion("WEB", ("80",)),)))
    assert parts[2] == (Expansion("A"),)
    assert parts[3] == (Expansion("B", ("1",), assigns=True),)
    assert parts[4] == (Expansion("C"),)
    assert [command.words[i].text for i in (5, 6)] == [None, None]
    assert parts[7] == (Expansion("@"),)


def test_assignments_stand_before_a_command_or_alone() -> None:
    first, second, third = _commands('A=1 B="$X" run\nC=2\nexport D=3 E\n')
    assert [name for name, _ in first.env] == ["A", "B"]
    assert (second.words, [name for name, _ in second.env]) == ((), ["C"])
    assert [len(c.words) for c in _commands("A=1 B=2\nrun x\n")] == [0, 2]
    assert [len(c.words) for c in _commands("A=1 B=2 \\\n run x\n")] == [2]
    assert (third.words, [name for name, _ in third.env]) == ((), ["D"])


def test_branches_make_commands_conditional() -> None:
    text = """
migrate && a
if [ -n "$DEV" ]; then b; elif x; then c; else d; fi
case "$1" in web) e ;; *) f ;; esac
g || h
[ -z "$X" ] && i
! command -v z >/dev/null || j
while ! nc -z db 1; do k; done
(cd /x && l)
m | tee log
"""
    found = {c.words[0].text: c.conditional for c in _commands(text) if c.words}
    assert {n for n, conditional in found.items() if conditional} == {"b", "x", "c", "d", "e", "f", "h", "i", "j"}
    assert {"migrate", "a", "g", "k", "cd", "l", "m"} <= {n for n, conditional in found.items() if not conditional}


def test_a_command_may_run_in_the_background() -> None:
    assert [(c.words[0].text, c.background) for c in _commands("a & b\n(c; d) &\ne\n")] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("d", True),
        ("e", False),
    ]


def test_a_function_runs_where_it_is_called() -> None:
    assert _names("serve() { gunicorn; }\nunused() { flask; }\nmigrate\nserve\n") == ["migrate", "gunicorn"]
    assert _names("f() { f; }\nf\n") == []


def test_a_function_sees_its_own_arguments() -> None:
    def application(call: str) -> str | None:
        return _commands('serve() { gunicorn --bind ":$1" "${2:-app}"; }\n' + call)[0].words[-1].text

    assert application("serve 8000 site") == "site"
    assert application("serve 8000") == "app"
    commands = _commands('serve() { gunicorn -b ":$1"; }\nserve "${PORT:-8080}"\nserve 8000\nserve "$@"\n')
    assert [c.words[2].variables for c in commands] == [("PORT",), (), ("1",)]
    assert commands[1].words[2].text == ":8000"
    shifting = _commands('serve() { shift; gunicorn -b "$1"; }\nserve worker 8000\n')
    assert shifting[-1].words[2].text is None


def test_here_documents_and_remarks_are_no_commands() -> None:
    assert _names("#!/bin/sh\n# gunicorn -b :1\ncat <<EOF\nflask run\nEOF\nx\n") == ["cat", "x"]


def test_places_are_those_of_the_command() -> None:
    _, second = _commands("a\r\n  exec b \\\r\n    c\r\n")
    assert (second.loc.line, second.loc.column, second.loc.end_line) == (2, 3, 3)


def test_a_syntax_error_is_told_and_the_rest_is_read() -> None:
    commands, trouble = parse("a\nif [ x; then\nb\n")
    assert trouble is not None
    assert trouble.loc.line >= 1
    assert commands[0].words[0].text == "a"


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=100),
        st.lists(st.sampled_from([*list("${}()[]'\"`\\;&|<>#!*@ \n=a"), "if ", "fi", "case ", "do ", "\ue000", "$(("]), max_size=60).map("".join),
    )
)  # fmt: skip
def test_any_text_is_read(text: str) -> None:
    parse(text)


def test_large_code_points_do_not_end_the_process() -> None:
    # The grammar's scanner alone dies of this one.
    parse("}{\U000f8606")
    (command,) = _commands("écho 'é' \U000f8606")
    assert [word.text for word in command.words] == ["écho", "é", "\U000f8606"]
    assert command.loc.end_column == 11


def test_deep_nesting_is_told() -> None:
    commands, trouble = parse("(" * 20000 + "a" + ")" * 20000)
    assert trouble is not None or commands


def test_scripts_are_known_by_their_first_line_or_their_name() -> None:
    assert is_script("entrypoint", b"#!/usr/bin/env bash\n")
    assert is_script("run", b"#!/bin/sh -e\n")
    assert is_script("start.sh", b"exec x\n")
    assert not is_script("start.sh", b"#!/usr/bin/env python3\n")
    assert not is_script("server", b"\x7fELF")
