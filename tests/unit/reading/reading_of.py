"""What a reading says, in a form that a person can check against the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from attachgraph.model import ConflictCycle, Depiction, Document, Entry, Passage, Section

__all__ = ["iter_passages", "reading_of"]


def reading_of(document: Document) -> dict[str, Any]:
    """Put a reading into lists of plain strings; what is empty is left out."""
    entry = document.entry
    content = document.text.content
    said = {} if entry is None else _entry(entry)
    for kind in ("boilerplate", "unparsed"):
        marks = (mark for mark in document.marks if mark.kind == kind)
        said[kind] = [" ".join(content[mark.start : mark.end].split()) for mark in marks]
    said["diagnostics"] = [f"{d.line}:{d.column} {d.name}" for d in document.diagnostics]
    return {key: value for key, value in said.items() if value}


def iter_passages(value: object) -> Iterator[Passage]:
    """Walk every passage that an entry holds, however deep."""
    if isinstance(value, Passage):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from iter_passages(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from iter_passages(part)


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title.label,
        "kind": entry.kind.value + ("" if entry.encyclopedic else " (other prose)"),
        "styles": " ".join(entry.styles) + (" (inferred)" if entry.styles_inferred else ""),
        "abbreviation": entry.abbreviation,
        "lang": "" if entry.lang == "en" else entry.lang,
        "lead": [text.words for text in entry.lead],
        "caption": [text.words for text in entry.caption],
        "rows": [
            f"{row.label.label} [{row.field}{' ' + row.style if row.style else ''}]: "
            + " | ".join(text.words for text in row.items)
            for row in entry.infobox
        ],
        "sections": list(_sections(entry.sections, 0)),
        "names": [_named(item.name.label, item.note) for item in entry.other_names],
        "antonyms": [_named(item.name.label, item.note) for item in entry.antonyms],
        "sources": [item.text.words or item.text.passage.text for item in entry.sources],
        "related": [item.name.label for item in entry.related],
        "phases": [phase.heading.label for phase in entry.milestones],
        "cycles": [_cycle(cycle) for cycle in entry.cycles],
        "debates": [
            {"question": debate.question.label, "positions": [p.words for p in debate.positions]}
            for debate in entry.debates
        ],
        "works": [_work(work) for work in entry.depictions],
        "questions": {
            question.question.words: question.answer.label if question.answer else None
            for question in entry.questions
        },
    }


def _named(name: str, note: str) -> str:
    return f"{name} ({note})" if note else name


def _sections(sections: Sequence[Section], depth: int) -> Iterator[str]:
    for section in sections:
        held = [f"{len(section.sentences)} sentences"] if section.sentences else []
        held += [f"{len(section.items)} items"] if section.items else []
        name = "" if section.field == "other" else f" [{section.field}]"
        yield f"{'> ' * depth}{section.heading.label}{name}: {', '.join(held) or 'nothing'}"
        yield from _sections(section.sections, depth + 1)


def _cycle(cycle: ConflictCycle) -> dict[str, Any]:
    moves = [
        f"{move.actor or 'nobody'}{' (inferred)' if move.inferred else ''}: {move.action.words}"
        for move in cycle.moves
    ]
    return {
        "label": cycle.label.words,
        "trigger": cycle.trigger.words if cycle.trigger else None,
        "moves": moves,
    }


def _work(work: Depiction) -> str:
    years = f"{work.year_start}–{work.year_end}" if work.year_end else work.year_start
    parts = [
        work.title.label,
        f"({years})" if years else "",
        f"by {work.creators}" if work.creators else "",
    ]
    return " ".join([*filter(None, parts), f"[{work.medium}]"])
