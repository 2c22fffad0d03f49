from fastapi import FastAPI
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware

public = FastAPI(title="public")
internal = FastAPI(title="internal")
public.add_middleware(HTTPSRedirectMiddleware)


@public.get("/")
def index():
    return {"app": "public"}


@internal.get("/reload")
def reload():
    return {"app": "internal"}
