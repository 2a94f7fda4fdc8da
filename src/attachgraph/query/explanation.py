"""Say what a query asks for, what it meets in the dataset, and what it cost.

In: a store and a query. Out: the query as it is understood, its patterns with the number of matches
of each, what is probably a mistake, and the rows and the time of a real run. The engine does not
show its plan in Python; what is shown is counted and measured.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from attachgraph.errors import QueryTimeout, QueryTooLarge
from attachgraph.query.answers import Answer, Boolean, Term
from attachgraph.query.matches import Counted, count_patterns
from attachgraph.query.patterns import read_patterns, spell
from attachgraph.query.query_lint import find_doubts, find_doubts_in_words, vocabulary
from attachgraph.query.run import DEFAULT_TIMEOUT, SAFE, Policy, bound_query, run_query
from attachgraph.query.slips import slips_in

#: The parser that shows patterns takes a millisecond for one.
_MOST_TOKENS: Final = 2_000
_FORMS: Final = {
    "SELECT": "a table",
    "ASK": "yes or no",
    "CONSTRUCT": "triples that the query makes",
    "DESCRIBE": "all that is said of the things it names",
}


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """What a query asks for, meets and costs."""

    #: What kind of answer it gives.
    answer: str
    #: Of which graphs it is asked.
    dataset: str
    #: Those it uses, with their namespace.
    prefixes: Mapping[str, str]
    #: Values that were put in.
    parameters: Mapping[str, str]
    #: Other servers that it asks.
    services: tuple[str, ...]
    #: ``None`` if the query uses more than SPARQL 1.1.
    patterns: tuple[Counted, ...] | None
    #: What is probably not meant.
    warnings: tuple[str, ...]
    #: Rows or triples that it gave; 1 for ASK.
    rows: int
    #: How long that took.
    seconds: float
    #: Why it was stopped, or ``""``.
    stopped: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    # So that a notebook shows it as it is meant to be read.
    __repr__ = __str__


def explain_query(
    store: pyoxigraph.Store,
    sparql: str,
    *,
    params: Mapping[str, Term] | None = None,
    timeout: float = DEFAULT_TIMEOUT,
    policy: Policy = SAFE,
    base: str | None = None,
) -> Explanation:
    """Explain a query, and run it once."""
    inspection, bound, used = bound_query(store, sparql, params, policy, base)
    run = partial(
        run_query, store, sparql, params=params, timeout=timeout, policy=policy, base=base
    )
    rows, seconds, stopped = _measure(run)
    reading = read_patterns(bound, base) if len(inspection.tokens) <= _MOST_TOKENS else None
    counted = None if reading is None else tuple(count_patterns(store, reading.patterns))
    graphs = [spell(NamedNode(iri)) for iri in inspection.default_graphs + inspection.named_graphs]
    return Explanation(
        answer=_FORMS.get(inspection.form or "", "an answer"),
        dataset=", ".join(graphs) or "all graphs together",
        prefixes=used,
        parameters={f"?{name}": spell_term(term) for name, term in (params or {}).items()},
        services=inspection.services,
        patterns=counted,
        warnings=(*slips_in(sparql), *find_doubts(store, reading, counted)),
        rows=rows,
        seconds=seconds,
        stopped=stopped,
    )


def doubts_about(
    quads: object,
    sparql: str,
    params: Mapping[str, Term],
    policy: Policy,
    base: str | None = None,
) -> list[str]:
    """Say what in a query is probably not meant, without running it; no word where it is long.

    Of a store on a server, the vocabulary that we bring is looked at, and the server is asked for
    names of the kind that the query names.
    """
    store = quads if isinstance(quads, pyoxigraph.Store) else None
    terms = vocabulary() if store is None else store
    inspection, bound, _ = bound_query(terms, sparql, params, policy, base)
    reading = read_patterns(bound, base) if len(inspection.tokens) <= _MOST_TOKENS else None
    if reading is None:
        return []
    if store is None:
        names_in = getattr(quads, "names_in", None)
        return list(find_doubts_in_words(terms, reading, names_in))
    return list(find_doubts(store, reading, list(count_patterns(store, reading.patterns))))


def spell_term(term: Term) -> str:
    """Write a term with a prefix, where there is one."""
    return spell(term) if isinstance(term, NamedNode | Literal) else str(term)


def _measure(run: Callable[[], Answer]) -> tuple[int, float, str]:
    """Run the query and read all of its answer."""
    began, rows, stopped = time.perf_counter(), 0, ""
    try:
        answer = run()
        if isinstance(answer, Boolean):
            rows = 1
        else:
            for _ in answer:
                rows += 1
    except (QueryTimeout, QueryTooLarge) as error:
        stopped = error.problem
    return rows, time.perf_counter() - began, stopped


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
