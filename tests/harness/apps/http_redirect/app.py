from web import serve


def answer(request):
    if request.path == "/old":
        return 302, None, {"Location": f"http://{request.host}/new"}
    return 200, request.path, {}


serve(answer)
