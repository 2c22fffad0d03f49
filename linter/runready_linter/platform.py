"""The part of a platform's contract that decides what a project's files mean. It is data, which comes from the rules'
platform profile: the linter knows no platform by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Platform:
    """What linking asks of a platform.

    Args:
        id: the name by which rules find the whole profile; "" where there is none.
        name: how messages name it.
        port_variable: the variable that carries the port of the service.
        gives_port: every instance gets that variable; else it is set only where an image or a configuration sets it.
        default_port: where requests go as long as no service configuration states a port.
        own_variables: the other variables that the platform sets itself, whatever an image says.
        reads: the formats of service configuration (`ServiceFacts.format`) that it reads.
    """

    id: str = ""
    name: str = "the platform"
    port_variable: str = "PORT"
    gives_port: bool = True
    default_port: int = 0
    own_variables: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()

    @property
    def variables(self) -> frozenset[str]:
        """The variables for which an image's own value does not reach the service."""
        return self.own_variables | {self.port_variable} if self.gives_port else self.own_variables
