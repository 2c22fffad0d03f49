"""Suppressions work where a comment is one, in each kind of file, and name the lines that they are for."""

from __future__ import annotations

import pytest

from runready_linter.suppression.layout import Kind, kind_of, layout
from runready_linter.suppression.marks import marks


def read(kind: Kind, text: str) -> list[tuple[int, int, list[str], str]]:
    """First and last line, codes and reason of each mark."""
    return [(m.first, m.last, list(m.codes), m.reason) for m in marks(layout(kind, text.encode()))]


def lines(kind: Kind, text: str) -> list[tuple[int, int]]:
    return [(first, last) for first, last, _, _ in read(kind, text)]


def test_on_the_line_itself_with_several_codes_and_a_reason() -> None:
    text = "x = {}  # runready: ignore[AR201, ar202] a demo\n"
    assert read("python", text) == [(1, 1, ["AR201", "AR202"], "a demo")]


def test_alone_on_its_line_it_is_for_the_next_statement() -> None:
    assert read("python", "# runready: ignore[AR201] why\n\n# more\nx = {}\n") == [(4, 4, ["AR201"], "why")]
    assert lines("python", "# runready: ignore[AR204]\nCACHES = {\n  'a': 1,\n}\ny = 1\n") == [(2, 4)]


@pytest.mark.parametrize(
    "text",
    [
        "app.run(  # runready: ignore[AR101]\n    port=5000,\n)\n",
        "app.run(\n    port=5000,\n)  # runready: ignore[AR101]\n",
        "x = '''\na\n'''  # runready: ignore[AR101]\n",
        "x = 1 + \\\n  2 + \\\n  3  # runready: ignore[AR101]\n",
        "def f(  # runready: ignore[AR201]\n    a={},\n):\n    pass\n",
    ],
)
def test_at_either_end_of_a_statement_it_is_for_all_of_it(text: str) -> None:
    assert lines("python", text) == [(1, 3)]


def test_within_a_statement_it_is_for_its_line() -> None:
    assert lines("python", "x = {\n  'a': 1,  # runready: ignore[AR204]\n  'b': 2,\n}\n") == [(2, 2)]
    assert lines("python", "x = {\n  # runready: ignore[AR204]\n  'b': 2,\n}\n") == [(3, 3)]


def test_a_block_is_no_statement() -> None:
    text = "with a:  # runready: ignore[AR301]\n    b()\n    c()\n"
    assert lines("python", text) == [(1, 1)]
    assert lines("python", "# runready: ignore[AR201]\n@route\ndef f():\n    x = 1\n") == [(2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        'x = "# runready: ignore[AR201]"\n',
        '"""\n# runready: ignore[AR201]\n"""\n',
        "x = f'''\n# runready: ignore[AR201] {y}\n'''\n",
        "x = rb'# runready: ignore[AR201]'\n",
    ],
)
def test_inside_a_text_it_is_no_comment(text: str) -> None:
    assert read("python", text) == []


def test_behind_other_comments() -> None:
    text = "x = {}  # noqa: X1  # runready: ignore[AR201] why # pragma: no cover\n"
    assert read("python", text) == [(1, 1, ["AR201"], "why")]
    twice = "x = {}  # runready: ignore[AR201] a # runready: ignore[AR202] b\n"
    assert read("python", twice) == [(1, 1, ["AR201"], "a"), (1, 1, ["AR202"], "b")]


def test_lines_are_counted_as_the_parser_counts_them() -> None:
    assert lines("python", "a = '\x0c\u2028\x1c'\r\nx = {}  # runready: ignore[AR201]\r\n") == [(2, 2)]
    assert lines("python", "a = 1\rx = {}  # runready: ignore[AR201]\r") == [(2, 2)]
    assert lines("python", "\ufeffx = {}  # runready: ignore[AR201]\n") == [(1, 1)]


def test_a_file_that_does_not_tokenize_gives_what_was_read_so_far() -> None:
    assert lines("python", "x = {}  # runready: ignore[AR201]\ny = (\n") == [(1, 1)]


@pytest.mark.parametrize(
    "text", ["ignore", "ignore because", "ignore[]", "noqa", "ignore-file[AR101]", "disable=AR101"]
)
def test_what_names_no_code_has_none(text: str) -> None:
    assert [m.codes for m in marks(layout("python", f"x = 1  # runready: {text}\n".encode()))] == [()]


def test_a_sentence_about_runready_is_no_mark() -> None:
    assert read("python", "# runready: this file is read by it\n# see runready: ignore[AR101]\n") == []


DOCKERFILE = """\
# syntax=docker/dockerfile:1
FROM python:3.12
# runready: ignore[AR601] known
CMD ["a", \\
  # runready: ignore[AR102]
  "$PORT"]
RUN echo "# runready: ignore[AR601]"
RUN <<EOF
# runready: ignore[AR601]
EOF
# runready: ignore[AR606] a
RUN <<EOF
x
EOF
"""


def test_in_a_container_file_only_whole_lines_outside_of_documents_are_comments() -> None:
    assert read("container", DOCKERFILE) == [
        (4, 6, ["AR601"], "known"),
        (6, 6, ["AR102"], ""),
        (12, 14, ["AR606"], "a"),
    ]
    escaped = "# escape=`\nFROM x\n# runready: ignore[AR601]\nRUN a `\n  b\n"
    assert lines("container", escaped) == [(4, 5)]


SHELL = """\
#!/bin/sh
x="# runready: ignore[AR101]"
cat <<EOF
# runready: ignore[AR101]
EOF
# runready: ignore[AR101] a
exec gunicorn \\
  -b :80
gunicorn -b ":80 # no"  # runready: ignore[AR102]
"""


def test_in_a_shell_script() -> None:
    assert read("shell", SHELL) == [(7, 8, ["AR101"], "a"), (9, 9, ["AR102"], "")]


YAML = """\
a: "x # runready: ignore[AR701]"
b: x  # runready: ignore[AR702]
# runready: ignore[AR703]
c: |
  text # runready: ignore[AR701]
  # runready: ignore[AR701]
d: |  # runready: ignore[AR704] header
  text
e: x#runready: ignore[AR701]
f: 'a
  # runready: ignore[AR701]
  b'
"""


def test_in_yaml() -> None:
    assert read("yaml", YAML) == [(2, 2, ["AR702"], ""), (4, 6, ["AR703"], ""), (7, 8, ["AR704"], "header")]
    assert lines("yaml", "a: b # runready: ignore[AR701]\nc: d: e\n# runready: ignore[AR701]\n") == [(1, 1)]


HCL = """\
a = "# runready: ignore[AR701]" # runready: ignore[AR702]
b = "\\"" // runready: ignore[AR703] why
/* # runready: ignore[AR701]
# runready: ignore[AR701] */
c = <<-EOT
  # runready: ignore[AR701]
  EOT
# runready: ignore[AR704]
d = "http://x" /* a */ # runready: ignore[AR705]
"""


def test_in_terraform() -> None:
    assert read("hcl", HCL) == [
        (1, 1, ["AR702"], ""), (2, 2, ["AR703"], "why"), (9, 9, ["AR704"], ""), (9, 9, ["AR705"], ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "data", "kind"),
    [
        ("bin/start", b"#!/bin/sh\n", "shell"),
        ("Dockerfile.web", b"", "container"),
        ("infra/main.tf", b"", "hcl"),
        ("template.yml", b"", "yaml"),
        ("stack.json", b"", None),
        ("Procfile", b"", "lines"),
    ],
)
def test_the_kind_of_a_file(path: str, data: bytes, kind: Kind | None) -> None:
    assert kind_of(path, data, False) == kind
    assert kind_of(path, data, True) == "python"


@pytest.mark.parametrize("kind", ["python", "container", "shell", "yaml", "hcl", "lines"])
@pytest.mark.parametrize(
    "data", [b"", b"\n", b"# runready: ignore[", b"\xff\xfe # runready: ignore[AR1]\n", b"#", b"a: [\n# x\n"]
)
def test_nothing_breaks_it(kind: Kind, data: bytes) -> None:
    list(marks(layout(kind, data)))
