"""Put what shapes and rules found into groups that a person can read.

In: a store. Out: one :class:`Group` for each thing that is wrong, with every node that it is wrong
with: three thousand equal mistakes are one mistake and three thousand places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from attachgraph.validation.locating import Locator
from attachgraph.validation.rules import Check, Level, read_checks, run_checks
from attachgraph.validation.shacl import ShapeResult, validate_shapes

if TYPE_CHECKING:
    from pyoxigraph import Store

_LEVELS: Final[dict[str, Level]] = {"Violation": "error", "Warning": "warning", "Info": "info"}
_ORDER: Final[tuple[Level, ...]] = ("error", "warning", "info")


class Place(NamedTuple):
    """Where something is wrong."""

    #: IRI of the node.
    focus: str
    #: What is wrong with it in particular; ``""`` where the group says it all.
    message: str
    #: Name of the text that it comes from, ``""`` where that is not known.
    file: str = ""
    #: Line of that text, from 1; 0 where that is not known.
    line: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that is wrong, wherever it is."""

    #: A dataset conforms if it has no error. The severity `Violation` of SHACL is an error.
    level: Level
    #: What found it.
    kind: Literal["shape", "rule"]
    #: Name of the shape or the rule.
    name: str
    #: Why it is wrong.
    message: str
    #: What to do about it.
    fix: str
    #: By focus node.
    places: tuple[Place, ...]


def validate(store: Store, *, shapes: bool = True, rules: bool = True) -> list[Group]:
    """Hold a dataset against the shapes and the rules."""
    groups = [
        *(_by_shape(validate_shapes(store)) if shapes else ()),
        *(_by_rule(store) if rules else ()),
    ]
    locator = Locator(store)
    located = [
        replace(
            group,
            places=tuple(
                place._replace(file=line.file, line=line.line)
                for place in group.places
                for line in (locator.locate(place.focus),)
            ),
        )
        for group in groups
    ]
    return sorted(located, key=lambda group: (_ORDER.index(group.level), group.kind, group.name))


def conforms(groups: list[Group]) -> bool:
    """Return whether a dataset is sound."""
    return all(group.level != "error" for group in groups)


def _by_shape(results: list[ShapeResult]) -> list[Group]:
    grouped: dict[tuple[str, str, str, str], list[Place]] = {}
    for one in results:
        key = one.severity, one.shape, one.path, one.message
        value = f"the value is “{one.value}”" if one.value and one.value != one.focus else ""
        grouped.setdefault(key, []).append(Place(one.focus, value))
    return [
        Group(
            level=_LEVELS[severity],
            kind="shape",
            name=shape,
            message=message,
            fix=f"correct <{path}> of these nodes" if path else "correct these nodes",
            places=tuple(sorted(places)),
        )
        for (severity, shape, path, message), places in grouped.items()
    ]


def _by_rule(store: Store) -> list[Group]:
    checks: dict[str, Check] = {check.name: check for check in read_checks()}
    places: dict[str, list[Place]] = {}
    for one in run_checks(store, tuple(checks.values())):
        places.setdefault(one.check, []).append(Place(one.focus, one.message))
    return [
        Group(
            level=checks[name].level,
            kind="rule",
            name=name,
            message=checks[name].why,
            fix=checks[name].fix,
            places=tuple(found),
        )
        for name, found in places.items()
    ]
