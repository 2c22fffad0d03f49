"""Programs that start a server from a command line: options, variables and defaults.

Each row says which release it was read from (the package's own argument parser, not its prose). What a later release
adds is a change of one row.
"""

from __future__ import annotations

from runready_linter.knowledge import ServerCommand


def _options(text: str) -> tuple[str, ...]:
    """Options, separated by blanks."""
    return tuple(text.split())


SERVER_COMMANDS: tuple[ServerCommand, ...] = (
    ServerCommand(
        server="gunicorn",
        programs=("gunicorn",),
        modules=("gunicorn", "gunicorn.app.wsgiapp"),
        bind=("-b", "--bind"),
        tls=("--certfile", "--keyfile"),
        config=("-c", "--config"),
        config_files=("gunicorn.conf.py",),
        flags=_options(
            "--reload --spew --check-config --print-config --preload --no-sendfile --reuse-port -D --daemon "
            "--initgroups --capture-output --log-syslog -R --enable-stdio-inheritance --do-handshake-on-connect "
            "--suppress-ragged-eofs --strip-header-spaces --disable-redirect-access-to-syslog"
        ),
        app="module",
        arguments_variable="GUNICORN_CMD_ARGS",
        default_host="127.0.0.1",
        default_port=8000,
        follows_port=True,
        debug=("--reload",),
        source="gunicorn 23 to 27, gunicorn/config.py, class Bind: the default is 0.0.0.0:$PORT where PORT is set",
    ),
    ServerCommand(
        server="uvicorn",
        programs=("uvicorn",),
        modules=("uvicorn",),
        host=("--host",),
        port=("--port",),
        unix=("--uds", "--fd"),
        tls=("--ssl-keyfile", "--ssl-certfile"),
        flags=_options(
            "--reload --http2 --access-log --no-access-log --use-colors --no-use-colors --proxy-headers "
            "--no-proxy-headers --server-header --no-server-header --date-header --no-date-header --version "
            "--reset-contextvars --factory"
        ),
        app="module",
        app_variable="UVICORN_APP",
        host_variable="UVICORN_HOST",
        port_variable="UVICORN_PORT",
        default_host="127.0.0.1",
        default_port=8000,
        debug=("--reload",),
        source="uvicorn 0.54, uvicorn/main.py: click options with auto_envvar_prefix UVICORN",
    ),
    ServerCommand(
        server="hypercorn",
        programs=("hypercorn",),
        modules=("hypercorn",),
        bind=("-b", "--bind", "--insecure-bind"),
        tls=("--certfile", "--keyfile"),
        config=("-c", "--config"),
        flags=("-D", "--daemon", "--debug", "--reload"),
        app="module",
        default_host="127.0.0.1",
        default_port=8000,
        debug=("--debug", "--reload"),
        source="hypercorn 0.18, hypercorn/__main__.py and config.py, _bind",
    ),
    ServerCommand(
        server="waitress",
        programs=("waitress-serve",),
        modules=("waitress",),
        bind=("--listen",),
        host=("--host",),
        port=("--port",),
        unix=("--unix-socket",),
        flags=_options(
            "--call --ipv4 --no-ipv4 --ipv6 --no-ipv6 --expose-tracebacks --no-expose-tracebacks --clear- "
            "untrusted-proxy-headers --no-clear-untrusted-proxy-headers --log-socket-errors --no-log-socket- "
            "errors --asyncore-use-poll --no-asyncore-use-poll"
        ),
        app="module",
        default_host="0.0.0.0",
        default_port=8080,
        source="waitress 3.0.2, waitress/adjustments.py and runner.py",
    ),
    ServerCommand(
        server="granian",
        programs=("granian",),
        modules=("granian",),
        host=("--host",),
        port=("--port",),
        unix=("--uds",),
        tls=("--ssl-certificate", "--ssl-keyfile"),
        flags=_options(
            "--ws --no-ws --http1-keep-alive --no-http1-keep-alive --http1-pipeline-flush --no-http1-pipeline- "
            "flush --http2-adaptive-window --no-http2-adaptive-window --log --no-log --access-log --no-access-log "
            "--ssl-client-verify --no-ssl-client-verify --respawn-failed-workers --no-respawn-failed-workers "
            "--factory --no-factory --metrics --no-metrics --reload --no-reload --version"
        ),
        app="module",
        host_variable="GRANIAN_HOST",
        port_variable="GRANIAN_PORT",
        default_host="127.0.0.1",
        default_port=8000,
        debug=("--reload",),
        source="granian 2.8.7, granian/cli.py: click options with auto_envvar_prefix GRANIAN",
    ),
    ServerCommand(
        server="daphne",
        programs=("daphne",),
        modules=("daphne",),
        host=("-b", "--bind"),
        port=("-p", "--port"),
        unix=("-u", "--unix-socket", "--fd", "-e", "--endpoint"),
        flags=("--proxy-headers", "--no-server-name"),
        app="module",
        default_host="127.0.0.1",
        default_port=8000,
        source="daphne 4.2.3, daphne/cli.py; a Twisted endpoint (-e) is not followed",
    ),
    ServerCommand(
        server="flask",
        programs=("flask",),
        modules=("flask",),
        subcommands=("run",),
        host=("-h", "--host"),
        port=("-p", "--port"),
        tls=("--cert", "--key"),
        flags=_options(
            "--debug --no-debug --reload --no-reload --debugger --no-debugger --with-threads --without-threads"
        ),
        app_options=("-A", "--app"),
        app_variable="FLASK_APP",
        host_variable="FLASK_RUN_HOST",
        port_variable="FLASK_RUN_PORT",
        default_host="127.0.0.1",
        default_port=5000,
        development=True,
        source="flask 3.1.3, flask/cli.py: click options with auto_envvar_prefix FLASK",
    ),
    ServerCommand(
        server="quart",
        programs=("quart",),
        modules=("quart",),
        subcommands=("run",),
        host=("-h", "--host"),
        port=("-p", "--port"),
        tls=("--certfile", "--keyfile"),
        flags=("--debug", "--no-debug", "--reload", "--no-reload"),
        app_options=("-A", "--app"),
        app_variable="QUART_APP",
        host_variable="QUART_RUN_HOST",
        port_variable="QUART_RUN_PORT",
        default_host="127.0.0.1",
        default_port=5000,
        development=True,
        source="quart 0.22.0, quart/cli.py: click options with auto_envvar_prefix QUART",
    ),
    ServerCommand(
        server="fastapi run",
        programs=("fastapi",),
        modules=("fastapi",),
        subcommands=("run",),
        host=("--host",),
        port=("--port",),
        flags=("--reload", "--no-reload", "--proxy-headers", "--no-proxy-headers", "--verbose"),
        app="file",
        port_variable="PORT",
        default_host="0.0.0.0",
        default_port=8000,
        debug=("--reload",),
        source="fastapi-cli 0.0.34, fastapi_cli/cli.py: --port has the variable PORT",
    ),
    ServerCommand(
        server="fastapi dev",
        programs=("fastapi",),
        modules=("fastapi",),
        subcommands=("dev",),
        host=("--host",),
        port=("--port",),
        flags=("--reload", "--no-reload", "--proxy-headers", "--no-proxy-headers", "--verbose"),
        app="file",
        port_variable="PORT",
        default_host="127.0.0.1",
        default_port=8000,
        development=True,
        source="fastapi-cli 0.0.34, fastapi_cli/cli.py: --port has the variable PORT",
    ),
    ServerCommand(
        server="Django's runserver",
        programs=("django-admin", "manage.py"),
        modules=("django",),
        scripts=("manage.py",),
        subcommands=("runserver", "runserver_plus"),
        positional="address",
        tls=("--cert-file", "--cert", "--key-file"),
        flags=_options(
            "--noreload --nothreading --insecure --nostatic -6 --ipv6 --no-color --force-color --skip-checks "
            "--traceback"
        ),
        default_host="127.0.0.1",
        default_port=8000,
        development=True,
        source="django 5.2, django/core/management/commands/runserver.py",
    ),
    ServerCommand(
        server="Django's runsslserver",
        programs=("django-admin", "manage.py"),
        modules=("django",),
        scripts=("manage.py",),
        subcommands=("runsslserver",),
        positional="address",
        tls=("--certificate", "--key"),
        flags=("--noreload", "--nothreading", "--insecure", "--nostatic", "--ipv6", "-6"),
        default_host="127.0.0.1",
        default_port=8000,
        development=True,
        secure=True,
        source="django-sslserver 0.22, sslserver/management/commands/runsslserver.py",
    ),
    ServerCommand(
        server="http.server",
        programs=(),
        modules=("http.server",),
        host=("-b", "--bind"),
        flags=("--cgi",),
        positional="port",
        default_host="0.0.0.0",
        default_port=8000,
        development=True,
        source="Python 3.11 to 3.13, Lib/http/server.py",
    ),
    ServerCommand(
        server="streamlit",
        programs=("streamlit",),
        modules=("streamlit", "streamlit.web.cli"),
        subcommands=("run",),
        host=("--server.address",),
        port=("--server.port",),
        tls=("--server.sslCertFile",),
        config_files=(".streamlit/config.toml",),
        app="file",
        host_variable="STREAMLIT_SERVER_ADDRESS",
        port_variable="STREAMLIT_SERVER_PORT",
        default_host="0.0.0.0",
        default_port=8501,
        source="streamlit 1.67, streamlit/config.py: server.port, server.address (unset: every address)",
    ),
    ServerCommand(
        server="sanic",
        programs=("sanic",),
        modules=("sanic",),
        host=("-H", "--host"),
        port=("-p", "--port"),
        unix=("-u", "--unix"),
        tls=("--cert", "--key", "--tls"),
        flags=_options(
            "--factory -s --simple --tls-strict-host --debug -r --reload --auto-reload -d --dev --auto-tls --fast "
            "--single-process -D --daemon"
        ),
        app="module",
        default_host="127.0.0.1",
        default_port=8000,
        debug=("--debug", "-r", "--reload", "--auto-reload", "-d", "--dev"),
        source="sanic 25.12, sanic/cli/arguments.py and mixins/startup.py, get_address",
    ),
    ServerCommand(
        server="uWSGI",
        programs=("uwsgi",),
        bind=("--http", "--http-socket", "--http11-socket", "--https", "--https-socket"),
        tls=("--https", "--https-socket"),
        config=("--ini", "--yaml", "--yml", "--xml", "--json", "--emperor"),
        ini_section="uwsgi",
        flags=_options("--master --enable-threads --die-on-term --need-app --single-interpreter --vacuum -M"),
        app_options=("-w", "--module", "--wsgi-file"),
        source="uWSGI 2.0, documentation of the HTTP router and of --http-socket; it listens nowhere by itself",
    ),
)

#: Reverse proxies: what listens beside them is theirs to reach.
FRONT_SERVERS = frozenset(
    {"nginx", "openresty", "caddy", "haproxy", "envoy", "traefik", "httpd", "apache2", "apache2ctl", "apachectl", "apache2-foreground", "httpd-foreground", "varnishd", "pound", "hitch"}
)  # fmt: skip
