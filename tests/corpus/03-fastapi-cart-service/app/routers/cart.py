from fastapi import APIRouter, Depends

from app.services.cart_service import CartService, get_cart_service

router = APIRouter(prefix="/cart", tags=["cart"])


@router.post("/{user_id}/items")
async def add_item(user_id: str, sku: str, quantity: int = 1, service: CartService = Depends(get_cart_service)):
    return service.add(user_id, sku, quantity)


@router.delete("/{user_id}")
async def empty(user_id: str, service: CartService = Depends(get_cart_service)) -> None:
    service.empty(user_id)
