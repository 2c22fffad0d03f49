"""Python callables that start a server which is made to stand beside the service's own: metrics, monitors, debuggers, and
servers that speak a protocol of their own."""

from __future__ import annotations

from runready_linter.knowledge import ServerCall

_ALL = "0.0.0.0"
_EXPORTER = ServerCall(
    "prometheus_flask_exporter", "prometheus-flask-exporter 0.23: start_http_server(port, host='0.0.0.0', ...)",
    host=(1, "host"), port=(0, "port"), default_host=_ALL, side=True,
)  # fmt: skip
_EXPORTERS = (
    "PrometheusMetrics", "RESTfulPrometheusMetrics", "ConnexionPrometheusMetrics", "multiprocess.MultiprocessPrometheusMetrics",
    "multiprocess.UWsgiPrometheusMetrics", "multiprocess.GunicornPrometheusMetrics",
    "multiprocess.GunicornInternalPrometheusMetrics", "multiprocess.MultiprocessInternalPrometheusMetrics",
)  # fmt: skip
_DEBUGGER = ServerCall("debugpy", "debugpy 1.8: listen(address)", address=(0, "address"), side=True)
_RPYC = ServerCall(
    "rpyc", "rpyc 6.0, rpyc/utils/server.py: Server(service, hostname=None, ipv6=False, port=0)",
    host=(1, "hostname"), port=(3, "port"), default_host=_ALL, default_port=0,
)  # fmt: skip

BESIDE_CALLS: dict[str, ServerCall] = {
    **{
        f"prometheus_flask_exporter.{cls}.{verb}": _EXPORTER
        for cls in _EXPORTERS
        for verb in ("start_http_server", "start_http_server_when_ready")
    },
    "aioprometheus.service.Service.start": ServerCall(
        "aioprometheus", "aioprometheus 23.12, aioprometheus/service.py: start(addr='', port=0)",
        host=(0, "addr"), port=(1, "port"), default_host=_ALL, default_port=0, side=True,
    ),
    "aioprometheus.Service.start": ServerCall(
        "aioprometheus", "aioprometheus 23.12, aioprometheus/service.py: start(addr='', port=0)",
        host=(0, "addr"), port=(1, "port"), default_host=_ALL, default_port=0, side=True,
    ),
    "debugpy.listen": _DEBUGGER,
    # ptvsd 4.3: enable_attach(address=("0.0.0.0", 5678)).
    "ptvsd.enable_attach": ServerCall("debugpy", "ptvsd 4.3: enable_attach(address)", address=(0, "address"), side=True),
    **dict.fromkeys(
        (
            *(f"rpyc.utils.server.{kind}" for kind in ("ThreadedServer", "ThreadPoolServer", "ForkingServer", "OneShotServer", "GeventServer")),
            "rpyc.ThreadedServer", "rpyc.ThreadPoolServer", "rpyc.ForkingServer", "rpyc.OneShotServer",
        ),
        _RPYC,
    ),
    "Pyro5.api.Daemon": ServerCall("Pyro", "Pyro5, server.py: Daemon(host=None, port=0, ...)",
                                   host=(0, "host"), port=(1, "port"), default_host="127.0.0.1", default_port=0),
    "Pyro4.Daemon": ServerCall("Pyro", "Pyro4, core.py: Daemon(host=None, port=0, ...)",
                               host=(0, "host"), port=(1, "port"), default_host="127.0.0.1", default_port=0),
    "aiosmtpd.controller.Controller": ServerCall(
        "aiosmtpd", "aiosmtpd 1.4, controller.py: Controller(handler, hostname=None, port=8025, ...)",
        host=(1, "hostname"), port=(2, "port"), default_host="127.0.0.1", default_port=8025, returns=True,
    ),
    "asyncssh.listen": ServerCall("asyncssh", "asyncssh 2: listen(host='', port=0)", host=(0, "host"), port=(1, "port"),
                                  default_host=_ALL, default_port=22, returns=True),
    "asyncssh.create_server": ServerCall("asyncssh", "asyncssh 2: create_server(server_factory, host='', port=0)",
                                         host=(1, "host"), port=(2, "port"), default_host=_ALL, default_port=22, returns=True),
    "thrift.transport.TSocket.TServerSocket": ServerCall(
        "thrift", "thrift 0.2x: TServerSocket(host=None, port=9090)", host=(0, "host"), port=(1, "port"),
        default_host=_ALL, default_port=9090, returns=True,
    ),
    "zerorpc.Server.bind": ServerCall("zerorpc", "zerorpc 0.6: bind(endpoint)", address=(0, "endpoint"), returns=True),
    "grpclib.server.Server.start": ServerCall("grpc", "grpclib 0.4: start(host=None, port=None)", host=(0, "host"),
                                              port=(1, "port"), default_host=_ALL, returns=True),
    "websocket_server.WebsocketServer": ServerCall(
        "websockets", "websocket-server 0.6: WebsocketServer(host='127.0.0.1', port=0)", host=(0, "host"),
        port=(1, "port"), default_host="127.0.0.1", default_port=0,
    ),
}  # fmt: skip
