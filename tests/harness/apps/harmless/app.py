"""What looks like state and is none: other names, times and numbers in every answer, memos, caches filled once."""

import functools
import os
import secrets
import socket
import tempfile
import time
from pathlib import Path

from web import serve

STARTED = time.time()
CACHE = Path(tempfile.gettempdir()) / "fonts.cache"


@functools.lru_cache
def squared(number):
    return number * number


def answer(request):
    match request.path:
        case "/about":
            return (
                200,
                {"host": socket.gethostname(), "pid": os.getpid(), "up": time.time() - STARTED, "name": "app"},
                {},
            )
        case "/token":
            return (
                200,
                {"token": secrets.token_hex(8), "square": squared(7)},
                {"Set-Cookie": f"visit={secrets.token_hex(4)}"},
            )
        case "/fonts":
            if not CACHE.exists():
                CACHE.write_text("filled once")
            # Written under one name again and again.
            (Path(tempfile.gettempdir()) / "last-request").write_text(str(time.time()))
            return 200, CACHE.read_text(), {}
    return 200, "hello", {}


serve(answer)
