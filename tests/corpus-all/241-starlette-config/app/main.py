import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute

from app import billing, conf
from app.live import live


async def invoices(request):
    return JSONResponse(await billing.invoices(request.path_params["customer"]))


middleware = [
    Middleware(TrustedHostMiddleware, allowed_hosts=["*"]),
    Middleware(HTTPSRedirectMiddleware),
]
app = Starlette(
    debug=conf.DEBUG,
    routes=[
        Route("/customers/{customer}/invoices", invoices),
        WebSocketRoute("/live", live),
    ],
    middleware=middleware,
)

if __name__ == "__main__":
    config = uvicorn.Config(app, host="0.0.0.0", port=conf.PORT, ssl_keyfile="k.pem", ssl_certfile="c.pem")
    uvicorn.Server(config).run()
