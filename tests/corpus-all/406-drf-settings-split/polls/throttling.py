import time

from rest_framework.throttling import BaseThrottle

_hits = {}


class BurstThrottle(BaseThrottle):
    window = 10
    limit = 5

    def allow_request(self, request, view):
        ident = self.get_ident(request)
        now = time.time()
        recent = [t for t in _hits.get(ident, []) if t > now - self.window]
        if len(recent) >= self.limit:
            return False
        recent.append(now)
        _hits[ident] = recent
        return True
