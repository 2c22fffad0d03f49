from web import serve


def answer(request):
    parent = request.host.partition(".")[2]
    return 200, "hello", {"Set-Cookie": f"theme=dark; Domain={parent}; Path=/"}


serve(answer)
