"""Descriptions and comparisons as HTML for notebooks.

In: a description or a comparison. Out: a fragment of HTML in which every word is escaped. No script
and no style sheet: a notebook brings its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attachgraph.dataset.comparison import Comparison
    from attachgraph.dataset.description import Description, Item


def draw_description(description: Description) -> str:
    """Draw a description: head, facts, and parts that open."""
    return "".join(_description(description))


def _description(description: Description) -> Iterator[str]:
    yield f"<h3>{escape(description.title)}</h3><p><small>{escape(description.id)}</small></p>"
    if description.summary:
        yield f"<p>{escape(description.summary)}</p>"
    for name, value in description.details:
        yield f"<p><b>{escape(name)}</b>: {escape(value)}</p>"
    for part in description.parts:
        heading = f"{escape(part.title)} ({len(part.items)})"
        yield f"<details><summary>{heading}</summary>{_list(part.items)}</details>"


def _list(items: Iterable[Item]) -> str:
    return "<ul>" + "".join(f"<li>{_item(item)}</li>" for item in items) + "</ul>"


def _item(item: Item) -> str:
    """Draw an item; its words in the text show when the pointer rests on it."""
    quote = next((quote.exact for one in item.statements for quote in one.quotes), "")
    statuses = dict.fromkeys(one.status for one in item.statements if one.status)
    sources = dict.fromkeys(
        f"{cited.intent} {cited.label}".strip() for one in item.statements for cited in one.sources
    )
    said = "".join(f" [{escape(status)}]" for status in statuses)
    cited = f" <small>{escape('; '.join(sources))}</small>" if sources else ""
    below = _list(item.items) if item.items else ""
    return f'<span title="{escape(quote)}">{escape(item.text)}</span>{said}{cited}{below}'


def draw_comparison(comparison: Comparison) -> str:
    """Draw two entries side by side."""
    titles = "".join(f"<th>{escape(entry.title)}</th>" for entry in comparison.entries)
    counts = "".join(
        f'<td style="text-align: left">{sum(each.values())} claims: '
        f"{escape(', '.join(f'{number} {status}' for status, number in each.items()))}</td>"
        for each in comparison.statuses
    )
    aspects = "".join(
        _row(aspect.title, _texts(aspect.first), _texts(aspect.second))
        for aspect in comparison.aspects
    )
    overlaps = "".join(
        f'<tr><th>{escape(overlap.title)} in both</th><td colspan="2" style="text-align: left">'
        f"{escape('; '.join(overlap.shared)) or '–'}</td></tr>"
        for overlap in comparison.overlaps
    )
    head = f"<thead><tr><td></td>{titles}</tr></thead>"
    first = f"<tr><th>How the claims stand</th>{counts}</tr>"
    return f"<table>{head}<tbody>{first}{aspects}{overlaps}</tbody></table>"


def _texts(items: Iterable[Item]) -> list[str]:
    return [item.text for item in items]


def _row(title: str, *columns: list[str]) -> str:
    cells = "".join(
        '<td style="text-align: left; vertical-align: top">'
        + "<br>".join(escape(text) for text in texts)
        + "</td>"
        for texts in columns
    )
    return f"<tr><th>{escape(title)}</th>{cells}</tr>"
