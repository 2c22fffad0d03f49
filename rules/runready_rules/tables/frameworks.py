"""What web frameworks, command-line libraries and schedulers run, and when.

Sources: each framework's own API reference (Flask, Quart, FastAPI, Starlette, Django, DRF, aiohttp, Tornado, Sanic, Bottle,
CherryPy, Falcon, Pyramid, Litestar, Channels, Strawberry, Ariadne, Graphene, Flask-SocketIO, python-socketio, Dash, Gradio).
"""

from __future__ import annotations

from runready_linter.state_knowledge import Frameworks, When

_TAKERS: dict[str, When] = {
    # URL tables and routers.
    "django.urls.path": "serving", "django.urls.re_path": "serving", "django.conf.urls.url": "serving",
    "starlette.routing.Route": "serving", "starlette.routing.WebSocketRoute": "serving", "starlette.routing.Mount": "serving",
    "fastapi.Depends": "serving", "fastapi.Security": "serving", "fastapi.params.Depends": "serving",
    "fastapi.BackgroundTasks.add_task": "serving", "starlette.background.BackgroundTask": "serving",
    "starlette.middleware.Middleware": "serving", "litestar.di.Provide": "serving",
    "tornado.web.Application": "serving", "tornado.web.url": "serving", "tornado.routing.Rule": "serving",
    "aiohttp.web.middleware": "serving", "sanic.response.stream": "serving",
    "cherrypy.expose": "serving", "cherrypy.quickstart": "serving", "cherrypy.tree.mount": "serving",
    "bottle.hook": "serving", "bottle.error": "serving", "bottle.run": "serving",
    "litestar.get": "serving", "litestar.post": "serving", "litestar.put": "serving", "litestar.patch": "serving",
    "litestar.delete": "serving", "litestar.websocket": "serving", "litestar.route": "serving",
    "pyramid.view.view_config": "serving", "flask_admin.expose": "serving",
    "django.dispatch.receiver": "serving", "django.template.Library.filter": "serving",
    "django.template.Library.simple_tag": "serving", "django.template.Library.inclusion_tag": "serving",
    "rest_framework.decorators.action": "serving", "ninja.NinjaAPI.api_operation": "serving",
    "celery.shared_task": "elsewhere", "celery.Celery.task": "elsewhere", "dramatiq.actor": "elsewhere",
    "huey.RedisHuey.task": "elsewhere", "rq.decorators.job": "elsewhere", "arq.cron": "elsewhere",
    # Resolvers.
    "strawberry.field": "serving", "strawberry.mutation": "serving", "strawberry.subscription": "serving",
    "ariadne.QueryType.field": "serving", "ariadne.MutationType.field": "serving", "ariadne.ObjectType.field": "serving",
    "ariadne.SubscriptionType.field": "serving", "ariadne.SubscriptionType.source": "serving",
    # Sockets and events.
    "flask_socketio.SocketIO.on": "serving", "flask_socketio.SocketIO.event": "serving", "flask_sock.Sock.route": "serving",
    "socketio.Server.on": "serving", "socketio.Server.event": "serving", "socketio.AsyncServer.on": "serving",
    "socketio.AsyncServer.event": "serving", "flask_socketio.SocketIO.on_event": "serving",
    "websockets.serve": "serving", "websockets.server.serve": "serving", "websockets.asyncio.server.serve": "serving",
    "asyncio.start_server": "serving", "asyncio.start_unix_server": "serving", "aiohttp.web.Server": "serving",
    "wsgiref.simple_server.make_server": "serving", "http.server.HTTPServer": "serving",
    "http.server.ThreadingHTTPServer": "serving", "socketserver.TCPServer": "serving",
    "socketserver.ThreadingTCPServer": "serving", "werkzeug.serving.run_simple": "serving",
    "xmlrpc.server.SimpleXMLRPCServer.register_function": "serving", "grpc.unary_unary_rpc_method_handler": "serving",
    "dash.Dash.callback": "serving", "dash.callback": "serving", "gradio.Interface": "serving",
    "gradio.ChatInterface": "serving", "gradio.Button.click": "serving", "nicegui.ui.page": "serving",
    "slack_bolt.App.event": "serving", "slack_bolt.App.command": "serving", "slack_bolt.App.message": "serving",
    "flask_httpauth.HTTPBasicAuth.verify_password": "serving", "flask_httpauth.HTTPTokenAuth.verify_token": "serving",
    "flask.after_this_request": "serving", "flask.stream_with_context": "serving",
    # Start, stop and commands.
    "click.command": "start", "click.group": "start", "click.Group.command": "start", "click.group.command": "start",
    "typer.Typer.command": "start", "typer.Typer.callback": "start", "typer.run": "start", "asyncio.run": "start",
    "signal.signal": "start", "atexit.register": "start", "weakref.finalize": "start",
    "celery.signals.worker_process_init.connect": "elsewhere", "celery.signals.worker_ready.connect": "elsewhere",
    # Jobs.
    "apscheduler.schedulers.background.BackgroundScheduler.add_job": "background",
    "apscheduler.schedulers.asyncio.AsyncIOScheduler.add_job": "background",
    "schedule.every": "background", "schedule.repeat": "background", "fastapi_utils.tasks.repeat_every": "background",
    "flask_apscheduler.APScheduler.task": "background", "tornado.ioloop.PeriodicCallback": "background",
    "pytest.fixture": "test", "pytest_asyncio.fixture": "test", "pytest.mark.parametrize": "test",
}  # fmt: skip

_NAMES: dict[str, When] = {
    **dict.fromkeys(
        (
            "route", "websocket", "websocket_route", "api_route", "ws", "before_request", "after_request",
            "teardown_request", "teardown_appcontext", "before_app_request", "after_app_request", "teardown_app_request",
            "errorhandler", "app_errorhandler", "error_handler", "exception_handler", "exception", "middleware",
            "context_processor", "app_context_processor", "template_filter", "template_global", "template_test",
            "app_template_filter", "app_template_global", "url_value_preprocessor", "url_defaults",
            "before_websocket", "after_websocket", "user_loader", "request_loader", "unauthorized_handler",
            "needs_refresh_handler", "header_loader", "token_in_blocklist_loader", "token_in_blacklist_loader", "user_lookup_loader",
            "user_identity_loader", "additional_claims_loader", "user_claims_loader", "expired_token_loader", "verify_password",
            "verify_token", "get_user_roles", "expose", "api_view", "view_config", "on_request", "on_response",
            "require_http_methods", "require_GET", "require_POST", "login_required", "csrf_exempt", "jwt_required",
            "permission_required", "permission_classes", "cache_page", "token_required", "auth_required",
            # The same as calls.
            "add_url_rule", "add_api_route", "add_route", "add_api_websocket_route", "add_websocket_route", "add_view",
            "add_resource", "add_get", "add_post", "add_put", "add_patch", "add_delete", "add_exception_handler",
            "register_error_handler", "add_middleware", "register_middleware", "add_template_filter",
            "add_template_global", "add_handlers", "add_task",
        ),
        "serving",
    ),
    **dict.fromkeys(
        (
            "command", "before_first_request", "before_server_start", "after_server_start", "before_server_stop",
            "after_server_stop", "main_process_start", "main_process_stop", "before_serving", "after_serving",
            "while_serving", "on_startup", "on_shutdown", "on_cleanup", "on_event", "listener", "record", "record_once",
            "cleanup_ctx", "add_event_handler", "shell_context_processor", "before_first_app_request", "on_app_startup",
        ),
        "start",
    ),
    **dict.fromkeys(("scheduled_job", "repeat_every", "add_job", "scheduler_task"), "background"),
    **dict.fromkeys(("task", "shared_task", "periodic_task", "actor", "db_task", "db_periodic_task"), "elsewhere"),
    "fixture": "test",
}  # fmt: skip

_BASES: tuple[tuple[str, When], ...] = (
    ("django.core.management.", "start"), ("django.apps.", "start"), ("django.test.", "test"), ("unittest.", "test"),
    ("django.views.", "serving"), ("django.contrib.", "serving"), ("django.forms.", "serving"),
    ("django.db.models.", "serving"), ("django.utils.deprecation.", "serving"), ("django.utils.decorators.", "serving"),
    ("django.template.", "serving"), ("rest_framework.", "serving"), ("channels.", "serving"), ("ninja", "serving"),
    ("flask.views.", "serving"), ("flask.MethodView", "serving"), ("flask_restful.", "serving"), ("flask_restx.", "serving"), ("flask_classful.", "serving"),
    ("flask_appbuilder.", "serving"), ("flask_admin.", "serving"), ("flask_socketio.", "serving"), ("socketio.", "serving"),
    ("quart.views.", "serving"), ("starlette.middleware.", "serving"), ("starlette.endpoints.", "serving"),
    ("fastapi.security.", "serving"), ("litestar.", "serving"), ("aiohttp.web.View", "serving"),
    ("tornado.web.", "serving"), ("tornado.websocket.", "serving"), ("sanic.views.", "serving"),
    ("http.server.", "serving"), ("socketserver.BaseRequestHandler", "serving"),
    ("socketserver.StreamRequestHandler", "serving"), ("socketserver.DatagramRequestHandler", "serving"),
    ("asyncio.Protocol", "serving"), ("asyncio.BufferedProtocol", "serving"),
    ("graphene.", "serving"), ("graphene_django.", "serving"), ("spyne.", "serving"), ("wagtail.", "serving"),
    ("threading.Thread", "background"), ("multiprocessing.Process", "elsewhere"), ("celery.", "elsewhere"),
    ("flask_script.", "start"), ("gunicorn.", "start"), ("socketserver.", "serving"), ("blacksheep.", "serving"),
)  # fmt: skip

FRAMEWORKS = Frameworks(
    takers=_TAKERS,
    names=_NAMES,
    verbs=frozenset({"get", "post", "put", "patch", "delete", "head", "options", "trace", "query", "connect", "view"}),
    keywords={
        "lifespan": "start", "on_startup": "start", "on_shutdown": "start",
        "middleware": "serving", "middlewares": "serving",
        "before_request": "serving", "view_func": "serving", "key_func": "serving",
    },
    bases=_BASES,
    methods={
        "starlette.middleware.": {"__init__": "start"},
        "django.utils.deprecation.": {"__init__": "start"},
        "django.core.management.": {},
    },
    spawners=frozenset(
        {
            "asyncio.create_task", "asyncio.ensure_future", "threading.Thread", "threading.Timer", "_thread.start_new_thread",
            "multiprocessing.Process", "concurrent.futures.ThreadPoolExecutor.submit", "gevent.spawn", "eventlet.spawn",
            "asyncio.TaskGroup.create_task", "asyncio.get_event_loop.create_task", "asyncio.get_running_loop.create_task",
        }
    ),
    spawner_names=frozenset(
        {"create_task", "ensure_future", "Thread", "Timer", "start_background_task", "start_soon", "spawn", "spawn_later", "add_callback", "spawn_callback"}
    ),
    requests=frozenset({"Request", "HttpRequest", "WebSocket", "HTTPConnection", "WSGIRequest", "ASGIRequest", "HTTPRequest"}),
    signatures=(
        ("request",), ("environ", "start_response"), ("env", "start_response"), ("scope", "receive", "send"),
        ("req", "resp"), ("req", "res"), ("_request",),
    ),
    copies_defaults=frozenset({"get", "post", "put", "patch", "delete", "head", "options", "api_route", "websocket", "Depends", "Security"}),
    factory_names=r"(create|make|build|get|init)_*(\w+_)?(app|application|asgi|wsgi)",
    start_names=(
        r"(?i)^_*(main|cli|get_*(app|application|server|api)|"
        r"(create|make|build|init|setup|configure)_*\w*(app|application|server|api)|init(ial\w*)?(_\w+)?|set_?up(_\w+)?|"
        r"(on_)?start_?up(_\w+)?|(on_)?shut_?down(_\w+)?|bootstrap(_\w+)?|configure(_\w+)?|register(_\w+)?|"
        r"seed(_\w+)?|populate(_\w+)?|warm_?up(_\w+)?|preload(_\w+)?|load(_\w+)?|reset(_\w+)?|tear_?down(_\w+)?|"
        r"includeme|cleanup|close|stop|terminate|(handle|on)_(exit|sig\w*)|"
        r"test_\w+|__init_subclass__|__set_name__|run_server|serve|run)$"
    ),
)  # fmt: skip
