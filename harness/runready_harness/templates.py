"""The values of `env:` in the service file: `{{env.NAME}}`, `{{backing.KEY.host}}` and `{{backing.KEY.port}}`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from runready_harness.runtimes.base import Endpoint
from runready_harness.spec import Text
from runready_linter.problems import UsageProblem

_TEMPLATE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def resolve(
    values: Mapping[str, Text],
    *,
    where: str,
    environment: Mapping[str, str],
    backing: Mapping[str, Endpoint],
) -> dict[str, str]:
    """The variables as the application gets them.

    Args:
        values: as written in the service file; `true` and numbers become their text.
        where: the key that holds them, for messages (`service.env`).
        environment: the user's own variables.
        backing: where each backing service is found *by the application*.

    Raises:
        UsageProblem: a template names nothing that exists, or a variable that is not set.
    """

    def value_of(name: str, variable: str) -> str:
        match name.split("."):
            case ["env", key]:
                if key not in environment:
                    raise UsageProblem(
                        f"The variable {key} is not set, and {where}.{variable} takes its value from it.",
                        help=f"Set it before the run: {key}=... runready ...",
                    )
                return environment[key]
            case ["backing", key, "host"] if key in backing:
                return backing[key].host
            case ["backing", key, "port"] if key in backing:
                return str(backing[key].port)
        raise _unknown(name, f"{where}.{variable}", backing)

    def text_of(variable: str, value: Text) -> str:
        written = str(value).lower() if isinstance(value, bool) else str(value)
        return _TEMPLATE.sub(lambda match: value_of(match[1], variable), written)

    return {variable: text_of(variable, value) for variable, value in values.items()}


def _unknown(name: str, where: str, backing: Iterable[str]) -> UsageProblem:
    known = [f"backing.{key}.{part}" for key in backing for part in ("host", "port")]
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        help = f"Did you mean {{{{{close[0]}}}}}?"
    else:
        names = ["{{env.NAME}}", *(f"{{{{{each}}}}}" for each in known)]
        help = f"Known are {', '.join(names)}."
    return UsageProblem(f"{{{{{name}}}}} in {where} names nothing.", help=help)
