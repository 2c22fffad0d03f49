from pydantic import BaseModel


class TicketIn(BaseModel):
    title: str
    body: str = ""
    tags: list[str] = []


class Ticket(TicketIn):
    id: int
    open: bool = True
