"""Where notes live (for now)."""
NOTES = {}

_position = 0


def next_position():
    global _position
    _position += 1
    return _position
