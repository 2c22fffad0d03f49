import secrets

from web import serve

SESSIONS = set()


def answer(request):
    if request.path == "/login" and request.method == "GET":
        return 200, "who are you?", {"Set-Cookie": "form=1; Path=/"}
    if request.path == "/login":
        session = secrets.token_hex(8)
        SESSIONS.add(session)
        return 200, "welcome", {"Set-Cookie": f"session={session}; Path=/"}
    if request.cookies.get("session") in SESSIONS:
        return 200, "your page", {}
    return 302, "", {"Location": "/login"}


serve(answer)
