import os
import secrets

from quart import Quart, session
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware

app = Quart(__name__)
app.config.update(SECRET_KEY=secrets.token_bytes(32), SESSION_COOKIE_SECURE=True)
admin = Starlette(middleware=[Middleware(SessionMiddleware, secret_key=os.urandom(32).hex())])


@app.get("/name/<name>")
async def name(name):
    session["name"] = name
    return {"name": name}
