"""The triple patterns of a query, as they are written.

In: a query that the engine accepts. Out: its patterns in order, each with the part of the query
that it is in, or ``None`` where the query uses more than SPARQL 1.1. It explains; nothing is
decided by it. The parser is rdflib's, because the engine does not show what it has parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeGuard

from pyoxigraph import Literal, NamedNode

from attachgraph.rdf.bases import own_base, prefixes
from attachgraph.rdf.compact import compact
from attachgraph.rdf.namespaces import XSD

#: What one place of a pattern holds: a term, the name of a variable, or the text of a path.
Place = NamedNode | Literal | str

#: Parts of a query, in words.
_PARTS: Final = {
    "OptionalGraphPattern": "optional",
    "MinusGraphPattern": "excluded (MINUS)",
    "Builtin_NOTEXISTS": "must not exist",
    "Builtin_EXISTS": "must exist",
    "ServiceGraphPattern": "asked of another server",
    "SubSelect": "inner query",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern."""

    #: Subject, predicate, object; a variable as ``?name``, a path as its text.
    places: tuple[Place, Place, Place]
    #: Its part of the query, such as ``optional``; ``""`` if every answer must match it.
    part: str

    @property
    def variables(self) -> frozenset[str]:
        """The names of its variables, with ``?``."""
        return frozenset(place for place in self.places if is_variable(place))

    @property
    def is_path(self) -> bool:
        """Whether its predicate is a property path."""
        return isinstance(self.places[1], str) and not is_variable(self.places[1])

    def __str__(self) -> str:
        return " ".join(map(spell, self.places))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query is made of."""

    #: In the order of the text.
    patterns: tuple[Pattern, ...]
    #: The variables that a BIND or VALUES ties together.
    assigned: tuple[frozenset[str], ...]
    #: The variables that are compared with a literal, each with what it is compared with.
    compared: tuple[tuple[str, Literal], ...] = ()


def is_variable(place: object) -> TypeGuard[str]:
    """Return whether a place holds a variable."""
    return isinstance(place, str) and place.startswith("?")


def spell(place: Place) -> str:
    """Write a place as it would be in a query."""
    if isinstance(place, NamedNode):
        return compact(place.value) or f"<{place.value}>"
    return str(place)


def read_patterns(query: str, base: str | None = None) -> Reading | None:
    """Read the triple patterns of a query."""
    from rdflib.plugins.sparql import algebra, parser

    try:
        parsed = parser.parseQuery(query)
        prologue = algebra.translatePrologue(parsed[0], base or own_base(), prefixes())
        named = partial(algebra.translatePName, prologue=prologue)
        tree = algebra.traverse(parsed[1], visitPost=named)
    except Exception:  # noqa: BLE001 - pyparsing and rdflib raise many kinds; none is an answer
        return None
    walker = _Walker()
    # What CONSTRUCT makes is not a pattern, unless there is nothing else.
    walker.walk(_part(tree, "where", tree), "")
    return Reading(tuple(walker.patterns), tuple(walker.assigned), tuple(walker.compared))


class _Walker:
    """Goes through the tree in the order of the text."""

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        self.assigned: list[frozenset[str]] = []
        self.compared: list[tuple[str, Literal]] = []
        self._blanks: dict[str, str] = {}

    def walk(self, node: Any, part: str) -> None:
        """Gather what is in a node; `part` says which part of the query that is."""
        if _is_list(node):
            for item in node:
                self.walk(item, part)
        elif getattr(node, "name", "") == "TriplesBlock":
            self._block(node, part)
        elif getattr(node, "name", ""):
            self._inner(node, part)

    def _inner(self, node: Any, part: str) -> None:
        if node.name in {"Bind", "InlineData"}:
            self.assigned.append(frozenset(_variables(node)))
        if node.name == "RelationalExpression" and "other" in node:
            one, other = _alone(node["expr"]), _alone(node["other"])
            for name, value in ((one, other), (other, one)):
                if is_variable(name) and isinstance(value, Literal):
                    self.compared.append((name, value))
        if node.name == "GroupOrUnionGraphPattern" and len(node["graph"]) > 1:
            part = part or "one way of several (UNION)"
        for key, value in node.items():
            if key != "service_string":
                self.walk(value, _PARTS.get(node.name, part))

    def _block(self, block: Any, part: str) -> None:
        for triples in block["triples"]:
            items = [self._named(_place(item)) for item in triples]
            for at in range(0, len(items) - 2, 3):
                self.patterns.append(Pattern((items[at], items[at + 1], items[at + 2]), part))

    def _named(self, place: Place) -> Place:
        """Give a number to a node without a name, whose name would be another each time."""
        if not isinstance(place, str) or not place.startswith("?_:"):
            return place
        return self._blanks.setdefault(place, f"?_{len(self._blanks) + 1}")


def _is_list(node: Any) -> bool:
    return isinstance(node, list) or type(node).__name__ in {"ParseResults", "plist"}


def _alone(node: Any) -> Any:
    """Return the one term that an expression is, or ``None``."""
    import rdflib

    while getattr(node, "name", "").endswith("Expression") and len(node) == 1:
        node = node["expr"]
    return _place(node) if isinstance(node, rdflib.Variable | rdflib.Literal) else None


def _variables(node: Any) -> Iterator[str]:
    """Yield the variables anywhere below a node."""
    import rdflib

    if isinstance(node, rdflib.Variable):
        yield f"?{node}"
    elif getattr(node, "name", ""):
        for value in node.values():
            yield from _variables(value)
    elif _is_list(node):
        for item in node:
            yield from _variables(item)


def _place(node: Any) -> Place:
    """Turn what rdflib has parsed into a term, a variable or the text of a path."""
    import rdflib

    if isinstance(node, rdflib.Variable):
        return f"?{node}"
    if isinstance(node, rdflib.BNode):
        return f"?_:{node}"
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    return _literal(node) if isinstance(node, rdflib.Literal) else _path(node)


def _literal(node: Any) -> Literal:
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype or f"{XSD}string")))


def _path(node: Any) -> Place:
    """Write a path; one without operators is its property."""
    parts = _part(node, "part", [])
    places = list(map(_place, parts if _is_list(parts) else [parts]))
    if not places:
        return "^…"
    if node.name == "PathNegatedPropertySet":
        return f"!({'|'.join(map(spell, places))})"
    if len(places) > 1:
        return ("|" if node.name == "PathAlternative" else "/").join(map(spell, places))
    if node.name == "PathEltOrInverse":
        return f"^{_in_brackets(places[0])}"
    mark = _part(node, "mod", "")
    return f"{_in_brackets(places[0])}{mark}" if mark else places[0]


def _part(node: Any, name: str, otherwise: Any) -> Any:
    """Return a part of a node; rdflib's own ``get`` returns the key where there is none."""
    return dict(node).get(name, otherwise)


def _in_brackets(place: Place) -> str:
    text = spell(place)
    return f"({text})" if any(sign in text for sign in "|/^") and text[0] not in "<(" else text
