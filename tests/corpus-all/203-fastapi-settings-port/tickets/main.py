import uvicorn
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from .settings import get_settings

app = FastAPI(title="tickets")
engine = create_async_engine(str(get_settings().database_url))


@app.get("/tickets/{ticket_id}")
async def ticket(ticket_id: int):
    async with engine.connect() as connection:
        row = (await connection.execute(text("select 1"))).first()
    return {"id": ticket_id, "row": row[0]}


@app.get("/tickets/{ticket_id}/events")
async def events(ticket_id: int):
    # long polling: no WebSocket behind the edge
    return {"id": ticket_id, "events": []}


def run() -> None:
    settings = get_settings()
    uvicorn.run(app, host=settings.host, port=settings.port, reload=settings.debug)


if __name__ == "__main__":
    run()
