import contextvars
import uuid

current = contextvars.ContextVar("current", default=None)


class Trace:
    def __init__(self, app):
        self.app = app
        self.names = []
        self.names.append("trace")

    async def __call__(self, scope, receive, send):
        token = current.set(uuid.uuid4().hex)
        scope["trace"] = {}
        scope["trace"]["id"] = current.get()
        sent = 0

        async def counting(message):
            nonlocal sent
            sent += len(message.get("body", b""))
            scope["trace"]["sent"] = sent
            await send(message)

        try:
            await self.app(scope, receive, counting)
        finally:
            current.reset(token)
