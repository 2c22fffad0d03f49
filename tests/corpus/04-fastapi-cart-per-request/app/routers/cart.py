from fastapi import APIRouter, Depends

from app.services.cart_service import CartService, get_cart_service

router = APIRouter(prefix="/cart", tags=["cart"])


@router.post("/quote")
async def quote(items: dict[str, int], service: CartService = Depends(get_cart_service)):
    for sku, quantity in items.items():
        service.add(sku, quantity)
    return {"total": service.total(), "lines": service.lines}
