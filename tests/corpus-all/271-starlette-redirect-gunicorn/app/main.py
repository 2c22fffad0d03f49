from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware as ForceHttps

from app import mail


def create_app():
    app = FastAPI()
    for cls, kwargs in [(GZipMiddleware, {"minimum_size": 500})]:
        app.add_middleware(cls, **kwargs)
    app.add_middleware(ForceHttps)
    app.include_router(mail.router)
    return app
