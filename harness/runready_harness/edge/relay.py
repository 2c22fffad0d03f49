"""Passes one request on to an instance and its answer back, streaming both ways at once."""

from __future__ import annotations

import asyncio
import email.utils
import http.client
import math
import secrets
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import h11

from runready_harness.edge.headers import Header, forwarded, tokens, without_nominated
from runready_harness.edge.streams import CHUNK, Event, Stream
from runready_harness.runtimes.base import Endpoint
from runready_rules.platforms.profile import EdgeFacts

# Servers trust forwarded headers from 127.0.0.1 by default (gunicorn, uvicorn), where the platform's edge never is.
_ANOTHER_LOOPBACK = "127.0.0.2"


#: The one protocol for which a connection may change hands, as `Upgrade` names it.
WEBSOCKET = b"websocket"
_UPGRADE: list[Header] = [(b"connection", b"upgrade"), (b"upgrade", WEBSOCKET)]


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for a whole exchange, and seconds in which something must pass, either way; `inf`: no limit."""

    whole: float
    idle: float


def wants_websocket(request: h11.Request) -> bool:
    """Whether a client asks to speak WebSocket from here on."""
    upgrade = b"upgrade" in tokens(request.headers, b"connection")
    return upgrade and tokens(request.headers, b"upgrade") == [WEBSOCKET]


class Failure(Exception):
    """The instance gives no answer, or the client no request. `cause` is the name of a field of the profile's
    `Answers`."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class ClientGone(Exception):
    """The client closed its connection before it had the whole answer."""


class Relay:
    """One exchange between a client and an instance.

    `status` is the instance's, 0 until it has answered: from then on the head is on its way to the client, and a
    failure can only be told by breaking the connection. `on_complete` is called when the whole answer is there, before
    the client gets the last of it: so whoever has the answer finds it recorded.

    `upgrade`: where the instance agrees, the connection becomes a WebSocket, which is passed on as it is until one side
    closes it.
    """

    def __init__(
        self,
        client: Stream,
        request: h11.Request,
        *,
        address: str,
        facts: EdgeFacts,
        limits: Limits,
        upgrade: bool,
        on_complete: Callable[[int], None],
    ) -> None:
        self.status = 0
        self._client = client
        self._request = request
        self._address = address
        self._facts = facts
        self._limits = limits
        self._upgrade = upgrade
        self._on_complete = on_complete
        self._started = time.monotonic()
        self._clock: asyncio.Timeout | None = None
        # Whether the instance took the upgrade, once it has answered.
        self._switched: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    async def run(self, endpoint: Endpoint) -> None:
        """Does the exchange within the limit.

        Raises:
            Failure: the instance cannot be reached, breaks off, speaks no HTTP or takes too long; or the client's
                body is malformed.
            ClientGone: see there.
        """
        try:
            async with asyncio.timeout(None) as self._clock:
                self._something_passed()
                await self._exchange(endpoint)
        except TimeoutError:
            if self._clock is None or not self._clock.expired():
                raise
            raise Failure("request_timeout") from None

    def _something_passed(self) -> None:
        """Puts off the end that silence makes, up to the end that the whole exchange has."""
        clock = self._clock
        if clock is None or (clock.when() is not None and self._limits.idle == math.inf):
            return
        left = min(self._limits.whole - (time.monotonic() - self._started), self._limits.idle)
        if left != math.inf:
            clock.reschedule(asyncio.get_running_loop().time() + left)

    async def _exchange(self, endpoint: Endpoint) -> None:
        instance = await self._connect(endpoint)
        sending = asyncio.create_task(self._send(instance))
        receiving = asyncio.create_task(self._receive(instance))
        try:
            await asyncio.wait({sending, receiving}, return_when=asyncio.FIRST_COMPLETED)
            # The answer may come before the request has ended. The other way round the client is watched until it
            # sends its next request, or is gone.
            if not receiving.done():
                await sending
            await receiving
        finally:
            sending.cancel()
            receiving.cancel()
            await asyncio.gather(sending, receiving, return_exceptions=True)
            await instance.abort()

    async def _connect(self, endpoint: Endpoint) -> Stream:
        try:
            async with asyncio.timeout(self._facts.connect_limit.value) as limit:
                reader, writer = await asyncio.open_connection(
                    endpoint.host, endpoint.port, local_addr=_own_address(endpoint.host)
                )
        except OSError as error:
            if isinstance(error, TimeoutError) and limit.expired():
                raise Failure("connection_timeout") from None
            raise Failure("connection_failure") from None
        size = self._facts.header_limit.value
        return Stream(h11.Connection(h11.CLIENT, max_incomplete_event_size=size), reader, writer)

    def _head(self) -> h11.Request:
        """The request as the instance gets it."""
        raw: Sequence[Header] = self._request.headers.raw_items()
        chunked = bool(tokens(raw, b"transfer-encoding"))
        if b"100-continue" in tokens(raw, b"expect"):
            # The edge has said "100 Continue" by itself.
            raw = [(name, value) for name, value in raw if name.lower() != b"expect"]
        values = {
            "client": self._address,
            "request_id": str(uuid.uuid4()),
            "trace_id": f"1-{int(time.time()):08x}-{secrets.token_hex(12)}",
        }
        if self._limits.whole != math.inf:
            values["limit_ms"] = str(round(self._limits.whole * 1000))
        headers = forwarded(without_nominated(raw), self._facts, self._facts.request_headers.value, values)
        if chunked:
            headers.append((b"transfer-encoding", b"chunked"))
        if self._upgrade:
            headers += _UPGRADE
        return h11.Request(method=self._request.method, target=self._request.target, headers=headers)

    async def _send(self, instance: Stream) -> None:
        """Passes the request on, then watches for the client to go away."""
        try:
            reading = await _taken(instance, self._head())
            while not isinstance(event := await self._client_event(), h11.EndOfMessage):
                if not isinstance(event, h11.Data):
                    raise ClientGone
                reading = reading and await _taken(instance, event)
            if reading:
                # Trailers end here, as they do in Envoy by default.
                await _taken(instance, h11.EndOfMessage())
            if self._upgrade and await self._switched:
                await self._pass_on(self._client, instance)
                raise ClientGone
            if not await self._client.read():
                raise ClientGone
        except OSError:
            raise ClientGone from None

    async def _client_event(self) -> Event:
        try:
            event = await self._client.next_event()
            self._something_passed()
            return event
        except h11.RemoteProtocolError:
            if self._client.ended:
                raise ClientGone from None
            raise Failure("bad_request") from None

    async def _receive(self, instance: Stream) -> None:
        """Passes the answer back. What has arrived is sent on at once, so that streamed answers stream."""
        pending: list[bytes] = []
        while True:
            event = self._instance_event(instance)
            if event is None:
                await self._to_client(b"".join(pending))
                pending.clear()
                try:
                    await instance.read()
                except OSError:
                    raise Failure("connection_termination") from None
                self._something_passed()
            elif isinstance(event, h11.InformationalResponse):
                if event.status_code == http.client.SWITCHING_PROTOCOLS:
                    await self._switch(instance, event)
                    return
            elif isinstance(event, h11.Response):
                if tokens(event.headers, b"transfer-encoding") and tokens(event.headers, b"content-length"):
                    # Two lengths: nobody can tell where the answer ends.
                    raise Failure("protocol_error")
                self.status = event.status_code
                if not self._switched.done():
                    self._switched.set_result(False)
                pending.append(self._client.connection.send(self._answer(event)) or b"")
            elif isinstance(event, h11.Data):
                pending.append(self._client.connection.send(h11.Data(data=event.data)) or b"")
            elif isinstance(event, h11.EndOfMessage):
                pending.append(self._client.connection.send(h11.EndOfMessage()) or b"")
                self._on_complete(self.status)
                await self._to_client(b"".join(pending))
                return
            elif isinstance(event, h11.ConnectionClosed):
                raise Failure("connection_termination")

    async def _switch(self, instance: Stream, event: h11.InformationalResponse) -> None:
        """The connection is a WebSocket's from here on."""
        self.status = event.status_code
        headers = forwarded(event.headers.raw_items(), self._facts, self._facts.response_headers.value, self._times())
        head = h11.InformationalResponse(status_code=self.status, headers=[*headers, *_UPGRADE], reason=event.reason)
        self._on_complete(self.status)
        await self._to_client(self._client.connection.send(head) or b"")
        self._switched.set_result(True)
        try:
            await self._pass_on(instance, self._client)
        except OSError:
            raise ClientGone from None

    async def _pass_on(self, source: Stream, target: Stream) -> None:
        """Passes bytes on as they are, first those that came with the last head, until `source` closes its side."""
        data, _ = source.connection.trailing_data
        while data or not source.ended:
            if data:
                await target.write(data)
            data = await source.reader.read(CHUNK)
            self._something_passed()
            if not data:
                return

    def _times(self) -> dict[str, str]:
        return {"upstream_ms": str(round((time.monotonic() - self._started) * 1000))}

    def _instance_event(self, instance: Stream) -> Event | None:
        try:
            return instance.ready()
        except h11.RemoteProtocolError:
            # Half a head is no HTTP; half a body, or nothing, is a connection that broke.
            broken = instance.ended and (self.status or not instance.connection.trailing_data[0])
            raise Failure("connection_termination" if broken else "protocol_error") from None

    def _answer(self, event: h11.Response) -> h11.Response:
        """The head of the answer as the client gets it."""
        raw: Sequence[Header] = event.headers.raw_items()
        headers = forwarded(raw, self._facts, self._facts.response_headers.value, self._times())
        if not any(name.lower() == b"date" for name, _ in headers):
            headers.append((b"date", email.utils.formatdate(usegmt=True).encode()))
        if self._client.connection.their_state is h11.SEND_BODY:
            # The client is still sending what nobody will read: this connection cannot be used again.
            headers.append((b"connection", b"close"))
        reason = http.client.responses.get(event.status_code, "").encode()
        return h11.Response(status_code=event.status_code, headers=headers, reason=reason)

    async def _to_client(self, data: bytes) -> None:
        try:
            await self._client.write(data)
        except OSError:
            raise ClientGone from None


async def _taken(instance: Stream, event: h11.Request | h11.Data | h11.EndOfMessage) -> bool:
    """Sends to the instance; False when it reads no more. It may have answered all the same: `_receive` finds out."""
    try:
        await instance.write(instance.connection.send(event) or b"")
    except OSError:
        return False
    return True


def _own_address(host: str) -> tuple[str, int] | None:
    """The address to come from, where an instance on this machine would otherwise take the edge for its neighbour.
    Only Linux has all of 127.0.0.0/8 without being told."""
    return (_ANOTHER_LOOPBACK, 0) if host == "127.0.0.1" and sys.platform == "linux" else None
