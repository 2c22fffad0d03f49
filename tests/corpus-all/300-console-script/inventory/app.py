from fastapi import Depends, FastAPI

from inventory.deps import cache


def create_app():
    app = FastAPI(title="inventory")

    @app.get("/stock/{sku}")
    async def stock(sku: str, c=Depends(cache)):
        value = await c.get(f"stock:{sku}")
        return {"sku": sku, "stock": int(value or 0)}

    return app
