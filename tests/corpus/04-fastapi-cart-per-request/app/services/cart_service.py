from dataclasses import dataclass, field

PRICES: dict[str, int] = {"apple": 30, "pear": 40}
DISCOUNTS = {"default": 0}


@dataclass
class CartService:
    """One per request: FastAPI calls the dependency anew for each."""

    lines: list[tuple[str, int]] = field(default_factory=list)

    def add(self, sku: str, quantity: int) -> None:
        self.lines.append((sku, quantity))

    def total(self) -> int:
        discounts = dict(DISCOUNTS)
        discounts.update({"bulk": 5 if len(self.lines) > 10 else 0})
        return sum(PRICES[sku] * n for sku, n in self.lines) - max(discounts.values())


def get_cart_service() -> CartService:
    return CartService()
