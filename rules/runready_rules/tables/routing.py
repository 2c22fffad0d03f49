"""How applications say which paths they serve, and what may serve paths that no file of the project shows."""

from __future__ import annotations

#: Frameworks whose routes stand in decorators and calls with the path as a text.
#: Sources: https://fastapi.tiangolo.com/reference/apirouter/, https://www.starlette.io/routing/,
#: https://flask.palletsprojects.com/en/stable/api/#url-route-registrations, https://bottlepy.org/docs/stable/routing.html
FRAMEWORKS = frozenset({"fastapi", "starlette", "flask", "quart", "bottle"})

#: Decorators that take a path first, or by one of `KEYWORDS`.
DECORATORS = frozenset(
    {
        "get", "post", "put", "patch", "delete", "head", "options", "trace",
        "route", "api_route", "websocket", "websocket_route",
    }
)  # fmt: skip
#: Calls that do.
CALLS = frozenset(
    {
        "add_url_rule",
        "add_api_route",
        "add_route",
        "add_api_websocket_route",
        "add_websocket_route",
        "Route",
        "APIRoute",
    }
)
KEYWORDS = ("path", "rule")

#: Calls after which paths may be served that stand nowhere as a route.
OPAQUE = frozenset(
    {
        "mount", "Mount", "Host", "StaticFiles", "DispatcherMiddleware", "WSGIMiddleware", "import_module", "static_file",
        "errorhandler", "register_error_handler", "exception_handler", "add_exception_handler", "error", "expose", "add_resource",
        "before_request", "before_app_request", "middleware", "add_middleware", "init_app", "autodiscover", "register_routes",
    }
)  # fmt: skip
#: Those of them that are harmless with these arguments' or objects' names in sight.
HARMLESS = frozenset(
    {
        "CORSMiddleware", "GZipMiddleware", "TrustedHostMiddleware", "HTTPSRedirectMiddleware", "ProxyHeadersMiddleware",
        "SessionMiddleware", "db", "migrate", "login_manager", "csrf", "cors", "mail", "cache", "limiter", "bcrypt", "jwt", "ma",
    }
)  # fmt: skip

#: Packages that serve paths of their own, or by rules of their own: with one of them, not every path is known.
OTHERS = frozenset(
    {
        "a2wsgi", "aiohttp", "apiflask", "ariadne", "asgiref", "cherrypy", "chainlit", "connexion", "dash", "django", "eve", "falcon",
        "flasgger", "gradio", "graphene", "healthcheck", "hug", "litestar", "mangum", "mesop", "muffin", "nicegui", "piccolo_admin",
        "prometheus_client", "prometheus_fastapi_instrumentator", "pyramid", "reflex", "robyn", "sanic", "socketio", "spectree",
        "sqladmin", "starlite", "strawberry", "streamlit", "tornado", "webpy", "wsgidav", "zappa",
    }
)  # fmt: skip
#: Extensions whose names begin so are others too, but for those that only keep data or guard requests.
EXTENSIONS = ("flask_", "fastapi_", "starlette_", "quart_", "bottle_")
PLAIN_EXTENSIONS = frozenset(
    {
        "flask_sqlalchemy", "flask_migrate", "flask_login", "flask_cors", "flask_wtf", "flask_mail", "flask_caching", "flask_limiter",
        "flask_session", "flask_talisman", "flask_compress", "flask_bcrypt", "flask_marshmallow", "flask_jwt_extended",
        "flask_httpauth", "flask_babel", "flask_redis", "flask_pymongo", "fastapi_limiter", "fastapi_cache", "quart_cors",
    }
)  # fmt: skip
#: What frameworks serve without being asked.
BUILT_IN = ("/docs", "/redoc", "/openapi.json", "/static/<path:file>")
