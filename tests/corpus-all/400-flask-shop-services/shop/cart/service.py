"""Carts. TODO: move to the database once marketing has decided on the schema."""
import uuid
from collections import defaultdict

PRICES = {"tea": 4.5, "coffee": 7.0, "cup": 11.9}

_carts = defaultdict(dict)
_audit = []


def new_cart():
    return uuid.uuid4().hex


def lines(cart_id):
    return [
        {"sku": sku, "qty": qty, "price": PRICES.get(sku, 0) * qty}
        for sku, qty in _carts.get(cart_id, {}).items()
    ]


def add_line(cart_id, sku, qty):
    cart = _carts[cart_id]
    cart[sku] = cart.get(sku, 0) + qty
    _note("add", cart_id, sku)


def remove_line(cart_id, sku):
    _carts[cart_id].pop(sku, None)
    _note("remove", cart_id, sku)


def _note(what, cart_id, sku):
    _audit.append((what, cart_id, sku))


class Pricing:
    discount = 0.1
    used_codes = set()

    @classmethod
    def use(cls, code):
        if code in cls.used_codes:
            return False
        cls.used_codes.add(code)
        return True
