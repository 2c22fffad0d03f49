from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware

app = Starlette(middleware=[Middleware(HTTPSRedirectMiddleware)])
