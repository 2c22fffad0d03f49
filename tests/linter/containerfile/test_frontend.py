"""The container-file front end: what it reads, and how it stands up to what is no container file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runready_linter.containerfile.frontend import read
from runready_linter.containerfile.names import claims, shipped
from runready_linter.facts import ContainerFacts, Instruction


def _facts(text: str | bytes) -> ContainerFacts:
    found = read("Dockerfile", text if isinstance(text, bytes) else text.encode()).container
    assert found is not None
    return found


def _only(text: str | bytes, keyword: str) -> Instruction:
    (instruction,) = [i for i in _facts(text).instructions if i.keyword == keyword]
    return instruction


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('FROM a\nCMD ["gunicorn", "app:app"]\n', ("gunicorn", "app:app")),
        ('from a\ncmd [ "x" , "b\\u0041" ]', ("x", "bA")),
        ('FROM a\r\nCMD ["x", \\\r\n  "y"]\r\n', ("x", "y")),
        ('\ufeffFROM a\nCMD ["x"]\n', ("x",)),
        ('FROM a\nCMD ["x", \\\n  # "--reload", \\\n\n  "y"]\n', ("x", "y")),
        ('# escape=`\nFROM a\nCMD ["x", `\n "y"]\n', ("x", "y")),
    ],
)
def test_the_json_form_is_words(text: str, words: tuple[str, ...]) -> None:
    assert _only(text, "CMD").exec_form == words


@pytest.mark.parametrize(
    "form", ["[\"python\", 'app.py']", '["a", "\\$PORT"]', '["x", "unterminated', '["a"] trailing', "[1]"]
)
def test_what_is_no_json_is_a_shell_form(form: str) -> None:
    cmd = _only(f"FROM a\nCMD {form}\nEXPOSE 80\n", "CMD")
    assert (cmd.exec_form, cmd.shell_form) == (None, form)


def test_a_continued_instruction_is_joined_and_spans_its_lines() -> None:
    cmd = _only("FROM a\nCMD gunicorn app:app \\\n  # a remark\n  -b :80 \\\n  -w 2\nUSER x\n", "CMD")
    assert cmd.shell_form is not None
    assert cmd.shell_form.split() == ["gunicorn", "app:app", "-b", ":80", "-w", "2"]
    assert (cmd.loc.line, cmd.loc.column, cmd.loc.end_line, cmd.loc.end_column) == (2, 1, 5, 7)


def test_columns_count_characters() -> None:
    assert _only('FROM a\nENV X="é"\n', "ENV").loc.end_column == 10


def test_variables_lose_their_quotes_and_keep_what_is_expanded() -> None:
    env = _only("FROM a\nENV A=1 B=\"two words\" C=three\\ x D='$no' E=\\$no F=${A:-x} G=\n", "ENV")
    assert env.pairs == (
        ("A", "1"),
        ("B", "two words"),
        ("C", "three x"),
        ("D", "\\$no"),
        ("E", "\\$no"),
        ("F", "${A:-x}"),
        ("G", ""),
    )
    assert _only("FROM a\nENV OLD some value here\n", "ENV").pairs == (("OLD", "some value here"),)


def test_stages_know_their_instructions() -> None:
    facts = _facts("ARG V=1\nFROM --platform=linux/amd64 a:${V} AS Base\nENV X=1\nFROM base\nCMD x\nONBUILD CMD y\n")
    assert facts.stages == (("base", "a:${V}"), ("", "base"))
    assert [(i.keyword, i.stage, i.onbuild) for i in facts.instructions] == [
        ("ARG", -1, False),
        ("FROM", 0, False),
        ("ENV", 0, False),
        ("FROM", 1, False),
        ("CMD", 1, False),
        ("CMD", 1, True),
    ]


def test_a_here_document_is_a_file_with_its_line() -> None:
    copy = _only('FROM a\nCOPY --chmod=755 <<-"EOS" /start.sh\n#!/bin/sh\nCMD=1 exec x\nEOS\nCMD /start.sh\n', "COPY")
    (document,) = copy.heredocs
    assert (document.name, document.text, document.line) == ("EOS", "#!/bin/sh\nCMD=1 exec x\n", 3)
    assert copy.flags == (("chmod", "755"),)


@pytest.mark.parametrize(
    ("broken", "line", "word"),
    [
        ("FROM a\nBOGUS x\nCMD app\n", 2, "BOGUS"),
        ("FROM a\nENV A\nCMD app\n", 2, "ENV"),
        ("FROM a\nLABEL\n\nCMD app\n", 2, "LABEL"),
        (b"FROM a\n# \xff\nCMD app\n", 2, "UTF-8"),
        ("FROM\nFROM a\nCMD app\n", 1, "FROM"),
    ],
)
def test_a_broken_line_is_told_with_its_place_and_the_rest_is_read(broken: str | bytes, line: int, word: str) -> None:
    facts = read("Dockerfile", broken if isinstance(broken, bytes) else broken.encode())
    assert [(t.loc.line, word in t.message) for t in facts.troubles] == [(line, True)]
    assert facts.container is not None
    assert facts.container.instructions[-1].shell_form == "app"


def test_a_sound_file_has_no_trouble() -> None:
    text = '# syntax=docker/dockerfile:1\nFROM a\nRUN --mount=type=cache,target=/x <<EOF\necho $X\nEOF\nCMD ["x"]\n'
    assert read("Dockerfile", text.encode()).troubles == ()


_PIECES = st.sampled_from(
    ["FROM a\n", "CMD [\"x\", ", "CMD x \\\n", "ENV A\n", "ENV A=\"\n", "RUN <<EOF\n", "EOF\n", "# c\n", "\\\n", "${A:-", "}", "\x00", "\r\n", "ONBUILD ", "é", "\ue000", "<<", "'", "AS ", "--from=", "[", "ENTRYPOINT "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(_PIECES, max_size=30).map(lambda p: "".join(p).encode())))
def test_any_bytes_are_read(data: bytes) -> None:
    facts = read("Dockerfile", data)
    lines = data.count(b"\n") + 1
    for instruction in facts.container.instructions if facts.container else ():
        assert 1 <= instruction.loc.line <= instruction.loc.end_line <= lines


@pytest.mark.parametrize(
    "name", ["Dockerfile", "Containerfile", "dockerfile", "a/web.Dockerfile", "Dockerfile.worker", "Dockerfile-web"]
)
def test_container_files_are_known_by_name(name: str) -> None:
    assert claims(name)


@pytest.mark.parametrize(
    "name",
    [
        "Dockerfile.md",
        "Dockerfile.dockerignore",
        "dockerfile.py",
        "mydockerfile",
        "Dockerfile.j2",
        "dockerfile-DZFCIeNp.js",
    ],
)
def test_other_files_are_not(name: str) -> None:
    assert not claims(name)


def test_an_image_for_development_ships_only_alone() -> None:
    assert shipped(["Dockerfile", "Dockerfile.dev", ".devcontainer/Dockerfile"]) == {"Dockerfile"}
    assert shipped(["Dockerfile.dev"]) == {"Dockerfile.dev"}
    assert shipped(["Dockerfile", "worker/Dockerfile"]) == {"Dockerfile", "worker/Dockerfile"}
