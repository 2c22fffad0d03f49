from sanic import Blueprint, empty, json

bp = Blueprint("items", url_prefix="/items")
FIELDS = ["name", "price"]


@bp.get("/<key>")
async def read(request, key):
    store = request.app.ctx.redis
    raw = await store.hgetall(f"item:{key}")
    item = {k.decode(): v.decode() for k, v in raw.items()}
    item.setdefault("price", "0")
    return json(item)


@bp.put("/<key>")
async def write(request, key):
    store = request.app.ctx.redis
    item = {f: request.json[f] for f in FIELDS if f in request.json}
    await store.hset(f"item:{key}", mapping=item)
    await store.expire(f"item:{key}", 3600)
    await store.sadd("keys", key)
    return empty()
