import os

from fastapi import FastAPI
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware

from api.routes import router

app = FastAPI()
app.add_middleware(HTTPSRedirectMiddleware)
app.include_router(router, prefix="/v1")


@app.get("/health")
def health():
    return {"status": "ok"}


if __name__ == "__main__":
    import uvicorn

    uvicorn.run("api.main:app", host="127.0.0.1", port=int(os.environ.get("DEV_PORT", 5000)), reload=True)
