import base64

from aiohttp import web
from aiohttp_session import get_session, setup
from aiohttp_session.cookie_storage import EncryptedCookieStorage
from cryptography import fernet


async def visit(request):
    session = await get_session(request)
    session["visits"] = session.get("visits", 0) + 1
    return web.json_response({"visits": session["visits"]})


def make_app():
    app = web.Application()
    fernet_key = fernet.Fernet.generate_key()
    secret_key = base64.urlsafe_b64decode(fernet_key)
    setup(app, EncryptedCookieStorage(secret_key))
    app.router.add_get("/visit", visit)
    return app
