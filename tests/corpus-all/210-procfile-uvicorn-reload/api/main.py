from fastapi import FastAPI
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware

from api.routes import router

app = FastAPI()
app.add_middleware(HTTPSRedirectMiddleware)
app.include_router(router, prefix="/v1")


@app.get("/health")
def health():
    return {"status": "ok"}
