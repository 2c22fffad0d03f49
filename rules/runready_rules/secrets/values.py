"""Whether a variable holds a secret: by its name, by its value, and by what only stands in the place of one."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
#: The last word of a name that says "secret" by itself, and what it may end in (`PGPASSWORD`).
_SECRET_ENDS = ("PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY")
_SECRET_LAST = frozenset({"PASS", "PWD", "CREDENTIALS", "CREDENTIAL", "CREDS", "PASSCODE"})
#: What makes a secret of the word KEY behind it.
_KEY_OF = frozenset(
    {
        "ACCESS", "ACCOUNT", "API", "APP", "AUTH", "COOKIE", "CRYPTO", "DJANGO", "ENCRYPTION", "FERNET", "FLASK", "HASH", "HMAC",
        "JWT", "LICENSE", "MASTER", "PRIVATE", "SECRET", "SESSION", "SHARED", "SIGNATURE", "SIGNING", "STORAGE", "STRIPE", "SENDGRID",
        "OPENAI", "ANTHROPIC", "MAILGUN", "SEGMENT", "DATADOG",
    }
)  # fmt: skip
#: Words that a secret's name may still have behind it.
_TRAILING = frozenset(
    {
        "BASE",
        "VALUE",
        "STRING",
        "PROD",
        "PRODUCTION",
        "LIVE",
        "STAGING",
        "DEFAULT",
        "PRIMARY",
        "SECONDARY",
        "OLD",
        "NEW",
        "FALLBACK",
    }
)
#: Words before it that say that everybody may see it, or that it is a switch.
_LEADING = frozenset({"PUBLIC", "PUBLISHABLE", "VITE", "REACT", "GATSBY", "EXPO", "NUXT", "ENABLE", "DISABLE", "ALLOW", "REQUIRE", "USE", "SKIP", "IS", "HAS", "NO", "MAX", "MIN", "NUM"})  # fmt: skip

#: Credentials that are known by their shape, whatever the variable is called.
_SHAPES = re.compile(
    r"gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|[sr]k_live_[A-Za-z0-9]{10,}|sk_test_[A-Za-z0-9]{20,}|whsec_[A-Za-z0-9+/]{20,}|"
    r"sk-(?:proj-|ant-)?[A-Za-z0-9_-]{30,}|xox[abprs]-[A-Za-z0-9-]{10,}|npm_[A-Za-z0-9]{36}|pypi-AgEI\w{20,}|dckr_pat_[\w-]{20,}|"
    r"AIza[\w-]{35}|SG\.[\w-]{16,}\.[\w-]{16,}|hvs\.[\w-]{20,}|shpat_[0-9a-f]{32}|hf_[A-Za-z0-9]{30,}|"
    r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY"
)
_URL = re.compile(r"(?P<scheme>[A-Za-z][\w+.-]*)://(?P<user>[^\s:/@?#]*):(?P<password>[^\s/?#]+)@(?P<host>[^\s:/?#,]*)")
_IN_CONNECTION = re.compile(r"(?:password|pwd|accountkey|sharedaccesskey)\s*=\s*([^;&\s]+)", re.IGNORECASE)

#: Words that stand in what only takes the place of a secret, as words of their own.
_STAND_IN = frozenset(
    {
        "build", "builder", "buildtime", "changeit", "changeme", "changethis", "ci", "collectstatic", "dev", "development", "docker",
        "dummy", "empty", "example", "fake", "fixme", "foo", "bar", "foobar", "ignored", "insecure", "invalid", "local", "localhost",
        "missing", "mock", "none", "notasecret", "notneeded", "notused", "null", "override", "overridden", "placeholder",
        "redacted", "replace", "replaceme", "replaced", "runtime", "sample", "setme", "temp", "temporary", "test", "testing", "tmp", "todo",
        "undefined", "unsafe", "unset", "unused", "your", "yours", "xxx", "xxxx", "xxxxx",
    }
)  # fmt: skip
_STAND_IN_PHRASE = re.compile(r"change[-_ ]?(?:me|this|it)|not[-_ ]?(?:a[-_ ]?)?(?:secret|used|needed|real|set)|<[^>]*>|x{6,}|\*{3,}|\.{3,}", re.IGNORECASE)  # fmt: skip
#: Whole values that are the usual default of a developer's machine.
_USUAL = frozenset(
    {
        "password", "passwd", "pass", "secret", "postgres", "postgresql", "mysql", "mariadb", "mongo", "redis", "rabbitmq", "guest",
        "root", "admin", "user", "token", "key", "apikey", "api-key", "default", "value", "string", "abc", "asdf", "no", "yes", "on", "off", "true",
        "false", "nil", "minioadmin", "minio", "sa",
    }
)  # fmt: skip
_REFERENCE = re.compile(
    r"arn:aws|\{\{|\$|%\w|(?:ssm|vault|secretsmanager|secret|sm|op|file|env|aws-secretsmanager|awssm|gsm|azurekv|ref\+\w+):(?://)?|projects/[^/]+/secrets/",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?:~|\.{1,2})?/[\w.-]|[\w./-]+\.(?:pem|key|json|txt|crt|cfg|ini|ya?ml|toml|env|p12|pfx)\Z")


def names_secret(name: str) -> bool:
    """Whether a variable of this name holds a secret: what ends in `PASSWORD`, `SECRET_KEY`, `API_TOKEN` and the like.

    `TOKEN_TTL`, `SECRET_NAME` or `PASSWORD_FILE` say something about one only.
    """
    words = [w.upper() for part in re.split(r"[^A-Za-z0-9]+", name) for w in _WORD.findall(part)]
    if not words or _LEADING & set(words[:-1]):
        return False
    while len(words) > 1 and (words[-1] in _TRAILING or words[-1].isdigit()):
        words.pop()
    last = words[-1]
    if last == "KEY":
        return len(words) > 1 and words[-2] in _KEY_OF
    if last in ("PWD", "PASS"):
        return len(words) > 1
    return last in _SECRET_LAST or last.endswith(_SECRET_ENDS)


def is_secret(name: str, value: str) -> bool:
    """Whether a variable is given a literal secret."""
    text = value.strip().strip("\"'")
    if known_shape(text) or has_password(text):
        return True
    return names_secret(name) and not _is_none(name, text)


def known_shape(text: str) -> bool:
    """Whether a text holds a credential that its shape gives away, and not one that stands in for it."""
    found = _SHAPES.search(text)
    return found is not None and not re.search(r"(.)\1{5,}|example|your", found[0], re.IGNORECASE)


def has_password(text: str) -> bool:
    """Whether a URL or a connection string holds a password, other than the usual one of a developer's machine."""
    url = _URL.search(text)
    if url is not None:
        password, host = url["password"], url["host"]
        local = host in ("localhost", "127.0.0.1", "0.0.0.0", "") or host.startswith("[::1]")
        return not (local or password == url["user"] or stands_in(password) or _REFERENCE.search(password))
    found = _IN_CONNECTION.search(text) if "=" in text else None
    return found is not None and not (stands_in(found[1]) or _REFERENCE.match(found[1]) is not None)


def stands_in(text: str) -> bool:
    """Whether a text only stands in the place of a secret: a placeholder, or the usual default of a developer's machine."""
    bare = text.strip().lower()
    if len(bare) < 4 or bare in _USUAL or _STAND_IN_PHRASE.search(bare) or len(set(bare)) < 3:
        return True
    if len(bare) >= 40 and re.search(r"\d", bare):
        return False  # what is that long and has digits was made by a machine, whatever words are in it
    return bool(_STAND_IN & set(re.split(r"[^a-z]+", bare)))


def _is_none(name: str, text: str) -> bool:
    """Whether what a variable with a secret's name gets is none."""
    if stands_in(text) or _REFERENCE.match(text) or _PATH.match(text) or "${" in text or "$(" in text:
        return True
    if "://" in text:
        return True  # without a password; `has_password` was asked before
    return text.isdigit() and not re.search(r"pass", name, re.IGNORECASE)
