"""The arguments of a shell function, in the words of its body."""

from __future__ import annotations

from collections.abc import Iterable

from runready_linter.facts import Expansion, Part, Substitution, Word

_ALL = frozenset({"@", "*"})


def filled(words: Iterable[Word], arguments: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words of a function's body with `$1`, `$2`, ... and `"$@"` replaced by what the function is called with."""
    found: list[Word] = []
    for word in words:
        only = word.parts[0] if len(word.parts) == 1 else None
        if isinstance(only, Expansion) and only.name in _ALL:
            found += arguments
        elif isinstance(only, Expansion) and only.name.isdigit() and _given(only, arguments) == ():
            continue  # an argument that is not given is no word at all
        else:
            found.append(Word(_parts(word.parts, arguments)))
    return tuple(found)


def filled_value(value: Word, arguments: tuple[Word, ...]) -> Word:
    """The same for the value of an assignment, which stays one word."""
    return Word(_parts(value.parts, arguments))


def _parts(parts: tuple[Part, ...], arguments: tuple[Word, ...]) -> tuple[Part, ...]:
    found: list[Part] = []
    for part in parts:
        if not isinstance(part, Expansion):
            found.append(part)
        elif part.name in _ALL:
            found += [p for i, word in enumerate(arguments) for p in ((" ",) if i else ()) + word.parts]
        elif part.name.isdigit() and part.name != "0":
            found += _given(part, arguments)
        elif part.default is not None:
            found.append(Expansion(part.name, _parts(part.default, arguments), part.assigns))
        else:
            found.append(part)
    return tuple(found)


def _given(part: Expansion, arguments: tuple[Word, ...]) -> tuple[Part, ...]:
    """The parts of one numbered argument, its default where it is left out."""
    before = arguments[: int(part.name)]
    if any(name in _ALL for word in before for name in word.variables):
        return (Substitution(f"${part.name}"),)  # how many arguments `"$@"` becomes, only the caller's caller knows
    if len(before) == int(part.name) and before[-1].parts:
        return before[-1].parts
    return _parts(part.default, arguments) if part.default is not None else ()
