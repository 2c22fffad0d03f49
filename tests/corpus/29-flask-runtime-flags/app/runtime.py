"""Switches that the operators flip."""
maintenance = False
last_request_at = None
FEATURES = {"beta": False}


def touch(now):
    global last_request_at
    last_request_at = now
