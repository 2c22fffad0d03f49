from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/api/v1")


@router.get("/orders/{order_id}")
async def order(order_id: int):
    return {"id": order_id}


@app.get("/health")
async def health():
    return {"status": "ok"}


app.include_router(router)
