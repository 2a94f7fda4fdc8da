"""Prove that every quote is still in its text.

In: a store that holds quotations and, in ``graph/texts``, the texts. Out: problems. Works one text
at a time, so that a store larger than memory can be verified; knows nothing of what quotes assert.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, cast

from pyoxigraph import NamedNode, QuerySolutions, Store

from attachgraph.dataset.words import count_of
from attachgraph.rdf.bases import path_of
from attachgraph.rdf.namespaces import AG, PREFIXES, RDF

Code = Literal[
    "file-unknown",
    "text-changed",
    "text-misnamed",
    "text-missing",
    "quote-incomplete",
    "quote-differs",
    "statement-incomplete",
    "statement-changed",
    "edge-missing",
    "quotation-changed",
    "source-unknown",
    "link-dangling",
    "paper-missing",
    "passage-missing",
    "passage-unreadable",
    "passages-unkept",
]

_FIXES: Final[dict[Code, str]] = {
    "file-unknown": "give the file the store was built from, or build the store again",
    "text-changed": "restore the text from its source, or build the dataset again",
    "text-misnamed": "build the dataset again; the IRI of a text ends in the checksum of its bytes",
    "text-missing": "name its file: attachgraph verify FILE; or export or push with --texts",
    "quote-incomplete": "build the dataset again; run the validation to see what is missing",
    "quote-differs": "build the dataset again from the text",
    "statement-incomplete": "build the dataset again; a statement makes one claim",
    "statement-changed": "build the dataset again; it is no longer what the text was read as",
    "edge-missing": "build the dataset again, or remove the statement with its edge",
    "quotation-changed": "build the dataset again; the place in the text was changed",
    "source-unknown": "add the source to data/library.json, or correct the key of the citation",
    "link-dangling": "correct the link, or add what it leads to",
    "paper-missing": "put the paper there; its key, DOI or title in the name of the file is enough",
    "passage-missing": "check that this is the text that was read; else correct the passage",
    "passage-unreadable": "make the digest with `attachgraph digest`",
    "passages-unkept": "fill passage or passage_digest in results.csv (see the codebook)",
}
_TYPE: Final = NamedNode(RDF + "type")
_QUOTATION: Final = NamedNode(AG + "Quotation")
_CONTENT: Final = NamedNode(AG + "content")
_CONTENT_SHA256: Final = NamedNode(AG + "contentSha256")
_SHA256: Final = NamedNode(AG + "sha256")
_DERIVED: Final = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_OA: Final = PREFIXES["oa"]
_TEXT: Final = "text/"
# How much of a text a message shows.
_SHOWN: Final = 60

# Queries and not a set of what was visited: the set would grow with the dataset.
_WITHOUT_TEXT: Final = """
    SELECT DISTINCT ?focus WHERE {
      ?focus a ag:Quotation .
      FILTER NOT EXISTS { ?focus prov:wasDerivedFrom ?anything }
    }
"""
_TEXT_MISSING: Final = """
    SELECT ?focus (COUNT(DISTINCT ?quotation) AS ?quotes) WHERE {
      ?quotation a ag:Quotation ; prov:wasDerivedFrom ?focus .
      FILTER NOT EXISTS { ?focus ag:content ?content }
    }
    GROUP BY ?focus
"""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A quote or a text that does not hold."""

    #: IRI of the text, ``""`` where the quotation names none.
    text: str
    #: IRI of the quotation, or of the text itself.
    focus: str
    #: What is wrong: a text was changed, misnamed or is missing; a quote is incomplete or differs.
    code: Code
    #: The same in words.
    message: str

    @property
    def fix(self) -> str:
        """What to do about it."""
        return _FIXES[self.code]


class _Quote(NamedTuple):
    exact: str
    start: int
    end: int


def verify_quotes(store: Store) -> list[Problem]:
    """Verify every quote and the checksum of every text.

    The checksum of the raw bytes cannot be verified, because the bytes are not kept; the checksum
    of the content is, and the IRI of the text has to agree with the stated checksum of the bytes.
    """
    problems: set[Problem] = set()
    for quad in store.quads_for_pattern(None, _CONTENT, None):
        if isinstance(quad.subject, NamedNode):
            problems.update(
                verify_text(store, quad.subject, str(getattr(quad.object, "value", "")))
            )
    problems.update(_without_text(store))
    return sorted(problems)


def count_quotes(store: Store) -> tuple[int, int]:
    """Count the quotes of a dataset and the texts they come from."""
    texts: set[str] = set()
    quotes = 0
    for quad in store.quads_for_pattern(None, _DERIVED, None):
        if isinstance(quad.object, NamedNode) and path_of(quad.object.value).startswith(_TEXT):
            quotes += 1
            texts.add(quad.object.value)
    return quotes, len(texts)


def verify_text(store: Store, text: NamedNode, content: str) -> Iterator[Problem]:
    """Verify the quotes from one text."""
    stated = _value(store, text, _CONTENT_SHA256)
    actual = hashlib.sha256(content.encode()).hexdigest()
    if stated != actual:
        yield Problem(
            text.value,
            text.value,
            "text-changed",
            f"the text has the checksum {actual}, stated is {stated or 'none'}",
        )
    named = path_of(text.value).removeprefix(_TEXT)
    if path_of(text.value).startswith(_TEXT) and named != _value(store, text, _SHA256):
        yield Problem(
            text.value, text.value, "text-misnamed", "the stated checksum is not the one in the IRI"
        )
    quotations = {quad.subject for quad in store.quads_for_pattern(None, _DERIVED, text)}
    for one in quotations:
        if isinstance(one, NamedNode) and any(store.quads_for_pattern(one, _TYPE, _QUOTATION)):
            yield from _verify_quote(store, one, text, content)


def _verify_quote(
    store: Store, quotation: NamedNode, text: NamedNode, content: str
) -> Iterator[Problem]:
    quote = _read_quote(store, quotation)
    if quote is None:
        message = "quote, start or end is missing, doubled or not a number"
        yield Problem(text.value, quotation.value, "quote-incomplete", message)
        return
    found = content[quote.start : quote.end] if 0 <= quote.start <= quote.end else ""
    if found != quote.exact:
        yield Problem(
            text.value,
            quotation.value,
            "quote-differs",
            f"at {quote.start} to {quote.end} the text has {_show(found)}, "
            f"not {_show(quote.exact)}",
        )


def _read_quote(store: Store, quotation: NamedNode) -> _Quote | None:
    """Read the selectors; ``None`` where they do not give one place."""
    values: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(quotation, None, None):
        if quad.predicate.value.startswith(_OA):
            name = quad.predicate.value.removeprefix(_OA)
            values.setdefault(name, set()).add(str(getattr(quad.object, "value", "")))
    try:
        (exact,), (start,), (end,) = values["exact"], values["start"], values["end"]
        return _Quote(exact, int(start), int(end))
    except (KeyError, ValueError):
        return None


def _without_text(store: Store) -> Iterator[Problem]:
    for solution in _ask(store, _WITHOUT_TEXT):
        yield Problem("", solution["focus"].value, "text-missing", "the quote has no text")
    for solution in _ask(store, _TEXT_MISSING):
        text, quotes = solution["focus"].value, int(solution["quotes"].value)
        message = f"the text of {count_of(quotes, 'quote')} is not in the dataset"
        yield Problem(text, text, "text-missing", message)


def _ask(store: Store, query: str) -> QuerySolutions:
    return cast(
        "QuerySolutions",
        store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True),
    )


def _value(store: Store, subject: NamedNode, predicate: NamedNode) -> str:
    """Return the one literal value, or ``""`` where there is none or more than one."""
    found = {
        str(getattr(quad.object, "value", ""))
        for quad in store.quads_for_pattern(subject, predicate, None)
    }
    return found.pop() if len(found) == 1 else ""


def _show(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}”"
