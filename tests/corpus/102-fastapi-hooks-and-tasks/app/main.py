from fastapi import BackgroundTasks, Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware

from app.limits import rate_limit
from app.stats import mark, record_latency, slowest

app = FastAPI(dependencies=[Depends(rate_limit)])
errors: list[str] = []


class Latency(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        record_latency(request.url.path, 1.0)
        return response


app.add_middleware(Latency)


@app.exception_handler(ValueError)
async def on_value_error(request: Request, exc: ValueError):
    errors.append(str(exc))
    return JSONResponse({"detail": str(exc)}, status_code=400)


@app.post("/orders")
async def order(tasks: BackgroundTasks):
    tasks.add_task(mark, "order")
    return {"slowest": slowest}
