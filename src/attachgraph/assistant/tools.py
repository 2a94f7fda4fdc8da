"""The tools of an assistant: verbs of the façade that answer with small pages.

In: a graph. Out: what JSON can hold. The docstring of a tool is what the assistant reads of it.
Nothing here changes anything, and nothing here knows the protocol.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from attachgraph.assistant.answers import Json, answer, reach
from attachgraph.dataset.claims import claims_of
from attachgraph.dataset.description import Description, Item
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import short_name
from attachgraph.dataset.words import STATUSES
from attachgraph.errors import MissingError, UsageError
from attachgraph.graph.outlines import is_large, outline_of
from attachgraph.query.spelling import nearest
from attachgraph.rdf.compact import compact

if TYPE_CHECKING:
    from attachgraph.dataset.source import Quads
    from attachgraph.dataset.statements import Statement
    from attachgraph.graph import Graph
    from attachgraph.query.result import Result

#: The tools, in the order in which an assistant should think of them.
TOOLS: Final = (
    *("search", "show", "claims", "claim", "synthesize", "questions", "ask", "gaps", "compare"),
    *("path", "cite", "schema", "query"),
)
_LICENCES: Final = "SELECT DISTINCT ?licence { ?text a ag:SourceText ; dcterms:license ?licence }"
_CLASSES: Final = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) { ?thing a ?class }
GROUP BY ?class ORDER BY DESC(?things) ?class"""
_SOURCE: Final = re.compile(r"source[/:][^\s/:]+")
#: Of one answer: as long as its rows may be.
_MOST_REFERENCES: Final = 40
#: Full texts are nobody's example.
_PROPERTIES: Final = """SELECT ?property (COUNT(DISTINCT ?thing) AS ?things)
(MIN(?value) AS ?example)
{ ?thing a ?class ; ?property ?value FILTER(?property != ag:content) }
GROUP BY ?property ORDER BY DESC(?things) ?property"""


class Tools:
    """A graph that answers an assistant."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def _licences(self) -> list[str]:
        return [str(row.licence) for row in self._graph.query(_LICENCES)]

    def _answer(
        self, rows: Iterable[Json], *, offset: int = 0, limit: int = 20, **head: object
    ) -> Json:
        told = answer(rows, offset=offset, limit=limit, licences=self._licences, **head)
        names = list(dict.fromkeys(_cited(told["rows"])))
        found = self._graph.source.read(_references, *names[:_MOST_REFERENCES])
        if len(names) > _MOST_REFERENCES:
            found["more"] = "cite gives those of the other sources"
        return told | {"references": {name: each for name, each in found.items() if each}}

    @cached_property
    def _facts(self) -> Lookup:
        return Lookup(self._graph.source.nearby())

    def _table(self, result: Result, offset: int, limit: int, **head: object) -> Json:
        names = result.variables
        if result.doubts:
            head["look_again"] = list(result.doubts)
        rows = ({n: _named(v) for n, v in zip(names, row, strict=True)} for row in result)
        return self._answer(rows, offset=offset, limit=limit, columns=list(names), **head)

    def search(self, words: str, kind: str = "", offset: int = 0, limit: int = 10) -> Json:
        """Find things and claims by words. Begin here: the ids go into show and claim.

        Words may be beginnings of words, in any order. kind: claim, pairing, style, concept,
        source, work, person and others. A claim comes with its words and standing (status).
        """
        hits = self._graph.search(words, kind=kind or None, limit=reach(offset, limit))
        rows = [asdict(hit) for hit in hits]
        head = {"has_all_words": hits.has_all, "searched_for": hits.meant or words}
        return self._answer(rows, offset=offset, limit=limit, **head)

    def show(self, name: str, section: str = "", offset: int = 0, limit: int = 20) -> Json:
        """Show what the graph says of a pairing, style, concept, source, work or person.

        name: a slug such as anxious-avoidant, a title, any alias, an id. Without a section, a list
        of its sections with their sizes; with one, its items, each with standing, sources, quote.
        """
        if not section and is_large(self._graph, name):
            summed = outline_of(self._graph, name)
            rows = ({"section": p.key, **row} for p in summed.parts for row in self._rows(p.items))
            said = "summed up; sections such as claims, names, results and sources have the rest"
            return self._answer(rows, limit=limit, id=summed.id, title=summed.title, note=said)
        found = self._graph.entry(name)
        head = {"id": found.id, "title": found.title}
        if section:
            rows = (row for part in found.only(section).parts for row in self._rows(part.items))
            return self._answer(rows, offset=offset, limit=limit, **head, section=section)
        sections = [{"section": p.key, "title": p.title, "items": p.size} for p in found.parts]
        kinds, about = list(found.kinds), _gathered(found.details)
        return self._answer(
            sections,
            offset=offset,
            limit=limit,
            **head,
            kinds=kinds,
            summary=found.summary,
            details=about,
        )

    def claims(self, about: str, status: str = "", offset: int = 0, limit: int = 20) -> Json:
        """List the sentences that an entry claims, each with standing, sources and its words.

        about: a pairing, a style or a concept. status: supported, weak, qualified, disputed,
        contradicted, inferred, reported or unsupported. The ids go into claim.
        """
        if status and status not in STATUSES:
            raise UsageError(
                f"there is no standing “{status}”", fix=f"there are: {', '.join(STATUSES)}"
            )
        rows = (
            {"id": one.id, "about": short_name(one.subject)}
            | self._row(Item(one.words, statements=(one,)), "")
            for one in self._graph.look_up(_claims, about)
            if not status or one.status == status
        )
        return self._answer(rows, offset=offset, limit=limit)

    def claim(self, name: str, offset: int = 0, limit: int = 20) -> Json:
        """Show a claim with its evidence: standing and why, results for and against, quotes.

        name: the id of a claim (claim/…) or of a statement (statement/…), from search or claims.
        """
        found = self._graph.entry(name)
        if not {"Claim", "Statement"} & set(found.kinds):
            raise UsageError(
                f"{found.id} is not a claim", fix=f"claims(about={found.id!r}) lists what it claims"
            )
        parts = (
            {"part": part.key, **row} for part in found.parts for row in self._rows(part.items)
        )
        details = _gathered(found.details)
        return self._answer(
            parts,
            offset=offset,
            limit=limit,
            claim=found.title,
            id=found.id,
            standing=_standing(found),
            details=details,
        )

    def synthesize(  # noqa: PLR0913, PLR0917 - one for each part of the question
        self,
        claim: str = "",
        predictor: str = "",
        whose: str = "",
        moderator: str = "",
        outcome: str = "",
        pairing: str = "",
        offset: int = 0,
        limit: int = 20,
    ) -> Json:
        """Say what studies found together: rows are independent samples, counted by direction.

        Give a claim, or a predictor (avoidance, anxiety, …), whose it is (own, partner, both,
        interaction) and an outcome (satisfaction, trust, …). A wrong code is answered with the
        right ones.
        """
        from attachgraph.synthesis.answer import named

        found = self._graph.synthesize(
            claim,
            predictor=predictor,
            whose=whose,
            moderator=moderator,
            outcome=outcome,
            pairing=pairing,
        )
        rows = (asdict(row) for row in found)
        tallies = [named(each) for each in found.answer.tallies]
        return self._answer(
            rows, offset=offset, limit=limit, title=found.answer.title, tallies=tallies
        )

    def questions(self) -> Json:
        """List the questions that are ready: name, text, and the values that each takes."""
        rows = (
            {"name": name, "question": self._graph.questions[name].text}
            | {"values": repr(self._graph.questions[name]).partition(" (")[2].rstrip(")>")}
            for name in self._graph.questions
        )
        return self._answer(rows, limit=100)

    def ask(
        self,
        question: str,
        values: dict[str, str] | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> Json:
        """Answer a question of the list that questions gives, with values such as pairing."""
        asked = self._graph.questions[question]
        given: dict[str, Any] = dict(values or {})
        given.pop("timeout", None)  # that of the server holds
        result = asked(**given)
        return self._table(result, offset, limit, question=asked.text)

    def gaps(self) -> Json:
        """Tell for every pair of styles how well it is studied: covered, thin or missing."""
        from attachgraph.dataset.coverage import LEVELS

        return self._answer(map(asdict, self._graph.gaps()), limit=100, levels=dict(LEVELS))

    def compare(self, one: str, other: str, offset: int = 0, limit: int = 20) -> Json:
        """Put two pairings, styles or concepts side by side, section by section, with quotes."""
        found = self._graph.compare(one, other)
        rows = [
            {
                "section": aspect.key,
                "first": list(self._rows(aspect.first)),
                "second": list(self._rows(aspect.second)),
            }
            for aspect in found.aspects
        ]
        rows += [{"section": f"{each.key} of both", **asdict(each)} for each in found.overlaps]
        entries = [
            {"id": entry.id, "title": entry.title, "claims by standing": dict(statuses)}
            for entry, statuses in zip(found.entries, found.statuses, strict=True)
        ]
        return self._answer(rows, offset=offset, limit=limit, entries=entries)

    def path(self, start: str, end: str, limit: int = 3) -> Json:
        """Find the shortest ways from one thing to another, each step with its quote."""
        return self._answer(map(asdict, self._graph.path(start, end, limit=limit)), limit=100)

    def cite(self, names: list[str], style: str = "apa", offset: int = 0, limit: int = 50) -> Json:
        """Write full references: of sources (source/…), or of all that an entry or claim rests on.

        style: apa, chicago, mla, ama, harvard or vancouver.
        """
        if not names:
            raise UsageError(
                "cite needs a name", fix="names=[…], with ids that search, show or claims give"
            )
        references = self._graph.cite(
            *(name.removeprefix("source/") for name in names), style=style
        )
        rows = ({"reference": reference} for reference in references)
        return self._answer(rows, offset=offset, limit=limit, style=style)

    def schema(self, class_name: str = "", offset: int = 0, limit: int = 50) -> Json:
        """List the classes, or the properties of one with an example: read this before query."""
        if not class_name:
            return self._table(self._graph.query(_CLASSES), offset, limit)
        known = [compact(str(row[0])) or str(row[0]) for row in self._graph.query(_CLASSES)]
        name = class_name if ":" in class_name else f"ag:{class_name}"
        if name not in known:
            near = nearest(name, known, count=3)
            fix = f"did you mean {' or '.join(near)}?" if near else "schema() lists them"
            raise MissingError(f"nothing in the graph is a {name}", fix=fix)
        result = self._graph.query(_PROPERTIES, params={"class": name})
        return self._table(result, offset, limit, of=name)

    def query(
        self, sparql: str, *, contested: bool = False, offset: int = 0, limit: int = 50
    ) -> Json:
        """Ask in SPARQL 1.1, read only, for at most 30 seconds; prefixes are declared.

        contested: see the edges too that are disputed, contradicted, unsupported or inferred.
        """
        result = self._graph.query(sparql, contested=contested, limit=reach(offset, limit))
        return self._table(result, offset, limit)

    # ------------------------------------------------------------ items as rows

    def _rows(self, items: Iterable[Item], under: str = "") -> Iterator[Json]:
        """Write items one below the other; what only groups others becomes their heading."""
        for item in items:
            if item.items and not item.statements and not item.details:
                yield from self._rows(item.items, item.text)
            else:
                yield self._row(item, under)

    def _row(self, item: Item, under: str) -> Json:
        said = item.statements
        cited = [
            {"source": short_name(one.source), "name": one.label, "how": one.words}
            for statement in said
            for one in statement.citations
        ] + self._reported_in(item.id)
        quotes = [
            {
                "quote": quote.exact,
                "file": quote.origin,
                "section": quote.section,
                "start": quote.start,
                "end": quote.end,
                "licence": self._licence(quote.text),
            }
            for statement in said
            for quote in statement.quotations
        ]
        return {
            **({"id": item.id} if item.id else {}),
            "under": under,
            "text": item.text,
            **_gathered(item.details),
            "standing": list(dict.fromkeys(one.status for one in said if one.status))
            or _gathered(item.details).get("standing", []),
            "sources": cited,
            "quotes": quotes,
            "statements": [one.id for one in said],
            "items": list(self._rows(item.items)),
        }

    def _reported_in(self, name: str) -> list[Json]:
        """Cite the publication of a result."""
        if not name.startswith("result/"):
            return []
        studies = self._facts.nodes(self._facts.named(name), "ag:resultOf")
        sources = [one for study in studies for one in self._facts.nodes(study, "ag:reportedIn")]
        return [{"source": short_name(one), "name": self._facts.label(one)} for one in sources]

    def _licence(self, text: str) -> str:
        if text not in self._texts:
            found = self._facts.nodes(text, "dcterms:license")
            self._texts[text] = next(iter(found), "")
        return self._texts[text]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The licence of each text that was quoted so far."""
        return {}


def _cited(value: object) -> Iterator[str]:
    """Yield the names of the sources in rows, as short names or CURIEs."""
    if isinstance(value, str):
        yield from [value] if _SOURCE.fullmatch(value) else []
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _cited(each)


def _references(quads: Quads, *names: str) -> dict[str, str]:
    """Return the full references of sources, once for all rows that cite them."""
    facts = Lookup(quads)
    sources = {name: facts.named(name.replace(":", "/", 1)) for name in names}
    return {name: facts.text(iri, "dcterms:bibliographicCitation") for name, iri in sources.items()}


def _claims(quads: Quads, iri: str) -> list[Statement]:
    return claims_of(Lookup(quads), iri)


def _standing(found: Description) -> list[str]:
    """Say how a claim stands: a curated one says so itself, a sentence is stated so."""
    own = [item.text for item in found.items("has-status")]
    said = [one.status for item in found.walk() for one in item.statements if one.status]
    return own or list(dict.fromkeys(said))


def _gathered(details: Iterable[tuple[str, str]]) -> dict[str, Any]:
    gathered: dict[str, list[str]] = {}
    for name, value in details:
        gathered.setdefault(name, []).append(value)
    return {name: each[0] if len(each) == 1 else each for name, each in gathered.items()}


def _named(value: object) -> object:
    return compact(value) or value if isinstance(value, str) else value
