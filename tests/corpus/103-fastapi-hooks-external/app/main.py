import logging

import sentry_sdk
from fastapi import BackgroundTasks, Depends, FastAPI, Request
from fastapi.responses import JSONResponse

from app.limits import rate_limit
from app.plugins import PLUGINS, load_plugins
from app.stores import audit, events, users

logging.getLogger("uvicorn").handlers.clear()
load_plugins()
app = FastAPI(dependencies=[Depends(rate_limit)])


@app.exception_handler(ValueError)
async def on_value_error(request: Request, exc: ValueError):
    sentry_sdk.set_tag("path", request.url.path)
    errors = []
    errors.append(str(exc))
    return JSONResponse({"detail": errors}, status_code=400)


@app.post("/orders")
async def order(name: str, tasks: BackgroundTasks):
    users.update_one({"name": name}, {"$inc": {"orders": 1}}, upsert=True)
    audit.document(name).set({"ordered": True})
    events.send_message(MessageBody=name)
    tasks.add_task(audit.add, {"name": name})
    return {"plugins": sorted(PLUGINS)}
