from abc import ABC, abstractmethod

from app.models import Ticket, TicketIn


class TicketRepository(ABC):
    @abstractmethod
    def add(self, data: TicketIn) -> Ticket: ...

    @abstractmethod
    def get(self, ticket_id: int) -> Ticket | None: ...


class MemoryTicketRepository(TicketRepository):
    def __init__(self) -> None:
        self._tickets: dict[int, Ticket] = {}
        self._next = 1

    def add(self, data: TicketIn) -> Ticket:
        ticket = Ticket(id=self._next, **data.model_dump())
        self._tickets[ticket.id] = ticket
        self._next += 1
        return ticket

    def get(self, ticket_id: int) -> Ticket | None:
        return self._tickets.get(ticket_id)
