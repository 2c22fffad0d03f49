"""What never says anything about lost state, and is made equal before two answers are compared: the host name under
which the service was asked, and points in time (two undisturbed runs within one second show the same)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from runready_harness.flows.model import Answer

HOST = "{host}"
TIME = "{time}"

_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_ZONE = r"(?:\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?\b"
_TIMES = re.compile(
    "|".join(
        (
            # 2026-01-31T10:20:30.123Z, 2026-01-31 10:20, 2026-01-31
            rf"\b\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{_CLOCK}{_ZONE})?",
            # Sat, 31 Jan 2026 10:20:30 GMT; Jan 31, 2026, 10:20 a.m.
            rf"\b(?:\d{{1,2}} {_MONTHS}\.? \d{{4}}|{_MONTHS}\.? \d{{1,2}},? \d{{4}})(?:,? (?:at )?{_CLOCK}{_ZONE})?",
            # 10:20:30
            rf"\b{_CLOCK}{_ZONE}",
        )
    )
)

# Seconds (or milli-, micro-, nanoseconds) since 1970 between the years 2020 and 2096.
_EPOCH = (1_577_836_800, 4_000_000_000)


def is_epoch(number: float) -> bool:
    """Whether a number looks like a point in time since 1970."""
    return any(_EPOCH[0] <= number / scale <= _EPOCH[1] for scale in (1, 1e3, 1e6, 1e9))


def normal_text(text: str, answer: Answer) -> str:
    """`text`, part of `answer`, with the service's own host name and points in time replaced."""
    host = urlsplit(answer.url)
    # With the port first: the name alone is contained in it.
    for own in (host.netloc, host.hostname if "." in (host.hostname or "") else None):
        if own:
            text = text.replace(own, HOST)
    return _TIMES.sub(TIME, text)
