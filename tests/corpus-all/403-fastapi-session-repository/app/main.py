from fastapi import Depends, FastAPI, HTTPException, Request

from app.db import lifespan
from app.repository import TicketRepository

app = FastAPI(lifespan=lifespan)


@app.middleware("http")
async def count_queries(request: Request, call_next):
    request.state.queries = 0
    response = await call_next(request)
    response.headers["X-Queries"] = str(request.state.queries)
    return response


@app.get("/tickets")
async def tickets(request: Request, page: int = 0, repo: TicketRepository = Depends()):
    found = await repo.page(page)
    request.state.queries += repo.queries
    return [{"id": t.id, "title": t.title} for t in found]


@app.post("/tickets/{ticket_id}/votes")
async def vote(ticket_id: int, repo: TicketRepository = Depends()):
    ticket = await repo.get(ticket_id)
    if ticket is None:
        raise HTTPException(404)
    ticket.votes += 1
    await repo.session.commit()
    return {"votes": ticket.votes}


@app.get("/ready")
async def ready(request: Request):
    return {"ready": request.app.state.ready}
