from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request

from app.deps import get_repository
from app.models import Ticket, TicketIn
from app.repository import TicketRepository

router = APIRouter()
Repo = Annotated[TicketRepository, Depends(get_repository)]
last_title = None


@router.post("/tickets", status_code=201)
async def create(data: TicketIn, repo: Repo, request: Request) -> Ticket:
    global last_title
    last_title = data.title
    request.app.state.open_tickets += 1
    return repo.add(data)


@router.get("/tickets/{ticket_id}")
async def read(ticket_id: int, repo: Repo) -> Ticket:
    ticket = repo.get(ticket_id)
    if ticket is None:
        raise HTTPException(404)
    return ticket


@router.get("/last")
async def last():
    return {"title": last_title}
