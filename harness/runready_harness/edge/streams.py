"""An HTTP/1.1 connection to either side: an h11 state machine on asyncio's streams."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TypeAlias, cast

import h11

CHUNK = 64 * 1024

Event: TypeAlias = (
    h11.Request | h11.InformationalResponse | h11.Response | h11.Data | h11.EndOfMessage | h11.ConnectionClosed
)


class Paused(Exception):
    """The peer's message has ended; what follows belongs to the next one."""


@dataclass(slots=True)
class Stream:
    """One side of the edge. `ended`: the peer has closed its side."""

    connection: h11.Connection
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    ended: bool = False

    def ready(self) -> Event | None:
        """The next event from what has been received already, or None when more has to be read.

        Raises:
            h11.RemoteProtocolError: the peer does not speak HTTP.
            Paused: see there.
        """
        event = self.connection.next_event()
        if event is h11.NEED_DATA:
            return None
        if event is h11.PAUSED:
            raise Paused
        return cast(Event, event)

    async def read(self) -> bool:
        """Reads once; False at the end of the stream.

        Raises:
            OSError: the connection is broken.
        """
        data = await self.reader.read(CHUNK)
        self.ended = not data
        self.connection.receive_data(data)
        return bool(data)

    async def next_event(self) -> Event:
        """The next event, reading as needed. Raises what `ready` and `read` do."""
        while (event := self.ready()) is None:
            await self.read()
        return event

    async def write(self, data: bytes) -> None:
        """Writes, and waits while the peer is too slow to take more.

        Raises:
            OSError: the connection is broken.
        """
        if data:
            self.writer.write(data)
            await self.writer.drain()

    async def abort(self) -> None:
        """Closes at once, without sending what is still buffered."""
        self.writer.transport.abort()
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()
