from web import serve


def answer(request):
    if request.headers.get("X-Forwarded-Proto") != "https":
        return 301, "use HTTPS", {"Location": f"https://{request.headers['Host']}{request.path}"}
    return (200, "hello", {}) if request.path.startswith("/hello") else (404, "nothing here", {})


serve(answer)
