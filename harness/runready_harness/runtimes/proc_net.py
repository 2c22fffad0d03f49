"""Listening TCP sockets from the kernel's tables `/proc/net/tcp` and `/proc/net/tcp6` (proc(5))."""

from __future__ import annotations

import ipaddress
import struct
from collections.abc import Iterable

from runready_harness.runtimes.base import Listener

_LISTEN = "0A"

# The name server that Docker runs inside each container of a network of its own.
_ENGINE_DNS = "127.0.0.11"


def listeners(table: str) -> tuple[Listener, ...]:
    """What listens according to one or both tables, headers included, in order of port and address.

    An IPv4 address mapped into IPv6 is given as IPv4. The engine's own name server is left out.
    """
    found = set()
    for line in table.splitlines():
        fields = line.split()
        if len(fields) < 4 or fields[3] != _LISTEN:
            continue
        address, _, port = fields[1].partition(":")
        listener = Listener(_address(address), int(port, 16))
        if listener.address != _ENGINE_DNS:
            found.add(listener)
    return in_order(found)


def in_order(found: Iterable[Listener]) -> tuple[Listener, ...]:
    """Listeners sorted by port, then address."""
    return tuple(sorted(found, key=lambda each: (each.port, each.address)))


def _address(text: str) -> str:
    # The kernel prints each 32-bit word of the address in the machine's byte order, little-endian on all that App
    # Runner and Docker Desktop run on.
    words = [int(text[start : start + 8], 16) for start in range(0, len(text), 8)]
    packed = struct.pack(f"<{len(words)}I", *words)
    if len(packed) == 4:
        return str(ipaddress.IPv4Address(packed))
    address = ipaddress.IPv6Address(packed)
    return str(address.ipv4_mapped or address)
