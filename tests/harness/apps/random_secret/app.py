import secrets

from web import serve, sign, signed

KEY = secrets.token_bytes(32)


def answer(request):
    if request.path == "/login":
        return 200, "welcome", {"Set-Cookie": f"session={sign('alice', KEY)}; Path=/; HttpOnly"}
    user = signed(request.cookies.get("session", ""), KEY)
    return (200, {"user": user}, {}) if user else (302, None, {"Location": "/login"})


serve(answer)
