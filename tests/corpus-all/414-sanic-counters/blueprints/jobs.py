import asyncio
import heapq

from sanic import Blueprint, json

bp = Blueprint("jobs", url_prefix="/jobs")
_queue = []
_done = {}


async def work(name):
    await asyncio.sleep(2)
    _done[name] = "done"


@bp.post("/")
async def submit(request):
    body = request.json
    heapq.heappush(_queue, (body.get("priority", 5), body["name"]))
    _, name = heapq.heappop(_queue)
    request.app.add_task(work(name))
    return json({"queued": len(_queue)}, status=202)


@bp.get("/<name>")
async def status(request, name):
    return json({"status": _done.get(name, "unknown")})
