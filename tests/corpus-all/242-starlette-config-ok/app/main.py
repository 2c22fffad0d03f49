import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app import conf


async def invoices(request):
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{conf.BILLING_URL}/invoices")
    return JSONResponse(answer.json())


app = Starlette(
    debug=conf.DEBUG,
    routes=[Route("/customers/{customer}/invoices", invoices)],
    middleware=[
        Middleware(ProxyHeadersMiddleware, trusted_hosts="*"),
        Middleware(HTTPSRedirectMiddleware),
    ],
)

if __name__ == "__main__":
    server = uvicorn.Server(uvicorn.Config(app, host="0.0.0.0", port=conf.PORT))
    server.run()
