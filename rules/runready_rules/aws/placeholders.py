"""What looks like an AWS key, and what only stands in the place of one."""

from __future__ import annotations

import re

#: The id of a long-term or a temporary access key.
#: Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
_KEY = re.compile(r"(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])")
_PAIR = re.compile(r"(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}[:,;| ]+[A-Za-z0-9/+%]{40,}")
_SECRET = re.compile(r"[A-Za-z0-9/+]{40}\Z")
#: Names of what holds a secret access key.
_SECRET_NAME = re.compile(r"aws_?secret|s3_?secret|secret_?access_?key|aws\w*_secret", re.IGNORECASE)
#: Names that say so without doubt, and what is then one whatever its length; without such a name, nearly its length.
_SURE_NAME = re.compile(r"(aws|s3)_?secret_?(access_?)?key|secret_?access_?key", re.IGNORECASE)
_SURE_SECRET = re.compile(r"[A-Za-z0-9/+=]{20,}\Z")
_NEAR_SECRET = re.compile(r"[A-Za-z0-9/+]{32,48}\Z")
_KEY_BYTES = re.compile(rb"(?:AKIA|ASIA)[A-Z0-9]{16}")
_SECRET_BYTES = re.compile(rb"(?i:aws_?secret|s3_?secret|secret_?access_?key|aws\w*_secret)")

_RUN = re.compile(r"(.)\1{5,}")
#: Words that stand in placeholders: any of them, or only between other signs.
_WORDS = re.compile(
    r"example|change.?me|placeholder|dummy|fake|your|insert|replace|todo|redacted|xxx|mock|localstack|minio|moto|"
    r"<|>|\{|\}|\$|\*\*\*|\.\.\.|access.?key|secret.?key",
    re.IGNORECASE,
)
_BOUNDED = re.compile(
    r"(?<![a-z0-9])(test(ing)?|none|null|local|dev|foo(bar)?|bar|abc|key|secret|accesskey|secretkey|anything|n/?a|na|x+|"
    r"not?(used|needed|set)?|unused|empty|default|password|admin|root|user|id|string|foobar|asdf|anonymous)(?![a-z])",
    re.IGNORECASE,
)


def key_like(text: str) -> bool:
    """Whether a text holds the id of an access key, and not one that documentation uses."""
    return any(not _stands_in(match[0]) for match in _KEY.finditer(text))


def key_with_secret(text: str) -> bool:
    """Whether a text holds the id and the secret of an access key, as the URL of a broker does."""
    return any(not _stands_in(match[0]) for match in _PAIR.finditer(text))


def secret_like(name: str, text: str) -> bool:
    """Whether a text has the shape of a secret access key and the name of what holds it says that it is one."""
    if _SURE_NAME.search(name) and _SURE_SECRET.match(text) and _is_mixed(text):
        return not is_placeholder(text)
    return bool(_SECRET.match(text) and _SECRET_NAME.search(name)) and not _stands_in(text)


def secret_beside_key(text: str) -> bool:
    """Whether a text that stands beside the id of an access key has the shape of its secret, and is no digest."""
    return bool(_NEAR_SECRET.match(text)) and _is_mixed(text) and not is_placeholder(text)


def _is_mixed(text: str) -> bool:
    return all(any(map(kind, text)) for kind in (str.isupper, str.islower, str.isdigit))


def may_hold_keys(data: bytes) -> bool:
    """Whether a file may hold anything for which `key_like` or `secret_like` holds."""
    return bool(_KEY_BYTES.search(data) or _SECRET_BYTES.search(data))


def _stands_in(text: str) -> bool:
    """Whether a text of a key's shape is a documented example (`...EXAMPLE`), or one sign again and again."""
    return "EXAMPLE" in text or bool(_RUN.search(text)) or "your" in text.lower()


def is_placeholder(text: str) -> bool:
    """Whether what is given as a credential is none: empty, a word for one, an emulator's usual one."""
    if key_like(text) or _SECRET.match(text):
        return _stands_in(text)
    return len(text) < 4 or bool(_WORDS.search(text) or _BOUNDED.search(text) or _RUN.search(text))
