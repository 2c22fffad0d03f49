"""The facts of a file of infrastructure code: its resources as trees, and the values that they refer to.

A tree's references are expressions (`Scalar.kind`); what they stand for may be in another file, and is found when linked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from runready_linter.facts import Fault, Loc, Scalar
from runready_linter.yaml_tree import Entries, Node

#: The text of an expression of which nothing is followed.
NOTHING = "${}"


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource that a file describes.

    Args:
        type: `AWS::AppRunner::Service`, `aws_apprunner_service`; a data source of Terraform has `data.` before it.
        name: its name in the file.
        properties: what is said of it; None: nothing, or nothing that is known.
        at: what stands for a part that is missing.
    """

    type: str
    name: Scalar
    properties: Node | None
    at: Loc


@dataclass(frozen=True, slots=True)
class ModuleCall:
    """A use of a Terraform module in another folder: `source` as written, and the values that it is given."""

    source: str
    arguments: Entries


@dataclass(frozen=True, slots=True)
class ManifestFacts:
    """One file of infrastructure code.

    Args:
        values: what references stand for, by name: `Port` (a parameter's default), `var.port`, `local.port`.
        parameters: those of them that a deployment may give another value.
        faults: where the language itself is broken (an argument that stands twice).
    """

    language: Literal["cloudformation", "terraform"]
    resources: tuple[Resource, ...] = ()
    values: Mapping[str, Node] = field(default_factory=dict)
    parameters: frozenset[str] = frozenset()
    calls: tuple[ModuleCall, ...] = ()
    faults: tuple[Fault, ...] = ()


def expression(text: str, loc: Loc) -> Scalar:
    return Scalar(text, loc, "expression")


def literal_part(text: str) -> str:
    """A literal as a part of an expression's text."""
    return text.replace("${", "$${")
