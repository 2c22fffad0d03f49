import ipaddress

from web import serve


def answer(request):
    try:
        ipaddress.ip_address(request.host)
    except ValueError:
        return 400, "this host is not allowed", {}
    return 200, "hello", {}


serve(answer)
