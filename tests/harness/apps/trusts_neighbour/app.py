from web import serve


def answer(request):
    # As gunicorn and uvicorn do: who is not on this machine may say what they like about the scheme.
    scheme = request.headers.get("X-Forwarded-Proto", "http") if request.client == "127.0.0.1" else "http"
    if request.path == "/":
        return 302, None, {"Location": f"{scheme}://{request.headers['Host']}/home"}
    return 200, "home", {}


serve(answer)
