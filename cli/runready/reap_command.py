"""`runready reap`."""

from __future__ import annotations

import sys

from runready_linter.problems import EXIT_ENVIRONMENT, EXIT_READY, EnvironmentProblem


def reap_command(quiet: bool) -> int:
    """Removes what interrupted runs left; exit code 3 where something could not be removed."""
    try:
        from runready_harness.reap import reap
    except ModuleNotFoundError as error:
        raise EnvironmentProblem(
            f"the harness is not installed ({error.name} is missing)", help='pip install "runready[harness]"'
        ) from error

    report = reap()
    removed = {
        "container": (len(report.containers), "s"),
        "network": (len(report.networks), "s"),
        "volume": (len(report.volumes), "s"),
        "image": (len(report.images), "s"),
        "folder": (len(report.folders), "s"),
        "process": (report.processes, "es"),
    }
    told = ", ".join(f"{n} {noun}{'' if n == 1 else plural}" for noun, (n, plural) in removed.items() if n)
    if not quiet:
        print(f"removed {told}" if told else "nothing was left behind")
    for sentence in report.kept:
        print(sentence, file=sys.stderr)
    return EXIT_ENVIRONMENT if report.kept else EXIT_READY
