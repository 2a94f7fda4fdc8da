"""Write statements down for the page, each string once.

In: statements. Out: JSON values and the table of strings they point into. Knows nothing
of edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attachgraph.dataset.lookup import words_around
from attachgraph.dataset.names import short_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from attachgraph.dataset.statements import Quotation, Statement
    from attachgraph.dataset.texts import Text
    from attachgraph.dataset.vocabulary import Vocabulary


class Strings:
    """A table in which every string is kept once.

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
    statements: Iterable[Statement],
    nodes: Container[str],
    texts: Mapping[str, Text],
    vocabulary: Vocabulary,
    strings: Strings,
) -> list[dict[str, Any]]:
    """Write statements as small records."""
    numbers = {iri: number for number, iri in enumerate(texts)}

    def quote_record(quote: Quotation) -> list[int]:
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
    for statement in statements:
        record: dict[str, Any] = {
            "id": short_name(statement.iri),
            "s": short_name(statement.subject),
            "p": vocabulary.edge_name(statement.predicate),
            "st": statement.status,
            "q": [quote_record(quote) for quote in statement.quotations],
            "c": [
                [citation.intent, short_name(citation.source)] for citation in statement.citations
            ],
        }
        if statement.node in nodes:
            record["o"] = short_name(statement.node)
        else:
            record["t"] = strings.number(statement.words)
        records.append(record)
    return records
