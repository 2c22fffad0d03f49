"""Who ends TLS, who forces HTTPS and by which sign, who trusts the forwarded scheme, and what is no plain HTTP/1.

Each row was read from the package's own source, in the release that stands beside it.
"""

from __future__ import annotations

from runready_linter.web_knowledge import Trust, WebRequests

#: CPython 3.11, ssl.py: wrap_socket(sock, server_side=False); others by their own sources.
_TLS_CALLS = {
    "ssl.wrap_socket": "server_side",
    "ssl.SSLContext.wrap_socket": "server_side",
    "ssl.create_default_context.wrap_socket": "server_side",
    "eventlet.wrap_ssl": "server_side",
    # tornado 6, tornado/httpserver.py: HTTPServer(request_callback, ..., ssl_options=...).
    "tornado.httpserver.HTTPServer": "ssl_options",
    "tornado.tcpserver.TCPServer": "ssl_options",
    "twisted.internet.reactor.listenSSL": "",
    # cheroot 11, cheroot/ssl: an adapter is made for a server alone.
    "cheroot.ssl.builtin.BuiltinSSLAdapter": "",
    "cheroot.ssl.pyopenssl.pyOpenSSLAdapter": "",
}

#: Middleware that looks at the scheme of the connection, which is plain HTTP behind the edge.
#: Flask-Talisman 1.1 and Flask-SSLify 0.1.5 are none: both take `X-Forwarded-Proto: https` for HTTPS by themselves.
_HTTPS_MIDDLEWARE = frozenset(
    {
        # starlette 1.0, starlette/middleware/httpsredirect.py: scope["scheme"].
        "starlette.middleware.httpsredirect.HTTPSRedirectMiddleware",
        "fastapi.middleware.httpsredirect.HTTPSRedirectMiddleware",
        # hypercorn 0.18, hypercorn/middleware/http_to_https.py: scope["scheme"].
        "hypercorn.middleware.HTTPToHTTPSRedirectMiddleware",
        "hypercorn.middleware.http_to_https.HTTPToHTTPSRedirectMiddleware",
    }
)

#: werkzeug 3, middleware/proxy_fix.py: ProxyFix(app, x_for=1, x_proto=1, ...): X-Forwarded-Proto of the nearest proxy.
_PROXY_FIX = Trust((2, "x_proto"), default=True)
#: uvicorn 0.54, middleware/proxy_headers.py: trusted_hosts="127.0.0.1".
_PROXY_HEADERS = Trust((1, "trusted_hosts"), default=False)
_ALLOWED_IPS = Trust((-1, "forwarded_allow_ips"), default=False)

_TRUSTS = {
    "werkzeug.middleware.proxy_fix.ProxyFix": _PROXY_FIX,
    "werkzeug.contrib.fixers.ProxyFix": Trust(),
    "uvicorn.middleware.proxy_headers.ProxyHeadersMiddleware": _PROXY_HEADERS,
    "uvicorn.run": _ALLOWED_IPS,
    "uvicorn.Config": _ALLOWED_IPS,
    "uvicorn.config.Config": _ALLOWED_IPS,
    # hypercorn 0.18, middleware/proxy_fix.py: ProxyFixMiddleware(app, mode="legacy", trusted_hops=1).
    "hypercorn.middleware.ProxyFixMiddleware": Trust(),
    "hypercorn.middleware.proxy_fix.ProxyFixMiddleware": Trust(),
    # tornado 6, httpserver.py: xheaders=False.
    "tornado.httpserver.HTTPServer": Trust((-1, "xheaders"), default=False),
    "tornado.web.Application.listen": Trust((-1, "xheaders"), default=False),
    # waitress 3, adjustments.py: trusted_proxy=None.
    "waitress.serve": Trust((-1, "trusted_proxy"), default=False),
    # aiohttp-remotes 1.3: both set the request's scheme.
    "aiohttp_remotes.XForwardedRelaxed": Trust(),
    "aiohttp_remotes.XForwardedStrict": Trust(),
    "aiohttp_remotes.ForwardedRelaxed": Trust(),
    "granian.utils.proxies.wrap_asgi_with_proxy_headers": Trust((1, "trusted_hosts"), default=False),
    "granian.utils.proxies.wrap_wsgi_with_proxy_headers": Trust((1, "trusted_hosts"), default=False),
}

_WS = "a WebSocket"
_SOCKET_IO = "Socket.IO (WebSocket, or polling that needs sticky sessions)"

WEB_REQUESTS = WebRequests(
    tls_calls=_TLS_CALLS,
    https_middleware=_HTTPS_MIDDLEWARE,
    trusts=_TRUSTS,
    trust_options={
        # gunicorn 23, config.py, class ForwardedAllowIPS: 127.0.0.1,::1; uvicorn 0.54, main.py: 127.0.0.1.
        "gunicorn": ("--forwarded-allow-ips",),
        "uvicorn": ("--forwarded-allow-ips",),
        "fastapi run": ("--forwarded-allow-ips",),
        "waitress": ("--trusted-proxy",),
    },
    # daphne 4.2, cli.py: --proxy-headers trusts whoever connects.
    trust_flags={"daphne": ("--proxy-headers",)},
    trust_variables=frozenset({"FORWARDED_ALLOW_IPS", "UVICORN_FORWARDED_ALLOW_IPS"}),
    # sanic 25, headers.py: parse_forwarded, parse_xforwarded.
    trust_settings=frozenset({"PROXIES_COUNT", "FORWARDED_SECRET", "forwarded_allow_ips"}),
    redirects=frozenset(
        {
            "redirect", "RedirectResponse", "HttpResponseRedirect", "HttpResponsePermanentRedirect", "HTTPFound",
            "HTTPMovedPermanently", "HTTPPermanentRedirect", "HTTPTemporaryRedirect", "HTTPSeeOther", "Redirect",
        }
    ),
    sockets={
        **dict.fromkeys(
            (
                "starlette.routing.WebSocketRoute", "fastapi.routing.APIWebSocketRoute", "litestar.websocket",
                "litestar.websocket_listener", "litestar.websocket_stream", "litestar.handlers.websocket",
                "litestar.handlers.websocket_listener", "flask_sock.Sock.route", "flask_sockets.Sockets.route",
                "aiohttp.web.WebSocketResponse", "aiohttp.web_ws.WebSocketResponse", "simple_websocket.Server",
                "simple_websocket.AioServer", "simple_websocket.Server.accept", "simple_websocket.AioServer.accept",
                "geventwebsocket.handler.WebSocketHandler", "websockets.serve", "websockets.server.serve",
                "websockets.asyncio.server.serve", "websockets.sync.server.serve", "websockets.legacy.server.serve",
                "robyn.WebSocket", "microdot.websocket.with_websocket", "quart.Quart.websocket", "sanic.Sanic.websocket",
                "sanic.Sanic.add_websocket_route", "sanic.Blueprint.add_websocket_route", "nicegui.ui.run_with", "shiny.App",
                "websocket_server.WebsocketServer", "picows.ws_create_server", "websockets.asyncio.router.serve",
                "strawberry.channels.GraphQLWSConsumer.as_asgi", "channels.routing.WebSocketRouter",
            ),
            _WS,
        ),
        **dict.fromkeys(
            (
                "flask_socketio.SocketIO", "socketio.Server", "socketio.AsyncServer", "fastapi_socketio.SocketManager",
                "engineio.Server", "engineio.AsyncServer", "chainlit.utils.mount_chainlit",
            ),
            _SOCKET_IO,
        ),
    },
    socket_routes=frozenset(
        {"websocket", "websocket_route", "add_websocket_route", "add_api_websocket_route", "add_websocket", "api_websocket_route"}
    ),
    socket_bases={
        "tornado.websocket.WebSocketHandler": _WS,
        "litestar.handlers.WebsocketListener": _WS,
        "sockjs.tornado.SockJSConnection": "SockJS",
        "autobahn.asyncio.websocket.WebSocketServerProtocol": _WS,
        "autobahn.twisted.websocket.WebSocketServerProtocol": _WS,
    },
    # falcon 4, falcon/asgi/app.py: a resource's responder for WebSockets.
    socket_methods={"falcon": "on_websocket"},
    # tornado 6, tornado/web.py, Application: debug is a shorthand for autoreload and others.
    debug_calls={"tornado.web.Application": ("debug", "autoreload")},
    socket_servers={
        "grpc": "gRPC, which needs HTTP/2",
        "streamlit": "WebSocket, without which Streamlit shows nothing",
        "nicegui": "WebSocket, without which NiceGUI's pages do nothing",
        "chainlit": "Socket.IO, without which Chainlit answers nothing",
        "panel": "WebSocket, without which Panel shows nothing",
        "bokeh": "WebSocket, without which Bokeh shows nothing",
        "shiny": "WebSocket, without which Shiny shows nothing",
        "solara": "WebSocket, without which Solara shows nothing",
        "voila": "WebSocket, without which Voila shows nothing",
        "marimo": "WebSocket, without which marimo shows nothing",
    },
)  # fmt: skip
