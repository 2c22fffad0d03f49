import time


class Timing:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.started = time.monotonic()
        request.notes = []
        response = self.get_response(request)
        response["X-Seconds"] = f"{time.monotonic() - request.started:.3f}"
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        request.notes.append(view_func.__name__)
