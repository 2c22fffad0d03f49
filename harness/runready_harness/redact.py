"""Keeps secrets out of everything that a person or a file gets to see: by value where it is known, else by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

REDACTED = "[redacted]"

# Parts of names whose values are secret, as they stand in variables, form fields, JSON keys and query strings.
_SECRET_WORDS = r"(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|csrf)"
_SECRET_NAME = re.compile(_SECRET_WORDS, re.IGNORECASE)

# Shorter values are words such as `true` or `dev`; to blot them out everywhere would make the text unreadable.
_SHORTEST_SECRET = 6

_BY_NAME = (
    # A whole header: `Authorization: Bearer ...`, `Cookie: ...`.
    re.compile(
        r"(?P<keep>\b(?:proxy-)?(?:authorization|cookie|set-cookie)\s*:\s*)(?P<secret>[^\r\n'\"]+)", re.IGNORECASE
    ),
    # A quoted value: `"password": "..."`, `api_key='...'`, also with the quotes escaped once.
    re.compile(
        rf"(?P<keep>[\w.\-]*{_SECRET_WORDS}[\w.\-]*\\?[\"']?\s*[:=]\s*\\?(?P<quote>[\"']))(?P<secret>[^\"'\\\r\n]+)",
        re.IGNORECASE,
    ),
    # A bare value: `password=...&`, `DB_PASSWORD=...`, `X-Api-Key: ...`; a CORS header only sounds like one.
    re.compile(
        rf"(?P<keep>(?<![\w.\-])(?!access-control-)[\w.\-]*{_SECRET_WORDS}[\w.\-]*\s?[:=]\s?)(?P<secret>[^\s\"'&,;<>{{}}\[\]]+)",
        re.IGNORECASE,
    ),
    # The password in an address: `postgres://user:...@host`.
    re.compile(r"(?P<keep>\w://[^\s:/@]*:)(?P<secret>[^\s/@]+)(?=@)"),
    # AWS access key ids (AWS Identity and Access Management, "unique ID prefixes").
    re.compile(r"(?P<keep>\b)(?P<secret>(?:AKIA|ASIA)[A-Z0-9]{16})\b"),
)


def is_secret_name(name: str) -> bool:
    """Whether a variable, field or header called so holds a secret."""
    return bool(_SECRET_NAME.search(name)) or name.lower() in {"authorization", "proxy-authorization", "cookie"}


def secret_values(variables: Mapping[str, object]) -> tuple[str, ...]:
    """The values of the secret ones among named variables, to be given to `redact`."""
    return tuple(str(value) for name, value in variables.items() if is_secret_name(name) and str(value))


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` with every known secret value, and every value that stands behind a secret name, blotted out."""
    for secret in sorted(set(secrets), key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, REDACTED)
    for pattern in _BY_NAME:
        text = pattern.sub(lambda match: match["keep"] + REDACTED, text)
    return text
