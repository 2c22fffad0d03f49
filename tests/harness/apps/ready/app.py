"""Everything that the bad applications do, done so that any instance can serve any request."""

import os
import tempfile

from web import serve, sign, signed, store

KEY = os.environ["APP_SECRET"].encode()


def answer(request):
    match request.method, request.path.split("/")[1:]:
        case "POST", ["notes"]:
            number = store("POST", "numbers")
            store("PUT", f"note-{number}", request.json)
            return 201, {"id": number}, {}
        case "GET", ["notes", number]:
            note = store("GET", f"note-{number}")
            return (200, note, {}) if note else (404, {"error": "no such note"}, {})
        case "GET", ["visits"]:
            return 200, {"visits": store("POST", "visits")}, {}
        case "GET", ["login"]:
            return (
                200,
                "welcome",
                {"Set-Cookie": f"session={sign('alice', KEY)}; Path=/; Secure; HttpOnly; SameSite=Lax"},
            )
        case "GET", ["me"]:
            user = signed(request.cookies.get("session", ""), KEY)
            return (200, {"user": user}, {}) if user else (302, None, {"Location": "/login"})
        case "POST", ["export"]:
            with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
                file.write("name,text\n")
            return 200, "exported", {}
        case "GET", ["old"]:
            return 302, None, {"Location": f"{request.headers.get('X-Forwarded-Proto', 'http')}://{request.host}/new"}
    return 200, "hello", {}


serve(answer)
