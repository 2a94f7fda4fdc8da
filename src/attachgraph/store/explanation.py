"""Say what a query asks for, what it meets in the dataset, and what it cost.

In: a store and a query. Out: the query as it is understood, its patterns with the number of matches
of each, what is probably a mistake, and the rows and the time of a real run. The engine does not
show its plan in Python; what stands here is counted and measured.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from attachgraph.errors import QueryTimeout, QueryTooLarge, UsageError
from attachgraph.rdf.compact import compact
from attachgraph.store.answers import Boolean, Term
from attachgraph.store.mistakes import nearest
from attachgraph.store.patterns import Pattern, Place, Reading, is_variable, read_patterns, spell
from attachgraph.store.query import DEFAULT_TIMEOUT, SAFE, Policy, bound_query, run_query

if TYPE_CHECKING:
    from attachgraph.store.remote.endpoint import RemoteStore

__all__ = ["Counted", "Explanation", "explain_query"]

#: Matches of a pattern that are counted at most: a tenth of a second.
_MOST: Final = 100_000
#: Names that a misspelt one is compared with at most.
_MOST_NAMES: Final = 20_000
_FORMS: Final = {
    "SELECT": "a table",
    "ASK": "yes or no",
    "CONSTRUCT": "triples that the query makes",
    "DESCRIBE": "all that is said of the things it names",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A triple pattern and what it meets.

    Attributes
    ----------
    pattern : str
        As it is written, with prefixes.
    part : str
        Where it stands; ``""`` if every answer must match it.
    matches : int or None
        Quads that match it on its own; ``None`` if nobody can count them beforehand, as with paths.
    at_least : bool
        Whether there are more than were counted.
    joined_by : tuple of str
        The variables that it shares with patterns before it.
    """

    pattern: str
    part: str
    matches: int | None
    at_least: bool
    joined_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a query asks for, meets and costs.

    Attributes
    ----------
    answer : str
        What kind of answer it gives.
    dataset : str
        Of which graphs it is asked.
    prefixes : mapping of str to str
        Those it uses, with their namespace.
    parameters : mapping of str to str
        Values that were put in.
    services : tuple of str
        Other servers that it asks.
    patterns : tuple of Counted or None
        ``None`` if the query uses more than SPARQL 1.1.
    warnings : tuple of str
        What is probably not meant.
    rows : int
        Rows or triples that it gave; 1 for ASK.
    seconds : float
        How long that took.
    stopped : str
        Why it was stopped, or ``""``.
    """

    answer: str
    dataset: str
    prefixes: Mapping[str, str]
    parameters: Mapping[str, str]
    services: tuple[str, ...]
    patterns: tuple[Counted, ...] | None
    warnings: tuple[str, ...]
    rows: int
    seconds: float
    stopped: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values.

        Returns
        -------
        dict
            For JSON.
        """
        return asdict(self)

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def explain_query(
    store: pyoxigraph.Store | RemoteStore,
    sparql: str,
    *,
    params: Mapping[str, Term] | None = None,
    timeout: float = DEFAULT_TIMEOUT,
    policy: Policy = SAFE,
) -> Explanation:
    """Explain a query, and run it once.

    Parameters
    ----------
    store : pyoxigraph.Store
        The dataset.
    sparql : str
        The query.
    params : mapping of str to term, optional
        Values for variables.
    timeout : float
        Seconds that the run may take; if it is stopped, the explanation says so.
    policy : Policy
        What the query may see and reach.

    Returns
    -------
    Explanation
        It can be printed.

    Raises
    ------
    QueryError
        If it is not valid SPARQL, or not allowed.
    UsageError
        If the dataset is on a server, whose quads nobody can count from here.

    Examples
    --------
    >>> explain_query(pyoxigraph.Store(), "ASK { ?s a ag:Pairing }").answer
    'yes or no'
    """
    if not isinstance(store, pyoxigraph.Store):
        fix = "build a store here, or copy the dataset, and explain the query on that"
        raise UsageError("a query can be explained on a store of this machine only", fix=fix)
    inspection, bound, used = bound_query(store, sparql, params, policy)
    rows, seconds, stopped = _run(store, sparql, params, timeout, policy)
    reading = read_patterns(bound)
    counted = None if reading is None else tuple(_count(store, reading.patterns))
    graphs = [spell(NamedNode(iri)) for iri in inspection.default_graphs + inspection.named_graphs]
    return Explanation(
        answer=_FORMS.get(inspection.form or "", "an answer"),
        dataset=", ".join(graphs) or "all graphs together",
        prefixes=used,
        parameters={f"?{name}": spell_term(term) for name, term in (params or {}).items()},
        services=inspection.services,
        patterns=counted,
        warnings=tuple(_warnings(store, reading, counted)),
        rows=rows,
        seconds=seconds,
        stopped=stopped,
    )


def spell_term(term: Term) -> str:
    """Write a term with a prefix, where there is one.

    Parameters
    ----------
    term : term
        Any.

    Returns
    -------
    str
        As in a query.
    """
    return spell(term) if isinstance(term, NamedNode | Literal) else str(term)


def _run(
    store: pyoxigraph.Store,
    sparql: str,
    params: Mapping[str, Term] | None,
    timeout: float,
    policy: Policy,
) -> tuple[int, float, str]:
    """Run the query and read all of its answer."""
    began, rows, stopped = time.perf_counter(), 0, ""
    try:
        answer = run_query(store, sparql, params=params, timeout=timeout, policy=policy)
        if isinstance(answer, Boolean):
            rows = 1
        else:
            for _ in answer:
                rows += 1
    except (QueryTimeout, QueryTooLarge) as error:
        stopped = error.problem
    return rows, time.perf_counter() - began, stopped


# ---------------------------------------------------------------- counting


def _count(store: pyoxigraph.Store, patterns: Iterable[Pattern]) -> Iterator[Counted]:
    seen: set[str] = set()
    for pattern in patterns:
        elsewhere = pattern.is_path or pattern.part == "asked of another server"
        found = 0 if elsewhere else sum(1 for _ in islice(_matches(store, pattern), _MOST + 1))
        yield Counted(
            str(pattern),
            pattern.part,
            None if elsewhere else min(found, _MOST),
            found > _MOST,
            tuple(sorted(pattern.variables & seen)),
        )
        seen |= pattern.variables


def _matches(store: pyoxigraph.Store, pattern: Pattern) -> Iterator[pyoxigraph.Quad]:
    """Yield the quads that match a pattern on its own."""
    subject, predicate, object_ = pattern.places
    if isinstance(subject, Literal) or isinstance(predicate, Literal):
        return
    terms = [None if is_variable(place) else place for place in (subject, predicate, object_)]
    names = [place for place in pattern.places if is_variable(place)]
    for quad in store.quads_for_pattern(*terms):  # type: ignore[arg-type]
        if len(set(names)) == len(names) or _agrees(pattern.places, quad):
            yield quad


def _agrees(places: tuple[Place, ...], quad: pyoxigraph.Quad) -> bool:
    """Tell whether a variable that stands twice in a pattern has one value."""
    values: dict[str, object] = {}
    return all(
        values.setdefault(place, term) == term
        for place, term in zip(places, quad.triple, strict=True)
        if is_variable(place)
    )


# ---------------------------------------------------------------- warnings


def _warnings(
    store: pyoxigraph.Store, reading: Reading | None, counted: tuple[Counted, ...] | None
) -> Iterator[str]:
    if reading is None or counted is None:
        yield "the patterns are not shown, because the query uses more than SPARQL 1.1"
        return
    yield from _without_match(store, reading, counted)
    yield from _cross_products(reading)
    for pattern, found in zip(reading.patterns, counted, strict=True):
        subject, _, object_ = pattern.places
        if (
            pattern.is_path
            and is_variable(subject)
            and is_variable(object_)
            and not found.joined_by
        ):
            yield (
                f"{pattern}: the path begins and ends anywhere, so that the engine tries every "
                "start; name one of its ends, or put a pattern before it that does"
            )


def _without_match(
    store: pyoxigraph.Store, reading: Reading, counted: tuple[Counted, ...]
) -> Iterator[str]:
    """Name the terms that the dataset does not have, and what may have been meant."""
    told: set[str] = set()
    for pattern, found in zip(reading.patterns, counted, strict=True):
        if found.matches != 0:
            continue
        unknown = [place for place in pattern.places if _is_unknown(store, place)]
        for place in unknown:
            if spell(place) not in told:
                told.add(spell(place))
                yield f"{spell(place)} is not in the dataset{_guess(store, place, pattern)}"
        object_ = pattern.places[2]
        if not unknown and isinstance(object_, Literal):
            yield f"nothing matches {pattern}{_other_literal(store, object_, pattern)}"
        elif not unknown:
            yield f"nothing matches {pattern}, although the dataset has each of its terms"


def _is_unknown(store: pyoxigraph.Store, place: Place) -> bool:
    if isinstance(place, str):
        return False
    asked = [(None, None, place)]
    if isinstance(place, NamedNode):
        asked += [(place, None, None), (None, place, None)]  # type: ignore[list-item]
    return all(next(store.quads_for_pattern(*terms), None) is None for terms in asked)


def _guess(store: pyoxigraph.Store, place: Place, pattern: Pattern) -> str:
    """Find the known term that looks most like an unknown one."""
    if isinstance(place, Literal):
        return _other_literal(store, place, pattern)
    if not isinstance(place, NamedNode):
        return ""
    namespace = place.value[: max(place.value.rfind("#"), place.value.rfind("/")) + 1]
    names = set(islice(_names(store, namespace), _MOST_NAMES))
    meant = nearest(place.value.removeprefix(namespace), names)
    if not meant:
        return ""
    iri = namespace + meant[0]
    return f"; did you mean {compact(iri) or f'<{iri}>'}?"


def _names(store: pyoxigraph.Store, namespace: str) -> Iterator[str]:
    """Yield the names of a namespace that the dataset describes."""
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for quad in store.quads_for_pattern(None, kind, None):
        for node in (quad.subject, quad.object):
            if isinstance(node, NamedNode) and node.value.startswith(namespace):
                yield node.value.removeprefix(namespace)


def _other_literal(store: pyoxigraph.Store, place: Literal, pattern: Pattern) -> str:
    """Find a text with the same letters and another language: the usual reason for no match."""
    predicate = pattern.places[1]
    if not isinstance(predicate, NamedNode):
        return ""
    for quad in islice(store.quads_for_pattern(None, predicate, None), _MOST_NAMES):
        found = quad.object
        if isinstance(found, Literal) and found.value.lower() == place.value.lower():
            return f"; did you mean {found}? A text has a language, and capitals count"
    return '; a text must be written as it stands, with its language: "calm"@en'


def _cross_products(reading: Reading) -> Iterator[str]:
    """Name the parts of a query that nothing ties together."""
    patterns = [
        pattern
        for pattern in reading.patterns
        if pattern.part in {"", "optional"} and pattern.variables
    ]
    groups: list[tuple[set[str], list[Pattern]]] = []
    links: list[tuple[set[str], list[Pattern]]] = [
        *((set(pattern.variables), [pattern]) for pattern in patterns),
        *((set(names), []) for names in reading.assigned),
    ]
    for names, members in links:
        apart = []
        for group in groups:
            if group[0] & names:
                names |= group[0]  # noqa: PLW2901 - they become one
                members = [*group[1], *members]  # noqa: PLW2901
            else:
                apart.append(group)
        groups = [*apart, (names, members)]
    first = [members[0] for _, members in groups if members]
    if len(first) > 1:
        shown = " and ".join(str(pattern) for pattern in first[:3])
        yield (
            f"nothing ties {shown} together: each match of the one is combined with each of the "
            "other; use a variable in both"
        )


# ---------------------------------------------------------------- in words


def _lines(found: Explanation) -> Iterator[str]:
    yield f"answer      {found.answer}"
    yield f"asked of    {found.dataset}"
    for label, pairs in (("prefix", found.prefixes), ("parameter", found.parameters)):
        for name, value in pairs.items():
            yield f"{label:<12}{name} = {value}"
    for service in found.services:
        yield f"other server  {service}"
    if found.patterns is not None:
        yield ""
        yield f"{'matches':>10}  pattern"
    for counted in found.patterns or ():
        yield _line(counted)
    if found.warnings:
        yield ""
    for warning in found.warnings:
        yield f"look again: {warning}"
    yield ""
    end = f"; {found.stopped}" if found.stopped else ""
    rows = f"{found.rows:,} {'row' if found.rows == 1 else 'rows'}"
    yield f"{rows} in {found.seconds:.3f} seconds{end}"


def _line(counted: Counted) -> str:
    number = "?" if counted.matches is None else f"{counted.matches:,}"
    more = "over " if counted.at_least else ""
    notes = [counted.part] if counted.part else []
    if counted.joined_by:
        notes.append(f"joined by {', '.join(counted.joined_by)}")
    note = f"   ({'; '.join(notes)})" if notes else ""
    return f"{more + number:>10}  {counted.pattern}{note}"
