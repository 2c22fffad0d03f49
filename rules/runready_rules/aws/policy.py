"""Policies of IAM: what a document allows, and what it refuses.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html and
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from runready_linter import yaml_tree
from runready_linter.facts import Loc, Scalar, Trouble
from runready_linter.yaml_tree import Entries, Items, Node


class Answer(StrEnum):
    """What a policy says of an action.

    `conditional`: only statements with a condition allow it, and whether that holds is not known here. `denied`: a
    statement without a condition refuses it on every resource, which no other statement can take back.
    """

    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a policy.

    Args:
        actions: patterns of actions; `all_but`: those that it does not speak of (`NotAction`).
        everywhere: it speaks of every resource.
        conditional: it has a condition.
    """

    effect: Literal["Allow", "Deny"]
    actions: tuple[str, ...]
    loc: Loc
    all_but: bool = False
    everywhere: bool = False
    conditional: bool = False

    def speaks_of(self, action: str) -> bool:
        """Whether the statement is about an action, such as `s3:GetObject`; upper and lower case are the same."""
        return any(_pattern(p).fullmatch(action) is not None for p in self.actions) is not self.all_but


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy's statements, in their order. `path` is the file that it stands in."""

    path: str
    statements: tuple[Statement, ...]

    def answer(self, action: str) -> tuple[Answer, Statement | None]:
        """What the policy says of an action, and the statement that decides it; None: no statement speaks of it.

        A refusal on some resources only, or under a condition, leaves others on which the action works: it is not
        counted, since which resources a call reaches is not known here.
        """
        about = [s for s in self.statements if s.speaks_of(action)]
        for statement in about:
            if statement.effect == "Deny" and statement.everywhere and not statement.conditional:
                return Answer.DENIED, statement
        allowing = [s for s in about if s.effect == "Allow"]
        for statement in allowing:
            if not statement.conditional:
                return Answer.ALLOWED, statement
        return (Answer.CONDITIONAL, allowing[0]) if allowing else (Answer.MISSING, None)


def read(path: str, data: bytes) -> Policy | Trouble:
    """The policy that a JSON file holds, or why it is none and where.

    Args:
        path: how messages name the file; nothing is read from it.
    """
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return Trouble(f"is not valid JSON: {error.msg[0].lower()}{error.msg[1:]}", Loc(error.lineno, error.colno))
    except (UnicodeDecodeError, RecursionError):
        return Trouble("is not JSON that can be read", Loc(1))
    # Valid JSON is YAML but for tabs, which stand only between its words, and for one escape.
    root = yaml_tree.parse(data.replace(b"\t", b" ").replace(b"\\/", b"/"))
    if isinstance(root, Trouble):
        return root
    return statements_of(path, root)


def statements_of(path: str, document: Node) -> Policy | Trouble:
    """The policy that a document is, as written in JSON or in a template; what it refuses to be, with the place."""
    if not isinstance(document, Entries):
        return Trouble("is not a mapping with `Statement`", document.loc)
    listed = document.get("Statement")
    if listed is None:
        return Trouble("has no `Statement`", document.loc)
    found: list[Statement] = []
    for node in listed.items if isinstance(listed, Items) else (listed,):
        made = _statement(node)
        if isinstance(made, Trouble):
            return made
        found.append(made)
    return Policy(path, tuple(found))


def _statement(node: Node) -> Statement | Trouble:
    if not isinstance(node, Entries):
        return Trouble("has a statement that is no mapping", node.loc)
    effect = node.get("Effect")
    if not isinstance(effect, Scalar) or effect.text not in ("Allow", "Deny"):
        return Trouble("has a statement whose `Effect` is neither Allow nor Deny", (effect or node).loc)
    named = [key for key in ("Action", "NotAction") if node.get(key) is not None]
    if len(named) != 1:
        return Trouble("has a statement without exactly one of `Action` and `NotAction`", node.loc)
    actions = _texts(node.get(named[0]))
    if actions is None:
        return Trouble(f"has an `{named[0]}` that is neither a text nor a list of texts", node.loc)
    wrong = next((a for a in actions if a.text != "*" and ":" not in a.text), None)
    if wrong is not None:
        return Trouble(f"has an action without a service: {wrong.text[:60]!r} (s3:GetObject has one)", wrong.loc)
    resources = _texts(node.get("Resource"))
    return Statement(
        effect="Allow" if effect.text == "Allow" else "Deny",
        actions=tuple(a.text for a in actions),
        loc=node.loc,
        all_but=named[0] == "NotAction",
        everywhere=resources is not None and any(r.text == "*" for r in resources),
        conditional=isinstance(condition := node.get("Condition"), Entries) and bool(condition.pairs),
    )


def _texts(node: Node | None) -> tuple[Scalar, ...] | None:
    """A text or a list of texts; None: something else."""
    if isinstance(node, Scalar):
        return (node,)
    if isinstance(node, Items) and all(isinstance(i, Scalar) for i in node.items):
        return tuple(i for i in node.items if isinstance(i, Scalar))
    return None


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    """An action with `*` and `?`, as IAM matches it."""
    parts = {"*": ".*", "?": "."}
    return re.compile("".join(parts.get(c) or re.escape(c) for c in text), re.IGNORECASE | re.DOTALL)


def joined(policies: Iterable[Policy], action: str) -> tuple[Answer, Policy | None, Statement | None]:
    """What the policies of one role say of an action together: a refusal in one counts for all.

    Gives the answer, and the policy and statement that decide it.
    """
    best: tuple[Answer, Policy | None, Statement | None] = (Answer.MISSING, None, None)
    for policy in policies:
        answer, statement = policy.answer(action)
        if answer is Answer.DENIED:
            return answer, policy, statement
        if _RANK[answer] > _RANK[best[0]]:
            best = (answer, policy, statement)
    return best


_RANK = {Answer.MISSING: 0, Answer.CONDITIONAL: 1, Answer.ALLOWED: 2, Answer.DENIED: 3}
