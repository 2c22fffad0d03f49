"""Discovery: what an OpenAPI document suggests, tried on a running application."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import requests

from runready_harness.flows.discover import Discovered, discover
from runready_harness.spec import Flow, Health, Service, Step

Serve = Callable[[Callable[[Any], Any]], AbstractContextManager[str]]

NOTE_3 = {
    "type": "object",
    "required": ["text", "stars"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "text": {"type": "string", "minLength": 10},
        "stars": {"type": "integer", "minimum": 3},
    },
}
CREATED_3 = {"201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}}}
SEND_3 = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}}
OPENAPI_3 = {
    "openapi": "3.1.0",
    "servers": [{"url": "https://elsewhere.example/api"}],
    "paths": {
        "/notes": {"get": {}, "post": {"requestBody": SEND_3, "responses": CREATED_3}},
        "/notes/{note_id}": {"get": {}, "put": {"requestBody": SEND_3}, "delete": {}},
        "/about": {
            "get": {"parameters": [{"name": "lang", "in": "query", "required": True, "schema": {"enum": ["en"]}}]}
        },
        "/fails": {"get": {}},
        "/private": {"get": {}},
        "/users/{name}/things": {"get": {}},
        "/upload": {"post": {"requestBody": {"required": True, "content": {"multipart/form-data": {}}}}},
        "/elsewhere": {
            "get": {"parameters": [{"name": "x", "in": "query", "required": True, "schema": {"$ref": "other.json#/X"}}]}
        },
    },
    "components": {"schemas": {"Note": NOTE_3}},
}
OPENAPI_2 = {
    "swagger": "2.0",
    "basePath": "/api",
    "paths": {
        "/notes": {
            "get": {},
            "post": {
                "parameters": [{"in": "body", "name": "note", "schema": {"$ref": "#/definitions/Note"}}],
                "responses": {"201": {"schema": {"$ref": "#/definitions/Note"}}},
            },
        },
        "/notes/{id}": {
            "get": {},
            "put": {"parameters": [{"in": "body", "name": "note", "schema": {"$ref": "#/definitions/Note"}}]},
            "delete": {},
        },
    },
    "definitions": {"Note": NOTE_3},
}


def notes_app(document: object = None) -> Callable[[Any], tuple[int, object]]:
    notes: dict[str, dict[str, Any]] = {}
    made: list[str] = []

    def app(asked: Any) -> tuple[int, object]:
        number = asked.path.rpartition("/")[2]
        sent = json.loads(asked.body) if asked.body else {}
        match asked.method, asked.path:
            case "GET", "/" | "/healthz":
                return 200, "hello"
            case "GET", "/openapi.json" if document is not None:
                return 200, document
            case "GET", "/api/about" if asked.query == {"lang": ["en"]}:
                return 200, "about"
            case "GET", "/api/fails":
                return 500, "oh"
            case "GET", "/api/private":
                return 401, "who are you"
            case "GET", "/api/notes":
                return 200, list(notes.values())
            case "POST", "/api/notes":
                if len(sent.get("text", "")) < 10 or sent.get("stars", 0) < 3 or "id" in sent:
                    return 422, "bad note"
                made.append("")
                notes[str(len(made))] = {"id": len(made), **sent}
                return 201, notes[str(len(made))]
        if not asked.path.startswith("/api/notes/") or number not in notes:
            return 404, "no"
        if asked.method == "DELETE":
            del notes[number]
        elif asked.method == "PUT":
            notes[number] |= sent
        return 200, notes.get(number)

    return app


def find(project: Path, url: str, service: Service | None = None, written: tuple[Flow, ...] = ()) -> Discovered:
    def fresh() -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        return session

    return discover(written, project, service or Service(), fresh, url, timeout=5)


LIFE = [
    "POST /api/notes",
    "GET /api/notes/{{id}}",
    "PUT /api/notes/{{id}}",
    "GET /api/notes",
    "DELETE /api/notes/{{id}}",
]


def titles(found: Discovered) -> list[list[str]]:
    return [[step.title for step in flow.steps] for flow in found.flows]


@pytest.mark.parametrize("name", ["openapi.json", "docs/swagger.json"])
def test_a_document_in_the_repository(tmp_path: Path, serve: Serve, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(json.dumps(OPENAPI_3 if name == "openapi.json" else OPENAPI_2))
    with serve(notes_app()) as url:
        found = find(tmp_path, url)
    assert found.rung == "openapi"
    assert found.flows[-1].source == name
    assert titles(found)[-1] == LIFE


def test_only_what_is_answered_stays_and_the_rest_is_told(tmp_path: Path, serve: Serve) -> None:
    with serve(notes_app(OPENAPI_3)) as url:
        found = find(tmp_path, url)
    assert titles(found) == [["GET /api/about"], LIFE]
    assert found.flows[0].source == "/openapi.json"
    assert sorted(found.left_out) == [
        "GET /api/fails: answered 500 to the values made up for it",
        "GET /api/private: answered 401 to the values made up for it",
        "GET /elsewhere: the $ref `other.json#/X` leads to another document",
        "GET /users/{name}/things: what it needs is not made by any other operation",
        "POST /upload: a payload of multipart/form-data cannot be made up",
    ]
    assert "Write flows" in found.unproven


def test_a_create_that_is_refused_takes_its_followers_with_it(tmp_path: Path, serve: Serve) -> None:
    broken = json.loads(json.dumps(OPENAPI_3))
    broken["components"]["schemas"]["Note"]["properties"]["stars"]["minimum"] = 1
    (tmp_path / "openapi.json").write_text(json.dumps(broken))
    with serve(notes_app()) as url:
        found = find(tmp_path, url)
    assert titles(found) == [["GET /api/about"], ["GET /api/notes"]]
    assert "POST /api/notes: answered 422 to the values made up for it" in found.left_out


def test_values_that_must_be_new_each_time_are_left_out(tmp_path: Path, serve: Serve) -> None:
    names: set[str] = set()

    def app(asked: Any) -> tuple[int, object]:
        if asked.method == "GET":
            return 200, sorted(names)
        name = json.loads(asked.body)["name"]
        known = name in names
        names.add(name)
        return (409, "taken") if known else (201, {"id": name})

    body = {"content": {"application/json": {"example": {"name": "ann"}}}}
    (tmp_path / "openapi.yaml").write_text(
        json.dumps({"openapi": "3.0.3", "paths": {"/users": {"get": {}, "post": {"requestBody": body}}}})
    )
    with serve(app) as url:
        found = find(tmp_path, url)
    assert titles(found) == [["GET /users"]]
    assert found.left_out == ("POST /users: answered 409 to the values made up for it",)


def test_without_a_document_the_first_page_and_the_health_path(tmp_path: Path, serve: Serve) -> None:
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "openapi.json").write_text(json.dumps(OPENAPI_3))
    (tmp_path / "openapi.yaml").write_text("openapi: [not, a, document")
    with serve(notes_app()) as url:
        found = find(tmp_path, url, Service(health=Health(protocol="http", path="/healthz")))
    assert (found.rung, titles(found)) == ("root", [["GET /", "GET /healthz"]])
    assert "unproven" in found.unproven


def test_where_the_first_page_leads_to_is_asked_too(tmp_path: Path, serve: Serve, reply: Any) -> None:
    def app(asked: Any) -> Any:
        leads = {"/": "/home", "/home": "/login?next=/home", "/out": "https://elsewhere.example/"}
        location = leads.get(asked.path)
        return reply(302, "", [("Location", location)]) if location else reply(200, "log in")

    with serve(app) as url:
        found = find(tmp_path, url)
    assert titles(found) == [["GET /", "GET /home", "GET /login?next=/home"]]


@pytest.mark.parametrize("away", ["https://elsewhere.example/", "/"])
def test_a_first_page_that_leads_out_or_in_a_circle_is_all_that_is_asked(
    tmp_path: Path, serve: Serve, reply: Any, away: str
) -> None:
    with serve(lambda asked: reply(302, "", [("Location", away)])) as url:
        found = find(tmp_path, url)
    assert titles(found) == [["GET /"]]


def test_a_redirect_to_what_is_no_address_is_told(tmp_path: Path, serve: Serve, reply: Any) -> None:
    with serve(lambda asked: reply(302, "", [("Location", "http://[broken")])) as url:
        found = find(tmp_path, url)
    assert found.flows == ()
    assert found.left_out == ("GET /: it redirects to something that is no address: Invalid IPv6 URL",)


@pytest.mark.parametrize(
    ("page", "content_type", "text"),
    [
        ("/", "application/json", '{"links": [{"rel": "self", "href": "/"}, {"rel": "service-desc", "href": "/odd"}]}'),
        ("/", "text/html", "<link href='/odd' rel='service-desc'>"),
        ("/docs", "text/html", "<script>SwaggerUIBundle({ url: '/odd', dom_id: '#swagger-ui'})</script>"),
        ("/redoc", "text/html", '<redoc spec-url="/odd"></redoc>'),
    ],
)
def test_a_document_at_an_odd_address_is_found_by_who_names_it(
    tmp_path: Path, serve: Serve, reply: Any, page: str, content_type: str, text: str
) -> None:
    def app(asked: Any) -> Any:
        if asked.path == page:
            return reply(200, text, kind=content_type)
        if asked.path == "/odd":
            return 200, {"openapi": "3.1.0", "paths": {"/things": {"get": {}}}}
        return (200, []) if asked.path == "/things" else (404, "")

    with serve(app) as url:
        found = find(tmp_path, url)
    assert (found.rung, titles(found), found.flows[0].source) == ("openapi", [["GET /things"]], "/odd")


def test_an_application_that_answers_nothing_has_no_flows(tmp_path: Path, serve: Serve) -> None:
    with serve(lambda asked: (500, "oh")) as url:
        found = find(tmp_path, url)
    assert (found.flows, found.rung) == ((), "root")
    assert found.left_out == ("GET /: answered 500",)


def test_written_flows_are_taken_as_they_are(tmp_path: Path) -> None:
    flow = Flow(name="mine", steps=(Step(method="GET", path="/broken"),))
    found = find(tmp_path, "http://127.0.0.1:9", written=(flow,))
    assert (found.flows, found.rung, found.unproven) == ((flow,), "flows", "")


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer", "exclusiveMinimum": 4, "multipleOf": 5}, 5),
        ({"type": "integer", "exclusiveMinimum": True, "minimum": 4}, 5),
        ({"type": ["string", "null"], "format": "email"}, "someone@example.com"),
        ({"anyOf": [{"type": "null"}, {"const": "x"}]}, "x"),
        (
            {"allOf": [{"properties": {"a": {"default": 1}}}, {"properties": {"b": {"type": "boolean"}}}]},
            {"a": 1, "b": True},
        ),
        ({"type": "array", "minItems": 2, "items": {"type": "string", "maxLength": 3}}, ["run", "run"]),
        ({"$ref": "#/defs/Tree"}, {"name": "runready"}),
    ],
)
def test_made_up_values_fit_their_schema(schema: dict[str, Any], value: object) -> None:
    from runready_harness.flows.examples import example

    tree = {"required": ["name"], "properties": {"name": {"type": "string"}, "parent": {"$ref": "#/defs/Tree"}}}
    assert example(schema, {"defs": {"Tree": tree}}) == value
