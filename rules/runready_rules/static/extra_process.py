"""The image runs more than the application: a supervisor, cron, sshd, a worker or a second server.

## What it does
Follows the start command, its scripts, a supervisor's configuration and scripts of `package.json` to the programs that run. Reports
supervisors (`supervisord`, s6, `pm2-runtime`, `honcho`), cron and sshd beside the application, workers and servers that are put into
the background (`celery ... &`, `redis-server --daemonize yes`, `service nginx start`, `nginx` behind which the application listens).

## Why it matters on App Runner
An instance is one application behind one port. Beside requests its processor is throttled, so a worker or cron stalls; with several
instances each runs the same cron jobs; with none of the requests of the last minutes the instance may be gone. What a supervisor
restarts, the platform never sees fail: a health check that a proxy answers hides an application that is dead.

## How to fix
One process a service. Let the server face the platform by itself, without nginx: static files from S3 and CloudFront, or by the
server. Move workers to a service of their own (ECS, Lambda), jobs to EventBridge Scheduler, and leave sshd out.

Where the platform does not throttle the CPU (Amazon ECS Express Mode) this is information: what runs beside the application does
not stall there.

## When not to use it
For an agent that has to run beside the application, and whose loss does no harm.

## Known limits
Programs that are not known are left alone, and so is what a branch of a script may start. A second server on a port of its own is
AR107 as well, at the place that starts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity, Span
from runready_linter.link.commands import program_names, server_row
from runready_linter.link.first_process import PASSING
from runready_linter.link.launch import Launch, launches
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.link.start import Started
from runready_linter.rule import Example, Rule
from runready_rules import platforms
from runready_rules.tables import processes


def check(project: Project) -> Iterator[Finding]:
    """One finding for each instruction that starts more than the application."""
    for launch in launches(project):
        if launch.ships and launch.service in project.containers:
            by_place: dict[Span, list[tuple[Started, str]]] = {}
            for started, what in _extra(project, launch):
                by_place.setdefault(launch.instruction_of(started.span), []).append((started, what))
            for at, found in by_place.items():
                yield _finding(project, at, found)


def _finding(project: Project, at: Span, found: list[tuple[Started, str]]) -> Finding:
    throttled = platforms.of(project).instances.idle_cpu_throttled.value
    said = list(dict.fromkeys(what for _, what in found))
    return RULE.finding(
        at,
        f"{' and '.join(said)} {'runs' if len(said) == 1 else 'run'} beside the application in the same instance",
        help="run one process in the image, and the rest as services of their own or by a schedule",
        evidence=[
            Evidence(started.span.path, started.span.line, f"{what} is started here")
            for started, what in found
            if (started.span.path, started.span.line) != (at.path, at.line)
        ],
        severity=None if throttled else Severity.INFO,
    )


def _extra(project: Project, launch: Launch) -> Iterator[tuple[Started, str]]:
    """The commands that start something beside the application, and what that is."""
    commands = launch.commands
    supervisor = next((c for c in commands if _is_supervisor(c)), None)
    if supervisor is not None:
        yield supervisor, f"a supervisor ({supervisor.invocation.program or supervisor.invocation.path.known})"
    aside = [c for c in commands if not c.conditional and not c.supervised and _goes_on_beside(c)]
    for started in aside:
        what = _what(project, started)
        if what and any(c is not started and not _is_over(c) for c in commands):
            yield started, what


def _is_supervisor(started: Started) -> bool:
    call = started.invocation
    return call.program in processes.SUPERVISORS or (call.path.known or "") in processes.SUPERVISOR_PATHS


def _goes_on_beside(started: Started) -> bool:
    """Whether other commands run while a command does."""
    names, line = program_names(started), _line(started)
    if started.background or "service" in names:
        return True
    program = started.invocation.program
    stays = processes.BACKGROUND_BY_ITSELF.get(program)
    if stays is not None:
        return not stays.search(line)
    return program in processes.TAKES_BACKGROUND_OPTION and processes.INTO_BACKGROUND.search(line) is not None


def _is_over(started: Started) -> bool:
    """Whether a command is no application that something could run beside: it is put aside itself, or ends at once."""
    call = started.invocation
    return call.program in PASSING or call.program == "service" or "manage.py" in call.script


def _what(project: Project, started: Started) -> str:
    """How a message names what a command starts beside the application; "" for what may end, or is not known."""
    names, call = program_names(started), started.invocation
    if "service" in names:
        word = (
            call.arguments[1].known
            if call.program == "service" and len(call.arguments) > 1
            else call.arguments[0].known
            if call.arguments
            else ""
        )
        if word not in ("start", "restart"):
            return ""
    if names & processes.CRON:
        return "cron"
    if names & processes.SSHD - (frozenset() if "service" in names else {"ssh"}):
        return "sshd"
    if "service" in names or names & processes.DAEMONS:
        return next(iter(sorted(names - {"service"})), "a second server")
    if server_row(project, started) is not None:
        return f"a second server ({call.program if call.program != 'python' else call.script or call.module})"
    return _worker(project, started)


def _worker(project: Project, started: Started) -> str:
    call, words = started.invocation, {word.known for word in started.invocation.arguments}
    program = call.script.rpartition("/")[2] if call.script else call.module or call.program
    subcommands = processes.WORKER_SUBCOMMANDS.get(program, frozenset())
    if program in processes.WORKERS or call.program in processes.WORKERS or words & subcommands:
        return f"a worker ({program})"
    if subcommands:
        return ""
    file = started.python
    if file is not None and any(listen.span.path == file and not listen.dormant for listen in project.derive(listens)):
        return f"a second server ({file})"
    own = call.script or call.module or (call.path.known or "" if "/" in (call.path.known or "") else "")
    if call.program == "node" and call.arguments:
        own = call.arguments[0].known or ""
    text = project.read(file or own.removeprefix("./")) if file or own else None
    if own and (
        processes.WORKER_WORDS.search(re.sub(r"\.\w+$", "", own))
        or (text is not None and processes.RUNS_ON.search(text))
    ):
        return f"a worker ({own})"
    return ""


def _line(started: Started) -> str:
    return " ".join(word.known or "?" for word in started.invocation.arguments)


_FROM = "FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\n"
_START = _FROM + 'CMD ["./start.sh"]  # <- AR608\n'
_GOOD_START = _FROM + 'CMD ["./start.sh"]\n'

RULE = Rule(
    code="AR608",
    name="extra-process",
    clause="lifecycle",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint"),
    bad=(
        Example(
            "a supervisor",
            (
                ("Dockerfile", _FROM + 'CMD ["supervisord", "-n", "-c", "supervisord.conf"]  # <- AR608\n'),
                ("supervisord.conf", "[program:web]\ncommand=gunicorn app:app\n[program:worker]\ncommand=celery -A app worker\n"),
            ),
        ),
        Example("an init system", (("Dockerfile", "FROM registry.corp/s6-base\n" + 'ENTRYPOINT ["/init"]  # <- AR608\n'),)),
        Example("cron", (("Dockerfile", _FROM + "CMD cron && exec gunicorn app:app  # <- AR608\n"),)),
        Example(
            "sshd, by its init script",
            (("Dockerfile", _START), ("start.sh", "#!/bin/sh\nservice ssh start\nexec gunicorn app:app\n")),
        ),
        Example(
            "a worker in the background",
            (("Dockerfile", _START), ("start.sh", "#!/bin/sh\ncelery -A app worker &\nexec gunicorn app:app\n")),
        ),
        Example(
            "a program of the project that runs on",
            (
                ("Dockerfile", _START),
                ("start.sh", "#!/bin/sh\npython sync.py &\nexec gunicorn app:app\n"),
                ("sync.py", "import time\n\nwhile True:\n    time.sleep(60)\n"),
            ),
        ),
        Example(
            "nginx before the application",
            (("Dockerfile", _FROM + "CMD gunicorn -b 127.0.0.1:8000 app:app & exec nginx -g 'daemon off;'  # <- AR608\n"),),
        ),
        Example(
            "a cache that goes into the background",
            (("Dockerfile", _FROM + "CMD redis-server --daemonize yes && exec gunicorn app:app  # <- AR608\n"),),
        ),
    ),
    good=(
        Example("the application alone", (("Dockerfile", _FROM + 'CMD ["gunicorn", "--workers=4", "app:app"]\n'),)),
        Example(
            "what ends in the background",
            (("Dockerfile", _GOOD_START), ("start.sh", "#!/bin/sh\npython warm_cache.py &\nexec gunicorn app:app\n"), ("warm_cache.py", "print(1)\n")),
        ),
        Example(
            "a migration first",
            (("Dockerfile", _GOOD_START), ("start.sh", "#!/bin/sh\npython manage.py migrate\nexec gunicorn site.wsgi\n")),
        ),
        Example(
            "branches of which one runs",
            (
                ("Dockerfile", _GOOD_START),
                (
                    "start.sh",
                    '#!/bin/sh\ncase "$ROLE" in\n  worker) exec celery -A app worker ;;\n  *) exec gunicorn app:app ;;\nesac\n',
                ),
            ),
        ),
        Example("an init is no supervisor", (("Dockerfile", _FROM + 'ENTRYPOINT ["dumb-init", "--"]\nCMD ["gunicorn", "app:app"]\n'),)),
        Example("nginx alone", (("Dockerfile", "FROM nginx:1.27\nCOPY dist /usr/share/nginx/html\n" + 'CMD ["nginx", "-g", "daemon off;"]\n'),)),
        Example(
            "installed and not started",
            (("Dockerfile", "FROM python:3.12-slim\nRUN apt-get install -y cron openssh-server supervisor\n" + 'CMD ["gunicorn", "app:app"]\n'),),
        ),
        Example(
            "an image of its own",
            (
                ("Dockerfile", _FROM + 'CMD ["gunicorn", "app:app"]\n'),
                ("worker/Dockerfile", _FROM + 'CMD ["celery", "-A", "app", "worker"]\n'),
            ),
        ),
    ),
)  # fmt: skip
