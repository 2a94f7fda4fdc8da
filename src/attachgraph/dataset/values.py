"""Read what a person types for a value: a name, a CURIE, an IRI, a literal or a number.

In: text, such as from ``--param``, and a store. Out: an RDF term. Only terms go into queries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from attachgraph.dataset.source import Quads
from attachgraph.dataset.words import count_of
from attachgraph.errors import MissingError, UsageError
from attachgraph.query.answers import Term
from attachgraph.query.explanation import doubts_about
from attachgraph.query.named import left_out, named_query
from attachgraph.query.run import Policy
from attachgraph.query.slips import slips_in
from attachgraph.query.spelling import nearest
from attachgraph.rdf.bases import prefixes
from attachgraph.rdf.namespaces import AG, RDF, RDFS

_HOW: Final = (
    'write a name such as avoidant-secure, a CURIE such as ag:disputed, <an IRI>, "a text"@en or a '
    "number"
)
# What can be no query, such as "list publications of author": that is said, and not of its values.
_SENTENCE: Final = re.compile(r"[\w\s,.'’-]+\??")
_LABEL: Final = NamedNode(RDFS + "label")
#: Labels that a server is asked for.
_MOST: Final = 20_000
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_CURIE: Final = re.compile(r"([A-Za-z][\w.-]*):([^\s<>\"{}|\\^`]*)")
_WRITTEN_OUT: Final = re.compile(
    r"[\"'].*|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|true|false", re.DOTALL
)


def parse_value(text: str, store: Quads, sample: str = "") -> NamedNode | Literal:
    """Turn what a person has typed into a term: plain words into a text where the sample is one."""
    value = text.strip()
    if sample.startswith('"') and value and not value.startswith(('"', "'")):
        return Literal(value, language=_literal(sample).language)
    try:
        if value.startswith("<") and value.endswith(">"):
            return NamedNode(value[1:-1])
        curie = _CURIE.fullmatch(value)
        if curie and curie[1] in prefixes():
            return NamedNode(prefixes()[curie[1]] + curie[2])
        if curie and curie[2].startswith("//"):
            return NamedNode(value)
    except ValueError as error:
        raise UsageError(f"{value} is not a valid IRI", fix=_HOW) from error
    if _WRITTEN_OUT.fullmatch(value):
        return _literal(value)
    if not value:
        raise UsageError("the value is empty", fix=_HOW)
    return _value_of_ours(value, store, sample) or _named(value, store)


def _value_of_ours(value: str, store: Quads, sample: str) -> NamedNode | None:
    """Find a status by its bare name, as the sample is one; a misspelt one is told the nearest."""
    if not sample.startswith("ag:"):
        return None
    node, type_ = NamedNode(AG + sample[3:]), NamedNode(RDF + "type")
    classes = [quad.object for quad in store.quads_for_pattern(node, type_, None)]
    known = {
        quad.subject.value.removeprefix(AG): quad.subject
        for class_ in classes
        if isinstance(class_, NamedNode)
        for quad in store.quads_for_pattern(None, type_, class_)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(AG)
    }
    if value in known or not known:
        return known.get(value)
    near = nearest(value, known)
    guess = f"did you mean ag:{near[0]}? " if near else ""
    raise MissingError(f"“{value}” is not known here", fix=f"{guess}there are {', '.join(known)}")


def doubts_in(
    quads: object, sparql: str, values: Mapping[str, Term], policy: Policy, *, found_nothing: bool
) -> list[str]:
    """Say what is not meant in a query; of a server, what the vocabulary and the names tell."""
    said = slips_in(sparql)
    if found_nothing:
        said += [*doubts_about(quads, sparql, values, policy), *doubts_in_values(values, quads)]
    return said


def doubts_in_values(values: Mapping[str, Term], store: object) -> list[str]:
    """Say which claims have a status, and name words that no label has, with those like them."""
    said = list(_claims_that_stand(values, store)) if isinstance(store, Store) else []
    texts = {name: term.value for name, term in values.items() if isinstance(term, Literal)}
    labels: Iterable[Term | None] = ()
    if texts and isinstance(store, Store):
        labels = (each.object for each in store.quads_for_pattern(None, _LABEL, None))
    elif texts and (ask := getattr(store, "own_rows", None)):  # on a server
        asked = f"SELECT DISTINCT ?label {{ ?s {_LABEL} ?label }} LIMIT {_MOST}"
        labels = (row[0] for row in ask(asked).unread())
    known = {
        word for label in labels for word in _WORD.findall(getattr(label, "value", "").lower())
    }
    unknown = ((name, w) for name, t in texts.items() for w in _WORD.findall(t.lower()))
    return said + [
        f"{name}: no name has “{word}”; did you mean {' or '.join(near)}?"
        for name, word in unknown
        if word not in known and (near := nearest(word, known, count=2))
    ]


def _claims_that_stand(values: Mapping[str, Term], store: Store) -> Iterator[str]:
    """Say how many claims have a status, whether or not a sentence makes them."""
    type_, claim, status = (NamedNode(each) for each in (RDF + "type", AG + "Claim", AG + "status"))
    for name, term in values.items():
        if not isinstance(term, NamedNode):
            continue
        found = {quad.subject for quad in store.quads_for_pattern(None, status, term)}
        claims = {quad.subject for quad in store.quads_for_pattern(None, type_, claim)}
        if those := len(found & claims):
            yield (
                f"{name}: {count_of(those, 'coded claim stands', 'coded claims stand')} so, and no "
                "sentence that was asked for makes one; the question list-claims-by-standing has "
                "them"
            )


def _named(name: str, store: Quads) -> NamedNode:
    from attachgraph.dataset.resolving import resolve

    try:
        return NamedNode(resolve(store, name))
    except MissingError as error:
        fix = f'if it is a text, write "{name}"@en; {error.fix}'
        raise MissingError(error.problem, fix=fix) from error


def read_values(
    given: Mapping[str, str | Term], store: Quads, samples: Mapping[str, str] | None = None
) -> dict[str, Term]:
    """Turn texts into terms, each as the sample of its name has it; terms stay as they are."""
    known = samples or {}
    return {
        name: parse_value(value, store, known.get(name, "")) if isinstance(value, str) else value
        for name, value in given.items()
    }


def read_question(
    text: str, given: Mapping[str, str | Term], store: Quads
) -> tuple[str, dict[str, Term]]:
    """Take the name of a question for its SPARQL, and its samples for what is not given."""
    if (named := named_query(text)) is None:
        return text, {} if _SENTENCE.fullmatch(text) else read_values(_used(text, given), store)
    samples = {each.name: each.sample for each in named.parameters}
    examples = {each.name: each.sample for each in left_out(named, given)}
    return named.text, read_values({**examples, **given}, store, samples)


def _used(text: str, given: Mapping[str, str | Term]) -> dict[str, str | Term]:
    """Leave values unread that the query has no variable for: it is that which is to be said."""
    return {
        name: value
        if not isinstance(value, str) or re.search(rf"[?$]{re.escape(name)}\b", text)
        else Literal(value)
        for name, value in given.items()
    }


def _literal(value: str) -> Literal:
    """Read a literal as Turtle does; whatever else is in the text makes it no literal."""
    declared = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    try:
        quads = list(parse(f"{declared}<x:> <x:> {value} .", RdfFormat.TURTLE))
    except SyntaxError as error:
        raise UsageError(f"{value} is not a literal", fix=_HOW) from error
    match quads:
        case [Quad(object=Literal() as literal)]:
            return literal
    raise UsageError(f"{value} is not one literal", fix=_HOW)
