"""What an image starts, and where that listens, in the forms in which people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from runready_linter import knowledge, python
from runready_linter.containerfile import frontend as containerfile
from runready_linter.containerfile.names import claims
from runready_linter.link.commands import command_listens
from runready_linter.link.launch import launches
from runready_linter.link.project import Project
from runready_linter.resolved import Env, Listen, Literal, Resolved

_FROM = "FROM debian:12\nWORKDIR /app\nCOPY . .\n"


def _project(files: dict[str, str]) -> Project:
    data = {path: text.encode() for path, text in files.items()}
    facts = {
        path: containerfile.read(path, content) if claims(path) else python.read(path, content)
        for path, content in data.items()
        if claims(path) or path.endswith(".py")
    }
    return Project(Path(), facts, knowledge.installed(), read=data.get, listing=lambda: frozenset(data))


def _listens(end: str, **files: str) -> list[str]:
    named = {name.replace("__", "."): text for name, text in files.items()}
    return [_where(listen) for listen in command_listens(_project({"Dockerfile": _FROM + end, **named}))]


def _where(listen: Listen) -> str:
    return f"{'|'.join(map(_shown, listen.host))} {'|'.join(map(_shown, listen.port))}".strip()


def _shown(value: Resolved) -> str:
    if isinstance(value, Literal):
        return str(value.value)
    if isinstance(value, Env):
        return f"${value.name}" + (f":{_shown(value.default)}" if value.default is not None else "")
    return "?"


@pytest.mark.parametrize(
    ("command", "where"),
    [
        ("next start", "0.0.0.0 $PORT:3000"),
        ("npx next start -p 3000", "0.0.0.0 3000"),
        ("node_modules/.bin/next start -H 127.0.0.1 -p $PORT", "127.0.0.1 $PORT"),
        ("serve -s build -l 3000", "0.0.0.0 3000"),
        ("serve -s build", "0.0.0.0 $PORT:3000"),
        ("npx http-server dist -p 5000 -a 0.0.0.0", "0.0.0.0 5000"),
        ("vite preview --host --port 4173", "0.0.0.0 4173"),
        ("vite --port 3000", "localhost 3000"),
        ("bundle exec rails server -b 0.0.0.0 -p 3000", "0.0.0.0 3000"),
        ("bundle exec puma", "0.0.0.0 $PORT:9292"),
        ("puma -b tcp://0.0.0.0:3000", "0.0.0.0 3000"),
        ("php -S 0.0.0.0:8000 -t public", "0.0.0.0 8000"),
        ("php artisan serve --host=0.0.0.0 --port=80", "0.0.0.0 80"),
        ("java -Xmx512m -jar app.jar --server.port=9000", "0.0.0.0 9000"),
        ("java -Dserver.port=8081 -jar app.jar", "0.0.0.0 8081"),
        ("java -Dserver.port=8081 -jar app.jar --server.port=$PORT", "0.0.0.0 $PORT"),
        ("SERVER_PORT=7000 java -jar app.jar", "0.0.0.0 7000"),
        ("SERVER_PORT=$PORT java -jar app.jar", "0.0.0.0 $PORT"),
        ("SERVER_PORT=$PORT java $JAVA_OPTS -jar app.jar", "? ?"),
        ("dotnet Shop.dll --urls http://+:5000", "+ 5000"),
        ("ASPNETCORE_URLS='http://localhost:5000' dotnet Shop.dll", "localhost 5000"),
        ("jupyter lab --ip=0.0.0.0 --port=8888 --no-browser", "0.0.0.0 8888"),
        ("mlflow server --host 0.0.0.0", "0.0.0.0 5000"),
        ("python -m vllm.entrypoints.openai.api_server --port 9000", "0.0.0.0 9000"),
        ("su app -c 'uvicorn main:app --port 9000'", "127.0.0.1 9000"),
        ("runuser -u app -- uvicorn main:app --port 9000", "127.0.0.1 9000"),
        ("nodemon server.js", ""),
    ],
)
def test_where_a_command_listens(command: str, where: str) -> None:
    assert _listens(f"CMD {command}\n") == [where]


@pytest.mark.parametrize(
    "command",
    [
        "node server.js",
        "java -jar app.jar",
        "dotnet Shop.dll",
        "vite build",
        "./serve",
        "./server --port 9000",
        "php-fpm",
        "next build",
    ],
)
def test_what_its_own_code_says_is_not_known(command: str) -> None:
    assert _listens(f"CMD {command}\n") == []


_PACKAGE = '{\n  "scripts": {\n    "dev": "next dev",\n    "start": "next start -p 4000"\n  }\n}\n'


@pytest.mark.parametrize(
    ("command", "where"),
    [
        ('["npm", "start"]', "0.0.0.0 4000"),
        ('["npm", "run", "start"]', "0.0.0.0 4000"),
        ("npm run -s start", "0.0.0.0 4000"),
        ('["yarn", "start"]', "0.0.0.0 4000"),
        ('["pnpm", "run", "dev"]', "0.0.0.0 $PORT:3000"),
    ],
)
def test_scripts_of_a_package_are_followed(command: str, where: str) -> None:
    assert _listens(f"CMD {command}\n", package__json=_PACKAGE) == [where]


def test_a_packages_script_has_its_line() -> None:
    project = _project({"Dockerfile": _FROM + 'CMD ["npm", "start"]\n', "package.json": _PACKAGE})
    (listen,) = command_listens(project)
    assert (listen.span.path, listen.span.line) == ("package.json", 4)


@pytest.mark.parametrize("package", ["", "{", "[]", '{"scripts": {}}', '{"scripts": {"start": 1}}'])
def test_a_package_without_the_script_is_no_matter(package: str) -> None:
    assert _listens('CMD ["npm", "start"]\n', package__json=package) == []


_SUPERVISOR = (
    "[supervisord]\nnodaemon=true\n[program:web]\ncommand=gunicorn -b 0.0.0.0:8000 app:app ; the site\n"
    "[program:worker]\ncommand=celery -A app worker\n[eventlistener:x]\ncommand=gunicorn -b :1 x:y\n"
)


def test_a_supervisors_programs_are_followed_with_their_lines() -> None:
    end = 'CMD ["/usr/bin/supervisord", "-c", "/app/supervisord.conf"]\n'
    project = _project({"Dockerfile": _FROM + end, "supervisord.conf": _SUPERVISOR})
    (listen,) = command_listens(project)
    assert (_where(listen), listen.span.path, listen.span.line) == ("0.0.0.0 8000", "supervisord.conf", 4)
    assert not listen.side
    port = _SUPERVISOR.replace(":8000", ":%(ENV_PORT)s")
    assert _listens("COPY supervisord.conf /etc/supervisor/conf.d/\nCMD supervisord -n\n", supervisord__conf=port) == [
        "0.0.0.0 $PORT"
    ]


def test_a_proxy_among_them_stands_before_the_others() -> None:
    conf = _SUPERVISOR + "[program:nginx]\ncommand=nginx -g 'daemon off;'\n"
    end = 'CMD ["supervisord", "-c", "supervisord.conf"]\n'
    (listen,) = command_listens(_project({"Dockerfile": _FROM + end, "supervisord.conf": conf}))
    assert listen.behind


@pytest.mark.parametrize(
    ("line", "where"),
    [("http = :8000", "8000"), ("http-socket=0.0.0.0:$(PORT)", "0.0.0.0 $PORT"), ("socket = /run/app.sock", "")],
)
@pytest.mark.parametrize("command", ['["uwsgi", "--ini", "uwsgi.ini"]', "exec uwsgi uwsgi.ini"])
def test_uwsgis_own_file_is_read_with_its_lines(command: str, line: str, where: str) -> None:
    conf = f"# http = :1\n[uwsgi]\nmodule = app:app\n{line}\n[other]\nhttp = :2\n"
    project = _project({"Dockerfile": _FROM + f"CMD {command}\n", "uwsgi.ini": conf})
    found = [(_where(x), x.span.path, x.span.line) for x in command_listens(project)]
    assert found == ([(where, "uwsgi.ini", 4)] if where else [])


def test_processes_of_a_procfile_that_a_runner_starts() -> None:
    procfile = "site: gunicorn -b :9000 app:app\nworker: celery -A app worker\n"
    assert _listens('CMD ["honcho", "start", "-f", "Procfile"]\n', Procfile=procfile) == ["9000"]
    assert _listens('CMD ["honcho", "start", "worker"]\n', Procfile=procfile) == []


def test_another_script_is_read_by_the_same_shell() -> None:
    files = {
        "start__sh": "#!/bin/sh\n. ./env.sh\nexec gunicorn -b 0.0.0.0:$WEB_PORT app:app\n",
        "env__sh": "export WEB_PORT=9000\n",
    }
    assert _listens('CMD ["./start.sh"]\n', **files) == ["0.0.0.0 9000"]


@pytest.mark.parametrize(
    ("base", "command", "program"),
    [
        ("gcr.io/distroless/python3-debian12", '["-m", "uvicorn", "main:app", "--port", "9000"]', "uvicorn"),
        ("gcr.io/distroless/python3-debian12:nonroot", '["main.py"]', "main.py"),
        ("gcr.io/distroless/nodejs22-debian12", '["server.js"]', "node"),
        ("gcr.io/distroless/java21-debian12", '["app.jar", "--server.port=9000"]', "java"),
        ("cgr.dev/chainguard/python:latest", '["/app/main.py"]', "/app/main.py"),
    ],
)
def test_a_command_is_read_by_the_base_images_entry_point(base: str, command: str, program: str) -> None:
    (launch,) = launches(_project({"Dockerfile": f"FROM {base}\nCOPY . /\nCMD {command}\n"}))
    (started,) = launch.commands
    call = started.invocation
    assert program in (call.program, call.module, call.script)


def test_a_file_of_the_container_file_is_what_the_builder_makes_of_it() -> None:
    written = "COPY <<{0} /start.sh\n#!/bin/sh\nexec gunicorn -b 0.0.0.0:$PORT app:app\nEOF\nENTRYPOINT /start.sh\n"
    assert _listens(written.format("'EOF'")) == ["0.0.0.0 $PORT"]
    assert _listens(written.format("EOF")) == ["0.0.0.0 ?"]
    assert _listens("ENV PORT=9000\n" + written.format("EOF")) == ["0.0.0.0 9000"]
    assert _listens(written.format("EOF").replace("$PORT", "\\$PORT")) == ["0.0.0.0 $PORT"]


@pytest.mark.parametrize(
    "written",
    [
        "RUN cat > /start.sh <<'EOF'\n#!/bin/sh\nexec gunicorn -b 0.0.0.0:9000 app:app\nEOF\n",
        "RUN cat <<EOF > /start.sh && chmod +x /start.sh\n#!/bin/sh\nexec gunicorn -b 0.0.0.0:9000 app:app\nEOF\n",
        "RUN echo '#!/bin/sh\\n\\\nexec gunicorn -b 0.0.0.0:9000 app:app' > /start.sh\n",
        'RUN printf "#!/bin/sh\\nexec gunicorn -b 0.0.0.0:9000 app:app\\n" > /start.sh && chmod +x /start.sh\n',
    ],
)
def test_a_script_that_the_build_writes_is_read(written: str) -> None:
    project = _project({"Dockerfile": _FROM + written + 'CMD ["/start.sh"]\n'})
    (listen,) = command_listens(project)
    assert _where(listen) == "0.0.0.0 9000"
    assert listen.span.path == "Dockerfile"
    assert listen.span.line in (5, 6)


def test_each_instruction_has_the_shell_that_is_set_where_it_stands() -> None:
    (launch,) = launches(_project({"Dockerfile": 'FROM debian:12\nCMD gunicorn a:b\nSHELL ["/bin/bash", "-c"]\n'}))
    shell = launch.commands[0].shell
    assert shell is not None
    assert shell.name == "sh"


def test_instructions_that_are_put_off_run_in_the_next_stage() -> None:
    (launch,) = launches(_project({"Dockerfile": "FROM debian:12 AS b\nONBUILD CMD gunicorn a:b\nFROM b\n"}))
    assert launch.commands[0].invocation.program == "gunicorn"


@pytest.mark.parametrize("word", ["--server.port=${PORT}", "-Dserver.port=${PORT:8080}"])
def test_java_puts_variables_in_by_itself(word: str) -> None:
    (launch,) = launches(_project({"Dockerfile": f'FROM debian:12\nCMD ["java", "-jar", "app.jar", "{word}"]\n'}))
    assert launch.unexpanded == ()
    (launch,) = launches(_project({"Dockerfile": f'FROM debian:12\nCMD ["streamlit", "run", "app.py", "{word}"]\n'}))
    assert [left.variable for left in launch.unexpanded] == ["PORT"]
