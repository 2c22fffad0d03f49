"""# AC103 https-edge

Proves that the application works behind the platform's HTTPS edge: it answers as it does on its own, redirects to
addresses that the client can reach, and sets cookies that browsers keep.

**How.** Every flow, and `GET /`, runs through an edge that ends HTTPS, sets the headers that the platform sets and
speaks plain HTTP to the instance, and once more straight to the instance (with `X-Forwarded-Proto: https` if the
application answers nothing over plain HTTP). Then it fails when

- a request is refused (400 and above) or breaks its expectation behind the edge only, as by a host allow-list or a CSRF check, twice;
- redirects lead round in a circle, as when HTTPS is forced and `X-Forwarded-Proto` is not trusted;
- a redirect leads to `http://` on the own domain, to the own domain with another port, or to an address inside the
  instance;
- a cookie is meant for another domain, or for the domain's parent, which is on the Public Suffix List, or has
  `SameSite=None` without `Secure`: browsers drop it.

**Inconclusive.** When nothing was answered below 400 either way, so that nothing was exercised.

**How to fix it.** Trust the edge's `X-Forwarded-Proto` (`SECURE_PROXY_SSL_HEADER` in Django, `ProxyFix` in Flask,
`--proxy-headers --forwarded-allow-ips "*"` with uvicorn), allow the service's domain, redirect by path instead of whole
addresses, and set cookies without `Domain`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests

from runready_harness import evidence
from runready_harness.checks.base import Check
from runready_harness.evidence import requests_in
from runready_harness.flows.model import Answer, Recording, StepRun
from runready_harness.lab import Lab, Running
from runready_harness.modes.undisturbed import broken_step
from runready_harness.spec import Flow, Step
from runready_harness.verdicts import Evidence, Outcome, Verdict
from runready_rules.platforms import Certainty

_MOST_HOPS = 10
_INSIDE = ("localhost", "127.0.0.1", "0.0.0.0", "::1")

_HELP_PROTO = (
    "Trust X-Forwarded-Proto (Django: SECURE_PROXY_SSL_HEADER; Flask: ProxyFix; uvicorn: --proxy-headers), or redirect "
    "by path alone."
)
_HELP_REFUSED = "Allow the service's domain as host, and as a trusted origin for CSRF checks, by configuration."
_HELP_COOKIE = "Set cookies without Domain, so that they belong to the host that set them."


@dataclass(frozen=True, slots=True)
class Defect:
    """Something that works on its own and not behind the edge: what, how it was seen, and what to do. Not `certain`: it
    rests on something about the platform that is only inferred."""

    message: str
    evidence: tuple[Evidence, ...]
    help: str
    certain: bool = True


def run(lab: Lab) -> Outcome:
    """Compares every flow behind the edge with the same flow straight to the instance."""
    instance = lab.fleet.standing()
    root = Flow(name="GET /", steps=(Step(method="GET", path="/"),), source="GET /")
    baselines = lab.baselines()
    recordings = [each.first for each in baselines]
    if not any(step.step.path == "/" and step.step.method == "GET" for each in recordings for step in each.steps):
        recordings.append(lab.play(root, instance, mode="through the edge"))
    defects: dict[str, Defect] = {}
    for recording in recordings:
        for defect in _defects(lab, instance, recording):
            defects.setdefault(defect.message, defect)
    if defects:
        return _failed(tuple(defects.values()))
    broken = next((each.first for each in baselines if not each.first.finished), None)
    if broken is not None:
        message = f'"{broken.flow.name}" passes neither behind the edge nor without it: {broken_step(broken)}.'
        shown = evidence.log_tail(lab, instance.instance.log(), "The end of the instance's log")
        return Outcome(Verdict.INCONCLUSIVE, message, shown, help="Correct the flow, or the application.")
    answers = [step.answer for each in recordings for step in each.steps if step.answer is not None]
    answered = [each for each in answers if each.status < 400]
    if not answered:
        message = "No request was answered below 400, behind the edge or without it."
        return Outcome(Verdict.INCONCLUSIVE, message, help="Write flows that ask for what it answers.")
    return Outcome(Verdict.PASS, f"Behind the HTTPS edge it answers as without it ({requests_in(len(answers))}).")


def _failed(defects: tuple[Defect, ...]) -> Outcome:
    more = f" ({len(defects) - 1} more below)" if len(defects) > 1 else ""
    others = tuple(Evidence("text", "Also behind the edge", each.message) for each in defects[1:])
    # Defects that are shown and mended alike look alike: the answers of the first one tell about them all.
    kinds = [(each.help, each.evidence[:1] and each.evidence[0].kind) for each in defects]
    firsts = [each for index, each in enumerate(defects) if kinds.index(kinds[index]) == index]
    shown = tuple(block for each in firsts for block in each.evidence)
    help = " ".join(dict.fromkeys(each.help for each in defects))
    verdict = Verdict.FAIL if any(each.certain for each in defects) else Verdict.WARN
    return Outcome(verdict, defects[0].message + more, others + shown, help)


def _defects(lab: Lab, instance: Running, recording: Recording) -> Iterator[Defect]:
    for run in recording.steps:
        if run.answer is None:
            continue
        yield from _cookie_defects(lab, run, run.answer)
        yield from _redirect_defects(lab, instance, run, run.answer)
    yield from _refusals(lab, instance, recording)


def _refusals(lab: Lab, instance: Running, recording: Recording) -> Iterator[Defect]:
    """Steps that are refused behind the edge and not without it. Shown by a second run behind the edge, because what
    an earlier run left in a database can make the difference too."""
    refused = [index for index, run in enumerate(recording.steps) if not _succeeded(run)]
    if not refused:
        return
    direct = lab.play_directly(recording.flow, instance.endpoint)
    if any(_sent_to_https(run) for run in direct.steps):
        # It serves nothing over plain HTTP: on its own it is only seen by one who says that the client used HTTPS.
        direct = lab.play_directly(recording.flow, instance.endpoint, scheme="https")
    suspects = [each for each in refused if each < len(direct.steps) and _succeeded(direct.steps[each])]
    if not suspects:
        return
    again = lab.play(recording.flow, instance, mode="through the edge again")
    for index in suspects:
        if index >= len(again.steps) or _succeeded(again.steps[index]):
            continue
        run, alone = recording.steps[index], direct.steps[index]
        shown: list[Evidence] = []
        if run.answer is not None:
            shown.append(evidence.answered(lab, f"{run.request_line} behind the edge", run.answer))
        if alone.answer is not None:
            shown.append(evidence.answered(lab, f"{run.request_line} straight to the instance", alone.answer))
        message = (
            f'"{recording.flow.name}", step {index + 1}: {run.request_line} {_how(run)} behind the edge '
            f"and is answered {_status(alone)} without it."
        )
        yield Defect(message, tuple(shown), _HELP_REFUSED)
        return


def _succeeded(run: StepRun) -> bool:
    return run.problem is None and 0 < _status(run) < 400


def _sent_to_https(run: StepRun) -> bool:
    """Whether an application refuses to answer over plain HTTP and sends the client to the same address over HTTPS."""
    location = None if run.answer is None else run.answer.header("location")
    if run.answer is None or location is None or not 300 <= run.answer.status < 400:
        return False
    asked, target = urlsplit(run.answer.url), urlsplit(location)
    return target.scheme == "https" and (target.path or "/", target.query) == (asked.path or "/", asked.query)


def _how(run: StepRun) -> str:
    return f"is answered {_status(run)}" if run.problem is None else f"breaks ({run.problem})"


def _status(run: StepRun) -> int:
    return 0 if run.answer is None else run.answer.status


def _cookie_defects(lab: Lab, run: StepRun, answer: Answer) -> Iterator[Defect]:
    for value in answer.values("set-cookie"):
        name = value.partition("=")[0].strip()
        why = cookie_problem(value, lab.front.domain)
        if why is not None:
            message = f"{run.request_line} sets the cookie `{name}` {why}, so browsers drop it."
            # The value may be a session's.
            attributes = value.partition(";")[2].strip()
            shown = evidence.told(lab, f"The cookie `{name}`", f"{name}=...; {attributes}")
            suffix = lab.profile.edge.parent_is_public_suffix
            certain = suffix.confidence is not Certainty.INFERRED or not _is_for_parent(value, lab.front.domain)
            yield Defect(message, (shown,), _HELP_COOKIE, certain)


def cookie_problem(set_cookie: str, domain: str) -> str | None:
    """Why a browser drops a cookie that `domain` sets, or None.

    The parent of the platform's default domains is on the Public Suffix List, so that a cookie must belong to the
    very host (RFC 6265, section 5.3, steps 5 and 6).
    """
    attributes = _attributes(set_cookie)
    wanted = attributes.get("domain", "").removeprefix(".")
    if wanted and wanted != domain:
        if _is_for_parent(set_cookie, domain):
            return f"for {wanted}, the public suffix that the service's domain shares with other customers"
        return f"for another domain, {wanted}"
    if attributes.get("samesite") == "none" and "secure" not in attributes:
        return "with SameSite=None and without Secure"
    return None


def _attributes(set_cookie: str) -> dict[str, str]:
    attributes = {}
    for part in set_cookie.split(";")[1:]:
        key, _, value = part.partition("=")
        attributes[key.strip().lower()] = value.strip().lower()
    return attributes


def _is_for_parent(set_cookie: str, domain: str) -> bool:
    """Whether a cookie is meant for a domain above the service's own."""
    wanted = _attributes(set_cookie).get("domain", "").removeprefix(".")
    return bool(wanted) and domain.endswith("." + wanted)


def _redirect_defects(lab: Lab, instance: Running, run: StepRun, answer: Answer) -> Iterator[Defect]:
    location = answer.header("location")
    if not 300 <= answer.status < 400 or location is None:
        return
    why = location_problem(location, lab.front.domain)
    if why is not None:
        shown = evidence.answered(lab, f"{run.request_line} behind the edge", answer)
        yield Defect(f"{run.request_line} redirects to {why}: {location}", (shown,), _HELP_PROTO)
    circle = _circle(lab, instance, answer.url, location) if run.step.method in ("GET", "HEAD") else ()
    if circle:
        text = "\n-> ".join(circle)
        message = f"{run.request_line} is redirected in a circle behind the edge."
        yield Defect(message, (evidence.told(lab, "The redirects", text),), _HELP_PROTO)


def location_problem(location: str, domain: str) -> str | None:
    """What is wrong with a redirect's target for a client of `https://<domain>`, or None."""
    try:
        target = urlsplit(location)
        port = target.port
    except ValueError:
        return "something that is no address"
    host = (target.hostname or "").lower()
    if host == domain and target.scheme == "http":
        return "plain HTTP on its own domain"
    if host == domain and port not in (None, 443):
        return f"port {port} of its own domain, which the platform does not serve"
    if host in _INSIDE:
        return "an address inside the instance"
    return None


def _circle(lab: Lab, instance: Running, start: str, location: str) -> tuple[str, ...]:
    """The addresses of a redirect that comes back to where it was with the same cookies, or goes on too long; else
    empty. Other hosts are not asked."""
    lab.front.route(instance.endpoint)
    visited = [start]
    with lab.session() as session:
        address = urljoin(start, location)
        seen = {(start, _cookies(session.cookies.get_dict()))}
        for _ in range(_MOST_HOPS):
            visited.append(address)
            # The edge itself answers plain HTTP by a redirect to HTTPS: that hop is a part of the circle.
            if urlsplit(address).hostname != lab.front.domain:
                return ()
            state = (address, _cookies(session.cookies.get_dict()))
            if state in seen:
                return tuple(visited)
            seen.add(state)
            try:
                with session.get(address, allow_redirects=False, timeout=lab.limit, stream=True) as response:
                    target = response.headers.get("location")
                    if not response.is_redirect or target is None:
                        return ()
                address = urljoin(address, target)
            except (requests.RequestException, ValueError):
                # It ends there, without an answer or with a redirect to what is no address.
                return ()
    return tuple(visited)


def _cookies(jar: dict[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(jar.items())


CHECK = Check("AC103", "https-edge", "web-requests", run, __doc__)
