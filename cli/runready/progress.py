"""Progress of the harness on stderr: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections import deque

from runready.console import Style, harmless
from runready_harness.events import (
    BackingReady,
    BackingStarting,
    BuildFinished,
    BuildLine,
    BuildStarted,
    CheckFinished,
    CheckStarted,
    Event,
    FlowsFound,
    InstanceHealthy,
    InstanceStarting,
    Notice,
    ReplayStarted,
)

_COLORS = {"pass": "green", "fail": "red", "warn": "yellow", "inconclusive": "yellow", "skip": "dim"}


class Progress:
    """A listener of the harness's events. On a terminal what is under way stands in one line that is written over."""

    def __init__(self, style: Style, *, verbose: bool) -> None:
        self._style = style
        self._verbose = verbose
        self._live = sys.stderr.isatty()
        self._shown = False
        self._started = time.monotonic()
        self._build: deque[str] = deque(maxlen=1)

    def __call__(self, event: Event) -> None:
        match event:
            case Notice(text=text):
                self._line(f"{self._style('note:', 'bold', 'blue')} {harmless(text)}")
            case BuildStarted(what=what, builder=builder):
                self._line(f"building {harmless(what)} ({builder})")
            case BuildLine(text=text):
                if self._verbose:
                    self._line(self._style(f"  {harmless(text)}", "dim"))
                else:
                    self._under_way(f"  {harmless(text)}")
            case BuildFinished(seconds=seconds):
                self._line(f"built in {seconds:.1f} s")
            case BackingStarting(name=name):
                self._under_way(f"starting {name}")
            case BackingReady(name=name, seconds=seconds):
                self._line(f"{name} is ready after {seconds:.1f} s")
            case FlowsFound(flows=flows, rung=rung):
                self._line(
                    f"{len(flows)} {'flow' if len(flows) == 1 else 'flows'} ({rung}): {harmless(', '.join(flows))}"
                )
            case InstanceStarting(name=name, port=port):
                self._detail(f"starting instance {name}, PORT={port}")
            case InstanceHealthy(name=name, seconds=seconds):
                self._detail(f"instance {name} is healthy after {seconds:.1f} s")
            case ReplayStarted(flow=flow, mode=mode):
                self._detail(f"replaying {harmless(flow)}: {mode}")
            case CheckStarted(code=code, name=name):
                self._under_way(f"{code} {name} …")
            case CheckFinished(result=result):
                verdict = result.outcome.verdict.value
                word = self._style(verdict, "bold", _COLORS[verdict])
                self._line(f"{result.code} {result.name}: {word} ({result.seconds:.1f} s)")
            case _:
                pass

    def close(self) -> None:
        """Takes the live line away."""
        if self._shown:
            sys.stderr.write("\r\033[2K")
            sys.stderr.flush()
            self._shown = False

    def _line(self, text: str) -> None:
        self.close()
        print(text, file=sys.stderr, flush=True)

    def _detail(self, text: str) -> None:
        """Said in full when asked for, else only while it is under way."""
        if self._verbose:
            self._line(self._style(f"  {text}", "dim"))
        else:
            self._under_way(f"  {text}")

    def _under_way(self, text: str) -> None:
        if not self._live:
            return
        elapsed = f"{time.monotonic() - self._started:4.0f} s "
        cut = (elapsed + text)[: self._style.width - 1]
        sys.stderr.write("\r\033[2K" + self._style(cut, "dim"))
        sys.stderr.flush()
        self._shown = True
