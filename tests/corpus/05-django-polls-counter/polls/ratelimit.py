import functools
import time
from collections import defaultdict

from django.http import HttpResponse

_hits = defaultdict(list)


def ratelimit(per_minute):
    def decorator(view):
        @functools.wraps(view)
        def wrapper(request, *args, **kwargs):
            now = time.time()
            seen = _hits[request.META["REMOTE_ADDR"]]
            seen.append(now)
            if sum(1 for t in seen if t > now - 60) > per_minute:
                return HttpResponse(status=429)
            return view(request, *args, **kwargs)
        return wrapper
    return decorator
