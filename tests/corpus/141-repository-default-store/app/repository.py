from app.state import sessions


class SessionRepository:
    def __init__(self, store=sessions):
        self.store = store

    def save(self, key, value):
        self.store[key] = value

    def load(self, key):
        return self.store.get(key)
