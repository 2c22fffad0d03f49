"""HTTPS is forced by the scheme of the connection, which is plain HTTP behind App Runner's edge.

## What it does
Reports what sends every plain request on to HTTPS, where nothing makes the application take the forwarded scheme:
Django's `SECURE_SSL_REDIRECT` without `SECURE_PROXY_SSL_HEADER`, Starlette's and FastAPI's `HTTPSRedirectMiddleware` where
the server trusts no proxy, and a redirect by hand under `if request.scheme != "https"` or `if not request.is_secure`.

## Why it matters on App Runner
HTTPS ends before the instance, so every request comes as plain HTTP, with `X-Forwarded-Proto: https`. Who looks at the
connection alone sends the browser to the HTTPS address that it has just asked, again and again: too many redirects, and
a health check by HTTP that never gets its 200.

App Runner redirects plain HTTP to HTTPS by itself.

## How to fix
Leave the redirect out, or trust the header:

    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")     # Django
    app.wsgi_app = ProxyFix(app.wsgi_app, x_proto=1)                  # Flask
    CMD exec uvicorn main:app --host 0.0.0.0 --port $PORT --forwarded-allow-ips="*"

uvicorn and gunicorn trust a proxy at 127.0.0.1 only, unless told otherwise: App Runner's is not there.

## When not to use it
Where the trust is set in the service's console, as `FORWARDED_ALLOW_IPS=*`.

## Known limits
Flask-Talisman and Flask-SSLify are no loop: they look
at `X-Forwarded-Proto` themselves, and so is code that does.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity, Span
from runready_linter.link.elsewhere import is_development_name, is_production_name, words
from runready_linter.link.entries import last_name
from runready_linter.link.forwarded import names_scheme_header, trusts_forwarded
from runready_linter.link.framework_settings import Setting, settings_named
from runready_linter.link.https_redirects import https_middleware, written_redirects
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.server_calls import in_image
from runready_linter.link.service import supplied_variables, supplies_more
from runready_linter.link.settings import django_settings
from runready_linter.link.surely import surely_true
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal
from runready_linter.rule import Example, Rule
from runready_linter.values import Attr, Binary, Call, Choice, Const, Global, Imported, Seq, Value
from runready_rules import platforms

_REDIRECT, _HEADER = "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER"
#: The name under which Django has the platform's header, and names under which there is none.
_RIGHT = "HTTP_X_FORWARDED_PROTO"
_WRONG = frozenset(
    {"X-Forwarded-Proto", "X_FORWARDED_PROTO", "HTTP_X_FORWARDED_PROTOCOL", "HTTP_X_FORWARDED_SSL", "HTTP_X_FORWARDED_SCHEME"}
)  # fmt: skip
#: What stands for true in a variable, and callables that tell so.
_YES = frozenset({True, "True", "true", "TRUE", "1", "yes", "Yes", "on", "On", "y", "t"})
_TRUTHS = frozenset(
    {
        "bool",
        "int",
        "strtobool",
        "str2bool",
        "str_to_bool",
        "to_bool",
        "as_bool",
        "is_true",
        "parse_bool",
        "loads",
        "literal_eval",
    }
)
_DEPTH = 8
_UVICORN = 'start the server with --forwarded-allow-ips="*", or leave the middleware out'
_BY_HAND = "trust X-Forwarded-Proto (ProxyFix, --forwarded-allow-ips), or leave it out"


def check(project: Project) -> Iterator[Finding]:
    """One finding for each setting, middleware or redirect that forces HTTPS by the connection's own scheme."""
    forced = [s for s in settings_named(project, frozenset({_REDIRECT})) if _is_forced(project, s)]
    if forced and not trusts_forwarded(project):
        yield from _of_django(project, forced)
    places = [(span, f"{name} redirects", _UVICORN) for span, name in https_middleware(project)]
    places += [(span, "this redirects", _BY_HAND) for span in written_redirects(project)]
    if places and not trusts_forwarded(project) and not names_scheme_header(project):
        for span, what, mended in places:
            by_itself = f"{mended}: {_own_redirect(project)}"
            yield _finding(project, span, f"{what} by the connection's scheme", by_itself)


def _own_redirect(project: Project) -> str:
    """Why the application need not send clients to HTTPS."""
    known = platforms.of(project).edge.answers.https_redirect.confidence is not platforms.Certainty.INFERRED
    name = project.platform.name
    return f"{name} redirects by itself" if known else f"{name} serves clients over HTTPS by itself"


def _finding(project: Project, span: Span, what: str, mended: str) -> Finding:
    return RULE.finding(
        span,
        f"{what}, which is always plain HTTP behind {project.platform.name}'s edge: the redirect never ends",
        help=mended,
    )


def _of_django(project: Project, forced: list[Setting]) -> Iterator[Finding]:
    if not _has_middleware(project):
        return
    headers = [
        setting
        for setting in settings_named(project, frozenset({_HEADER}))
        if not (isinstance(setting.value, Const) and setting.value.value is None)
    ]
    wrong = sorted({name for s in headers for name in _header_names(project, s)} & _WRONG)
    if headers and (not wrong or any(_RIGHT in _header_names(project, s) for s in headers)):
        return
    if not headers and names_scheme_header(project):
        return
    seen = set()
    for setting in forced:
        if setting.span in seen:
            continue
        seen.add(setting.span)
        what = (
            f"{_HEADER} names {wrong[0]}, which is never set, so {_REDIRECT}"
            if wrong
            else f"{_REDIRECT} without {_HEADER}"
        )
        yield _finding(
            project,
            setting.span,
            f"{what} redirects by the connection's scheme",
            f'set {_HEADER} = ("{_RIGHT}", "https")',
        )


def _is_forced(project: Project, setting: Setting) -> bool:
    """Whether a setting is on in the service: True, by default, or wherever it is not for development."""
    return (
        surely_true(project, setting.path, setting.value) or _by_default(project, setting.path, setting.value) is True
    )


def _by_default(project: Project, path: str, value: Value, depth: int = 0) -> bool | None:
    """Whether a condition holds where nothing sets the variables that it asks for, and in production; None: not known."""
    if depth > _DEPTH:
        return None
    match value:
        case Const(value=scalar):
            return bool(scalar)
        case Binary(op="not", left=inner):
            held = _by_default(project, path, inner, depth + 1)
            return None if held is None else not held
        case Binary(op="==" | "!=" | "in" | "not in" as sign, left=left, right=Const() | Seq() as right):
            # `os.environ.get("SSL_REDIRECT", "true") == "true"`
            wanted = right.items if isinstance(right, Seq) else (right,)
            texts = {w.value for w in wanted if isinstance(w, Const)}
            fallbacks = _fallbacks(project, path, left)
            return None if fallbacks is None else (fallbacks <= texts) == (sign in {"==", "in"})
        case Choice(kind="and" | "or" as kind, options=options):
            held_all = [_by_default(project, path, o, depth + 1) for o in options]
            decided = kind == "or"
            return decided if decided in held_all else None if None in held_all else not decided
        case Call(args=(inner,), keywords=()) if last_name(value.callee) in _TRUTHS:
            return _by_default(project, path, inner, depth + 1)
        case Global() | Imported() | Attr() if any(is_development_name(w) for w in words(value)):
            return False
        case Global() | Imported() | Attr() if any(is_production_name(w) for w in words(value)):
            return True
        case Global(name=name):
            bindings = project.python[path].bindings.get(name, ())
            return _by_default(project, path, bindings[0].value, depth + 1) if len(bindings) == 1 else None
        case _:
            fallbacks = _fallbacks(project, path, value)
            held_by = {f in _YES for f in fallbacks} if fallbacks else set()
            return held_by.pop() if len(held_by) == 1 else None


def _fallbacks(project: Project, path: str, value: Value) -> set[object] | None:
    """What a value is where nothing sets its variables; None: that is not known."""
    found: set[object] = set()
    for read in project.derive(tracer).resolved(path, value):
        known = in_image(project, read)
        while isinstance(known, Env):
            if known.name in project.derive(supplied_variables) or project.derive(supplies_more):
                return None
            known = known.default or Literal(None)
        if not isinstance(known, Literal):
            return None
        found.add(known.value)
    return found


def _header_names(project: Project, setting: Setting) -> set[str]:
    return {
        str(display.items[0].value)
        for _, display in displays(project, setting.path, setting.value)
        if isinstance(display, Seq) and display.items and isinstance(display.items[0], Const)
    }


def _has_middleware(project: Project) -> bool:
    """Whether Django's SecurityMiddleware, which makes the redirect, is among the middleware, or may be."""
    bindings = [
        binding
        for path in django_settings(project)
        for name in ("MIDDLEWARE", "MIDDLEWARE_CLASSES")
        for binding in project.python[path].bindings.get(name, ())
    ]
    return not bindings or any("SecurityMiddleware" in word for b in bindings for word in words(b.value))


_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"
_FASTAPI = "from fastapi import FastAPI\nfrom fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware\n\napp = FastAPI()\n"
_UVICORN_COMMAND = "CMD exec uvicorn main:app --host 0.0.0.0 --port $PORT"
_DJANGO = 'ROOT_URLCONF = "shop.urls"\nMIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]\n'
_FLASK = (
    "from flask import Flask, redirect, request\n\napp = Flask(__name__)\n\n\n@app.before_request\ndef force_https():\n"
)

RULE = Rule(
    code="AR105",
    name="https-redirect-loop",
    clause="web-requests",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"SECURE_SSL_REDIRECT", b"HTTPSRedirect", b"edirect", b"MovedPermanently", b"HTTPFound", b"SeeOther"),
    bad=(
        Example("Django", (("shop/settings.py", _DJANGO + "SECURE_SSL_REDIRECT = True  # <- AR105\n"),)),
        Example(
            "Django, the header in a comment",
            (
                (
                    "shop/settings.py",
                    _DJANGO + "DEBUG = False\nif not DEBUG:\n    SECURE_SSL_REDIRECT = True  # <- AR105\n"
                    "    # SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')\n",
                ),
            ),
        ),
        Example(
            "Django, on by default",
            (("shop/settings.py", "import os\n\n" + _DJANGO + 'SECURE_SSL_REDIRECT = os.environ.get("SSL", "true") == "true"  # <- AR105\n'),),
        ),
        Example(
            "Django, a header that is never set",
            (
                (
                    "shop/settings.py",
                    _DJANGO + "SECURE_SSL_REDIRECT = True  # <- AR105\nSECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_SSL', 'on')\n",
                ),
            ),
        ),
        Example(
            "Starlette's middleware",
            (
                ("main.py", _FASTAPI + "app.add_middleware(HTTPSRedirectMiddleware)  # <- AR105\n"),
                ("Dockerfile", _FROM + _UVICORN_COMMAND + " --proxy-headers\n"),
            ),
        ),
        Example(
            "a proxy that is trusted on the instance only",
            (
                (
                    "main.py",
                    _FASTAPI + "import os\n\nimport uvicorn\n\napp.add_middleware(HTTPSRedirectMiddleware)  # <- AR105\n"
                    'uvicorn.run(app, host="0.0.0.0", port=int(os.environ["PORT"]), forwarded_allow_ips="127.0.0.1")\n',
                ),
            ),
        ),
        Example(
            "by hand",
            (
                (
                    "app.py",
                    _FLASK + "    if not request.is_secure:\n"
                    '        return redirect(request.url.replace("http://", "https://", 1), code=301)  # <- AR105\n',
                ),
            ),
        ),
        Example(
            "by hand in a middleware",
            (
                (
                    "main.py",
                    ("from fastapi import FastAPI, Request\nfrom fastapi.responses import RedirectResponse\n\napp = FastAPI()\n\n\n"
                    '@app.middleware("http")\nasync def force_https(request: Request, call_next):\n    if request.url.scheme == "http":\n'
                    '        return RedirectResponse(request.url.replace(scheme="https"))  # <- AR105\n    return await call_next(request)\n'),
                ),
            ),
        ),
    ),
    good=(
        Example(
            "Django with the header",
            (("shop/settings.py", _DJANGO + "SECURE_SSL_REDIRECT = True\nSECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')\n"),),
        ),
        Example(
            "the header in the settings that are taken over",
            (
                ("shop/settings/base.py", _DJANGO + "SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')\n"),
                ("shop/settings/production.py", "from .base import *\n\nSECURE_SSL_REDIRECT = True\n"),
            ),
        ),
        Example("switched off", (("shop/settings.py", _DJANGO + "SECURE_SSL_REDIRECT = False\n"),)),
        Example(
            "without the middleware that redirects",
            (("shop/settings.py", 'ROOT_URLCONF = "shop.urls"\nMIDDLEWARE = ["django.middleware.common.CommonMiddleware"]\nSECURE_SSL_REDIRECT = True\n'),),
        ),
        Example(
            "the server trusts every proxy",
            (
                ("main.py", _FASTAPI + "app.add_middleware(HTTPSRedirectMiddleware)\n"),
                ("Dockerfile", _FROM + _UVICORN_COMMAND + " --forwarded-allow-ips='*'\n"),
            ),
        ),
        Example(
            "by a variable of the image",
            (
                ("main.py", _FASTAPI + "app.add_middleware(HTTPSRedirectMiddleware)\n"),
                ("Dockerfile", _FROM + "ENV FORWARDED_ALLOW_IPS=*\n" + _UVICORN_COMMAND + "\n"),
            ),
        ),
        Example(
            "a middleware that takes the forwarded scheme",
            (
                (
                    "main.py",
                    _FASTAPI + "from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware\n\n"
                    'app.add_middleware(HTTPSRedirectMiddleware)\napp.add_middleware(ProxyHeadersMiddleware, trusted_hosts=["*"])\n',
                ),
            ),
        ),
        Example(
            "ProxyFix",
            (
                (
                    "app.py",
                    _FLASK + "    if not request.is_secure:\n"
                    '        return redirect(request.url.replace("http://", "https://", 1), code=301)\n\n\n'
                    "from werkzeug.middleware.proxy_fix import ProxyFix\n\napp.wsgi_app = ProxyFix(app.wsgi_app, x_proto=1)\n",
                ),
            ),
        ),
        Example(
            "by the forwarded scheme",
            (
                (
                    "app.py",
                    _FLASK + '    if request.headers.get("X-Forwarded-Proto", "https") == "http":\n'
                    '        return redirect(request.url.replace("http://", "https://", 1))\n',
                ),
            ),
        ),
        Example(
            "Flask-Talisman looks at the header itself",
            (("app.py", "from flask import Flask\nfrom flask_talisman import Talisman\n\napp = Flask(__name__)\nTalisman(app, force_https=True)\n"),),
        ),
        Example(
            "the scheme of another address",
            (
                (
                    "app.py",
                    ("from urllib.parse import urlparse\n\nfrom flask import Flask, redirect\n\napp = Flask(__name__)\n\n\n@app.get('/go/<path:to>')\ndef go(to):\n"
                    '    if urlparse(to).scheme != "https":\n        return redirect("https://example.org/")\n    return redirect(to)\n'),
                ),
            ),
        ),
        Example(
            "settings of tests",
            (("shop/settings/test.py", _DJANGO + "SECURE_SSL_REDIRECT = True\n"), ("shop/settings/base.py", _DJANGO)),
        ),
    ),
)  # fmt: skip
