"""Edges as people read them, with their words and sources.

In: statements of a store. Out: :class:`Edge` and :class:`Passage`, flat enough for a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from html import escape
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import expand, local_name, short_name
from attachgraph.dataset.statements import Quotation, Statement, read_statement, statements_with
from attachgraph.dataset.words import STATUSES
from attachgraph.errors import UsageError
from attachgraph.graph.tables import Table
from attachgraph.query.spelling import nearest
from attachgraph.rdf.namespaces import AG

if TYPE_CHECKING:
    from attachgraph.dataset.source import Quads
    from attachgraph.dataset.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Edge:
    """What a text asserts: one thing about another, or a sentence about a thing.

    Parameters
    ----------
    type : str
        Such as ``alias-of``, or ``claims`` for a sentence that an entry claims.
    subject, object : str
        Names of the two ends; the object of a claim is the sentence itself.
    status : str
        Its standing in the literature: supported, weak, disputed, inferred, reported, unsupported.
    sources : tuple of str
        What bears on it: "disputed by Lozano et al. (2021)".
    quotes : tuple of str
        The words that assert it, verbatim.
    section : str
        Heading that the first of them is under.
    subject_id, object_id : str
        Short names of the ends; ``""`` where the object is a sentence.
    id : str
        Of the statement: ``statement/`` and a hash.

    Examples
    --------
    >>> import attachgraph
    >>> edge = attachgraph.load().edges(type="conflict-cycle", about="anxious-avoidant")[0]
    >>> edge.subject, edge.type, edge.object
    ('Anxious-Avoidant Relationship', 'conflict-cycle', 'Pursue-withdraw cycle')
    """

    type: str
    subject: str
    object: str
    status: str
    sources: tuple[str, ...]
    quotes: tuple[str, ...]
    section: str
    subject_id: str
    object_id: str
    id: str

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        said = "".join(f"<blockquote>{escape(quote)}</blockquote>" for quote in self.quotes)
        where = f"<p><small>under “{escape(self.section)}”</small></p>" if self.section else ""
        bearing = "".join(f"<li>{escape(each)}</li>" for each in self.sources)
        return (
            f"<p><b>{escape(self.subject)}</b> {escape(self.type)} <b>{escape(self.object)}</b>"
            f" [{escape(self.status)}]</p>{said}{where}{f'<ul>{bearing}</ul>' if bearing else ''}"
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that assert an edge, where they stand.

    Parameters
    ----------
    quote : str
        The words, verbatim.
    before, after : str
        What is around them.
    section : str
        Heading or infobox label above them.
    title, origin : str
        The text, and the file that it came from.
    start, end : int
        First character of the words in that text, and the one after them.
    sha256 : str
        Checksum of the text, with which ``verify`` proves that the words are still there.
    rule : str
        The extraction rule that took them.

    Examples
    --------
    >>> import attachgraph
    >>> graph = attachgraph.load()
    >>> passage = graph.quotations(graph.edges(type="depicted-in")[0])[0]
    >>> passage.end - passage.start == len(passage.quote)
    True
    """

    quote: str
    before: str
    after: str
    section: str
    title: str
    origin: str
    start: int
    end: int
    sha256: str
    rule: str


_COLUMNS: Final = tuple(each.name for each in fields(Edge))
_SHOWN: Final = ("type", "subject", "object", "status", "sources", "section")


def find_edges(
    facts: Lookup, *, type_: str | None, status: str | None, about: str | None
) -> Table[Edge]:
    """Find edges by the name of their type and status, and by an IRI that they begin or end in."""
    if status is not None and status not in STATUSES:
        problem, fix = _unknown("status", status, STATUSES)
        raise UsageError(problem, fix=fix)
    predicate = None if type_ is None else _predicate(facts, type_)
    found = statements_with(facts, predicate=predicate, status=status, about=about)
    return Table((_edge(facts, statement) for statement in found), _COLUMNS, shown=_SHOWN)


def passages_of(quads: Quads, name: str) -> Table[Passage]:
    """Read the words that assert an edge, which is named by its IRI or the short form of it."""
    facts = Lookup(quads)
    iri = name if "://" in name else facts.named(name)
    statement = read_statement(facts, iri)
    if statement is None:
        raise UsageError(
            f"{short_name(iri)} is not an edge of this dataset",
            fix="take one of graph.edges(...)",
        )
    passages = (_passage(facts, quotation) for quotation in statement.quotations)
    columns = tuple(each.name for each in fields(Passage))
    return Table(passages, columns, shown=("quote", "section", "title", "start", "end"))


def _passage(facts: Lookup, quotation: Quotation) -> Passage:
    before, after = facts.around(quotation.text, quotation.start, quotation.end)
    return Passage(
        quote=quotation.exact,
        before=before,
        after=after,
        section=quotation.section,
        title=facts.label(quotation.text) if quotation.text else "",
        origin=quotation.origin,
        start=quotation.start,
        end=quotation.end,
        sha256=local_name(quotation.text),
        rule=quotation.rule,
    )


def _edge(facts: Lookup, statement: Statement) -> Edge:
    return Edge(
        type=_short_type(facts.vocabulary, statement.predicate),
        subject=facts.label(statement.subject),
        object=facts.label(statement.node) if statement.node else statement.words,
        status=statement.status,
        sources=tuple(f"{each.words} {each.label}".strip() for each in statement.citations),
        quotes=tuple(quotation.exact for quotation in statement.quotations),
        section=statement.quotations[0].section if statement.quotations else "",
        subject_id=short_name(statement.subject),
        object_id=short_name(statement.node),
        id=statement.id,
    )


def _short_type(vocabulary: Vocabulary, predicate: str) -> str:
    """Name an edge without our own prefix, which every edge would have: ``claims``."""
    return vocabulary.edge_name(predicate).removeprefix("ag:")


def _predicate(facts: Lookup, type_: str) -> str:
    """Find the property of an edge: by notation, local name, CURIE or IRI."""
    vocabulary = facts.vocabulary
    by_name = {
        _short_type(vocabulary, quad.object.value): quad.object.value
        for quad in facts.quads.quads_for_pattern(None, expand("rdf:predicate"), None)
        if isinstance(quad.object, NamedNode)
    }
    iris = set(by_name.values())
    for candidate in (by_name.get(type_, ""), type_, AG + type_.removeprefix("ag:")):
        if candidate in iris:
            return candidate
    if type_ in vocabulary.notations.values():
        return next(iri for iri, name in vocabulary.notations.items() if name == type_)
    problem, fix = _unknown("type", type_, by_name)
    raise UsageError(problem, fix=fix)


def _unknown(what: str, given: str, known: Iterable[str]) -> tuple[str, str]:
    names = sorted(known) if what == "type" else list(known)
    near = nearest(given, names, count=2)
    guess = f"did you mean {' or '.join(near)}? " if near else ""
    return f"no edge has the {what} “{given}”", f"{guess}there are: {', '.join(names)}"
