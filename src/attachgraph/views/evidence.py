"""Write statements down for the page, each text once.

In: assertions. Out: JSON values and the table of strings they point into. Knows nothing of edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from attachgraph.dataset.lookup import words_around
from attachgraph.rdf.namespaces import BASE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from attachgraph.dataset.assertions import Assertion, Quote
    from attachgraph.dataset.vocabulary import Vocabulary
    from attachgraph.views.texts import Text


def short_id(iri: str) -> str:
    """Leave the base of the dataset out of an IRI.

    Examples
    --------
    >>> short_id("https://w3id.org/attachgraph/style/secure")
    'style/secure'
    """
    return iri.removeprefix(BASE) or iri


class Strings:
    """A table in which every string stands once.

    Examples
    --------
    >>> strings = Strings()
    >>> strings.number("a"), strings.number("b"), strings.number("a")
    (0, 1, 0)
    >>> strings.table()
    ['a', 'b']
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a string, a new one where it is new."""
        return self._numbers.setdefault(text, len(self._numbers))

    def table(self) -> list[str]:
        """Return all strings in the order of their numbers."""
        return list(self._numbers)


def statement_records(
    assertions: Iterable[Assertion],
    nodes: Container[str],
    texts: Mapping[str, Text],
    vocabulary: Vocabulary,
    strings: Strings,
) -> list[dict[str, Any]]:
    """Write statements as small records."""
    numbers = {iri: number for number, iri in enumerate(texts)}

    def quote_record(quote: Quote) -> list[int]:
        where = [numbers.get(quote.text, -1), quote.start, quote.end]
        record = [*where, strings.number(quote.section), strings.number(quote.rule)]
        text = texts.get(quote.text)
        content = text.content if text else ""
        stands = bool(content) and content[quote.start : quote.end] == quote.exact
        if text and stands and text.is_open:
            return record
        around = words_around(content, quote.start, quote.end) if stands else ("", "")
        return [*record, *map(strings.number, (quote.exact, *around))]

    records: list[dict[str, Any]] = []
    for assertion in assertions:
        record: dict[str, Any] = {
            "id": short_id(assertion.iri),
            "s": short_id(assertion.subject),
            "p": vocabulary.edge_name(assertion.predicate),
            "st": assertion.status,
            "q": [quote_record(quote) for quote in assertion.quotes],
            "c": [[citation.intent, short_id(citation.source)] for citation in assertion.citations],
        }
        if isinstance(assertion.object, NamedNode) and assertion.object.value in nodes:
            record["o"] = short_id(assertion.object.value)
        else:
            text = getattr(assertion.object, "value", str(assertion.object))
            record["t"] = strings.number(text)
        records.append(record)
    return records
