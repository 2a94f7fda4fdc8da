"""Say what the difference between two datasets means.

In: two stores. Out: :class:`Change` objects: things, edges, claims and texts that came, went or are
told otherwise. A statement whose status changed is one change, not a removed and an added one; a
quote that only moved in its text is counted, not listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final, Literal, TypeAlias

from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import curie, local_name
from attachgraph.dataset.nodes import key_of
from attachgraph.dataset.statements import EdgeKey, Statement, by_edge, statements_about
from attachgraph.rdf.bases import names_of, path_of
from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES, RDF, RDFS
from attachgraph.release.difference import Difference, compare_quads

What = Literal["thing", "edge", "claim", "property", "text"]
How = Literal[
    "added", "removed", "renamed", "reworded", "status", "sources", "quotation", "changed"
]

_TYPE: Final = NamedNode(RDF + "type")
_LABEL: Final = NamedNode(RDFS + "label")
_NAMES: Final = frozenset({RDFS + "label", PREFIXES["skos"] + "prefLabel"})
_ORIGIN: Final = NamedNode(AG + "origin")
_ONTOLOGY: Final = NamedNode(GRAPH + "ontology")
_CLAIM_PARTS: Final = tuple(NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_QUOTATION: Final = NamedNode(AG + "quotation")
#: Two wordings of one claim are more alike than this.
_ALIKE: Final = 0.6

#: Kinds of things that have parts, as their IRIs name them.
_ENTRIES: Final = ("pairing", "style", "concept", "entry")

Claim: TypeAlias = EdgeKey


@dataclass(frozen=True, slots=True)
class Said:
    """How a claim is told in one of the two datasets."""

    #: Of its statements, sorted.
    status: tuple[str, ...] = ()
    #: What bears on it, sorted.
    sources: tuple[str, ...] = ()
    #: The words that assert it and the headings they are under, sorted.
    quotes: tuple[tuple[str, str], ...] = ()
    #: Where the words stand: text, start, end.
    places: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was."""

    #: What changed, and in which way.
    what: What
    how: How
    #: IRI of what it is about; of a text, its origin.
    subject: str
    #: Its name in the newer dataset that has it.
    label: str
    #: Name of the edge or property, ``""`` for things and texts.
    predicate: str = ""
    #: The value, name or kind before and after, ``""`` where there is none.
    was: str = ""
    now: str = ""
    #: The quotes before and after.
    said_before: Said = field(default_factory=Said)
    said_now: Said = field(default_factory=Said)
    #: Parts and statements that came or went with a thing: phases, debates, roles of an entry.
    parts: int = 0
    also: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """All that is not as it was."""

    #: Things first, then edges, claims, properties and texts.
    changes: tuple[Change, ...]
    #: Quotes whose words are the same at another place.
    moved: int
    #: The same, quad by quad.
    difference: Difference


_ORDER: Final[tuple[What, ...]] = ("thing", "edge", "claim", "property", "text")


def compare(old: Store, new: Store) -> Changes:
    """Compare two datasets by meaning."""
    difference = compare_quads(old, new)
    if not difference:
        return Changes((), 0, difference)
    found = _Comparison(old, new, difference)
    changes = sorted(
        found.iter_changes(),
        key=lambda one: (
            _ORDER.index(one.what),
            one.how,
            one.label,
            *(one.subject, one.predicate, one.was, one.now),
        ),
    )
    return Changes(tuple(changes), found.moved, difference)


class _Side:
    """One of the two datasets."""

    def __init__(self, store: Store, lines: tuple[bytes, ...], other: Store) -> None:
        self.store = store
        self.facts = Lookup(store)
        self.vocabulary = self.facts.vocabulary
        #: What only this dataset says, in whatever graph.
        self.only: list[Triple] = []
        for quad in parse(b"\n".join(lines), RdfFormat.N_QUADS):
            triple = quad.triple
            if not any(other.quads_for_pattern(triple.subject, triple.predicate, triple.object)):
                self.only.append(triple)
        self._said: dict[str, dict[Claim, list[Statement]]] = {}

    def kind(self, iri: str) -> str:
        """Return the class of a node, ``""`` where the dataset has none of ours for it."""
        types = self.facts.nodes(iri, "rdf:type")
        ours = [type_ for type_ in types if type_.startswith(AG)]
        return self.vocabulary.kind(ours) if ours else (local_name(types[0]) if types else "")

    def label(self, iri: str) -> str:
        """Return the name of a node, ``""`` where the dataset does not know it."""
        return self.facts.label(iri) if self.facts.exists(iri) else ""

    def statements(self, claim: Claim) -> list[Statement]:
        """Return what asserts a claim."""
        subject = claim[0]
        if subject not in self._said:
            self._said[subject] = by_edge(statements_about(self.facts, subject))
        return self._said[subject].get(claim, [])

    def said(self, claim: Claim) -> Said:
        """Return how a claim is told."""
        found = self.statements(claim)
        quotes = {quote for one in found for quote in one.quotations}
        return Said(
            status=tuple(sorted({one.status for one in found})),
            sources=tuple(
                sorted(
                    {
                        f"{each.words} {curie(each.source)}".strip()
                        for one in found
                        for each in one.citations
                    }
                )
            ),
            quotes=tuple(sorted({(quote.exact, quote.section) for quote in quotes})),
            places=tuple(sorted((quote.text, quote.start, quote.end) for quote in quotes)),
        )

    def claims_of(self, node: str) -> Iterator[Claim]:
        """Yield the claims that a statement makes, or that rest on a quotation."""
        resting = self.store.quads_for_pattern(None, _QUOTATION, NamedNode(node))
        for statement in (NamedNode(node), *(quad.subject for quad in resting)):
            parts = [
                next(iter(self.store.quads_for_pattern(statement, part, None)), None)
                for part in _CLAIM_PARTS
            ]
            if all(parts):
                subject, predicate, object_ = (quad.object for quad in parts if quad is not None)
                yield key_of(subject), key_of(predicate), str(object_)


class _Comparison:
    """Sorts what only one dataset says into changes."""

    def __init__(self, old: Store, new: Store, difference: Difference) -> None:
        self.old = _Side(old, difference.removed, new)
        self.new = _Side(new, difference.added, old)
        self.moved = 0
        #: Things that only one dataset has, and how many statements came or went with each.
        self._whole: dict[str, list[Claim]] = {}

    def iter_changes(self) -> Iterator[Change]:
        """Yield the changes in no particular order."""
        subjects = sorted(
            {
                triple.subject.value
                for side in (self.old, self.new)
                for triple in side.only
                if isinstance(triple.subject, NamedNode)
            }
        )
        kinds = {iri: (self.old.kind(iri), self.new.kind(iri)) for iri in subjects}
        about = {"Statement", "Quotation"}
        things = [iri for iri in subjects if about.isdisjoint(kinds[iri])]
        for iri in things:
            if not all(kinds[iri]) and any(kinds[iri]) and "SourceText" not in kinds[iri]:
                self._whole[iri] = []
        claims = {
            claim
            for iri in subjects
            if not about.isdisjoint(kinds[iri])
            for side in (self.old, self.new)
            for claim in side.claims_of(iri)
        }
        yield from self._claims(sorted(claims))
        parts = defaultdict[str, list[str]](list)
        for iri in self._whole:
            parts[self._owner(iri)].append(iri)
        yield from (self._thing(iri, *kinds[iri], parts[iri]) for iri in parts[""])
        for iri in things:
            if iri not in self._whole and "SourceText" not in kinds[iri]:
                yield from self._properties(iri, claims)
        yield from self._texts([iri for iri in things if "SourceText" in kinds[iri]])

    def _label(self, iri: str) -> str:
        return self.new.label(iri) or self.old.label(iri) or curie(iri)

    def _owner(self, iri: str) -> str:
        """Return the entry that a part came or went with, ``""`` where it is not part of one."""
        _, *slugs = path_of(iri).split("/")
        owners = (
            name for kind in _ENTRIES if len(slugs) > 1 for name in names_of(f"{kind}/{slugs[0]}")
        )
        return next((owner for owner in owners if owner in self._whole), "")

    def _thing(self, iri: str, before: str, after: str, parts: list[str]) -> Change:
        return Change(
            "thing",
            "added" if after else "removed",
            iri,
            self._label(iri),
            was=before,
            now=after,
            parts=len(parts),
            also=sum(len(self._whole[one]) for one in (iri, *parts)),
        )

    # ------------------------------------------------------------ claims

    def _claims(self, claims: list[Claim]) -> Iterator[Change]:
        gone: list[Claim] = []
        come: list[Claim] = []
        for claim in claims:
            if claim[0] in self._whole:
                self._whole[claim[0]].append(claim)
                continue
            before, now = self.old.said(claim), self.new.said(claim)
            if not before.status:
                come.append(claim)
            elif not now.status:
                gone.append(claim)
            else:
                yield from self._told_otherwise(claim, before, now)
        for was, is_now in self._reworded(gone, come):
            gone.remove(was)
            come.remove(is_now)
            yield self._claim("reworded", is_now, was)
        yield from (self._claim("removed", claim, claim) for claim in gone)
        yield from (self._claim("added", claim) for claim in come)

    def _claim(self, how: How, claim: Claim, was: Claim | None = None) -> Change:
        is_edge = not claim[2].startswith('"')
        return Change(
            "edge" if is_edge else "claim",
            how,
            claim[0],
            self._label(claim[0]),
            self.new.vocabulary.edge_name(claim[1]),
            was=self._written(was[2]) if was else "",
            now="" if how == "removed" else self._written(claim[2]),
            said_before=self.old.said(was) if was else Said(),
            said_now=Said() if how == "removed" else self.new.said(claim),
        )

    def _told_otherwise(self, claim: Claim, before: Said, now: Said) -> Iterator[Change]:
        for how in ("status", "sources", "quotes"):
            if getattr(before, how) != getattr(now, how):
                yield self._claim("quotation" if how == "quotes" else how, claim, claim)  # type: ignore[arg-type]
                return
        if before.places != now.places:
            self.moved += len(set(now.places) - set(before.places))

    def _reworded(self, gone: list[Claim], come: list[Claim]) -> list[tuple[Claim, Claim]]:
        """Match texts about the same thing that are told in other words."""
        pairs = []
        left = list(come)
        for was in gone:
            scored = [
                (SequenceMatcher(None, was[2], now[2]).ratio(), now)
                for now in left
                if now[:2] == was[:2] and was[2].startswith('"') and now[2].startswith('"')
            ]
            if scored and max(scored)[0] > _ALIKE:
                pairs.append((was, max(scored)[1]))
                left.remove(max(scored)[1])
        return pairs

    def _written(self, term: str) -> str:
        """Write an object for people: the name of a node, or the text."""
        if term.startswith("<") and " " in term:  # a triple about which something is said
            return f"«{term}»"
        if term.startswith("<"):
            return self._label(term[1:-1])
        for quad in parse(f"<a:a> <a:a> {term} .".encode(), RdfFormat.N_TRIPLES):
            return str(getattr(quad.object, "value", term))
        return term

    # ------------------------------------------------------------ the rest

    def _properties(self, iri: str, claims: set[Claim]) -> Iterator[Change]:
        """Yield what changed of a node without a statement that says so."""
        values: dict[str, tuple[list[str], list[str]]] = {}
        for side, number in ((self.old, 0), (self.new, 1)):
            for triple in side.only:
                key = iri, triple.predicate.value, str(triple.object)
                if getattr(triple.subject, "value", "") == iri and key not in claims:
                    values.setdefault(triple.predicate.value, ([], []))[number].append(
                        self._written(str(triple.object))
                    )
        for predicate, (was, now) in sorted(values.items()):
            how: How = "renamed" if predicate in _NAMES and was and now else "changed"
            yield Change(
                "thing" if how == "renamed" else "property",
                how if was and now else ("added" if now else "removed"),
                iri,
                self._label(iri),
                self.new.vocabulary.edge_name(predicate),
                was=" | ".join(sorted(was)),
                now=" | ".join(sorted(now)),
            )

    def _texts(self, texts: list[str]) -> Iterator[Change]:
        """Yield the texts that came, went, or have other bytes than before, by their origin."""
        sides: dict[str, list[str]] = {}
        for number, side in enumerate((self.old, self.new)):
            for iri in texts:
                for quad in side.store.quads_for_pattern(NamedNode(iri), _ORIGIN, None):
                    origin = str(getattr(quad.object, "value", ""))
                    sides.setdefault(origin, ["", ""])[number] = iri
        for origin, (was, now) in sorted(sides.items()):
            if was == now:
                continue
            how: How = "changed" if was and now else ("added" if now else "removed")
            yield Change("text", how, origin, origin, was=local_name(was), now=local_name(now))
