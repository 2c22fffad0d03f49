import os

from fastapi import FastAPI
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware

from app import mail


def create_app():
    app = FastAPI()
    app.add_middleware(HTTPSRedirectMiddleware)
    app.include_router(mail.router)
    return app


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(create_app(), host="127.0.0.1", port=int(os.environ.get("PORT", "8080")))
