"""What the edge does to headers on their way through: pure functions over lists of raw header fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from runready_rules.platforms.profile import EdgeFacts, HeaderRule

Header = tuple[bytes, bytes]

# Naming one of these in `Connection` would tear the message apart; no proxy lets a client do that.
_ESSENTIAL = frozenset({b"host", b"content-length"})


def tokens(headers: Iterable[Header], name: bytes) -> list[bytes]:
    """The comma-separated, lower-cased tokens of every header called `name` (in lower case)."""
    return [
        token
        for key, value in headers
        if key.lower() == name
        for token in (part.strip().lower() for part in value.split(b","))
        if token
    ]


def forwarded(
    headers: Sequence[Header], facts: EdgeFacts, rules: Iterable[HeaderRule], values: Mapping[str, str]
) -> list[Header]:
    """The headers as they go on: without those that concern one connection only, then changed by the rules."""
    dropped = {name.encode() for name in facts.hop_by_hop.value}
    lower = facts.lower_case_names.value
    kept = [(name.lower() if lower else name, value) for name, value in headers if name.lower() not in dropped]
    return ruled(kept, rules, values, facts.separator.value)


def without_nominated(headers: Sequence[Header]) -> list[Header]:
    """The headers of a request without those that its `Connection` names. Envoy leaves an answer's alone."""
    named = set(tokens(headers, b"connection")) - _ESSENTIAL
    return [(name, value) for name, value in headers if name.lower() not in named]


def ruled(
    headers: Sequence[Header], rules: Iterable[HeaderRule], values: Mapping[str, str], separator: str = ", "
) -> list[Header]:
    """The headers after the rules. `values` fills the names in braces of a rule's value; `separator` stands before what is
    appended."""
    result = list(headers)
    for rule in rules:
        name = rule.name.encode()
        parts = [value for key, value in result if key.lower() == name] if rule.action == "append" else []
        parts.append(rule.value.format_map(values).encode("latin-1"))
        result = [header for header in result if header[0].lower() != name]
        result.append((name, separator.encode().join(parts)))
    return result


def size(target: bytes, headers: Iterable[Header]) -> int:
    """Bytes of a request's head as they count towards the limit: the target, every name and every value."""
    return len(target) + sum(len(name) + len(value) for name, value in headers)
