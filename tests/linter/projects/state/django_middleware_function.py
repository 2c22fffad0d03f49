BLOCKED = {}  # <- AR201


def limit(get_response):
    count = 0

    def middleware(request):
        nonlocal count  # <- AR202
        count += 1
        ip = request.META["REMOTE_ADDR"]
        BLOCKED[ip] = BLOCKED.get(ip, 0) + 1
        return get_response(request)

    return middleware
