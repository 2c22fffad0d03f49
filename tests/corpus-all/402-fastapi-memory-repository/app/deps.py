from app.repository import MemoryTicketRepository, TicketRepository

_repository = MemoryTicketRepository()


def get_repository() -> TicketRepository:
    return _repository
