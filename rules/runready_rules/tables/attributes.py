"""Objects whose attributes and items all requests share, and classes whose attributes are none of that.

Sources: Flask's and Quart's API reference (`Flask.config`, `Flask.extensions`), Starlette's `Starlette.state`, aiohttp's
"data sharing" chapter (`Application` and `Request.app` as mappings), Sanic's `app.ctx`, Tornado's `Application.settings`,
Litestar's `State`, Django's `django.conf.settings`; pydantic's, Django's and attrs' documentation of class attributes.
"""

from __future__ import annotations

from runready_linter.state_knowledge import Attributes

ATTRIBUTES = Attributes(
    holders=frozenset(
        {
            "flask.Flask", "flask.current_app", "quart.Quart", "quart.current_app",
            "flask.Flask.config", "flask.current_app.config", "flask.Flask.extensions", "flask.current_app.extensions",
            "flask.Blueprint.config", "quart.Quart.config", "quart.current_app.config",
            "fastapi.FastAPI.state", "starlette.applications.Starlette.state",
            "fastapi.Request.app.state", "fastapi.WebSocket.app.state", "fastapi.requests.Request.app.state",
            "starlette.requests.Request.app.state", "starlette.websockets.WebSocket.app.state",
            "starlette.requests.HTTPConnection.app.state", "fastapi.requests.HTTPConnection.app.state",
            "sanic.Sanic.ctx", "sanic.Sanic.config", "sanic.Request.app.ctx", "sanic.request.Request.app.ctx",
            "litestar.Litestar.state", "litestar.datastructures.State", "litestar.Request.app.state",
            "bottle.Bottle.config", "bottle.default_app.config", "cherrypy.config",
            "tornado.web.Application.settings", "tornado.web.RequestHandler.settings",
            "django.conf.settings",
        }
    ),
    mappings=frozenset(
        {
            "aiohttp.web.Application", "aiohttp.web.Request.app", "aiohttp.web.Request.config_dict",
            "aiohttp.web.WebSocketResponse.app",
        }
    ),
    request_holders=(
        "request.app.state", "req.app.state", "websocket.app.state", "ws.app.state", "request.app.ctx", "self.application.settings",
        "self.request.app.state", "request.app.config", "conn.app.state", "connection.app.state", "info.context.app.state", "self.settings.shared",
    ),
    request_mappings=("request.app", "req.app", "self.request.app", "request.config_dict"),
    own_holders={
        "tornado.web.": frozenset({"application", "settings"}), "tornado.websocket.": frozenset({"application", "settings"}),
        "http.server.": frozenset({"server"}), "socketserver.": frozenset({"server"}),
    },
    namespaces=frozenset({"types.SimpleNamespace", "argparse.Namespace", "starlette.datastructures.State"}),
    keepers=frozenset(
        {
            "functools.lru_cache", "functools.cache", "async_lru.alru_cache", "cachetools.func.lru_cache",
            "methodtools.lru_cache",
        }
    ),
    injectors=frozenset({"Depends", "Security", "Provide", "Inject"}),
    copying_bases=(
        "pydantic.", "pydantic_settings.", "sqlmodel.", "django.db.models.", "django.forms.", "rest_framework.serializers.",
        "marshmallow.", "mongoengine.", "peewee.", "odmantic.", "beanie.", "tortoise.", "msgspec.", "enum.", "typing.",
        "strawberry.", "graphene.", "wtforms.", "flask_wtf.", "sqlalchemy.", "flask_sqlalchemy.", "factory.", "pony.",
        "ormar.", "ninja.", "colander.", "attr.", "attrs.", "umongo.",
    ),
    middleware_bases=("starlette.middleware.", "django.utils.deprecation.MiddlewareMixin", "litestar.middleware."),
    own_bases=(
        "threading.local", "werkzeug.local.", "gevent.local.", "asgiref.local.", "logging.", "contextvars.", "json.JSONEncoder",
    ),
)  # fmt: skip
