import time

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse


class LatencyMiddleware(BaseHTTPMiddleware):
    def __init__(self, app, window=100):
        super().__init__(app)
        self.window = window
        self.samples = []

    async def dispatch(self, request, call_next):
        started = time.perf_counter()
        response = await call_next(request)
        self.samples.append(time.perf_counter() - started)
        del self.samples[: -self.window]
        response.headers["X-Latency"] = f"{sum(self.samples) / len(self.samples):.4f}"
        return response


class BlockList:
    blocked: set[str] = set()

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["client"] and scope["client"][0] in self.blocked:
            await JSONResponse({"error": "blocked"}, status_code=403)(scope, receive, send)
            return
        scope.setdefault("state", {})["checked"] = True
        await self.app(scope, receive, send)

    @classmethod
    def block(cls, address):
        cls.blocked |= {address}
