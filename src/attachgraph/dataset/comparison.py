"""Put two entries side by side: what each says, and what they have in common.

In: a store and two IRIs. Out: a :class:`Comparison`, made of the same items as a description.
Nothing is judged here: what is in one entry only may just not have been written in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import Any, Final

from attachgraph.dataset.claims import claims_of, count_statuses
from attachgraph.dataset.describing import describe
from attachgraph.dataset.description import Description, Item, item_dict
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.source import Quads
from attachgraph.dataset.words import count_of
from attachgraph.errors import UsageError

#: Parts that are long lists or whole texts: what two of them share is among the overlaps.
_NOT_COMPARED: Final = frozenset(
    (
        *("lead", "names", "pairings", "depictions", "claims", "questions", "attributes"),
        *("mentions", "mentioned-by", "sources", "texts", "what-bears-on-it"),
        *("in-contrast-to", "set-in-contrast-by", "see-also", "referred-to-by"),
        *("broader", "narrower", "related-concepts"),
    )
)
_CONCEPT: Final = "concept/"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One part of both entries."""

    #: Of the part, as in a description.
    key: str
    title: str
    #: What either entry says; one of them may be empty.
    first: tuple[Item, ...]
    second: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Things of one sort that both entries name, or only one of them."""

    #: What sort they are.
    key: str
    title: str
    #: Their labels, in order.
    shared: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entries side by side."""

    #: The two entries, whole.
    entries: tuple[Description, Description]
    #: For each, how many of its claims stand in which way.
    statuses: tuple[Mapping[str, int], Mapping[str, int]]
    #: Those that at least one of the entries has.
    aspects: tuple[Aspect, ...]
    #: Concepts, traits and sources.
    overlaps: tuple[Overlap, ...]

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        titles = "".join(f"<th>{escape(entry.title)}</th>" for entry in self.entries)
        rows = [_draw_row("Standing of the claims", *([_counted(each)] for each in self.statuses))]
        rows += [
            _draw_row(
                aspect.title,
                *([_standing_text(i) for i in side] for side in (aspect.first, aspect.second)),
            )
            for aspect in self.aspects
        ]
        rows += [
            f'<tr><th>{escape(overlap.title)} in both</th><td colspan="2" style="text-align: left">'
            f"{escape('; '.join(overlap.shared)) or '–'}</td></tr>"
            for overlap in self.overlaps
        ]
        head = f"<thead><tr><td></td>{titles}</tr></thead>"
        return f"<table>{head}<tbody>{''.join(rows)}</tbody></table>"


def _standing_text(item: Item) -> str:
    """Say of an item how it stands, and on what that rests: no claim is shown as a finding."""
    details = dict(item.details)
    statuses = dict.fromkeys(one.status for one in item.statements if one.status)
    standing = details.get("standing") or ", ".join(statuses)
    because = f" ({details['because']})" if "because" in details else ""
    return f"{item.text} [{standing}]{because}" if standing else item.text


def _counted(statuses: Mapping[str, int]) -> str:
    numbers = ", ".join(f"{number} {status}" for status, number in statuses.items())
    return f"{count_of(sum(statuses.values()), 'claim')}: {numbers}"


def _draw_row(title: str, *columns: list[str]) -> str:
    cells = (
        '<td style="text-align: left; vertical-align: top">'
        f"{'<br>'.join(escape(text) for text in texts)}</td>"
        for texts in columns
    )
    return f"<tr><th>{escape(title)}</th>{''.join(cells)}</tr>"


def compare(store: Quads, first: str, second: str) -> Comparison:
    """Compare two entries."""
    if first == second:
        raise UsageError(
            "both names mean the same entry", where=first, fix="name two different entries"
        )
    entries = describe(store, first), describe(store, second)
    facts = Lookup(store)
    return Comparison(
        entries=entries,
        statuses=(
            count_statuses(claims_of(facts, first)),
            count_statuses(claims_of(facts, second)),
        ),
        aspects=tuple(_aspects(*entries)),
        overlaps=tuple(_overlaps(*entries)),
    )


def _aspects(first: Description, second: Description) -> Iterator[Aspect]:
    """Put the parts side by side, in the order that they have in both."""
    places: dict[str, int] = {}
    titles: dict[str, str] = {}
    for entry in (first, second):
        for place, part in enumerate(entry.parts):
            places[part.key] = min(place, places.get(part.key, place))
            titles[part.key] = part.title
    for key in sorted(titles.keys() - _NOT_COMPARED, key=lambda key: (places[key], key)):
        yield Aspect(key, titles[key], first.items(key), second.items(key))


def _overlaps(first: Description, second: Description) -> Iterator[Overlap]:
    sorts = (
        ("concepts", "Concepts", _concepts),
        ("traits", "Traits", _traits),
        ("sources", "Sources", _sources),
    )
    for key, title, read in sorts:
        one, other = read(first), read(second)
        if one or other:
            yield Overlap(
                key,
                title,
                shared=tuple(sorted({one[node] for node in one.keys() & other.keys()})),
                first=tuple(sorted({one[node] for node in one.keys() - other.keys()})),
                second=tuple(sorted({other[node] for node in other.keys() - one.keys()})),
            )


def _concepts(entry: Description) -> dict[str, str]:
    return {i.id: i.text for i in entry.items("mentions") if i.id.startswith(_CONCEPT)}


def _traits(entry: Description) -> dict[str, str]:
    of_partners = (trait for role in entry.items("partners") for trait in role.items)
    return {trait.id: trait.text for trait in (*of_partners, *entry.items("traits"))}


def _sources(entry: Description) -> dict[str, str]:
    return {source.id: source.text for source in entry.items("sources")}


def to_dict(comparison: Comparison) -> dict[str, Any]:
    """Write a comparison as what JSON can hold."""
    return {
        "entries": [
            {"iri": entry.iri, "id": entry.id, "title": entry.title, "statuses": dict(statuses)}
            for entry, statuses in zip(comparison.entries, comparison.statuses, strict=True)
        ],
        "aspects": [
            {
                "key": aspect.key,
                "title": aspect.title,
                "first": [item_dict(item) for item in aspect.first],
                "second": [item_dict(item) for item in aspect.second],
            }
            for aspect in comparison.aspects
        ],
        "overlaps": [
            {name: value if isinstance(value, str) else list(value) for name, value in each.items()}
            for each in map(asdict, comparison.overlaps)
        ],
    }
