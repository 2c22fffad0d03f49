class ReportRepository:
    """Collects what one request asks for."""

    def __init__(self, store=None):
        self.store = {} if store is None else store
        self.seen = set()

    def save(self, key, value):
        self.store[key] = value
        self.seen.add(key)
