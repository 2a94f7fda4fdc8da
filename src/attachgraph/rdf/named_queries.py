"""The named questions: read from their files, and written down as part of the dataset.

In: ``ontology/queries/*.rq``. Out: questions with their SPARQL, and lines of N-Quads that give each
as ``sh:SPARQLExecutable``. Knows no store and runs nothing.

The header of a file is the one place where a question is described::

    # question: Which words assert an edge?
    # param: subject = pairing:avoidant-secure (where the edge begins)
    # answer: Each row is a quote.
    # tags: quotations

A file declares the prefixes that it uses, so that it runs in any engine; they are those of
:data:`attachgraph.rdf.namespaces.PREFIXES`. Its parameters are variables, to be replaced by terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from attachgraph.errors import InputError
from attachgraph.rdf.namespaces import BASE, GRAPH
from attachgraph.rdf.terms import curie, iri, literal, plain, quad
from attachgraph.resources import resource

_TEXT: Final = re.compile(r'"([^"\\]*)"(?:@[A-Za-z-]+)?')
_HEADER: Final = re.compile(r"^# (question|param|answer|tags): (\S.*)$", re.MULTILINE)
#: ``name = sample (meaning)``; the sample is a CURIE, an IRI in angle brackets or a SPARQL literal.
_PARAMETER: Final = re.compile(r"(\w+) = (<[^>]*>|\"(?:[^\"\\]|\\.)*\"\S*|\S+) \((.+)\)")
_FORM: Final = re.compile(r"^(SELECT|CONSTRUCT|ASK)\b", re.MULTILINE)
_PREFIX: Final = re.compile(r"^PREFIX .*$", re.MULTILINE)
#: The class and the property of each query form, as the namespace document of SHACL has them.
_SHACL: Final = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that stands for a term to be given."""

    #: The variable, without ``?``.
    name: str
    #: A value that gives at least one row: a CURIE, an IRI in angle brackets, or a literal as
    #: SPARQL writes it.
    sample: str
    #: What the value names.
    meaning: str

    @property
    def words(self) -> str:
        """The sample as a person types it: a text without its quotes, which a shell would eat."""
        found = _TEXT.fullmatch(self.sample)
        return found[1] if found else self.sample


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with the SPARQL that answers it."""

    #: What it is called by: the name of its file, verb first, such as ``list-debates``.
    name: str
    #: The question in plain words, ending in a question mark.
    question: str
    #: How to read what comes out.
    answer: str
    #: In the order of the file.
    parameters: tuple[Parameter, ...]
    #: What it is about; the first is the group that it is listed in.
    tags: tuple[str, ...]
    #: The kind of query.
    form: str
    #: The SPARQL, with its header and its prefix declarations.
    text: str

    def body(self) -> str:
        """Return the query without header and prefixes, for those who have them."""
        found = _FORM.search(self.text)
        return self.text[found.start() :] if found else ""

    def standalone(self) -> str:
        """Return the query with its prefixes, for engines that do not know them."""
        return "".join(line + "\n" for line in _PREFIX.findall(self.text)) + self.body()


def read_named_queries(folder: Path | None = None) -> tuple[NamedQuery, ...]:
    """Read the named questions."""
    paths = (folder or resource("ontology", "queries")).glob("*.rq")
    return tuple(_read(path) for path in sorted(paths, key=lambda path: path.stem))


def iter_query_quads(folder: Path | None = None) -> Iterator[str]:
    """Write the named questions down as ``sh:SPARQLExecutable``.

    The text of the query declares its prefixes, so that it can be copied out of the dataset and run
    anywhere; parameters and their samples are described next to it.

    Sources: SHACL, W3C Recommendation of 20 July 2017; ``sh:SPARQLExecutable`` in its namespace
    document.
    """
    graph = iri(GRAPH + "ontology")
    for query in read_named_queries(folder):
        this = iri(f"{BASE}query/{query.name}")
        class_, property_ = _SHACL[query.form]
        yield quad(this, curie("rdf:type"), curie("sh:SPARQLExecutable"), graph)
        yield quad(this, curie("rdf:type"), curie(class_), graph)
        yield quad(this, curie("rdfs:label"), literal(query.question), graph)
        # Editors list examples by their comment.
        yield quad(this, curie("rdfs:comment"), literal(query.question), graph)
        yield quad(this, curie("dcterms:identifier"), plain(query.name), graph)
        yield quad(this, curie("dcterms:description"), literal(_described(query)), graph)
        yield quad(this, curie(property_), plain(query.standalone()), graph)
        for tag in query.tags:
            yield quad(this, curie("schema:keywords"), literal(tag), graph)


def _described(query: NamedQuery) -> str:
    """Say how to read the answer and what to put in for each parameter."""
    given = [f"Put in for ?{p.name}: {p.meaning}, such as {p.sample}." for p in query.parameters]
    return " ".join([query.answer, *given])


def _read(path: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    header = _HEADER.findall(text)
    found = dict(header)
    form = _FORM.search(text)
    missing = [key for key in ("question", "answer", "tags") if key not in found]
    if form is None:
        missing.append("a query that begins with SELECT, CONSTRUCT or ASK")
    if form is None or missing:
        raise InputError(
            f"the file lacks {', '.join(missing)}",
            where=str(path),
            fix="begin it with '# question: …?', '# answer: …' and '# tags: …'; then the query",
        )
    return NamedQuery(
        name=path.stem,
        question=found["question"],
        answer=found["answer"],
        parameters=tuple(_parameter(value, path) for key, value in header if key == "param"),
        tags=tuple(found["tags"].split(", ")),
        form=form[1],
        text=text,
    )


def _parameter(value: str, path: Path) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None:
        raise InputError(
            f"the parameter {value!r} cannot be read",
            where=str(path),
            fix="write '# param: name = prefix:sample (what it names)'",
        )
    return Parameter(*match.groups())
