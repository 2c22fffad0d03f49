"""Keeps the stock."""
from __future__ import annotations

import logging
from typing import Any

from app.utils.events import publish

logger = logging.getLogger(__name__)

_STOCK: dict[str, int] = {}
_LOCKED: set[str] = set()
_LIMITS: dict[str, int] = {"default": 100}


class InventoryService:
    limits = _LIMITS

    @property
    def stock(self) -> dict[str, int]:
        return _STOCK

    def receive(self, sku: str, n: int) -> int:
        if n > self.limits["default"]:
            raise ValueError("too many")
        self.stock[sku] = self.stock.get(sku, 0) + n
        publish("received", {"sku": sku, "n": n})
        return self.stock[sku]

    def lock(self, sku: str) -> None:
        _lock(_LOCKED, sku)


def _lock(locked: set[str], sku: str) -> None:
    locked.add(sku)


def summary() -> dict[str, Any]:
    result: dict[str, Any] = {}
    result.update(_STOCK)
    return result
