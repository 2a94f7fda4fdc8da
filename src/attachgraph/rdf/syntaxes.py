"""The formats of RDF: the one table that exports, answers, releases and the server read.

In: nothing. Out: names, endings, media types and what a file holds. Knows no writer and no engine.

Sources: https://www.w3.org/ns/formats/
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """A format for files and responses."""

    #: As ``--format`` takes it.
    name: str
    #: Of a file, and as HTTP names it; of a folder, those of its files.
    suffix: str
    media_type: str

    @property
    def content_type(self) -> str:
        """What a response says of itself."""
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type


@dataclass(frozen=True, slots=True)
class RdfSyntax(Format):
    """A format for RDF."""

    #: The last part of its IRI among the W3C's file formats.
    w3c_name: str
    #: Whether it holds graph names; without them, graphs are merged and equal triples become one.
    keeps_graphs: bool
    #: What it is, in a line; what to know before choosing it.
    title: str
    description: str
    #: Media types and names under which clients of servers know it too.
    other_types: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


#: By name. A client that accepts anything gets the first.
RDF_FORMATS: Final[dict[str, RdfSyntax]] = {
    syntax.name: syntax
    for syntax in (
        RdfSyntax(
            "turtle",
            ".ttl",
            "text/turtle",
            "Turtle",
            keeps_graphs=False,
            title="Turtle: readable RDF, graphs merged",
            description="for reading and diffs: grouped by subject, with prefixes, one object a "
            "line where there are many",
            other_types=(
                *("application/x-turtle", "application/turtle"),
                *("text/n3", "text/rdf+n3", "application/n3"),
            ),
            other_names=("n3",),
        ),
        RdfSyntax(
            "nt",
            ".nt",
            "application/n-triples",
            "N-Triples",
            keeps_graphs=False,
            title="N-Triples: RDF line by line, graphs merged",
            description="for line tools: sorted lines",
            other_types=("text/plain",),
            other_names=("ntriples", "n-triples"),
        ),
        RdfSyntax(
            "jsonld",
            ".jsonld",
            "application/ld+json",
            "JSON-LD",
            keeps_graphs=True,
            title="JSON-LD with its context inline",
            description="for programs: nothing is fetched; of one entry, a tree that needs no "
            "knowledge of RDF",
            other_types=("application/json", "application/x-json+ld"),
            other_names=("json-ld", "ld+json"),
        ),
        RdfSyntax(
            "rdfxml",
            ".rdf",
            "application/rdf+xml",
            "RDF_XML",
            keeps_graphs=False,
            title="RDF/XML, for Protégé",
            description="the ontology comes with it",
            other_types=("application/xml", "text/xml"),
            other_names=("rdf/xml", "rdf+xml"),
        ),
        RdfSyntax(
            "trig",
            ".trig",
            "application/trig",
            "TriG",
            keeps_graphs=True,
            title="TriG: readable RDF with graph names",
            description="as `turtle`, and graph names are kept",
        ),
        RdfSyntax(
            "nq",
            ".nq",
            "application/n-quads",
            "N-Quads",
            keeps_graphs=True,
            title="N-Quads: RDF line by line with graph names; the one to load",
            description="sorted lines with graph names, for loading into a store",
            other_names=("nquads",),
        ),
    )
}
