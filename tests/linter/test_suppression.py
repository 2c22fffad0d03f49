"""Suppressions work where a comment is one, and name the line that they are for."""

from __future__ import annotations

from runready_linter.suppression import read


def _python(text: str) -> list[tuple[int, list[str], str]]:
    return [(s.line, sorted(s.codes), s.reason) for s in read(text.encode(), python=True)]


def test_on_the_line_itself_with_several_codes_and_a_reason() -> None:
    assert _python("x = {}  # runready: ignore[AR201, ar202] a demo\n") == [(1, ["AR201", "AR202"], "a demo")]


def test_alone_on_its_line_it_is_for_the_next_line_of_code() -> None:
    assert _python("# runready: ignore[AR201] why\n\n# more\nx = {}\n") == [(4, ["AR201"], "why")]


def test_inside_a_text_it_is_no_comment() -> None:
    assert _python('x = "# runready: ignore[AR201]"\n') == []


def test_a_bare_ignore_has_no_codes() -> None:
    assert _python("x = {}  # runready: ignore\n") == [(1, [], "")]


def test_in_a_container_file_only_whole_lines_are_comments() -> None:
    text = b'# runready: ignore[AR601] known\nCMD ["a", "$PORT"]\nRUN echo "# runready: ignore[AR601]"\n'
    assert [(s.line, sorted(s.codes)) for s in read(text, python=False)] == [(2, ["AR601"])]


def test_a_file_that_does_not_tokenize_gives_what_was_read_so_far() -> None:
    assert _python("x = {}  # runready: ignore[AR201]\ny = (\n") == [(1, ["AR201"], "")]
