from fastapi import FastAPI

from app.api import router

app = FastAPI(title="tickets")
app.include_router(router, prefix="/api")
app.state.open_tickets = 0


@app.get("/health")
async def health():
    return {"ok": True}
