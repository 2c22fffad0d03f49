class CountMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        COUNTS[request.path] = COUNTS.get(request.path, 0) + 1
        return self.get_response(request)


COUNTS = {}


def site_name(request):
    """A context processor."""
    return {"name": "shop", "hits": sum(COUNTS.values())}
