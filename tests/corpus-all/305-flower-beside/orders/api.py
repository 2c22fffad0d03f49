from fastapi import FastAPI
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware

from orders.tasks import export

app = FastAPI(middleware=[])
app.add_middleware(middleware_class=HTTPSRedirectMiddleware)


@app.post("/orders/{order_id}/export", status_code=202)
def start(order_id: int):
    export.delay(order_id)
    return {"queued": order_id}
