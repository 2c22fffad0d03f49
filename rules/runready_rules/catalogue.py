"""Every rule and check that has a code, whether it is built yet or not: codes and names are fixed, since users put them
in configuration, suppressions and baselines.

The clause of a rule decides which check's failure it can explain in an audit, so a rule stands under the clause whose
check would go red for the same cause:

- AR601 (`$PORT` left as it is) under `web-requests`, with AC101: the server never listens on the given port;
- AR603 (`VOLUME`) under `storage`, AR605 and AR704 (secrets in the open) under `environment`;
- AR607 (the stop signal is swallowed) under `lifecycle`, with AC703, and AR608 (cron and the like beside the server),
  with AC704: the throttled CPU starves them;
- AR702 (two different ports) under `web-requests`, with AC101;
- the other AR6 and AR7 say that the platform refuses or cannot start what it is given: `framework`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from runready_linter.findings import Severity

Kind = Literal["rule", "check"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A code, its name and its clause. `severity` is a rule's usual one (single findings can be milder), None for a
    check; `summary` completes "reports ..." for a rule and "proves that ..." for a check."""

    code: str
    name: str
    clause: str
    severity: Severity | None
    summary: str
    kind: Kind


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

_RULES: tuple[tuple[str, str, str, Severity, str], ...] = (
    (
        "AR101",
        "hardcoded-port",
        "web-requests",
        _E,
        "a server started on a literal port that no value from `PORT` reaches",
    ),
    (
        "AR102",
        "loopback-bind",
        "web-requests",
        _E,
        "a server that listens on loopback only, or on the `HOSTNAME` variable",
    ),
    ("AR103", "wrong-default-port", "web-requests", _I, "`PORT` read with a fallback other than 8080"),
    ("AR104", "in-app-tls", "web-requests", _E, "an application that terminates TLS itself"),
    ("AR105", "https-redirect-loop", "web-requests", _E, "HTTPS forced while the forwarded scheme is not trusted"),
    (
        "AR106",
        "websocket-endpoint",
        "web-requests",
        _W,
        "a WebSocket, HTTP/2-only or gRPC endpoint, which is not served",
    ),
    ("AR107", "extra-listener", "web-requests", _W, "a second server port in the same service: only one is reachable"),
    (
        "AR108",
        "other-port-variable",
        "web-requests",
        _E,
        "a listener whose port comes from a variable that nothing sets",
    ),
    ("AR109", "development-server", "web-requests", _W, "a debug or development server as what starts"),
    ("AR201", "module-state", "stateless", _E, "a mutable object bound at module level and changed while serving"),
    ("AR202", "global-rebind", "stateless", _E, "a global name that a function rebinds while serving"),
    ("AR203", "shared-attribute-state", "stateless", _W, "an attribute of a class or singleton changed while serving"),
    ("AR204", "in-process-backend", "stateless", _E, "sessions, cache, limits, queue or job store kept in the process"),
    ("AR205", "per-process-secret", "stateless", _E, "a signing or session key made at random at start-up"),
    ("AR206", "background-work", "stateless", _W, "work that goes on after the response"),
    ("AR301", "unreleased-temp-file", "temp-files", _E, "a temporary file or directory not released on every path"),
    ("AR302", "local-persistence", "storage", _W, "data meant to last, written to the local file system while serving"),
    ("AR303", "local-database", "storage", _E, "a database on the local file system or in memory"),
    ("AR304", "file-logging", "storage", _W, "logs that go to a local file rather than stdout or stderr"),
    ("AR305", "assumed-file", "storage", _W, "a file of an earlier request, opened without handling its absence"),
    ("AR401", "reserved-variable", "environment", _E, "`PORT` set by the service configuration, the app or its script"),
    ("AR402", "localhost-service", "environment", _E, "a backing service looked for on the instance itself"),
    ("AR501", "hardcoded-credentials", "instance-role", _E, "AWS keys in source, image or service configuration"),
    ("AR502", "local-credentials", "instance-role", _E, "credentials from elsewhere than the SDK's default chain"),
    ("AR503", "missing-action", "instance-role", _E, "an AWS action called that the given policy does not allow"),
    ("AR504", "instance-role-needed", "instance-role", _I, "calls to AWS, with the actions that they need"),
    ("AR601", "unexpanded-variable", "web-requests", _E, "`$PORT` in a command that no shell expands"),
    ("AR602", "no-start-command", "framework", _W, "an image and a configuration that do not say what starts"),
    ("AR603", "declared-volume", "storage", _W, "`VOLUME`: nothing outlives the instance"),
    ("AR604", "wrong-platform", "framework", _E, "an image built for another platform than linux/amd64"),
    ("AR605", "baked-secret", "environment", _E, "a secret in `ENV`, `ARG` or a copied file"),
    ("AR606", "ignored-instruction", "framework", _I, "`HEALTHCHECK` or `EXPOSE`, which App Runner does not read"),
    ("AR607", "signal-swallowed", "lifecycle", _W, "a shell as process 1, which keeps the stop signal from the app"),
    ("AR608", "extra-process", "lifecycle", _W, "a supervisor, cron, sshd or a second server in the image"),
    ("AR701", "invalid-configuration", "framework", _E, "an `apprunner.yaml` that does not fit its schema"),
    ("AR702", "port-mismatch", "web-requests", _E, "a configured port that differs from the one listened on"),
    ("AR703", "retired-runtime", "framework", _E, "a managed runtime past its end of support"),
    ("AR704", "plain-secret", "environment", _E, "a secret as a plain variable instead of a secret reference"),
    ("AR705", "unsupported-value", "framework", _E, "a value of the service configuration that App Runner refuses"),
    ("AR706", "chained-command", "framework", _E, "`&&`, `;` or a pipe in a start command that no shell reads"),
)

_CHECKS: tuple[tuple[str, str, str, str], ...] = (
    ("AC101", "listens", "web-requests", "the app answers plain HTTP on the service port within the start-up limit"),
    ("AC102", "honours-port", "web-requests", "started with another `PORT`, the app answers there"),
    ("AC103", "https-edge", "web-requests", "behind the HTTPS edge the app answers the same, without redirect loops"),
    ("AC104", "plain-http", "web-requests", "the app speaks HTTP/1.0 and 1.1, not TLS, on its port"),
    ("AC201", "restart", "stateless", "flows give the same answers when the instance is replaced between their steps"),
    ("AC202", "replicas", "stateless", "flows give the same answers when requests alternate between two instances"),
    ("AC203", "pause-resume", "stateless", "flows still work after pause and resume, all files and memory gone"),
    ("AC301", "evicted-files", "storage", "flows give the same answers when files written are deleted between steps"),
    ("AC302", "temp-growth", "temp-files", "repeated requests leave no growing set of files"),
    ("AC303", "storage-full", "storage", "with the storage used up the app answers an error, stays up and recovers"),
    ("AC401", "foreign-hostname", "environment", "a synthetic `HOSTNAME` and `Host` do not stop the app"),
    ("AC501", "instance-role", "instance-role", "AWS calls work with role credentials alone and are allowed"),
    ("AC601", "image", "framework", "the image is linux/amd64, fits the storage and has a start command"),
    ("AC701", "health", "lifecycle", "the app passes the configured health check with the platform's thresholds"),
    ("AC702", "request-limit", "lifecycle", "every flow answers within 120 s"),
    ("AC703", "graceful-stop", "lifecycle", "on the stop signal a request in flight is answered and the app ends"),
    ("AC704", "idle-throttle", "lifecycle", "flows still work with the instance frozen between requests"),
    ("AC705", "memory", "lifecycle", "the app stays within the configured memory under the flows"),
)

ENTRIES: tuple[Entry, ...] = (
    *(Entry(code, name, clause, severity, summary, "rule") for code, name, clause, severity, summary in _RULES),
    *(Entry(code, name, clause, None, summary, "check") for code, name, clause, summary in _CHECKS),
)

_BY_CODE = {entry.code: entry for entry in ENTRIES}


def entry(code: str) -> Entry | None:
    """The entry of this code (upper case, such as `AR101`), or None when there is none."""
    return _BY_CODE.get(code)


def rules_of(clause_id: str) -> tuple[Entry, ...]:
    """The static rules of a clause, by code; empty for an unknown clause."""
    return tuple(e for e in ENTRIES if e.clause == clause_id and e.kind == "rule")


def checks_of(clause_id: str) -> tuple[Entry, ...]:
    """The run-time checks of a clause, by code; empty for an unknown clause."""
    return tuple(e for e in ENTRIES if e.clause == clause_id and e.kind == "check")
