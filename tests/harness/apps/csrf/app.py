from web import serve


def answer(request):
    # What a framework does that was not told that HTTPS ends before it.
    if request.method == "POST" and request.headers["Origin"] != f"http://{request.headers['Host']}":
        return 403, "Origin checking failed", {}
    return 200, "hello", {}


serve(answer)
