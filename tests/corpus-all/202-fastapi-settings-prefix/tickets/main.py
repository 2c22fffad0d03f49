import uvicorn
from fastapi import Depends, FastAPI, WebSocket
from fastapi.middleware.cors import CORSMiddleware
from sqlalchemy import text

from .db import session
from .settings import get_settings

settings = get_settings()
app = FastAPI(title="tickets", debug=settings.debug)
app.add_middleware(CORSMiddleware, allow_origins=settings.cors_origins)


@app.get("/tickets/{ticket_id}")
async def ticket(ticket_id: int, s=Depends(session)):
    row = (await s.execute(text("select * from tickets where id = :id"), {"id": ticket_id})).first()
    return dict(row._mapping) if row else {}


@app.websocket("/tickets/{ticket_id}/events")
async def events(ws: WebSocket, ticket_id: int):
    await ws.accept()
    async for message in ws.iter_text():
        await ws.send_text(f"{ticket_id}: {message}")
    await ws.close()


def run() -> None:
    uvicorn.run("tickets.main:app", host=settings.host, port=settings.port, log_level="info")


if __name__ == "__main__":
    run()
