"""Python callables that start a server: where the port and the host stand, and the defaults.

Each row names the release that it was read from: the package's own source, not its prose.
"""

from __future__ import annotations

from dataclasses import replace

from runready_linter.knowledge import OptionDefiner, Place, ServerCall, ServerSettings

_LOOPBACK = "127.0.0.1"
_ALL = "0.0.0.0"


def _named(position: int, keyword: str) -> Place:
    return (position, keyword)


_HOST, _PORT = _named(-1, "host"), _named(-1, "port")

_FLASK = ServerCall(
    "flask", "flask 3, flask/app.py: run(host=None, port=None, debug=None): 127.0.0.1, 5000; int(port)",
    host=(0, "host"), port=(1, "port"), default_host=_LOOPBACK, default_port=5000,
    tls=("ssl_context",), debug=("debug", "use_reloader"), debug_setting="flask.Flask", development=True,
)  # fmt: skip
_QUART = ServerCall(
    "quart", "quart 0.22, quart/app.py: run(host, port, debug, ...): 127.0.0.1, 5000",
    host=(0, "host"), port=(1, "port"), default_host=_LOOPBACK, default_port=5000,
    tls=("certfile", "keyfile"), debug=("debug",),
)  # fmt: skip
_UVICORN = ServerCall(
    "uvicorn", "uvicorn 0.54, uvicorn/main.py and uvicorn/config.py: 127.0.0.1, 8000; the port goes to socket.bind",
    host=_HOST, port=_PORT, default_host=_LOOPBACK, default_port=8000, no_port=("uds", "fd"),
    tls=("ssl_keyfile", "ssl_certfile"), debug=("reload",), number=True,
)  # fmt: skip
_TORNADO = ServerCall(
    "tornado", "tornado 6, tornado/tcpserver.py: listen(port, address=None) and bind(port, address=None)",
    host=(1, "address"), port=(0, "port"), default_host=_ALL, tls=("ssl_options",), returns=True,
)  # fmt: skip
_SOCKET_SERVER = ServerCall(
    "http.server", "CPython 3.11, socketserver.py: TCPServer(server_address, RequestHandlerClass)",
    address=(0, "server_address"), number=True,
)  # fmt: skip
_ASYNCIO = ServerCall(
    "asyncio", "CPython 3.11, asyncio/base_events.py: create_server(protocol_factory, host=None, port=None)",
    host=(1, "host"), port=(2, "port"), default_host=_ALL, no_port=("sock",), tls=("ssl",), returns=True,
)  # fmt: skip
_GRPC = ServerCall(
    "grpc",
    "grpcio 1.6x, grpc/__init__.py: add_insecure_port(address) gives the port",
    address=(0, "address"),
    returns=True,
)
_CHEROOT = ServerCall(
    "cheroot", "cheroot 11, cheroot/wsgi.py: Server(bind_addr, wsgi_app, ...)", address=(0, "bind_addr")
)
_GEVENT = ServerCall(
    "gevent", "gevent 26, gevent/baseserver.py: the listener is a pair, `host:port`, a port or a socket",
    address=(0, "listener"), tls=("keyfile", "certfile", "ssl_context"), number=True,
)  # fmt: skip
_GRADIO = ServerCall(
    "gradio", "gradio 6, gradio/blocks.py and gradio/http_server.py: GRADIO_SERVER_NAME, GRADIO_SERVER_PORT, 7860",
    host=(-1, "server_name"), port=(-1, "server_port"), default_host=_LOOPBACK, default_port=7860,
    host_variable="GRADIO_SERVER_NAME", port_variable="GRADIO_SERVER_PORT", tls=("ssl_certfile", "ssl_keyfile"),
    number=True,
)  # fmt: skip
_DASH = ServerCall(
    "dash", "dash 4, dash/dash.py: run(host, port): variables HOST, PORT, else 127.0.0.1, 8050; int(port)",
    host=(0, "host"), port=(1, "port"), default_host=_LOOPBACK, default_port=8050,
    host_variable="HOST", port_variable="PORT", debug=("debug",),
)  # fmt: skip
_WAITRESS = ServerCall(
    "waitress", "waitress 3, waitress/adjustments.py: host 0.0.0.0, port 8080, listen; asint(port)",
    host=_HOST, port=_PORT, address=(-1, "listen"), default_host=_ALL, default_port=8080,
    no_port=("unix_socket", "sockets"),
)  # fmt: skip
_BOTTLE = ServerCall(
    "bottle", "bottle 0.13, bottle.py: run(app, server, host='127.0.0.1', port=8080); int(port)",
    host=(2, "host"), port=(3, "port"), default_host=_LOOPBACK, default_port=8080, debug=("reloader", "debug"),
)  # fmt: skip
_AIOHTTP = ServerCall(
    "aiohttp", "aiohttp 3.14, aiohttp/web.py: run_app(app, *, host=None, port=None): all interfaces, 8080",
    host=_HOST, port=_PORT, default_host=_ALL, default_port=8080, no_port=("path", "sock"), tls=("ssl_context",),
    number=True,
)  # fmt: skip
_SANIC = ServerCall(
    "sanic", "sanic 25, sanic/mixins/startup.py: run(host=None, port=None): 127.0.0.1, 8000",
    host=(0, "host"), port=(1, "port"), default_host=_LOOPBACK, default_port=8000, no_port=("sock", "unix"),
    tls=("ssl",), debug=("debug", "dev", "auto_reload"), number=True,
)  # fmt: skip
_WSGIREF = ServerCall(
    "wsgiref", "CPython 3.11, wsgiref/simple_server.py: make_server(host, port, app)",
    host=(0, "host"), port=(1, "port"), default_host=_ALL, number=True,
)  # fmt: skip
_WERKZEUG = ServerCall(
    "werkzeug", "werkzeug 3, werkzeug/serving.py: run_simple(hostname, port, application); the port must be an int",
    host=(0, "hostname"), port=(1, "port"), default_host=_ALL, tls=("ssl_context",),
    debug=("use_reloader", "use_debugger"), development=True, number=True,
)  # fmt: skip
_WEBSOCKETS = ServerCall(
    "websockets", "websockets 17, websockets/asyncio/server.py: serve(handler, host=None, port=None)",
    host=(1, "host"), port=(2, "port"), default_host=_ALL, no_port=("sock", "path"), tls=("ssl",),
)  # fmt: skip
_PROMETHEUS = ServerCall(
    "prometheus_client", "prometheus_client 0.2x, exposition.py: start_wsgi_server(port, addr='0.0.0.0')",
    host=(1, "addr"), port=(0, "port"), default_host=_ALL, side=True,
)  # fmt: skip

_FLASKS = (
    "flask.Flask",
    "flask.app.Flask",
    "eve.Eve",
    "apiflask.APIFlask",
    "flask_openapi3.OpenAPI",
    "flask_api.FlaskAPI",
)
_SOCKET_SERVERS = (
    "http.server.HTTPServer", "http.server.ThreadingHTTPServer", "socketserver.TCPServer",
    "socketserver.ThreadingTCPServer", "socketserver.ForkingTCPServer", "xmlrpc.server.SimpleXMLRPCServer",
    "wsgiref.simple_server.WSGIServer",
)  # fmt: skip
_LOOPS = ("asyncio.get_event_loop", "asyncio.get_running_loop", "asyncio.new_event_loop", "uvloop.new_event_loop")
_TORNADO_SERVERS = ("tornado.web.Application", "tornado.httpserver.HTTPServer", "tornado.tcpserver.TCPServer")
_GRADIO_APPS = ("Interface", "Blocks", "ChatInterface", "TabbedInterface", "Series", "Parallel")

SERVER_CALLS: dict[str, ServerCall] = {
    **{f"{app}.run": _FLASK for app in _FLASKS},
    "flask_socketio.SocketIO.run": ServerCall(
        "flask-socketio", "flask-socketio 5, flask_socketio/__init__.py: run(app, host=None, port=None)",
        host=(1, "host"), port=(2, "port"), default_host=_LOOPBACK, default_port=5000,
        tls=("certfile", "keyfile", "ssl_context"), debug=("debug", "use_reloader"),
    ),
    "quart.Quart.run": _QUART,
    "quart.Quart.run_task": replace(_QUART, debug=()),
    "quart_trio.QuartTrio.run": _QUART,
    **{f"sanic.{app}.{verb}": _SANIC for app in ("Sanic", "app.Sanic") for verb in ("run", "prepare", "create_server")},
    "bottle.run": _BOTTLE,
    "bottle.Bottle.run": replace(_BOTTLE, host=_HOST, port=_PORT),
    "bottle.app.run": replace(_BOTTLE, host=_HOST, port=_PORT),
    "bottle.default_app.run": replace(_BOTTLE, host=_HOST, port=_PORT),
    "uvicorn.run": _UVICORN,
    "uvicorn.main.run": _UVICORN,
    "uvicorn.Config": replace(_UVICORN, host=(1, "host"), port=(2, "port"), returns=True),
    "uvicorn.config.Config": replace(_UVICORN, host=(1, "host"), port=(2, "port"), returns=True),
    "waitress.serve": _WAITRESS,
    "waitress.create_server": _WAITRESS,
    "waitress.server.create_server": _WAITRESS,
    "paste.httpserver.serve": replace(_WSGIREF, server="paste", host=(1, "host"), port=(2, "port"),
                                      default_host=_LOOPBACK, default_port=8080, source="Paste 3: httpserver.serve"),
    "granian.Granian": ServerCall(
        "granian", "granian 2.8, granian/server/common.py: (target, address='127.0.0.1', port=8000)",
        host=(1, "address"), port=(2, "port"), default_host=_LOOPBACK, default_port=8000, no_port=("uds",),
        tls=("ssl_cert", "ssl_key"), debug=("reload",), number=True,
    ),
    "aiohttp.web.run_app": _AIOHTTP,
    "aiohttp.web._run_app": _AIOHTTP,
    "aiohttp.web.TCPSite": replace(_AIOHTTP, host=(1, "host"), port=(2, "port"), returns=True),
    "aiohttp.web_runner.TCPSite": replace(_AIOHTTP, host=(1, "host"), port=(2, "port"), returns=True),
    **{f"{server}.{verb}": _TORNADO for server in _TORNADO_SERVERS for verb in ("listen", "bind")},
    "tornado.netutil.bind_sockets": _TORNADO,
    **{server: replace(_SOCKET_SERVER, server=server.rpartition(".")[0]) for server in _SOCKET_SERVERS},
    "wsgiref.simple_server.make_server": _WSGIREF,
    "werkzeug.serving.run_simple": _WERKZEUG,
    "werkzeug.run_simple": _WERKZEUG,
    "werkzeug.serving.make_server": _WERKZEUG,
    "asyncio.start_server": _ASYNCIO,
    **{f"{loop}.create_server": _ASYNCIO for loop in _LOOPS},
    "trio.serve_tcp": replace(_ASYNCIO, server="trio", host=(2, "host"), port=(1, "port"), returns=False,
                              source="trio 0.2x: serve_tcp(handler, port, *, host=None)"),
    "anyio.create_tcp_listener": replace(_ASYNCIO, server="anyio", host=(-1, "local_host"), port=(-1, "local_port"),
                                         source="anyio 4: create_tcp_listener(*, local_host, local_port)"),
    "socket.create_server": ServerCall(
        "socket", "CPython 3.11, socket.py: create_server(address, ...) binds and listens", address=(0, "address"),
        number=True,
    ),
    **{f"grpc.{maker}.add_insecure_port": _GRPC for maker in ("server", "aio.server")},
    **{f"grpc.{maker}.add_secure_port": replace(_GRPC, tls=("server_credentials",)) for maker in ("server", "aio.server")},
    **dict.fromkeys(("gevent.pywsgi.WSGIServer", "gevent.wsgi.WSGIServer", "gevent.server.StreamServer"), _GEVENT),
    "eventlet.listen": replace(_SOCKET_SERVER, server="eventlet", address=(0, "addr"),
                               source="eventlet 0.3x, convenience.py: listen(addr, ...)"),
    **dict.fromkeys(("cheroot.wsgi.Server", "cheroot.wsgi.WSGIServer", "cheroot.server.HTTPServer", "cherrypy.wsgiserver.CherryPyWSGIServer"), _CHEROOT),
    "meinheld.server.listen": replace(_GRPC, server="meinheld", source="meinheld 1: listen((host, port))"),
    "http.server.test": ServerCall(
        "http.server", "CPython 3.11, http/server.py: test(HandlerClass, ServerClass, protocol, port=8000, bind=None)",
        host=(4, "bind"), port=(3, "port"), default_host=_ALL, default_port=8000, development=True, number=True,
    ),
    **{
        f"twisted.internet.endpoints.TCP{kind}ServerEndpoint": ServerCall(
            "twisted", "twisted 24: TCP4ServerEndpoint(reactor, port, backlog=50, interface='')",
            host=(3, "interface"), port=(1, "port"), default_host=_ALL, number=True, returns=True,
        )
        for kind in ("4", "6")
    },
    "meinheld.listen": replace(_GRPC, server="meinheld", source="meinheld 1: listen((host, port))"),
    "bjoern.run": ServerCall("bjoern", "bjoern 3.2, bjoern.py: run(wsgi_app, host, port=None)",
                             host=(1, "host"), port=(2, "port"), number=True),
    "bjoern.listen": ServerCall("bjoern", "bjoern 3.2, bjoern.py: listen(wsgi_app, host, port=None)",
                                host=(1, "host"), port=(2, "port"), number=True),
    **{f"gradio.{app}.{verb}": _GRADIO for app in _GRADIO_APPS for verb in ("launch", "queue.launch")},
    "nicegui.ui.run": ServerCall(
        "nicegui", "nicegui 3, nicegui/ui_run.py: run(root, *, host=None, port=None): 0.0.0.0, 8080",
        host=_HOST, port=_PORT, default_host=_ALL, default_port=8080, tls=("ssl_certfile", "ssl_keyfile"), number=True,
    ),
    **{f"dash.{app}.{verb}": _DASH for app in ("Dash", "dash.Dash") for verb in ("run", "run_server")},
    "dash.Dash.server.run": _FLASK,
    "robyn.Robyn.start": ServerCall(
        "robyn", "robyn 0.88, robyn/__init__.py: start(host='127.0.0.1', port=8080); ROBYN_PORT wins",
        host=(0, "host"), port=(1, "port"), default_host=_LOOPBACK, default_port=8080,
        host_variable="ROBYN_HOST", port_variable="ROBYN_PORT", number=True,
    ),
    "microdot.Microdot.run": ServerCall(
        "microdot", "microdot 2.7, microdot.py: run(host='0.0.0.0', port=5000, debug=False, ssl=None)",
        host=(0, "host"), port=(1, "port"), default_host=_ALL, default_port=5000, tls=("ssl",), number=True,
    ),
    "connexion.FlaskApp.run": replace(_UVICORN, source="connexion 3: run(import_string, **kwargs) of uvicorn.run"),
    "connexion.AsyncApp.run": replace(_UVICORN, source="connexion 3: run(import_string, **kwargs) of uvicorn.run"),
    # Between connexion 2 and 3 the default changed from Flask's to uvicorn's: only what is written is judged.
    "connexion.App.run": replace(_UVICORN, default_host="", default_port=None, source="connexion 2 and 3"),
    "websockets.serve": _WEBSOCKETS,
    "websockets.server.serve": _WEBSOCKETS,
    "websockets.asyncio.server.serve": _WEBSOCKETS,
    "websockets.sync.server.serve": _WEBSOCKETS,
    "twisted.internet.reactor.listenTCP": ServerCall(
        "twisted", "twisted 24: reactor.listenTCP(port, factory, backlog=50, interface='')",
        host=(3, "interface"), port=(0, "port"), default_host=_ALL, number=True, returns=True,
    ),
    **{
        f"panel.{serve}": ServerCall("panel", "panel 1.9, panel/io/server.py: serve(panels, port=0, address=None, ...)",
                                     host=(2, "address"), port=(1, "port"), default_host=_ALL)
        for serve in ("serve", "io.server.serve", "io.serve")
    },
    "bokeh.server.server.Server": ServerCall("bokeh", "bokeh 3.9, bokeh/server/server.py: port=5006, address=None",
                                             host=(-1, "address"), port=(-1, "port"), default_host=_ALL, default_port=5006),
    "shiny.run_app": ServerCall("shiny", "shiny 1.8, shiny/run/_run.py: run_app(app, host='127.0.0.1', port=8000)",
                                host=(1, "host"), port=(2, "port"), default_host=_LOOPBACK, default_port=8000, debug=("reload",)),
    "klein.Klein.run": replace(_ASYNCIO, server="klein", host=(0, "host"), port=(1, "port"), default_host="",
                               source="klein 24: run(host=None, port=None)"),
    "fastmcp.FastMCP.run": ServerCall("fastmcp", "fastmcp 2: run(transport, host, port)", host=_HOST, port=_PORT,
                                      default_host=_LOOPBACK),
    "prometheus_client.start_http_server": _PROMETHEUS,
    "prometheus_client.start_wsgi_server": _PROMETHEUS,
    "prometheus_client.exposition.start_http_server": _PROMETHEUS,
}  # fmt: skip

SERVER_SETTINGS: tuple[ServerSettings, ...] = (
    ServerSettings(
        "hypercorn", "hypercorn 0.18, hypercorn/config.py: bind, a text or a list; 127.0.0.1:8000",
        holders=("hypercorn.config.Config", "hypercorn.Config"),
        mappings=("hypercorn.config.Config.from_mapping", "hypercorn.Config.from_mapping"),
        address="bind",
        starters=(
            ("hypercorn.asyncio.serve", (1, "config")), ("hypercorn.trio.serve", (1, "config")),
            ("hypercorn.run.run", (0, "config")),
        ),
        default_host=_LOOPBACK, default_port=8000, tls=("certfile", "keyfile"), debug=("debug", "use_reloader"),
    ),
    ServerSettings(
        "cherrypy", "cherrypy 18, cherrypy/_cpserver.py: socket_host 127.0.0.1, socket_port 8080",
        mappings=("cherrypy.config.update", "cherrypy.quickstart"),
        host="server.socket_host", port="server.socket_port", tls=("server.ssl_certificate", "server.ssl_private_key"),
        starters=(("cherrypy.quickstart", (2, "config")), ("cherrypy.engine.start", (-1, "config"))),
        default_host=_LOOPBACK, default_port=8080,
    ),
    ServerSettings(
        "cherrypy", "cherrypy 18, cherrypy/_cpserver.py: attributes socket_host and socket_port",
        holders=("cherrypy.server",), host="socket_host", port="socket_port", tls=("ssl_certificate", "ssl_private_key"),
    ),
    ServerSettings(
        "gunicorn", "gunicorn 23, docs/source/custom.rst: options that load_config hands to cfg.set",
        bases=("gunicorn.app.base.BaseApplication", "gunicorn.app.base.Application", "gunicorn.app.wsgiapp.WSGIApplication"),
        address="bind", tls=("certfile", "keyfile"), debug=("reload",),
    ),
)  # fmt: skip

#: Callables that run a command line: a list of words, or a text that a shell reads.
COMMAND_RUNNERS: dict[str, Place] = {
    **{f"subprocess.{verb}": (0, "args") for verb in ("run", "Popen", "call", "check_call", "check_output")},
    "os.system": (0, "command"),
    "os.popen": (0, "cmd"),
    **{f"os.{verb}": (1, "args") for verb in ("execv", "execvp", "execve", "execvpe")},
    **{f"os.{verb}": (1, "") for verb in ("execl", "execlp", "execle", "execlpe")},
    "django.core.management.execute_from_command_line": (0, "argv"),
    "django.core.management.call_command": (0, ""),
    "asyncio.create_subprocess_exec": (0, ""),
    "asyncio.create_subprocess_shell": (0, "cmd"),
}

OPTION_DEFINERS: dict[str, OptionDefiner] = {
    "tornado.options.define": OptionDefiner("tornado.options.options"),
    **{
        f"absl.flags.DEFINE_{kind}": OptionDefiner("absl.flags.FLAGS")
        for kind in ("integer", "string", "float", "enum")
    },
}
