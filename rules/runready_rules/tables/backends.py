"""What keeps sessions, caches, rate limits, queues, channel layers and jobs in the process or on its disk.

Sources: Django's settings reference (CACHES, SESSION_ENGINE), Channels' `CHANNEL_LAYERS`, Flask-Session's SESSION_TYPE,
Flask-Caching's CACHE_TYPE, Flask-Limiter's and slowapi's `storage_uri` (memory by default), APScheduler 3's job stores
(memory by default), Celery's broker and result settings, huey, dramatiq, taskiq, aiocache, fastapi-cache, cashews,
dogpile.cache, cachelib, starsessions, fastapi-sessions, Litestar's stores, broadcaster, limits.
"""

from __future__ import annotations

from runready_linter.service_knowledge import BackendCall, Backends, BackendSetting

_BROKERS = ("memory:*", "filesystem:*")
_RESULTS = ("cache+memory*", "file:*", "cache+locmem*")
_CACHES = (
    "SimpleCache", "simple", "FileSystemCache", "filesystem", "flask_caching.backends.SimpleCache",
    "flask_caching.backends.simplecache.SimpleCache", "flask_caching.backends.FileSystemCache",
    "flask_caching.backends.filesystemcache.FileSystemCache", "flask_caching.backends.simple", "flask_caching.backends.filesystem",
)  # fmt: skip
_SESSIONS, _CACHE, _LIMITS, _QUEUE, _JOBS = "sessions", "the cache", "rate limits", "the task queue", "scheduled jobs"
_LIMITER = BackendCall(
    _LIMITS, (-1, "storage_uri"), ("memory:*",), by_default=True,
    unless=("RATELIMIT_STORAGE_URI", "RATELIMIT_STORAGE_URL", "storage", "storage_options"),
)  # fmt: skip
_SCHEDULER = BackendCall(_JOBS, by_default=True, unless=("jobstores", "SCHEDULER_JOBSTORES", "add_jobstore", "gconfig"))

BACKENDS = Backends(
    settings={
        "CACHES": BackendSetting(
            _CACHE,
            ("django",),
            ("django.core.cache.backends.locmem.*", "django.core.cache.backends.filebased.*"),
            "nested",
            "BACKEND",
        ),
        "SESSION_ENGINE": BackendSetting(_SESSIONS, ("django",), ("django.contrib.sessions.backends.file",)),
        "CHANNEL_LAYERS": BackendSetting(
            "the channel layer", ("django",), ("channels.layers.InMemoryChannelLayer",), "nested", "BACKEND"
        ),
        "HUEY": BackendSetting(
            _QUEUE, ("django",), ("huey.MemoryHuey", "huey.SqliteHuey", "huey.FileHuey"), "nested", "huey_class"
        ),
        "DRAMATIQ_BROKER": BackendSetting(
            _QUEUE, ("django",), ("dramatiq.brokers.stub.StubBroker",), "nested", "BROKER"
        ),
        "CELERY_BROKER_URL": BackendSetting(_QUEUE, (), _BROKERS),
        "BROKER_URL": BackendSetting(_QUEUE, ("celery",), _BROKERS),
        "broker_url": BackendSetting(_QUEUE, ("celery",), _BROKERS),
        "CELERY_RESULT_BACKEND": BackendSetting("task results", (), _RESULTS),
        "result_backend": BackendSetting("task results", ("celery",), _RESULTS),
        "RATELIMIT_STORAGE_URI": BackendSetting(_LIMITS, ("flask_limiter",), ("memory:*",)),
        "RATELIMIT_STORAGE_URL": BackendSetting(_LIMITS, ("flask_limiter",), ("memory:*",)),
        "SESSION_TYPE": BackendSetting(_SESSIONS, ("flask_session", "quart_session"), ("filesystem", "memory")),
        "CACHE_TYPE": BackendSetting(_CACHE, ("flask_caching", "flask_cache"), _CACHES),
    },
    switches={
        # https://docs.cherrypy.dev/en/latest/pkg/cherrypy.lib.sessions.html: RamSession by default.
        "tools.sessions.on": (_SESSIONS, ("tools.sessions.storage_type", "tools.sessions.storage_class")),
    },
    calls={
        "flask_limiter.Limiter": (_LIMITER,),
        "flask_limiter.extension.Limiter": (_LIMITER,),
        "slowapi.Limiter": (_LIMITER,),
        "slowapi.extension.Limiter": (_LIMITER,),
        "limits.storage.MemoryStorage": (BackendCall(_LIMITS),),
        "limits.storage.storage_from_string": (BackendCall(_LIMITS, (0, "storage_string"), ("memory:*",)),),
        **{
            f"apscheduler.schedulers.{name}": (_SCHEDULER,)
            for name in (
                "background.BackgroundScheduler", "asyncio.AsyncIOScheduler", "gevent.GeventScheduler", "tornado.TornadoScheduler",
            )
        },
        "flask_apscheduler.APScheduler": (_SCHEDULER,),
        "apscheduler.jobstores.memory.MemoryJobStore": (BackendCall(_JOBS),),
        "celery.Celery": (
            BackendCall(_QUEUE, (-1, "broker"), _BROKERS),
            BackendCall("task results", (-1, "backend"), _RESULTS),
        ),
        "celery.app.base.Celery": (BackendCall(_QUEUE, (-1, "broker"), _BROKERS),),
        **dict.fromkeys(
            (
                "huey.MemoryHuey", "huey.SqliteHuey", "huey.FileHuey", "huey.contrib.mini.MiniHuey",
                "dramatiq.brokers.stub.StubBroker", "taskiq.InMemoryBroker", "taskiq.brokers.inmemory_broker.InMemoryBroker",
            ),
            (BackendCall(_QUEUE),),
        ),
        **dict.fromkeys(
            (
                "aiocache.SimpleMemoryCache", "aiocache.backends.memory.SimpleMemoryCache",
                "fastapi_cache.backends.inmemory.InMemoryBackend",
                "cachelib.SimpleCache", "cachelib.simple.SimpleCache", "cachelib.FileSystemCache", "cachelib.file.FileSystemCache",
                "werkzeug.contrib.cache.SimpleCache", "werkzeug.contrib.cache.FileSystemCache",
                "flask_caching.backends.SimpleCache", "flask_caching.backends.simplecache.SimpleCache",
            ),
            (BackendCall(_CACHE),),
        ),
        "aiocache.Cache": (BackendCall(_CACHE, (0, "cache_class"), ("aiocache.Cache.MEMORY",), by_default=True),),
        "aiocache.Cache.from_url": (BackendCall(_CACHE, (0, "url"), ("memory:*",)),),
        "cashews.cache.setup": (BackendCall(_CACHE, (0, "settings_url"), ("mem:*", "disk:*")),),
        "cashews.Cache.setup": (BackendCall(_CACHE, (0, "settings_url"), ("mem:*", "disk:*")),),
        "dogpile.cache.make_region.configure": (
            BackendCall(_CACHE, (0, "backend"), ("dogpile.cache.memory*", "dogpile.cache.dbm")),
        ),
        **dict.fromkeys(
            (
                "starsessions.InMemoryStore", "starsessions.stores.InMemoryStore", "starsessions.stores.memory.InMemoryStore",
                "fastapi_sessions.backends.implementations.InMemoryBackend",
                "fastapi_sessions.backends.implementations.in_memory_backend.InMemoryBackend",
                "sanic_session.InMemorySessionInterface",
            ),
            (BackendCall(_SESSIONS),),
        ),
        "litestar.stores.memory.MemoryStore": (BackendCall(_CACHE),),
        "litestar.stores.file.FileStore": (BackendCall(_CACHE),),
        "broadcaster.Broadcast": (BackendCall("broadcasts", (0, "url"), ("memory:*",)),),
        "channels.layers.InMemoryChannelLayer": (BackendCall("the channel layer"),),
    },
)  # fmt: skip
