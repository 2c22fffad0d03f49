from fastapi import FastAPI

from app.routers import cart, catalog

app = FastAPI(title="Shop")
app.include_router(cart.router)
app.include_router(catalog.router)
