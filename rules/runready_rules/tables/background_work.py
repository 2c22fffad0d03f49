"""What starts work that goes on beside the requests.

Sources: the Python library reference (threading, multiprocessing, asyncio, concurrent.futures, subprocess), APScheduler 3,
Flask-APScheduler, Flask-Executor, Flask-SocketIO, python-socketio, gevent, eventlet, Tornado's ioloop, Sanic's `add_task`,
Quart's `add_background_task`, Starlette's background tasks, fastapi-utils' `repeat_every`, watchdog.
"""

from __future__ import annotations

from runready_linter.service_knowledge import BackgroundWork

_LOOPS = ("asyncio.get_event_loop", "asyncio.get_running_loop", "asyncio.new_event_loop")
_SCHEDULERS = (
    "background.BackgroundScheduler", "asyncio.AsyncIOScheduler", "gevent.GeventScheduler", "tornado.TornadoScheduler",
    "twisted.TwistedScheduler", "qt.QtScheduler",
)  # fmt: skip

BACKGROUND_WORK = BackgroundWork(
    starters={
        "threading.Thread.start": "a thread",
        "threading.Timer.start": "a timer",
        "_thread.start_new_thread": "a thread",
        "multiprocessing.Process.start": "a process",
        "multiprocessing.context.Process.start": "a process",
        "subprocess.Popen": "a process",
        "asyncio.create_task": "a task",
        "asyncio.ensure_future": "a task",
        "asyncio.tasks.create_task": "a task",
        "asyncio.run_coroutine_threadsafe": "a task",
        **{f"{loop}.create_task": "a task" for loop in _LOOPS},
        **{f"{loop}.call_later": "a timer" for loop in _LOOPS},
        **{f"{loop}.run_in_executor": "a pool's job" for loop in _LOOPS},
        "concurrent.futures.ThreadPoolExecutor.submit": "a pool's job",
        "concurrent.futures.ProcessPoolExecutor.submit": "a pool's job",
        "concurrent.futures.thread.ThreadPoolExecutor.submit": "a pool's job",
        "multiprocessing.Pool.apply_async": "a pool's job",
        "multiprocessing.pool.ThreadPool.apply_async": "a pool's job",
        "flask_executor.Executor.submit": "a pool's job",
        "flask_executor.Executor.submit_stored": "a pool's job",
        **{f"apscheduler.schedulers.{name}.start": "a scheduler" for name in _SCHEDULERS},
        "flask_apscheduler.APScheduler.start": "a scheduler",
        "flask_apscheduler.scheduler.APScheduler.start": "a scheduler",
        "rocketry.Rocketry.run": "a scheduler",
        "rocketry.Rocketry.serve": "a scheduler",
        "huey.contrib.mini.MiniHuey.start": "a scheduler",
        "tornado.ioloop.PeriodicCallback.start": "a timer",
        "tornado.ioloop.IOLoop.current.spawn_callback": "a task",
        "tornado.ioloop.IOLoop.current.call_later": "a timer",
        "tornado.ioloop.IOLoop.instance.call_later": "a timer",
        "gevent.spawn": "a greenlet",
        "gevent.spawn_later": "a greenlet",
        "eventlet.spawn": "a greenlet",
        "eventlet.spawn_n": "a greenlet",
        "eventlet.spawn_after": "a greenlet",
        "flask_socketio.SocketIO.start_background_task": "a thread",
        "socketio.Server.start_background_task": "a thread",
        "socketio.AsyncServer.start_background_task": "a task",
        "sanic.Sanic.add_task": "a task",
        "sanic.Request.app.add_task": "a task",
        "watchdog.observers.Observer.start": "a thread",
        "schedule.run_continuously": "a thread",
    },
    request_starters={"request.app.add_task": "sanic.Sanic.add_task", "req.app.add_task": "sanic.Sanic.add_task"},
    after_response=frozenset(
        {
            "fastapi.BackgroundTasks.add_task", "starlette.background.BackgroundTasks.add_task",
            "fastapi.background.BackgroundTasks.add_task", "starlette.background.BackgroundTask",
            "quart.Quart.add_background_task", "quart.current_app.add_background_task", "litestar.background_tasks.BackgroundTask",
        }
    ),
    scheduled={"repeat_every": "a task"},
    releasing=(
        r"(?i)^_*(os\.)?(remove|unlink|rmtree|rmdir|close|aclose|cleanup|clean_?up|dispose|release|shutdown|"
        r"(remove|unlink|delete|clean|clear|cleanup|close|purge|release)_\w*(file|files|path|dir|directory|folder|temp|tmp|"
        r"upload|conn|connection|session|client|response|handle|lock|resources?)\w*|(safe|silent)_*(remove|unlink|delete))$"
    ),
)  # fmt: skip
