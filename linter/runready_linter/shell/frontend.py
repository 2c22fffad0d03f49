"""The shell front end: the simple commands that a script or a command line runs, in order.

Control flow is read only as far as it says whether a command may be left out: a command in a branch is `conditional`.
Loop bodies and subshells count as run; a function's commands stand where it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import tree_sitter_bash
from tree_sitter import Language, Node, Parser

from runready_linter.facts import Command, Expansion, Loc, Trouble, Word
from runready_linter.shell.arguments import filled, filled_value
from runready_linter.shell.words import literal, parseable, text_of, word

_SHEBANG = re.compile(rb"#!\s*(?:\S*/)?(?:env\s+(?:-S\s+)?)?(?:\S*/)?(?:ba|da|a|k|z)?sh\b")
_SHIFT = re.compile(r"\bshift\b")
_ALL_OF_THE_SCRIPT = (Word((Expansion("@"),)),)
#: How deep functions that call functions are followed.
_CALL_DEPTH = 4
#: A script that unfolds into more commands than this is cut short: no start script does.
_MOST_COMMANDS = 2000
_WORDS = frozenset(
    [
        "word",
        "number",
        "string",
        "raw_string",
        "ansi_c_string",
        "translated_string",
        "concatenation",
        "simple_expansion",
        "expansion",
        "command_substitution",
        "process_substitution",
        "arithmetic_expansion",
        "brace_expression",
        "extglob_pattern",
    ]
)


def is_script(path: str, data: bytes) -> bool:
    """Whether a file is a shell script: by its first line, or by its name where the first line does not say."""
    if data.startswith(b"#!"):
        return _SHEBANG.match(data) is not None
    return path.endswith((".sh", ".bash"))


@lru_cache(maxsize=512)
def parse(text: str) -> tuple[tuple[Command, ...], Trouble | None]:
    """The commands of a shell program, with places in `text`, and what could not be read of it."""
    source = text.replace("\r\n", "\n")
    tree = Parser(_language()).parse(parseable(source))
    reader = _Reader(source)
    try:
        reader.learn(tree.root_node)
        commands = tuple(reader.commands(tree.root_node, _Context()))
    except RecursionError:
        return (), Trouble("is nested too deeply to be read", Loc(1))
    return commands, reader.trouble


@lru_cache(maxsize=1)
def _language() -> Language:
    return Language(tree_sitter_bash.language())


@dataclass(frozen=True, slots=True)
class _Context:
    """What the commands around a node make of it. `forked`: another process than the shell's own runs it. `arguments` are the words that the function around it is called
    with; None outside of functions, and where it gets the script's own (`main "$@"`)."""

    conditional: bool = False
    background: bool = False
    forked: bool = False
    depth: int = 0
    arguments: tuple[Word, ...] | None = None


class _Reader:
    """Reads one program. `trouble` is its first syntax error, if any."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._functions: dict[str, Node] = {}
        self._count = 0
        self.trouble: Trouble | None = None

    def learn(self, node: Node) -> None:
        """Finds functions and syntax errors below a node."""
        pending = [node]
        while pending:
            current = pending.pop()
            if (current.is_error or current.is_missing) and self.trouble is None:
                self.trouble = Trouble("has a syntax error in its shell commands", self._loc(current))
            if current.type == "function_definition":
                name, body = current.child_by_field_name("name"), current.child_by_field_name("body")
                if name is not None and body is not None:
                    self._functions[text_of(name, self._source)] = body
            pending += reversed(current.children)

    def commands(self, node: Node, context: _Context) -> Iterator[Command]:
        """The commands below a node, in order."""
        match node.type:
            case "command" | "declaration_command" | "variable_assignment" | "variable_assignments":
                yield from self._simple(node, context)
            case "list":
                yield from self._list(node, context)
            case "if_statement":
                yield from self._if(node, context)
            case "case_statement":
                for item in node.named_children:
                    if item.type == "case_item":
                        yield from self._block(item, replace(context, conditional=True))
            case "pipeline" | "subshell":
                yield from self._block(node, replace(context, forked=True))
            case "function_definition":
                return
            case "ERROR":
                # Whatever it was meant to be, what can be made out in it may be left out.
                yield from self._block(node, replace(context, conditional=True))
            case _ if node.type in _WORDS:
                return
            case _:
                yield from self._block(node, context)

    def _block(self, node: Node, context: _Context) -> Iterator[Command]:
        children = node.children
        for index, child in enumerate(children):
            if child.is_named:
                behind = children[index + 1].type if index + 1 < len(children) else ""
                yield from self.commands(child, replace(context, background=True) if behind == "&" else context)

    def _list(self, node: Node, context: _Context) -> Iterator[Command]:
        left, operator, right = node.children[0], node.children[1].type, node.children[-1]
        yield from self.commands(left, context)
        branch = operator == "||" or _tests(left)
        yield from self.commands(right, replace(context, conditional=True) if branch else context)

    def _if(self, node: Node, context: _Context) -> Iterator[Command]:
        branch = replace(context, conditional=True)
        in_test = True
        for child in node.children:
            if child.type == "then":
                in_test = False
            elif child.is_named and not (in_test and _tests(child)):
                yield from self.commands(child, context if in_test else branch)

    def _simple(self, node: Node, context: _Context) -> Iterator[Command]:
        if self._count >= _MOST_COMMANDS:
            return
        self._count += 1
        env: list[tuple[str, Word]] = []
        words: list[Word] = []
        assignments = [node] if node.type == "variable_assignment" else node.named_children
        for child in assignments:
            if child.type == "variable_assignment":
                name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
                if name is not None:
                    env.append(
                        (text_of(name, self._source), word(value, self._source) if value is not None else literal(""))
                    )
            elif child.type == "command_name" and env and self._on_next_line(node, child):
                yield Command((), tuple(env), False, self._loc(node), context.conditional)
                env = []
                words.append(word(child, self._source))
            elif child.type == "command_name" or (node.type == "command" and child.type in _WORDS):
                words.append(word(child, self._source))
        words += [word(child, self._source) for child in _behind_redirects(node)]
        if context.arguments is not None:
            words = list(filled(words, context.arguments))
            env = [(name, filled_value(value, context.arguments)) for name, value in env]
        exec_ = bool(words) and words[0].text == "exec"
        if exec_:
            words = _behind_exec(words)
        called = self._functions.get(words[0].text or "") if words else None
        if called is not None:
            if context.depth < _CALL_DEPTH:
                given = self._arguments(called, tuple(words[1:]))
                yield from self.commands(called, replace(context, depth=context.depth + 1, arguments=given))
        elif words or env:
            exec_ = exec_ and not (context.forked or context.background)
            alone = context == _Context() and _is_alone(node)
            yield Command(
                tuple(words), tuple(env), exec_, self._loc(node), context.conditional, context.background, alone
            )

    def _arguments(self, body: Node, given: tuple[Word, ...]) -> tuple[Word, ...] | None:
        """What a function is called with, as far as its body's words can be filled with it."""
        if given == _ALL_OF_THE_SCRIPT:
            return None
        # After a `shift` in the body, the numbers mean others: nothing is known of them.
        return _ALL_OF_THE_SCRIPT if _SHIFT.search(text_of(body, self._source)) else given

    def _on_next_line(self, node: Node, name: Node) -> bool:
        """Whether a command's name stands on another line than the assignments that the grammar takes for its own
        (it does so for two and more of them)."""
        before = self._source[node.start_byte : name.start_byte].replace("\\\n", "")
        return "\n" in before[len(before.rstrip()) :]

    def _loc(self, node: Node) -> Loc:
        # One byte a character: the parser's columns are the source's.
        start, end = node.start_point, node.end_point
        return Loc(start.row + 1, start.column + 1, end.row + 1, end.column + 1)


def _is_alone(node: Node) -> bool:
    """Whether a program is one simple command, without a redirection and not in the background."""
    around = node.parent
    return around is not None and around.type == "program" and around.named_child_count == 1 and around.child_count == 1


def _behind_exec(words: list[Word]) -> list[Word]:
    """What `exec` runs: its own options (`-a name`, `-c`, `-l`) are left out."""
    rest = words[1:]
    while rest and (rest[0].text or "").startswith("-"):
        rest = rest[2 if rest[0].text == "-a" else 1 :]
    return rest


def _behind_redirects(node: Node) -> Iterator[Node]:
    """A command's words that stand behind a redirection (`x 2>&1 y`): the grammar puts them into it."""
    around = node.parent
    if around is None or around.type != "redirected_statement":
        return
    for redirect in around.named_children:
        if redirect.type == "file_redirect" and redirect.start_byte >= node.end_byte:
            yield from [child for child in redirect.named_children if child.type in _WORDS][1:]


def _tests(node: Node) -> bool:
    """Whether a statement only asks something (`[ ... ]`, `test ...`, `command -v ...`), maybe negated."""
    if node.type == "negated_command":
        return any(_tests(child) for child in node.named_children)
    if node.type == "list":
        return all(_tests(child) for child in node.named_children)
    if node.type == "redirected_statement":
        return bool(node.named_children) and _tests(node.named_children[0])
    if node.type == "command":
        name = node.child_by_field_name("name")
        return name is not None and (name.text or b"") in (b"test", b"[", b"command", b"which", b"type", b"grep")
    return node.type == "test_command"
