from dataclasses import dataclass

_CARTS: dict[str, list["Line"]] = {}


@dataclass
class Line:
    sku: str
    quantity: int


class CartService:
    """All cart operations of the shop."""

    def __init__(self, currency: str = "EUR") -> None:
        self.currency = currency

    def add(self, user_id: str, sku: str, quantity: int) -> list[Line]:
        lines = _CARTS.setdefault(user_id, [])
        lines.append(Line(sku, quantity))
        return lines

    def empty(self, user_id: str) -> None:
        _CARTS.pop(user_id, None)


def get_cart_service() -> CartService:
    return CartService()
