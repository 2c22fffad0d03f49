"""Ctrl-C and its kin: the first one unwinds the run so that all is removed, the second one ends it at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from runready_linter.problems import EXIT_INTERRUPTED

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(KeyboardInterrupt):
    """The user or the system asked the run to end: exit code 130."""


class _State:
    """What the signal handler shares with the main thread. Python runs handlers in the main thread only, so no lock."""

    received = 0
    shields = 0
    pending = False


@contextmanager
def unwinding() -> Iterator[None]:
    """Turns SIGINT, SIGTERM and SIGHUP into `Interrupted` for the time of the context.

    A second signal ends the process at once with exit code 130; `runready reap` removes what it left. A signal that
    the process was told to ignore (`nohup`) stays ignored. To be entered in the main thread.
    """
    _State.received = 0
    before = {}
    for each in _SIGNALS:
        if signal.getsignal(each) is not signal.SIG_IGN:
            before[each] = signal.signal(each, _handle)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def shielded() -> Iterator[None]:
    """Holds back the first signal until the context ends: for steps that must not be left half done.

    Does nothing outside the main thread, where no signal arrives.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _State.shields += 1
    try:
        yield
    finally:
        _State.shields -= 1
        if _State.pending and not _State.shields:
            _State.pending = False
            raise Interrupted


def _handle(number: int, frame: FrameType | None) -> None:
    _State.received += 1
    if _State.received > 1:
        os._exit(EXIT_INTERRUPTED)
    if _State.shields:
        _State.pending = True
        return
    raise Interrupted
