"""Every check against every application: what it must fail, it fails, and nothing else is red.

A row is an application, a column a check. `P` pass, `F` fail, `i` inconclusive. An application whose defect hides what
another check would look at makes that check inconclusive, never green.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest

from runready_harness.run import HarnessReport

CODES = ("AC101", "AC102", "AC103", "AC201", "AC202", "AC302")

MATRIX = """
application      listens honours-port https-edge restart replicas temp-growth   process, where it differs
ready               P         P           P         P       P          P
harmless            P         P           P         P       P          P
wrong_port          F         F           P         P       P          P         F F P P i P
loopback            F         i           i         i       i          i         F P P P P P
exits               F         i           i         i       i          i
never_listens       F         i           i         i       i          i
speaks_tls          F         i           i         i       i          i
unhealthy           F         P           P         P       P          P
ignores_port        P         F           P         P       P          P         P F P P i P
http_redirect       P         P           F         P       P          P
trusts_neighbour    P         P           F         P       P          P
redirect_loop       P         P           F         i       i          i
forces_https        P         P           P         P       P          P
forces_https_own_name P       P           F         i       i          i
parent_cookie       P         P           F         P       P          P
host_allow_list     P         P           F         i       i          i
csrf                P         P           F         P       P          P
memory              P         P           P         F       F          P
disk                P         P           P         F       F          P
random_secret       P         P           P         F       F          P
session_in_memory   P         P           P         F       F          P
counter             P         P           P         F       F          P
wipes_store         P         P           P         F       P          P
own_marker          P         P           P         F       F          P
second_fails        P         i           i         F       F          P         P i i F F i
temp_leak           P         P           P         P       P          F
unrepeatable        P         P           P         i       i          i
broken              P         P           i         i       i          i
no_flows            P         P           P         i       i          P
"""

_LETTERS = {"pass": "P", "fail": "F", "inconclusive": "i", "skip": "s", "warn": "w"}


def rows() -> dict[str, tuple[str, str]]:
    """The expected letters by application, in containers and as processes."""
    table = {}
    for line in MATRIX.strip().splitlines()[1:]:
        name, *letters = line.split()
        docker = "".join(letters[:6])
        table[name] = (docker, "".join(letters[6:]) or docker)
    return table


@pytest.mark.parametrize("name", rows())
@pytest.mark.parametrize("kind", [pytest.param("docker", marks=pytest.mark.docker), "process"])
def test_only_the_expected_cells_are_red(
    name: str, kind: Literal["docker", "process"], audit: Callable[..., HarnessReport]
) -> None:
    report = audit(name, runtime=kind, start_limit=3 if name == "never_listens" else 30)
    expected = rows()[name][kind == "process"]
    said = {each.code: each.outcome.message for each in report.results}
    assert tuple(said) == CODES
    assert "".join(_LETTERS[each.outcome.verdict] for each in report.results) == expected, said
