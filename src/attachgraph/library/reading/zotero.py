"""Read Zotero RDF, by the RDF parser of the store.

Sources: https://github.com/zotero/translators/blob/master/Zotero%20RDF.js
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import pyoxigraph

from attachgraph.errors import InputError
from attachgraph.library.found import Found, Refused, filled, issued, pages

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPES: Final = {
    "journalArticle": "article-journal",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "book": "book",
    "bookSection": "chapter",
    "conferencePaper": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "webpage": "webpage",
    "blogPost": "post-weblog",
    "preprint": "article",
    "dataset": "dataset",
    "manuscript": "manuscript",
    "film": "motion_picture",
    "document": "document",
}
_KEY: Final = re.compile(r"^\s*citation key:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_NUMBER: Final = re.compile(r"\b(PMID|PMCID|DOI):?\s*(\S+)", re.IGNORECASE)
_LOCAL: Final = re.compile(r"[^/#]+$")


class _Graph:
    """Values by subject and the last part of the property: Zotero's prefixes changed over time."""

    def __init__(self, text: str) -> None:
        self.values: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        try:
            # Zotero names items by "#item_1", which needs a base.
            triples = pyoxigraph.parse(
                text.encode(), pyoxigraph.RdfFormat.RDF_XML, base_iri="urn:zotero:"
            )
            for triple in triples:
                local = _LOCAL.search(triple.predicate.value)
                self.values[triple.subject][local[0] if local else ""].append(triple.object)
        except SyntaxError as error:
            problem = f"the file cannot be read: {error}"
            raise InputError(problem, fix="export it from Zotero again as Zotero RDF") from error

    def nodes(self, subject: Any, name: str) -> list[Any]:
        """Give what a property leads to."""
        return self.values[subject][name] if subject in self.values else []

    def texts(self, subject: Any, name: str) -> list[str]:
        """Give the texts of a property, also where they are in a node's rdf:value."""
        found = []
        for term in self.nodes(subject, name):
            inner = self.nodes(term, "value") if not _is_literal(term) else []
            found += [str(value.value) for value in inner or [term]]
        return found

    def text(self, subject: Any, *names: str) -> str:
        """Give the first text of the first of several properties that has one."""
        for name in names:
            if texts := self.texts(subject, name):
                return " ".join(texts[0].split())
        return ""


def _is_literal(term: Any) -> bool:
    return isinstance(term, pyoxigraph.Literal)


def read_zotero(text: str) -> Iterator[Found | Refused]:
    """Read items; notes and attachments are not publications."""
    graph = _Graph(text)
    for subject in list(graph.values):
        kind = graph.text(subject, "itemType")
        if kind in {"", "attachment", "note", "annotation"}:
            continue
        place = str(getattr(subject, "value", "")).removeprefix("urn:zotero:")
        line = text.count("\n", 0, max(0, text.find(place))) + 1 if place else 1
        if graph.text(subject, "title"):
            yield _found(graph, subject, kind, line)
        else:
            yield Refused(line, "an item has no title", "give it one in Zotero")


def _found(graph: _Graph, subject: Any, kind: str, line: int) -> Found:
    around = next(iter(graph.nodes(subject, "isPartOf")), None)
    publisher = next(iter(graph.nodes(subject, "publisher")), None)
    numbers = [
        text
        for node in (subject, around)
        if node is not None
        for text in graph.texts(node, "identifier")
    ]
    extra = graph.text(subject, "description")
    record = filled(
        type=_TYPES.get(kind, "document"),
        title=graph.text(subject, "title"),
        author=_people(graph, subject, "authors"),
        editor=_people(graph, subject, "editors"),
        container_title=graph.text(around, "title") or graph.text(subject, "publicationTitle"),
        issued=issued(graph.text(subject, "date")),
        volume=graph.text(subject, "volume") or graph.text(around, "volume"),
        issue=graph.text(around, "number", "issue") or graph.text(subject, "issue"),
        page=pages(graph.text(subject, "pages")),
        edition=graph.text(subject, "edition"),
        publisher=graph.text(publisher, "name"),
        language=graph.text(subject, "language"),
        abstract=graph.text(subject, "abstract"),
        genre=graph.text(subject, "type") if kind in {"thesis", "report"} else "",
        URL=next((n for n in numbers if n.startswith("http")), ""),
        ISBN=_after(numbers, "ISBN"),
        ISSN=_after(numbers, "ISSN"),
        DOI=_after(numbers, "DOI"),
    )
    for name, value in _NUMBER.findall(extra):
        record.setdefault(name.upper(), value)
    key = _KEY.search(extra)
    aliases = [key[1]] if key else []
    if own := graph.text(subject, "citationKey"):
        aliases.append(own)
    return Found(record, line, tuple(dict.fromkeys(aliases)))


def _after(numbers: list[str], name: str) -> str:
    return next((n[len(name) + 1 :] for n in numbers if n.startswith(name + " ")), "")


def _people(graph: _Graph, subject: Any, role: str) -> list[dict[str, str]]:
    """Read the people of a list in its order."""
    found = []
    for sequence in graph.nodes(subject, role):
        members = graph.values[sequence]
        numbered = sorted(
            (int(name[1:]), nodes) for name, nodes in members.items() if _is_member(name)
        )
        for _, nodes in numbered:
            family = graph.text(nodes[0], "surname")
            given = graph.text(nodes[0], "givenName", "givenname")
            if family:
                found.append(filled(family=family, given=given))
    return found


def _is_member(name: str) -> bool:
    return name.startswith("_") and name[1:].isdecimal()
