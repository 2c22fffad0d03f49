"""The numbers of a service configuration that the platform refuses: CPU and memory, the health check, auto scaling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.facts import Loc, Scalar, ServiceFacts
from runready_linter.forms import shown
from runready_linter.link.manifests import Followed
from runready_linter.manifests.schema import snake
from runready_linter.yaml_tree import Entries
from runready_rules.platforms.profile import HealthFacts, Instances, Profile, Range, Size

_UNITS = re.compile(r"\d{1,9}", re.ASCII)
_AMOUNT = {"cpu": re.compile(r"(\d{1,6}(?:\.\d{1,6})?) vCPU", re.ASCII), "memory": re.compile(r"(\d{1,6}(?:\.\d{1,6})?) GB", re.ASCII)}  # fmt: skip
#: How many of the small units one vCPU or GB is.
_PER = 1024
_SCALINGS = frozenset({"AWS::AppRunner::AutoScalingConfiguration", "aws_apprunner_auto_scaling_configuration_version"})


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that the platform refuses: its place, why, what to write, and the scalars that it rests on."""

    path: str
    loc: Loc
    message: str
    help: str
    rests_on: tuple[Scalar, ...] = ()


def of_service(service: ServiceFacts, profile: Profile) -> Iterator[Refused]:
    """The numbers of one service that the platform refuses."""
    yield from _size(service, profile.instances)
    yield from _health(service, profile.health)


def _size(service: ServiceFacts, instances: Instances) -> Iterator[Refused]:
    """CPU and memory, each by itself and as a pair with the other's default."""
    sizes = instances.sizes.value
    cpu, memory = _amount(service.cpu, "cpu"), _amount(service.memory, "memory")
    told = False
    for said, amount, what in ((service.cpu, cpu, "CPU"), (service.memory, memory, "memory")):
        known = [s.cpu for s in sizes] if what == "CPU" else sorted({m for s in sizes for m in s.memory})
        if said is None or said.known is None or amount in known:
            continue
        # With a CPU that there is not, no amount of memory fits.
        if not told or amount is None:
            told = True
            unit = "vCPU" if what == "CPU" else "GB"
            yield Refused(
                service.path,
                said.loc,
                f"there is no instance with {shown(said.text)} of {what}",
                f"write one of: {', '.join(f'{_number(k)} {unit}' for k in known)}",
                (said,),
            )
    if not told and not any(s is not None and s.known is None for s in (service.cpu, service.memory)):
        yield from _pair(service, instances, cpu, memory)


def _pair(service: ServiceFacts, instances: Instances, cpu: float | None, memory: float | None) -> Iterator[Refused]:
    at = service.memory or service.cpu
    if at is None:
        return
    cores = instances.default_cpu.value if cpu is None else cpu
    gigabytes = instances.default_memory.value if memory is None else memory
    size = next((s for s in instances.sizes.value if s.cpu == cores), None)
    if size is not None and gigabytes not in size.memory:
        default = " (the default)"
        told = f"{_number(cores)} vCPU{default if cpu is None else ''} with {_number(gigabytes)} GB"
        yield Refused(
            service.path,
            at.loc,
            f"{told}{default if memory is None else ''} of memory is no size of an instance",
            _choices(size, cores),
            tuple(s for s in (service.cpu, service.memory) if s is not None),
        )


def _choices(size: Size, cores: float) -> str:
    return f"with {_number(cores)} vCPU there is {' or '.join(_number(m) for m in size.memory)} GB of memory"


def _amount(said: Scalar | None, what: str) -> float | None:
    """An amount in vCPU or GB: written with its unit, or as a number of small units; None where it is neither."""
    if said is None or said.known is None:
        return None
    text = said.text.strip()
    if _UNITS.fullmatch(text):
        return int(text) / _PER
    match = _AMOUNT[what].fullmatch(text)
    return float(match[1]) if match is not None else None


def _number(amount: float) -> str:
    return f"{amount:g}"


def _health(service: ServiceFacts, facts: HealthFacts) -> Iterator[Refused]:
    health = service.health
    protocols = [p.upper() for p in facts.protocols.value]
    said = health.protocol
    if said is not None and said.known is not None and said.text not in protocols:
        message = f"a health check cannot use {shown(said.text)}"
        yield Refused(service.path, said.loc, message, f"write {' or '.join(protocols)}", (said,))
    for number, allowed, what in (
        (health.interval, facts.interval_range.value, "interval"),
        (health.timeout, facts.timeout_range.value, "timeout"),
        (health.healthy, facts.healthy_range.value, "healthy threshold"),
        (health.unhealthy, facts.unhealthy_range.value, "unhealthy threshold"),
    ):
        yield from _outside(service.path, number, allowed, f"the health check's {what}")
    path = health.path
    if path is not None and path.known is not None and not path.text.startswith("/"):
        message = f"the health check's path {shown(path.text)} does not begin with a slash"
        yield Refused(service.path, path.loc, message, f"write /{path.text.lstrip('/')}", (path,))


def _outside(path: str, number: Scalar | None, allowed: Range, what: str) -> Iterator[Refused]:
    value = whole(number)
    if number is not None and value is not None and value not in allowed:
        message = f"{what} cannot be {value}"
        yield Refused(path, number.loc, message, f"write a number from {allowed.low} to {allowed.high}", (number,))


def whole(number: Scalar | None) -> int | None:
    """A whole number; None where it is none, which is another fault, or not known."""
    text = number.known.strip() if number is not None and number.known is not None else ""
    return int(text[:12]) if re.fullmatch(r"-?\d+", text, re.ASCII) else None


def of_scaling(followed: Followed, instances: Instances) -> Iterator[Refused]:
    """The sizes of an auto scaling configuration that the platform refuses."""
    kind, tree = followed.resource.type, followed.properties
    if kind not in _SCALINGS or not isinstance(tree, Entries):
        return
    found: dict[str, Scalar] = {}
    for name in ("MaxConcurrency", "MaxSize", "MinSize"):
        node = tree.get(name if "::" in kind else snake(name))
        if isinstance(node, Scalar):
            found[name] = node
    if instances.concurrency_range is not None:
        allowed = instances.concurrency_range.value
        yield from _outside(followed.path, found.get("MaxConcurrency"), allowed, "the number of requests at once")
    sizes = instances.size_range.value
    refused = [
        *_outside(followed.path, found.get("MaxSize"), sizes, "the largest number of instances"),
        *_outside(followed.path, found.get("MinSize"), sizes, "the smallest number of instances"),
    ]
    yield from refused
    least, most = whole(found.get("MinSize")), whole(found.get("MaxSize"))
    most = instances.max_size.value if "MaxSize" not in found else most
    if not refused and least is not None and most is not None and least > most:
        message = f"the smallest number of instances, {least}, is above the largest, {most}"
        said = found["MinSize"]
        yield Refused(followed.path, said.loc, message, f"write a number up to {most}", tuple(found.values()))
