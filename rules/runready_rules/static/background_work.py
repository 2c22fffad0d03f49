"""## What it does
Reports work that goes on after the response or beside all requests: threads and timers, schedulers, worker processes,
pools' jobs and tasks that nothing waits for, whether a request starts them or the start of the service does. What the
same function waits for (`join`, `await`, a `with` block round the pool) is not reported.

## Why it matters on App Runner
An instance gets its full CPU only while it handles requests; between them work all but stands still, with its connections
timing out. An instance may stop at any time, after a short grace period, and takes its unfinished work with it. With several
instances a schedule runs several times, and with none (paused) not at all.

## How to fix
Do short work before the response. Hand longer work to something that runs it whether or not requests come: a queue (Amazon
SQS) with AWS Lambda or an Amazon ECS task behind it, and Amazon EventBridge Scheduler for what runs at fixed times.

Where the platform does not throttle the CPU (Amazon ECS Express Mode) this is information, and a framework's own tasks after
a response are not reported.

## When not to use it
A framework's own tasks after a response are reported as information: short and losable ones may stay. The same holds for
work that only serves this instance (refreshing a cache, sending figures).

## Known limits
Whether a bare `await task` follows is judged by what else the function does with the task. Work that a library starts by
itself is not seen, and neither is a task queue's worker in the same image (AR608).
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity
from runready_linter.link.background import BackgroundStart, background_work
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules import platforms


def check(project: Project) -> Iterator[Finding]:
    """One finding for each call that starts such work."""
    throttled = platforms.of(project).instances.idle_cpu_throttled.value
    for started in project.derive(background_work):
        if started.after_response and not throttled:
            # It goes on at full speed, and has the grace period to end in.
            continue
        yield RULE.finding(
            started.span,
            _message(started, throttled=throttled),
            help=(
                "hand it to a queue (Amazon SQS with AWS Lambda or Amazon ECS behind it), or to Amazon EventBridge Scheduler "
                "for fixed times; do what is short before the response"
            ),
            severity=Severity.WARNING if throttled and not started.after_response else Severity.INFO,
        )


def _message(started: BackgroundStart, *, throttled: bool) -> str:
    if started.after_response:
        return "a task runs after the response, when the CPU is throttled and the instance may stop: it may be late or lost"
    when = "a request starts" if started.when == "serving" else "the service starts"
    if not throttled:
        return f"{when} {started.what} that goes on without a request: every instance runs it for itself, and may stop at any time"
    return (
        f"{when} {started.what} that goes on without a request: the CPU is throttled between requests, "
        "and the instance may stop at any time"
    )


_FASTAPI = "from fastapi import FastAPI\n\napp = FastAPI()\n"

RULE = Rule(
    code="AR206",
    name="background-work",
    clause="stateless",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(
        b"hread",
        b"Timer",
        b"rocess",
        b"create_task",
        b"ensure_future",
        b"Popen",
        b"Executor",
        b"Scheduler",
        b"scheduler",
        b"gevent",
        b"eventlet",
        b"background",
        b"Background",
        b"add_task",
        b"call_later",
        b"run_in_executor",
        b"repeat_every",
        b"spawn",
        b"Periodic",
        b"Observer",
        b"run_coroutine",
    ),
    bad=(
        Example(
            "a thread for what takes long",
            (
                (
                    "app.py",
                    (
                        "import threading\n\nfrom flask import Flask\n\napp = Flask(__name__)\n\n\n@app.post('/report')\n"
                        "def report():\n    threading.Thread(target=build, daemon=True).start()  # <- AR206\n"
                        "    return 'accepted', 202\n\n\ndef build():\n    pass\n"
                    ),
                ),
            ),
        ),
        Example(
            "a scheduler in the service",
            (
                (
                    "app.py",
                    (
                        "from apscheduler.schedulers.background import BackgroundScheduler\nfrom flask import Flask\n\n"
                        "app = Flask(__name__)\nscheduler = BackgroundScheduler()\nscheduler.start()  # <- AR206\n\n\n"
                        "@app.get('/')\ndef index():\n    return 'hello'\n"
                    ),
                ),
            ),
        ),
        Example(
            "a task that polls as long as the instance lives",
            (
                (
                    "main.py",
                    (
                        "import asyncio\nfrom contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\n\n"
                        "async def poll():\n    while True:\n        await asyncio.sleep(60)\n\n\n"
                        "@asynccontextmanager\nasync def lifespan(app):\n"
                        "    task = asyncio.create_task(poll())  # <- AR206\n    yield\n    task.cancel()\n\n\n"
                        "app = FastAPI(lifespan=lifespan)\n\n\n@app.get('/')\ndef index():\n    return 'hello'\n"
                    ),
                ),
            ),
        ),
        Example(
            "a framework's task after the response",
            (
                (
                    "main.py",
                    (
                        "from fastapi import BackgroundTasks, FastAPI\n\napp = FastAPI()\n\n\n@app.post('/')\n"
                        "def order(tasks: BackgroundTasks):\n    tasks.add_task(send_mail, 'x')  # <- AR206\n"
                        "    return 'ok'\n\n\ndef send_mail(to):\n    pass\n"
                    ),
                ),
            ),
        ),
    ),
    good=(
        Example(
            "threads that the request waits for",
            (
                (
                    "app.py",
                    (
                        "import threading\n\nfrom flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get('/')\ndef index():\n"
                        "    threads = [threading.Thread(target=fetch) for _ in range(3)]\n    for thread in threads:\n"
                        "        thread.start()\n    for thread in threads:\n        thread.join()\n    return 'ok'\n\n\n"
                        "def fetch():\n    pass\n"
                    ),
                ),
            ),
        ),
        Example(
            "tasks that the request waits for",
            (
                (
                    "main.py",
                    (
                        f"import asyncio\n{_FASTAPI}\n\n@app.get('/')\nasync def index():\n"
                        "    one = asyncio.create_task(fetch())\n    two = asyncio.create_task(fetch())\n"
                        "    await asyncio.gather(one, two)\n    return 'ok'\n\n\nasync def fetch():\n    pass\n"
                    ),
                ),
            ),
        ),
        Example(
            "a pool that ends with the request",
            (
                (
                    "app.py",
                    (
                        "from concurrent.futures import ThreadPoolExecutor\n\nfrom flask import Flask\n\n"
                        "app = Flask(__name__)\n\n\n@app.get('/')\ndef index():\n    with ThreadPoolExecutor() as pool:\n"
                        "        pool.submit(print, 1)\n    return 'ok'\n"
                    ),
                ),
            ),
        ),
        Example(
            "a file that is deleted after it was sent",
            (
                (
                    "main.py",
                    (
                        "import os\n\nfrom fastapi import FastAPI\nfrom fastapi.responses import FileResponse\n"
                        "from starlette.background import BackgroundTask\n\napp = FastAPI()\n\n\n@app.get('/')\ndef index():\n"
                        "    path = make()\n    return FileResponse(path, background=BackgroundTask(os.unlink, path))\n"
                        "\n\ndef make():\n    return 'x'\n"
                    ),
                ),
            ),
        ),
        Example(
            "a task of the queue's own worker",
            (
                (
                    "app.py",
                    (
                        "from celery import Celery\nfrom flask import Flask\n\napp = Flask(__name__)\n"
                        "queue = Celery('app', broker='sqs://')\n\n\n@queue.task\ndef build():\n    pass\n\n\n"
                        "@app.post('/')\ndef start():\n    build.delay()\n    return 'ok'\n"
                    ),
                ),
            ),
        ),
    ),
)
