"""Which files hold secrets: by their names, and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from posixpath import basename, dirname

from runready_rules.aws.placeholders import is_placeholder
from runready_rules.secrets.values import has_password, is_secret, known_shape, stands_in

_SAMPLE = re.compile(r"(?:^|[._-])(?:examples?|samples?|templates?|tpl|tmpl|dist|defaults?|schema|spec|tests?|testing|ci|demo|vault|enc|pub)(?:[._-]|$)", re.IGNORECASE)  # fmt: skip
_ELSEWHERE = re.compile(r"(?:^|/)(?:tests?|testing|testdata|fixtures?|examples?|samples?|docs?|spec|__tests__|e2e)/")
_LINE = re.compile(
    r"^[ \t]*(?:export[ \t]+)?[\"']?([A-Za-z_][\w.-]*)[\"']?[ \t]*[=:][ \t]*(\S.*?)[ \t,]*$", re.MULTILINE
)


def kind_of(path: str) -> str:
    """What kind of file may hold secrets at this path, by its name; "" for one that holds none, and for what tests and
    examples use."""
    name = basename(path)
    if _ELSEWHERE.search(path) or (_SAMPLE.search(name) and not name.startswith("id_")):
        return ""
    within = basename(dirname(path))
    if within in (".aws", ".docker", ".kube", ".ssh") and (within, name) in _IN_FOLDERS:
        return _IN_FOLDERS[within, name]
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(name)), "")


_IN_FOLDERS = {
    (".aws", "credentials"): "aws",
    (".aws", "config"): "aws",
    (".docker", "config.json"): "docker",
    (".kube", "config"): "kube",
}
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("env", re.compile(r"\.env(?:[._-][\w.-]+)?|[\w.-]+\.env|\.envrc|\.flaskenv|env\.(?:prod|production|staging)")),
    ("key", re.compile(r"id_(?:rsa|dsa|ecdsa|ed25519)|[\w.-]+\.(?:pem|key|ppk)")),
    ("store", re.compile(r"[\w.-]+\.(?:p12|pfx|jks|keystore)")),
    ("netrc", re.compile(r"\.netrc")),
    ("npmrc", re.compile(r"\.npmrc|\.yarnrc(?:\.yml)?")),
    ("ini", re.compile(r"\.pypirc|\.pgpass|\.my\.cnf|\.boto|\.s3cfg|\.git-credentials")),
    ("docker", re.compile(r"\.dockercfg|\.dockerconfigjson")),
    ("kube", re.compile(r"kubeconfig(?:\.ya?ml)?")),
    ("account", re.compile(r"(?:[\w.-]*(?:service[_-]?account|credentials?|client[_-]?secrets?|firebase|gcp|google)[\w.-]*)\.json", re.IGNORECASE)),
    ("settings", re.compile(r"secrets?\.(?:ya?ml|toml|json|ini|properties|conf)")),
)  # fmt: skip

#: Kinds that a project keeps out of its repository: a `COPY` that names one brings it all the same.
KEPT_OUT = re.compile(
    r"\.env(?:\.(?:local|prod|production|staging|live))?|\.netrc|\.pypirc|\.git-credentials|id_(?:rsa|dsa|ecdsa|ed25519)|credentials"
)


def names_kept_out(path: str) -> bool:
    """Whether a path that no file of the project has can only be that of a secret: it is not committed, but copied."""
    inside = basename(dirname(path))
    name = basename(path.rstrip("/"))
    if name in (".aws", ".ssh"):
        return True
    return KEPT_OUT.fullmatch(name) is not None and (name != "credentials" or inside == ".aws")


def holds_secret(kind: str, content: bytes) -> bool:
    """Whether a file of a kind holds a secret, and not only the place for one."""
    if kind == "store":
        return bool(content)
    return _ASKED[kind](content.decode("utf-8", "replace"))


def _env(text: str) -> bool:
    return any(is_secret(name, value) or _aws(f"{name}={value}") for name, value in _pairs(text))


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(m[1], re.sub(r"\s+#.*", "", m[2]).strip("\"'")) for m in _LINE.finditer(text)]


def _key(text: str) -> bool:
    return "PRIVATE KEY-----" in text or text.startswith("PuTTY-User-Key-File")


def _aws(text: str) -> bool:
    return any(
        not is_placeholder(value)
        for name, value in _pairs(text)
        if name.lower() in ("aws_secret_access_key", "aws_session_token", "aws_access_key_id")
    )


def _netrc(text: str) -> bool:
    return any(not stands_in(p) for p in re.findall(r"\bpassword\s+(\S+)", text))


def _npmrc(text: str) -> bool:
    found = re.findall(r"(?:_authToken|_password|_auth|npmAuthToken)[\"']?\s*[=:]\s*[\"']?([^\s\"']+)", text)
    return any("$" not in value and not stands_in(value) for value in found)


def _ini(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", ";"))]
    fields = [line.split(":") for line in lines]
    return (
        _env(text)
        or any(has_password(line) for line in lines)
        or any(len(f) == 5 and not stands_in(f[4]) for f in fields)
        or _aws(text)
    )


def _docker(text: str) -> bool:
    return re.search(r'"(?:auth|identitytoken|password)"\s*:\s*"[^"$]{8,}"', text) is not None


def _kube(text: str) -> bool:
    return re.search(r"^\s*(?:token|client-key-data|password)\s*:\s*[^\s$<{]{8,}", text, re.MULTILINE) is not None


def _account(text: str) -> bool:
    found = re.findall(r'"(?:private_key|client_secret|refresh_token|private_key_id)"\s*:\s*"([^"]{8,})', text)
    return _key(text) or any("$" not in value and not stands_in(value) for value in found)


def _settings(text: str) -> bool:
    return _env(text) or known_shape(text) or _key(text)


_ASKED: Mapping[str, Callable[[str], bool]] = {
    "env": _env,
    "key": _key,
    "aws": _aws,
    "netrc": _netrc,
    "npmrc": _npmrc,
    "ini": _ini,
    "docker": _docker,
    "kube": _kube,
    "account": _account,
    "settings": _settings,
}  # fmt: skip
