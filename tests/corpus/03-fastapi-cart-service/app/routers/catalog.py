from fastapi import APIRouter, HTTPException

router = APIRouter(prefix="/catalog")

PRICES: dict[str, int] = {"apple": 30, "pear": 40}
_views: dict[str, int] = {}


@router.get("/{sku}")
async def product(sku: str):
    if sku not in PRICES:
        raise HTTPException(404)
    views = _views
    views[sku] = views.get(sku, 0) + 1
    return {"sku": sku, "price": PRICES[sku], "views": views[sku]}
