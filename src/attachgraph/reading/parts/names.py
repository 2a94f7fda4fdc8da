"""Names of other things and of this one: other names, opposites, related entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.model import Item, Passage, Section, Text
from attachgraph.reading.parts.material import Material

#: Sections whose sentences are enumerations of names.
NAME_FIELDS: Final = frozenset({"other-names", "antonyms", "related"})
_NAMED: Final = re.compile(
    r"(?P<name>[^:\[{]{1,120}?)(?<!\s)\s*+(?:(?P<note>:\s+.+)|(?=\[@|\{\.)|\.?$)", re.DOTALL
)
#: What a sentence has and a list of names has not.
_REMARK: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|calls?|called|uses?|used|refers?|though|although|because|they|it|people|may|can|"
    r"sometimes|this|these|ist|sind|wird|nennt|es|son|est|sont)\b"
)
_LINKED: Final = re.compile(r"\[(?P<name>[^\]\[]+)\]\([^()\s]*\)")


def other_names(material: Material) -> Iterator[Item]:
    """Read what else the thing is called."""
    return _names(material, "aliases", "other-names")


def antonyms(material: Material) -> Iterator[Item]:
    """Read what the thing is set against."""
    return _names(material, "antonyms", "antonyms")


def related(material: Material) -> Iterator[Item]:
    """Read which entries are named as related."""
    return _names(material, "related", "related")


def _names(material: Material, row_field: str, section_field: str) -> Iterator[Item]:
    for row in material.rows(row_field):
        yield from (_item(material, text, row.label.label) for text in row.items)
    for section in material.sections(section_field):
        heading = section.heading.label
        for text in section.items:
            yield _item(material, text, heading)
        for text in enumerations(section):
            start, end = text.passage.start, text.passage.end
            for name in material.prose.listed(start, end):
                yield Item(name, name.passage, "", heading)


def enumerations(section: Section) -> list[Text]:
    """Return the sentences of a section that are lists of names, and no remarks on names."""
    if section.items:
        return []
    return [text for text in section.sentences if _REMARK.search(text.words) is None]


def _item(material: Material, text: Text, heading: str) -> Item:
    """Take a name apart from what is said of it, and from the marks around it."""
    start, raw = text.passage.start, text.passage.text
    linked = _LINKED.fullmatch(raw) if material.prose.markup is not None else None
    if linked is not None:
        name = Passage(start + 1, start + linked.end("name"), linked["name"])
        return Item(text, name, "", heading)
    match = _NAMED.match(raw)
    if match is None:
        return Item(text, text.passage, "", heading)
    note = material.prose.text(Passage(0, 0, (match["note"] or "").lstrip(": "))).words
    name = Passage(start, start + match.end("name"), match["name"])
    return Item(text, name, note.rstrip("."), heading)
