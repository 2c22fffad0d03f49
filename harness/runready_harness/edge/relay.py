"""Passes one request on to an instance and its answer back, streaming both ways at once."""

from __future__ import annotations

import asyncio
import email.utils
import http.client
import sys
import time
import uuid
from collections.abc import Callable, Sequence

import h11

from runready_harness.edge.headers import Header, forwarded, tokens, without_nominated
from runready_harness.edge.streams import Event, Stream
from runready_harness.runtimes.base import Endpoint
from runready_rules.platforms.profile import EdgeFacts

# Servers trust forwarded headers from 127.0.0.1 by default (gunicorn, uvicorn), where the platform's edge never is.
_ANOTHER_LOOPBACK = "127.0.0.2"


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
    """

    def __init__(
        self,
        client: Stream,
        request: h11.Request,
        *,
        address: str,
        facts: EdgeFacts,
        limit: float,
        on_complete: Callable[[int], None],
    ) -> None:
        self.status = 0
        self._client = client
        self._request = request
        self._address = address
        self._facts = facts
        self._limit = limit
        self._on_complete = on_complete
        self._started = time.monotonic()

    async def run(self, endpoint: Endpoint) -> None:
        """Does the exchange within the limit.

        Raises:
            Failure: the instance cannot be reached, breaks off, speaks no HTTP or takes too long; or the client's
                body is malformed.
            ClientGone: see there.
        """
        try:
            async with asyncio.timeout(self._limit) as limit:
                await self._exchange(endpoint)
        except TimeoutError:
            if not limit.expired():
                raise
            raise Failure("request_timeout") from None

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
        if self._facts.lower_case_names.value:
            raw = [(name.lower(), value) for name, value in raw]
        if b"100-continue" in tokens(raw, b"expect"):
            # The edge has said "100 Continue" by itself.
            raw = [(name, value) for name, value in raw if name.lower() != b"expect"]
        values = {
            "client": self._address,
            "request_id": str(uuid.uuid4()),
            "limit_ms": str(round(self._limit * 1000)),
        }
        raw = without_nominated(raw)
        headers = forwarded(raw, self._facts.hop_by_hop.value, self._facts.request_headers.value, values)
        if chunked:
            headers.append((b"transfer-encoding", b"chunked"))
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
            if not await self._client.read():
                raise ClientGone
        except OSError:
            raise ClientGone from None

    async def _client_event(self) -> Event:
        try:
            return await self._client.next_event()
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
            elif isinstance(event, h11.Response):
                if tokens(event.headers, b"transfer-encoding") and tokens(event.headers, b"content-length"):
                    # Two lengths: nobody can tell where the answer ends.
                    raise Failure("protocol_error")
                self.status = event.status_code
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
        if self._facts.lower_case_names.value:
            raw = [(name.lower(), value) for name, value in raw]
        values = {"upstream_ms": str(round((time.monotonic() - self._started) * 1000))}
        headers = forwarded(raw, self._facts.hop_by_hop.value, self._facts.response_headers.value, values)
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
