from web import serve


def answer(request):
    # The connection to the instance is never HTTPS, so this redirects for ever.
    return 301, None, {"Location": f"https://{request.host}{request.path}"}


serve(answer)
