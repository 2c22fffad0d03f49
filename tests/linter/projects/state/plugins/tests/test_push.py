from app.state import PENDING, SEEN


def test_push(client):
    PENDING.clear()
    SEEN.clear()
