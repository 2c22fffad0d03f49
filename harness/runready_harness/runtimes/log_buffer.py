"""A log that is kept bounded: its beginning, where start-up errors are, and its end."""

from __future__ import annotations

import threading
from collections import deque

_HEAD_BYTES = 256 * 1024
_TAIL_BYTES = 1024 * 1024


class LogBuffer:
    """Takes output from one thread and gives it to another; keeps the first 256 KiB and the last 1 MiB."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._head = bytearray()
        self._tail: deque[bytes] = deque()
        self._tail_size = 0
        self._dropped = 0

    def write(self, data: bytes) -> None:
        with self._lock:
            room = _HEAD_BYTES - len(self._head)
            self._head += data[:room]
            if rest := data[room:]:
                self._tail.append(rest)
                self._tail_size += len(rest)
            while self._tail_size > _TAIL_BYTES:
                oldest = self._tail.popleft()
                self._tail_size -= len(oldest)
                self._dropped += len(oldest)

    def text(self) -> str:
        """All that was kept, as text; where something was dropped, a line says how much."""
        with self._lock:
            gap = f"\n[... {self._dropped} bytes left out ...]\n".encode() if self._dropped else b""
            return (bytes(self._head) + gap + b"".join(self._tail)).decode("utf-8", errors="replace")

    def tail(self, lines: int) -> str:
        """The last `lines` lines."""
        return "\n".join(self.text().splitlines()[-lines:])
