import os

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware

middleware = []
if os.environ.get("ENVIRONMENT") == "production":
    middleware.append(Middleware(HTTPSRedirectMiddleware))  # <- AR105
app = Starlette(middleware=middleware)
