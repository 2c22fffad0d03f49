"""Free TCP ports of this machine."""

from __future__ import annotations

import socket
import threading

from runready_linter.problems import EnvironmentProblem

_SPAN = 200


class PortPool:
    """Hands out ports that nothing listens on, none twice before it is given back.

    Between the look and the application's own bind another run could choose the same port. A UDP socket on the same
    number marks it as taken on this machine: it is no obstacle to the application's TCP, and goes with its process.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._marks: dict[int, socket.socket] = {}

    def take(self, wanted: int) -> int:
        """A free port at or next above `wanted`; 0: any.

        Raises:
            EnvironmentProblem: none is free near it, or this user may not open it.
        """
        if wanted and not _may_open(wanted):
            raise EnvironmentProblem(
                f"This user may not open port {wanted} of this machine.",
                help="State another port under `service: port:`, or run the application in a container.",
            )
        with self._lock:
            candidates = range(wanted, min(wanted + _SPAN, 65536)) if wanted else [_any_free_port() for _ in range(9)]
            for port in candidates:
                if mark := _mark(port):
                    if _is_free(port):
                        self._marks[port] = mark
                        return port
                    mark.close()
        raise EnvironmentProblem(f"No TCP port is free at or above {wanted}.", help="End what listens there.")

    def give_back(self, port: int) -> None:
        """Lets others have the port. Does nothing for one that is not taken."""
        with self._lock:
            if mark := self._marks.pop(port, None):
                mark.close()

    def close(self) -> None:
        """Gives all ports back."""
        for port in list(self._marks):
            self.give_back(port)


def _may_open(port: int) -> bool:
    """Whether the system lets this user open a port, taken or not: those below 1024 are not everybody's."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            return False
        except OSError:
            pass
    return True


def _mark(port: int) -> socket.socket | None:
    mark = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        mark.bind(("127.0.0.1", port))
    except OSError:
        mark.close()
        return None
    return mark


def _is_free(port: int) -> bool:
    """Whether both every interface and the loopback address alone can be bound."""
    for host in ("", "127.0.0.1"):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                return False
    return True


def _any_free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
