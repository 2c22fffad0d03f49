"""What a service starts, and where it listens: whole small projects, each beside the twin that decides otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runready_linter import python
from runready_linter.containerfile import frontend as containerfile
from runready_linter.containerfile.names import claims
from runready_linter.facts import MAIN, MODULE
from runready_linter.knowledge import Knowledge
from runready_linter.link.commands import command_listens
from runready_linter.link.dormant import dormant_reason
from runready_linter.link.launch import image_variables, launches
from runready_linter.link.project import Project
from runready_linter.resolved import Env, Listen, Literal, Resolved
from runready_rules import platforms
from runready_rules.tables.servers_commands import FRONT_SERVERS, SERVER_COMMANDS

_FROM = "FROM python:3.12-slim\n"
_PLATFORM = platforms.platform(platforms.load("app-runner"))


def _project(files: dict[str, str]) -> Project:
    data = {path: text.encode() for path, text in files.items()}
    facts = {
        path: containerfile.read(path, content) if claims(path) else python.read(path, content)
        for path, content in data.items()
        if claims(path) or path.endswith(".py")
    }
    knowledge = Knowledge(platform=_PLATFORM, server_commands=SERVER_COMMANDS, front_servers=FRONT_SERVERS)
    return Project(Path(), facts, knowledge, read=data.get)


def _listens(dockerfile: str, script: str = "") -> tuple[Listen, ...]:
    files = {"Dockerfile": _FROM + dockerfile} | ({"start.sh": script} if script else {})
    return command_listens(_project(files))


def _shown(value: Resolved) -> str:
    """A value in one short word: `8000`, `$PORT`, `$PORT:8080`, `?`."""
    if isinstance(value, Literal):
        return str(value.value)
    if isinstance(value, Env):
        return f"${value.name}" + (f":{_shown(value.default)}" if value.default is not None else "")
    return "?"


def _where(listen: Listen) -> str:
    return f"{'|'.join(map(_shown, listen.host))} {'|'.join(map(_shown, listen.port))}"


@pytest.mark.parametrize(
    ("command", "where"),
    [
        ("gunicorn app:app", "0.0.0.0 $PORT:8000"),
        ("gunicorn -b :8000 app:app", " 8000"),
        ("gunicorn -b 0.0.0.0 app:app", "0.0.0.0 8000"),
        ("gunicorn --bind=[::]:$PORT app:app", ":: $PORT"),
        ("gunicorn -b0.0.0.0:${PORT:-8080} app:app", "0.0.0.0 $PORT:8080"),
        ("gunicorn -b ${BIND:-0.0.0.0:8000} app:app", "$BIND:0.0.0.0 $BIND:8000"),
        ("gunicorn -b unix:/run/a.sock app:app", " "),
        ("gunicorn -c conf.py app:app", "? ?"),
        ("gunicorn $OPTIONS app:app", "? ?"),
        ("gunicorn app:app ${WORKERS:-4}", "0.0.0.0 $PORT:8000"),
        ("gunicorn -b 0.0.0.0:$(cat port) app:app", "0.0.0.0 ?"),
        ("python -u -m gunicorn app:app -b :1", " 1"),
        ("uvicorn main:app", "127.0.0.1 8000"),
        ("uvicorn main:app --host 0.0.0.0 --port=${PORT}", "0.0.0.0 $PORT"),
        ("uvicorn main:app --uds /run/a", " "),
        ("env UVICORN_PORT=9000 uvicorn main:app", "127.0.0.1 9000"),
        ("UVICORN_HOST=0.0.0.0 uvicorn main:app", "0.0.0.0 8000"),
        ("hypercorn main:app -b '[::]:5000'", ":: 5000"),
        ("waitress-serve app:app", "0.0.0.0 8080"),
        ("waitress-serve --listen=*:$PORT app:app", "* $PORT"),
        ("granian main:app --port 80", "127.0.0.1 80"),
        ("daphne -b 0.0.0.0 -p 8001 main:app", "0.0.0.0 8001"),
        ("flask --app app run -h 0.0.0.0", "0.0.0.0 5000"),
        ("FLASK_RUN_PORT=$PORT flask run", "127.0.0.1 $PORT"),
        ("fastapi run main.py", "0.0.0.0 $PORT:8000"),
        ("fastapi run main.py --port 80", "0.0.0.0 80"),
        ("fastapi dev main.py", "127.0.0.1 $PORT:8000"),
        ("python manage.py runserver", "127.0.0.1 8000"),
        ("python manage.py runserver --noreload 0.0.0.0:$PORT", "0.0.0.0 $PORT"),
        ("./manage.py runserver 80", "127.0.0.1 80"),
        ("python -m http.server", "0.0.0.0 8000"),
        ("python3.12 -m http.server -b 127.0.0.1 $PORT", "127.0.0.1 $PORT"),
        ("streamlit run app.py --server.port=$PORT", "0.0.0.0 $PORT"),
        ("streamlit run app.py", "0.0.0.0 8501"),
        ("sanic app:app -H 0.0.0.0 -p 80", "0.0.0.0 80"),
        ("uwsgi --http :8000 --module app:app", " 8000"),
        ("poetry run uvicorn main:app --port 1", "127.0.0.1 1"),
        ("uv run --no-dev --group x uvicorn main:app --port 1", "127.0.0.1 1"),
        ("dumb-init -- gosu app nice -n 5 uvicorn main:app --port 1", "127.0.0.1 1"),
        ("./wait-for-it.sh db:5432 -t 30 -- uvicorn main:app --port 1", "127.0.0.1 1"),
        ("bash -o pipefail -ec 'exec uvicorn main:app --port 1'", "127.0.0.1 1"),
        ("python manage.py migrate && uvicorn main:app --port 1", "127.0.0.1 1"),
        ("opentelemetry-instrument --service_name x uvicorn main:app --port 1", "127.0.0.1 1"),
    ],
)
def test_where_a_command_listens(command: str, where: str) -> None:
    (listen,) = _listens(f"CMD {command}\n")
    assert _where(listen) == where
    assert (listen.span.path, listen.span.line) == ("Dockerfile", 2)


@pytest.mark.parametrize(
    "command",
    [
        "celery -A app worker",
        "rq worker",
        "uwsgi --ini uwsgi.ini",
        "flask db upgrade",
        "python manage.py migrate",
        "gunicorn_starter",
        "echo gunicorn -b :8000",
        "pip install uvicorn",
    ],
)
def test_other_commands_listen_nowhere(command: str) -> None:
    assert _listens(f"CMD {command}\n") == ()


@pytest.mark.parametrize(
    ("dockerfile", "where"),
    [
        ("ENV PORT=8080\nCMD gunicorn -b :$PORT a:b\n", " $PORT:8080"),
        ("ENV WEB=8000\nCMD gunicorn -b :$WEB a:b\n", " 8000"),
        ("ARG P=8000\nENV WEB=$P\nCMD gunicorn -b :$WEB a:b\n", " 8000"),
        ("ARG P\nENV WEB=$P\nCMD gunicorn -b :$WEB a:b\n", " ?"),
        ("CMD gunicorn -b :$WEB a:b\n", " $WEB"),
        ('ENV OPTIONS="-b :5000 -w 3"\nCMD gunicorn $OPTIONS a:b\n', " 5000"),
        ('ENV GUNICORN_CMD_ARGS="--bind=:5000"\nCMD gunicorn a:b\n', " 5000"),
        ('ENV GUNICORN_CMD_ARGS="--bind=:5000"\nCMD gunicorn -b :$PORT a:b\n', " $PORT"),
        ("ENV HOSTNAME=0.0.0.0\nCMD uvicorn a:b --port 1 --host $HOSTNAME\n", "$HOSTNAME:0.0.0.0 1"),
        ('CMD ["gunicorn", "-b", ":$PORT"]\n', " $PORT"),
    ],
)  # fmt: skip
def test_variables_of_the_image_have_their_values_but_the_platforms_do_not(dockerfile: str, where: str) -> None:
    (listen,) = _listens(dockerfile)
    assert _where(listen) == where


def test_in_the_json_form_a_variable_is_text() -> None:
    (literal,) = _listens('CMD ["gunicorn", "-b", ":$PORT"]\n')
    (read,) = _listens("CMD gunicorn -b :$PORT\n")
    assert isinstance(literal.port[0], Literal)
    assert isinstance(read.port[0], Env)


@pytest.mark.parametrize(
    ("script", "where"),
    [
        ('exec "$@"\n', "127.0.0.1 7"),
        ('set -e\nexec "$@" --host 0.0.0.0\n', "0.0.0.0 7"),
        ('shift 1\nexec uvicorn "$@"\n', "127.0.0.1 7"),
        ('set -- gosu app "$@"\nexec "$@"\n', "127.0.0.1 7"),
        ('eval "exec $*"\n', "127.0.0.1 7"),
        ('exec uvicorn a:b --port "${4}"\n', "127.0.0.1 7"),
        ('PORT=${PORT:-8000}\nexec uvicorn a:b --port "$PORT"\n', "127.0.0.1 $PORT:8000"),
        (': "${PORT:=8000}"\nexec uvicorn a:b --port $PORT\n', "127.0.0.1 $PORT:8000"),
        ('[ -z "$PORT" ] && export PORT=8000\nexec uvicorn a:b --port $PORT\n', "127.0.0.1 $PORT:8000"),
        ("export WEB=$PORT\nexec uvicorn a:b --port $WEB\n", "127.0.0.1 $PORT"),
        ("WEB=8000\nexec uvicorn a:b --port $WEB\n", "127.0.0.1 8000"),
        ("export PORT=8000\nexec uvicorn a:b --port $PORT\n", "127.0.0.1 ?"),
        ("HOST=0.0.0.0 BIND=$HOST:80\nexec hypercorn a:b -b $BIND\n", "0.0.0.0 80"),
        ("main() { exec uvicorn a:b --port 9; }\nmain\n", "127.0.0.1 9"),
    ],
)
def test_where_a_start_script_listens(script: str, where: str) -> None:
    (listen,) = _listens('ENTRYPOINT ["/start.sh"]\nCMD ["uvicorn", "a:b", "--port", "7"]\n', script)
    assert _where(listen) == where


@pytest.mark.parametrize(
    ("dockerfile", "path"),
    [
        ("COPY . /srv\nWORKDIR /srv\nCMD ./deploy/run\n", "deploy/run"),
        ("COPY docker/start /usr/local/bin/start\nCMD start\n", "docker/start"),
        ("COPY docker/ /opt/\nENTRYPOINT [\"/opt/web.sh\"]\n", "docker/web.sh"),
        ("COPY --from=build /x/web.sh /web.sh\nENTRYPOINT [\"bash\", \"/web.sh\"]\n", "scripts/web.sh"),
        ("COPY web.sh /start\nCMD [\"/start\"]\n", "web.sh"),
    ],
)  # fmt: skip
def test_a_start_script_is_found_where_the_image_has_it_from(dockerfile: str, path: str) -> None:
    project = _project({"Dockerfile": _FROM + dockerfile, path: "#!/bin/sh\n\nexec gunicorn -b :80 a:b\n"})
    (listen,) = command_listens(project)
    assert (listen.span.path, listen.span.line) == (path, 3)


def test_a_script_written_in_the_container_file_has_its_lines() -> None:
    (listen,) = _listens("COPY <<EOF /run.sh\n#!/bin/sh\nexec gunicorn -b :80 a:b\nEOF\nCMD sh /run.sh\n")
    assert (listen.span.path, listen.span.line) == ("Dockerfile", 4)


def test_the_place_is_the_options_where_entrypoint_and_cmd_share_a_command() -> None:
    (listen,) = _listens('ENTRYPOINT ["gunicorn", "a:b"]\nCMD ["-b", ":8000"]\n')
    assert listen.span.line == 3


def _told(found: tuple[Listen, ...]) -> list[tuple[str, str]]:
    return [(x.server, "side" if x.side else "dormant" if x.dormant else "main") for x in found]


def test_one_of_several_servers_is_the_service() -> None:
    port, other = "gunicorn -b :$PORT a:b", "uvicorn x:y --port 9000"
    assert _told(_listens(f"CMD {other} & exec {port}\n")) == [("uvicorn", "side"), ("gunicorn", "main")]
    assert _told(_listens(f"CMD {port} & exec {other}\n")) == [("gunicorn", "main"), ("uvicorn", "side")]
    assert _told(_listens("CMD uvicorn a:b & exec gunicorn -b :1 a:b\n")) == [("uvicorn", "side"), ("gunicorn", "main")]
    assert _told(_listens("CMD gunicorn -b :1 a:b & nginx -g 'daemon off;'\n")) == [("gunicorn", "side")]
    assert _told(_listens("CMD service nginx start && gunicorn -b :1 a:b\n")) == [("gunicorn", "side")]


def test_branches_of_a_start_script_are_alternatives() -> None:
    def branches(development: str, production: str) -> list[tuple[str, str]]:
        text = f'if [ "$DEV" ]; then exec {development}; else exec {production}; fi\n'
        return _told(_listens('CMD ["/start.sh"]\n', text))

    flask, gunicorn = "flask run", "gunicorn -b :8000 a:b"
    assert branches(flask, "gunicorn a:b") == [("flask", "dormant"), ("gunicorn", "main")]
    assert branches(flask, gunicorn) == [("flask", "dormant"), ("gunicorn", "main")]
    assert branches("uvicorn a:b", gunicorn) == [("uvicorn", "main"), ("gunicorn", "main")]
    assert branches("celery worker", gunicorn) == [("gunicorn", "main")]


def test_an_image_for_development_is_judged_only_alone() -> None:
    development = {"Dockerfile.dev": _FROM + "CMD flask run\n"}
    assert _told(command_listens(_project(development))) == [("flask", "main")]
    both = command_listens(_project({"Dockerfile": _FROM + "CMD gunicorn a:b\n", **development}))
    assert _told(both) == [("gunicorn", "main"), ("flask", "dormant")]


def test_a_configuration_file_may_say_the_port() -> None:
    files = {"Dockerfile": _FROM + "CMD gunicorn a:b\n", "gunicorn.conf.py": "bind = ':8000'\n"}
    (listen,) = command_listens(_project(files))
    assert _where(listen) == "? ?"


def test_a_procfile_is_read_by_a_shell() -> None:
    project = _project({"Procfile": "worker: celery worker\nweb: gunicorn -b :${PORT:-5000} a:b\n", "a.py": "b = 1\n"})
    (listen,) = command_listens(project)
    assert (_where(listen), listen.span.line, listen.form) == (" $PORT:5000", 2, "procfile")


_APP = "from flask import Flask\napp = Flask(__name__)\nif __name__ == '__main__':\n    app.run(port=5000)\n"


def _dormant(dockerfile: str, path: str = "app.py", scope: str = MAIN, **more: str) -> str:
    files = {"Dockerfile": _FROM + dockerfile, "app.py": _APP, **{f"{n}.py": text for n, text in more.items()}}
    return dormant_reason(_project(files), path, scope, {"app.py", "other.py"})


def test_a_main_block_that_the_image_does_not_start_is_dormant() -> None:
    assert "gunicorn" in _dormant("CMD gunicorn app:app\n")
    assert _dormant("CMD python app.py\n") == ""
    assert _dormant('WORKDIR /srv\nCOPY . .\nENTRYPOINT ["python"]\nCMD ["/srv/app.py"]\n') == ""
    assert _dormant("CMD python -m app\n") == ""
    assert "flask" in _dormant("CMD flask run\n")


def test_a_service_that_serves_nothing_makes_nothing_dormant() -> None:
    assert _dormant("CMD celery -A tasks worker\n") == ""
    assert _dormant("CMD python worker.py\n", worker="print('at work')\n") == ""
    assert "other.py" in _dormant("CMD python other.py\n", other="import flask\nflask.Flask('x').run()\n")


def test_a_file_that_the_service_does_not_import_is_dormant() -> None:
    web = {"web": "from core import app\n", "core": "app = 1\n", "tool": "import flask\nflask.Flask('x').run()\n"}
    assert "does not import" in _dormant("CMD gunicorn web:app\n", "tool.py", MODULE, **web)
    assert _dormant("CMD gunicorn web:app\n", "core.py", MODULE, **web) == ""
    assert _dormant("CMD gunicorn elsewhere:app\n", "tool.py", MODULE, **web) == ""


def test_a_function_that_only_the_main_block_calls_is_dormant_with_it() -> None:
    main = "import uvicorn\ndef serve():\n    uvicorn.run('m:app', port=5)\nif __name__ == '__main__':\n    serve()\n"
    assert "main block" in _dormant("CMD gunicorn m:app\n", "m.py", "serve", m=main)
    assert _dormant("CMD gunicorn m:app\n", "m.py", "serve", m=main + "serve()\n") == ""
    assert _dormant("CMD python m.py\n", "m.py", "serve", m=main) == ""


def test_what_the_images_set_is_known() -> None:
    project = _project({"Dockerfile": _FROM + "ENV HOST=0.0.0.0\nENV X=$PATH\nCMD a\n"})
    assert image_variables(project) == {"HOST": frozenset({"0.0.0.0"}), "X": frozenset({None})}


def test_a_launch_names_the_file_that_it_starts() -> None:
    (launch,) = launches(_project({"Dockerfile": _FROM + "CMD exec python app.py\n", "app.py": _APP}))
    assert (launch.starts_file, launch.span.line) == ("app.py", 2)


_PIECES = st.sampled_from(
    ["gunicorn ", "-b ", ":$PORT ", '"$@" ', "$1 ", "exec ", "sh -c ", "'", '"', "eval ", "/start.sh ", "set -- ", "shift\n", "A=$A$A ", "${A:-$B}", "$(x) ", "; ", "&& ", "& ", "\n", "env ", "-S ", "python -m ", "[", "]", ":", "\ue000", "--bind=", "manage.py runserver ", "\\"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=20).map("".join), st.lists(_PIECES, max_size=20).map("".join))
def test_any_start_command_is_followed(command: str, script: str) -> None:
    line = command.replace("\n", " ").replace("\\", "")
    for found in _listens(f'ENTRYPOINT ["/start.sh"]\nCMD {line}\n', script):
        assert found.server


def test_a_script_that_runs_itself_ends() -> None:
    assert _listens('CMD ["/start.sh"]\n', '/start.sh "$@" a & /start.sh "$@" b\n') == ()
