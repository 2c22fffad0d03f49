"""Progress of the harness on stderr: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import time

from runready.console import Style, harmless
from runready.reports.text import number
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
_RUNGS = {"flows": "as written", "openapi": "from the OpenAPI document", "root": "none is written"}


class Progress:
    """A listener of the harness's events. On a terminal what is under way stands in one line that is written over."""

    def __init__(self, style: Style, *, verbose: bool) -> None:
        self._style = style
        self._verbose = verbose
        self._live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._shown = False
        self._started = time.monotonic()
        self._doing = ""

    def __call__(self, event: Event) -> None:
        match event:
            case Notice(text=text):
                self._line(f"{self._style('note:', 'bold', 'blue')} {harmless(text)}")
            case BuildStarted(what=what, builder=builder):
                self._doing = f"building {harmless(what)}"
                self._line(f"{self._doing} ({builder})")
            case BuildLine(text=text):
                if self._verbose:
                    self._line(self._style(f"  {harmless(text)}", "dim"))
                else:
                    self._under_way(harmless(text))
            case BuildFinished(seconds=seconds):
                self._line(f"built in {seconds:.1f} s")
            case BackingStarting(name=name):
                self._doing = f"starting {name}"
                self._under_way("")
            case BackingReady(name=name, seconds=seconds):
                self._line(f"{name} is ready after {seconds:.1f} s")
            case FlowsFound(flows=flows, rung=rung):
                self._line(f"{number(len(flows), 'flow')} ({_RUNGS.get(rung, rung)}):")
                for flow in flows:
                    self._line(f"  {harmless(flow)}")
            case InstanceStarting(name=name, port=port):
                self._detail(f"starting {name}, PORT={port}")
            case InstanceHealthy(name=name, seconds=seconds):
                self._detail(f"{name} is healthy after {seconds:.1f} s")
            case ReplayStarted(flow=flow, mode=mode):
                self._detail(f'replaying "{harmless(flow)}": {mode}')
            case CheckStarted(code=code, name=name):
                self._doing = f"{code} {name}"
                self._under_way("")
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
            self._under_way(text)

    def _under_way(self, text: str) -> None:
        if not self._live:
            return
        line = f"{time.monotonic() - self._started:4.0f} s {self._doing}{': ' if text else ''}{text.strip()}"
        # One column is left free: some terminals break the line in the last one.
        cut = line[: self._style.width - 1]
        sys.stderr.write("\r\033[2K" + self._style(cut, "dim"))
        sys.stderr.flush()
        self._shown = True
