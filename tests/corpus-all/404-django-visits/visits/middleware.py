import time


class VisitCounter:
    def __init__(self, get_response):
        self.get_response = get_response
        self.hits = {}
        self.started = time.time()

    def __call__(self, request):
        self.hits[request.path] = self.hits.get(request.path, 0) + 1
        response = self.get_response(request)
        response["X-Hits"] = str(self.hits[request.path])
        return response
