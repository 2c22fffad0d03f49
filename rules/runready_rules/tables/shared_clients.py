"""Libraries whose objects are no memory of ours, although their verbs look like a container's.

An external store's client (`redis.Redis.append`), a metric, a logger, a lock, an object bound to the request or the
thread. Each entry is a dotted path or, with a dot at its end, the beginning of one.
"""

from __future__ import annotations

CLIENTS: tuple[str, ...] = (
    # Stores and brokers outside of the process.
    "redis.", "aioredis.", "redis_om.", "rediscluster.", "walrus.", "valkey.", "coredis.", "fakeredis.", "memcache.", "pymemcache.", "pylibmc.", "bmemcached.", "aiomcache.",
    "boto3.", "botocore.", "aioboto3.", "aiobotocore.", "google.cloud.", "azure.", "pymongo.", "motor.",
    "mongoengine.", "beanie.", "odmantic.", "elasticsearch.", "opensearchpy.", "cassandra.", "neo4j.", "pynamodb.", "firebase_admin.",
    "kafka.", "aiokafka.", "confluent_kafka.", "pika.", "aio_pika.", "nats.", "kombu.", "celery.", "dramatiq.", "rq.", "huey.", "arq.",
    "stripe.", "twilio.", "openai.", "anthropic.", "supabase.", "pinecone.", "qdrant_client.", "weaviate.", "chromadb.",
    # Databases, drivers and mappers.
    "sqlalchemy.", "flask_sqlalchemy.", "sqlmodel.", "databases.", "asyncpg.", "psycopg.", "psycopg2.", "psycopg_pool.", "pymysql.",
    "MySQLdb.", "aiomysql.", "aiosqlite.", "sqlite3.", "peewee.", "pony.", "tortoise.", "django.db.", "flask_migrate.",
    "tinydb.", "shelve.", "dbm.", "diskcache.", "sqlitedict.", "duckdb.", "lmdb.", "ZODB.", "plyvel.", "pickledb.",
    # Caches with a backend of their own: AR204 judges the backend.
    "django.core.cache.", "flask_caching.", "aiocache.", "fastapi_cache.", "cashews.", "dogpile.", "beaker.", "werkzeug.contrib.cache.", "cachelib.",
    # Metrics, tracing, logs.
    "prometheus_client.", "prometheus_flask_exporter.", "statsd.", "datadog.", "ddtrace.", "opentelemetry.", "sentry_sdk.", "newrelic.", "aws_xray_sdk.", "logging.", "loguru.", "structlog.",
    # Locks, and what belongs to a request, a task or a thread.
    "threading.", "contextvars.", "asgiref.", "werkzeug.local.", "greenlet.", "gevent.local.", "contextlib.",
    "asyncio.Lock", "asyncio.Semaphore", "asyncio.Event", "asyncio.Condition", "multiprocessing.Lock", "multiprocessing.RLock",
    "asyncio.BoundedSemaphore", "anyio.", "filelock.",
    "flask.g", "flask.session", "flask.request", "flask.current_app", "quart.g", "quart.session", "quart.request",
    "bottle.request", "bottle.response", "bottle.local", "cherrypy.session", "cherrypy.request", "cherrypy.response", "cherrypy.serving",
    "streamlit.session_state", "nicegui.app.storage.", "starlette_context.", "flask_login.", "flask_security.",
    "django.conf.settings", "django.utils.translation.", "django.contrib.",
    # HTTP clients.
    "requests.", "httpx.", "aiohttp.", "urllib3.", "urllib.", "http.", "httplib2.", "grpc.", "websocket.", "websockets.", "smtplib.",
    # Work handed over (AR206), never a store to read from.
    "concurrent.futures.", "apscheduler.", "subprocess.",
    # Interpreter-wide settings.
    "os.environ", "sys.", "warnings.", "gc.", "signal.", "locale.", "argparse.", "click.", "typer.",
    # Frameworks' own objects: their configuration is AR203's.
    "flask.", "fastapi.", "starlette.", "quart.", "sanic.", "litestar.", "falcon.", "bottle.", "cherrypy.", "tornado.",
    "django.", "rest_framework.", "flask_restful.", "flask_restx.", "flask_cors.", "flask_wtf.", "flask_limiter.", "slowapi.", "jinja2.", "werkzeug.",
    "pydantic.", "pydantic_settings.", "marshmallow.", "graphene.", "strawberry.", "ariadne.", "re.",
    "flask_socketio.", "socketio.", "flask_login.", "authlib.", "jwt.", "passlib.", "itsdangerous.", "torch.", "tensorflow.", "transformers.", "sklearn.", "spacy.",
)  # fmt: skip
