from fastapi import Depends
from sqlalchemy import select

from app.db import get_session
from app.models import Ticket


class TicketRepository:
    page_size = 50

    def __init__(self, session=Depends(get_session)):
        self.session = session
        self.loaded = {}
        self.queries = 0

    async def get(self, ticket_id):
        if ticket_id not in self.loaded:
            self.queries += 1
            self.loaded[ticket_id] = await self.session.get(Ticket, ticket_id)
        return self.loaded[ticket_id]

    async def add(self, title):
        ticket = Ticket(title=title)
        self.session.add(ticket)
        await self.session.commit()
        self.loaded[ticket.id] = ticket
        return ticket

    async def page(self, number=0):
        self.queries += 1
        rows = await self.session.scalars(select(Ticket).offset(number * self.page_size).limit(self.page_size))
        return list(rows)
