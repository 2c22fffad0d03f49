"""The edge inside this process: an event loop in a thread of its own, on two ports of the loopback interface."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import socket
import string
import tempfile
import threading
import time
from pathlib import Path

from runready_harness.edge.ca import write_authority
from runready_harness.edge.conversation import Conversation, Terms
from runready_harness.edge.hosts import Entrance, VirtualHost
from runready_harness.edge.relay import ClientGone, Failure, Limits
from runready_harness.edge.session import ADDRESS
from runready_harness.edge.streams import CHUNK
from runready_linter.problems import EnvironmentProblem
from runready_rules.platforms.profile import Profile

_log = logging.getLogger(__name__)

_ALPHABET = string.ascii_lowercase + string.digits
# Seconds for a client to finish the TLS handshake, and to answer to the end of TLS.
_HANDSHAKE = 10.0
_SHUTDOWN = 1.0


class EmbeddedEdge:
    """The edge that `profile` describes. It runs from its construction until `close`.

    Args:
        profile: the platform.
        request_limit, idle_limit: seconds, instead of the profile's.
        region: appears in the domains.

    Raises:
        EnvironmentProblem: this machine gives it no port.
    """

    def __init__(
        self,
        profile: Profile,
        *,
        request_limit: float | None = None,
        idle_limit: float | None = None,
        region: str = "us-east-1",
    ) -> None:
        self._facts = profile.edge
        self._region = region
        self._hosts: dict[str, VirtualHost] = {}
        self._began = time.monotonic()
        web = profile.web
        limits = Limits(
            whole=web.request_limit.value if request_limit is None else request_limit,
            idle=web.idle_limit.value if idle_limit is None else idle_limit,
        )
        self._terms = Terms(profile.edge, limits, websocket=web.websocket.value, host_of=self._host_of)
        self._https, self._http = _listeners()
        self._folder = tempfile.TemporaryDirectory(prefix="runready-edge-")
        ca_file, self._tls = write_authority(Path(self._folder.name), self._domain("*"))
        suffix = self._domain("*").removeprefix("*.") if profile.edge.parent_is_public_suffix.value else None
        self._entrance = Entrance(
            https_port=self._https.getsockname()[1],
            http_port=self._http.getsockname()[1],
            ca_file=ca_file,
            public_suffix=suffix,
        )
        self._conversations: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = asyncio.Event()
        self._running = threading.Event()
        self._thread = threading.Thread(target=self._run, name="runready-edge", daemon=True)
        self._thread.start()
        self._running.wait()

    @property
    def https_port(self) -> int:
        return self._entrance.https_port

    @property
    def http_port(self) -> int:
        return self._entrance.http_port

    @property
    def ca_file(self) -> Path:
        return self._entrance.ca_file

    def service(self) -> VirtualHost:
        """A new virtual host under a random name, without instances yet."""
        domain = self._domain("".join(secrets.choice(_ALPHABET) for _ in range(10)))
        self._hosts[domain] = VirtualHost(domain, self._entrance, self._began)
        return self._hosts[domain]

    def close(self) -> None:
        """Breaks all connections, closes the ports, ends the thread and removes the files. Idempotent."""
        if self._loop is not None:
            # The loop may be closed already: then so is everything on it.
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._https.close()
        self._http.close()
        self._folder.cleanup()

    def __enter__(self) -> EmbeddedEdge:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _domain(self, service: str) -> str:
        return self._facts.domain.value.format(service=service, region=self._region)

    def _host_of(self, name: str) -> VirtualHost | None:
        """The virtual host for a Host header; a port in it does not matter."""
        return self._hosts.get(name.partition(":")[0].lower())

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        finally:
            self._running.set()

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._listen(self._https, secure=True)
        self._listen(self._http, secure=False)
        self._running.set()
        await self._stop.wait()
        # First, so that no conversation begins meanwhile.
        for listener in (self._https, self._http):
            self._loop.remove_reader(listener)
        conversations = tuple(self._conversations)
        for task in conversations:
            task.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)

    def _listen(self, listener: socket.socket, *, secure: bool) -> None:
        assert self._loop is not None, "called on the loop"
        if not self._stop.is_set():
            self._loop.add_reader(listener, self._accept, listener, secure)

    def _accept(self, listener: socket.socket, secure: bool) -> None:
        """Takes one connection. All in one go: a task that awaits connections can be cancelled with one in its hands,
        and a conversation before it has begun, and then nobody would close the connection."""
        assert self._loop is not None, "called by the loop"
        try:
            client, _ = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            # It went away again.
            return
        except OSError:
            # No descriptors are left, most likely; some will come back.
            self._loop.remove_reader(listener)
            self._loop.call_later(0.05, lambda: self._listen(listener, secure=secure))
            return
        client.setblocking(False)
        task = self._loop.create_task(self._converse(client, secure=secure))
        self._conversations.add(task)
        task.add_done_callback(self._conversations.discard)
        task.add_done_callback(lambda _: client.close())

    async def _converse(self, client: socket.socket, *, secure: bool) -> None:
        """Serves one client's connection, and closes it whatever happens."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=CHUNK, loop=loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        try:
            transport, _ = await loop.connect_accepted_socket(
                lambda: protocol,
                client,
                ssl=self._tls if secure else None,
                ssl_handshake_timeout=_HANDSHAKE if secure else None,
                ssl_shutdown_timeout=_SHUTDOWN if secure else None,
            )
        except OSError:
            # No TLS, or a client that does not trust this edge.
            return
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        peaceful = False
        try:
            await Conversation(reader, writer, secure=secure, terms=self._terms).run()
            peaceful = True
        except (Failure, ClientGone, OSError):
            pass
        except Exception:
            _log.exception("the edge failed on a request")
        finally:
            await _close(writer, at_once=not peaceful)


async def _close(writer: asyncio.StreamWriter, *, at_once: bool) -> None:
    """Closes a connection, after what is still to be sent unless `at_once`."""
    if at_once:
        writer.transport.abort()
    else:
        writer.close()
    try:
        with contextlib.suppress(OSError):
            await writer.wait_closed()
    except asyncio.CancelledError:
        writer.transport.abort()
        raise


def _listeners() -> tuple[socket.socket, socket.socket]:
    """Two listening sockets on free ports of the loopback interface.

    Raises:
        EnvironmentProblem: there are none.
    """
    sockets: list[socket.socket] = []
    try:
        for _ in range(2):
            sockets.append(socket.create_server((ADDRESS, 0), backlog=256))
            sockets[-1].setblocking(False)
    except OSError as error:
        for listener in sockets:
            listener.close()
        raise EnvironmentProblem(
            f"the HTTPS edge cannot listen on {ADDRESS}: {error.strerror}",
            help="check that the loopback interface is up and that this user may open ports",
        ) from None
    return sockets[0], sockets[1]
