"""How service configurations of each format are spoken of, and how sure one can be of what they say."""

from __future__ import annotations

from runready_linter.facts import Scalar, ServiceFacts
from runready_linter.findings import Confidence

#: Where each format says something, by what it is.
_KEYS = {
    "apprunner.yaml": {"port": "run.network.port", "command": "run.command", "secrets": "run.secrets"},
    "AWS::AppRunner::Service": {
        "port": "Port",
        "command": "StartCommand",
        "secrets": "RuntimeEnvironmentSecrets",
    },
    "aws_apprunner_service": {
        "port": "port",
        "command": "start_command",
        "secrets": "runtime_environment_secrets",
    },
}


def key(service: ServiceFacts, what: str) -> str:
    """The key by which a configuration says something: its port, its command, its secrets."""
    return _KEYS.get(service.format, _KEYS["apprunner.yaml"])[what]


def sure(*scalars: Scalar | None) -> Confidence:
    """How sure a finding is that rests on these values: the default of a parameter may be another value when deployed."""
    return Confidence.MEDIUM if any(s is not None and s.default_of for s in scalars) else Confidence.HIGH


def runtime_name(service: ServiceFacts) -> str:
    """The name of the managed runtime, as the platform's profile has it; "" where it is not known or written as in another
    format: the API's names are in upper case with an underscore (`PYTHON_311`)."""
    runtime = service.runtime
    if runtime is None or runtime.known is None:
        return ""
    if service.format == "apprunner.yaml":
        return runtime.text
    return runtime.text.replace("_", "").lower() if runtime.text.isupper() else runtime.text


def runtime_text(service: ServiceFacts, name: str) -> str:
    """A runtime's name as the format of a configuration writes it."""
    if service.format == "apprunner.yaml":
        return name
    letters = name.rstrip("0123456789")
    return f"{letters}_{name[len(letters) :]}".upper()
