from fastapi import FastAPI

from app.routers import cart

app = FastAPI(title="Shop")
app.include_router(cart.router)
