"""One client's connection to the edge: request after request, each relayed or answered by the edge itself."""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import h11

from runready_harness.edge.headers import Header, ruled, size, tokens
from runready_harness.edge.hosts import VirtualHost
from runready_harness.edge.relay import WEBSOCKET, ClientGone, Failure, Limits, Relay, wants_websocket
from runready_harness.edge.streams import Paused, Stream
from runready_harness.runtimes.base import Endpoint
from runready_rules.platforms.profile import Answer, EdgeFacts, Fact

# What a client may send beyond the limit before its whole head is there: the request line and the separators.
_SLACK = 8 * 1024
# Seconds that a client has to read an answer that it got while still sending.
_LINGER = 5.0


@dataclass(frozen=True, slots=True)
class Terms:
    """What all conversations of an edge share. `limits`: how long a request may take; `websocket`: upgrades to WebSocket
    reach the instance; `host_of` finds the virtual host of a name."""

    facts: EdgeFacts
    limits: Limits
    websocket: bool
    host_of: Callable[[str], VirtualHost | None]


@dataclass(slots=True)
class _Turn:
    """A request under way: to whom it is addressed, since when, and which instance has it."""

    request: h11.Request
    host: VirtualHost | None
    began: float
    endpoint: Endpoint | None = None

    def record(self, status: int, cause: str = "") -> None:
        if self.host is not None:
            method, target = self.request.method.decode(), self.request.target.decode("latin-1")
            self.host.record(method, target, status, self.endpoint, self.began, cause.replace("_", "-"))


class Conversation:
    """Serves one connection until either side closes it. `secure`: it came over TLS."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, secure: bool, terms: Terms
    ) -> None:
        most = terms.facts.header_limit.value + _SLACK
        self._stream = Stream(h11.Connection(h11.SERVER, max_incomplete_event_size=most), reader, writer)
        self._secure = secure
        self._terms = terms
        peer = writer.get_extra_info("peername")
        self._address = str(peer[0]) if peer else "127.0.0.1"

    async def run(self) -> None:
        """Serves until the end. Returns when the connection can be closed in peace.

        Raises:
            ClientGone, OSError: the client is gone.
            Failure: an answer broke off half way, which can only be told by breaking the connection.
        """
        connection = self._stream.connection
        while await self._serve_one():
            if not self._request_ended():
                await self._linger()
                return
            if connection.our_state is not h11.DONE or connection.their_state is not h11.DONE:
                # One of the two has said `Connection: close`.
                return
            connection.start_next_cycle()

    async def _serve_one(self) -> bool:
        """Serves the next request; False when there is none."""
        try:
            event = await self._stream.next_event()
        except h11.RemoteProtocolError as error:
            if self._stream.ended:
                return False
            await self._answer("headers_too_large" if error.error_status_hint == 431 else "bad_request")
            return True
        if not isinstance(event, h11.Request):
            return False
        began = time.monotonic()
        try:
            request = _in_origin_form(event)
        except (ValueError, h11.LocalProtocolError):
            await self._answer("bad_request", _Turn(event, None, began))
            return True
        name = next((value for key, value in request.headers if key == b"host"), b"").decode("latin-1")
        turn = _Turn(request, self._terms.host_of(name), began)
        cause = self._refusal(turn)
        if cause is not None:
            await self._answer(cause, turn)
        else:
            await self._relay(turn)
        return True

    def _refusal(self, turn: _Turn) -> str | None:
        """Why the edge answers by itself: the name of a field of the profile's `Answers`, or None."""
        request = turn.request
        facts = self._terms.facts
        if request.http_version.decode("ascii") not in facts.client_http_versions.value:
            return "old_http_refused"
        if size(request.target, request.headers) > facts.header_limit.value:
            return "headers_too_large"
        if tokens(request.headers, b"transfer-encoding") and tokens(request.headers, b"content-length"):
            # Two lengths: one of them is a lie that smuggles a request.
            return "bad_request"
        upgrades = tokens(request.headers, b"upgrade")
        wanted = b"upgrade" in tokens(request.headers, b"connection") and upgrades != [b"h2c"]
        if upgrades and wanted and not (self._terms.websocket and upgrades == [WEBSOCKET]):
            return "upgrade_refused"
        if turn.host is None or request.method == b"CONNECT":
            return "unknown_host"
        if not self._secure:
            return "https_redirect"
        turn.endpoint = turn.host.next_endpoint()
        return "no_instances" if turn.endpoint is None else None

    async def _relay(self, turn: _Turn) -> None:
        assert turn.endpoint is not None
        if self._stream.connection.they_are_waiting_for_100_continue:
            proceed = h11.InformationalResponse(status_code=100, headers=[], reason=b"Continue")
            await self._stream.write(self._stream.connection.send(proceed) or b"")
        relay = Relay(
            self._stream,
            turn.request,
            address=self._address,
            facts=self._terms.facts,
            limits=self._terms.limits,
            upgrade=self._terms.websocket and wants_websocket(turn.request),
            on_complete=turn.record,
        )
        try:
            await relay.run(turn.endpoint)
        except Failure as failure:
            if relay.status:
                turn.record(relay.status, failure.cause)
                raise
            await self._answer(failure.cause, turn)
        except ClientGone:
            # An answer that is complete has been recorded already; the client left while it got the last of it. So has
            # a connection that has become another protocol's, which ends so.
            if self._stream.connection.our_state not in (h11.DONE, h11.SWITCHED_PROTOCOL):
                turn.record(relay.status, "client_gone")
            raise

    async def _answer(self, cause: str, turn: _Turn | None = None) -> None:
        """Sends the edge's own answer for `cause`; for a redirect, to where the turn's request should have gone."""
        facts = self._terms.facts
        fact: Fact[Answer] = getattr(facts.answers, cause)
        answer = fact.value
        body = answer.body.encode()
        headers: list[Header] = [(b"content-length", str(len(body)).encode())]
        if body:
            headers.append((b"content-type", answer.type.encode()))
        if cause == "https_redirect" and turn is not None and turn.host is not None:
            headers.append((b"location", turn.host.url.encode() + turn.request.target))
        headers.append((b"date", email.utils.formatdate(usegmt=True).encode()))
        headers = ruled(headers, facts.own_headers.value, {})
        if not self._request_ended():
            headers.append((b"connection", b"close"))
        if turn is not None:
            turn.record(answer.status, cause)
        reason = http.client.responses.get(answer.status, "").encode()
        connection = self._stream.connection
        head = connection.send(h11.Response(status_code=answer.status, headers=headers, reason=reason)) or b""
        # To a HEAD request h11 sends the head alone, but takes no body for it.
        bodiless = turn is not None and turn.request.method == b"HEAD"
        rest = b"" if bodiless else connection.send(h11.Data(data=body)) or b""
        await self._stream.write(head + rest + (connection.send(h11.EndOfMessage()) or b""))

    def _request_ended(self) -> bool:
        """Whether the client's message has arrived whole. Skips what has arrived of its body."""
        connection = self._stream.connection
        with contextlib.suppress(h11.RemoteProtocolError, Paused):
            while connection.their_state is h11.SEND_BODY and self._stream.ready() is not None:
                pass
        return connection.their_state not in (h11.SEND_BODY, h11.ERROR)

    async def _linger(self) -> None:
        """Reads on until the client closes: to close while it still sends would destroy the answer on its way."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LINGER):
                while await self._stream.reader.read(64 * 1024):
                    pass


def _in_origin_form(request: h11.Request) -> h11.Request:
    """A request with a whole URL as its target, as to a proxy, becomes the usual form, with the URL's host.

    Raises:
        ValueError, h11.LocalProtocolError: that is no URL.
    """
    if not request.target.lower().startswith((b"http://", b"https://")):
        return request
    parts = urlsplit(request.target.decode("latin-1"))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [(name, value) for name, value in request.headers.raw_items() if name.lower() != b"host"]
    return h11.Request(
        method=request.method,
        target=target.encode("latin-1"),
        headers=[(b"host", parts.netloc.encode("latin-1")), *headers],
        http_version=request.http_version,
    )
