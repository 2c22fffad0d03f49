class Presence:
    def __init__(self):
        self._online = {}

    def __setitem__(self, name, where):
        self._online[name] = where

    def __delitem__(self, name):
        del self._online[name]

    def names(self):
        return sorted(self._online)


presence = Presence()
rooms: dict[str, set[str]] = {}


def join(room: str, name: str) -> None:
    rooms.setdefault(room, set()).add(name)


def leave(room: str, name: str) -> None:
    members = rooms.get(room)
    if members:
        members.discard(name)
