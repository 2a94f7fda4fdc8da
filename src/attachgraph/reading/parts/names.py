"""Names of other things and of this one: other names, opposites, related entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from attachgraph.model import Item, Passage, Section, Text
from attachgraph.reading.asserting import asserted
from attachgraph.reading.labels import is_aside
from attachgraph.reading.parts.called import BOND, MARKS, abbreviates, of_couple, of_lead
from attachgraph.reading.parts.material import Material

#: Sections whose sentences are enumerations of names.
NAME_FIELDS: Final = frozenset({"other-names", "antonyms", "related"})
_NAMED: Final = re.compile(
    r"(?P<name>[^:\[{]{1,120}?)(?<!\s)\s*+(?:(?P<note>:\s+.+)|(?=\[@|\{\.)|\.?$)", re.DOTALL
)
#: What a sentence has and a list of names has not.
_REMARK: Final = re.compile(
    r"\((?:[^()]* )?not\b|\b(?:is|are|was|were|has|have|had|calls?|called|uses?|used|refers?|though|although|because|they|it|people|may|can|"
    r"sometimes|this|these|ist|sind|wird|nennt|es|son|est|sont)\b"
)
_LINKED: Final = re.compile(r"\[(?P<name>[^\]\[]+)\]\([^()\s]*\)")
#: What stands before a name and tells how it is used: "slang:", "Norwegian:", "often called:".
_LABEL: Final = re.compile(
    r"(?:(?:(?:also|often|sometimes|commonly|popularly|informally|colloquially|formerly|less often|more formally) )?(?:called|known as|referred to as)|"
    r"(?:in )?(?:slang|jargon|therapy|popular media|pop psychology|clinical|colloquial|colloquially|informal|informally|formal|formally|popular|popularly|academic|"
    r"technical|abbreviated|abbreviation|short|online|english|norwegian|danish|swedish|finnish|dutch|german|french|spanish|italian|portuguese|polish|russian|"
    r"japanese|chinese|korean|arabic|hebrew|turkish|deutsch|auch|también|aussi)(?: (?:use|usage|term|name|literature|speech))?)\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_TWO: Final = re.compile(rf"(?<=\w) (?:and|or|und|y|et) (?=\w[^,;]*\b{BOND}\.?$)")
_ENDS_IN_BOND: Final = re.compile(rf"\b{BOND}$")
#: "(popular)", "(in adults)" after a name: how it is used.
_REMARKED: Final = re.compile(r"(?<!\s)\s+\([a-zà-ÿ][^()]{2,40}\)[*_]*$")
#: What no name in a list begins with.
_ASIDE: Final = re.compile(
    r"(?:see|click|add|not|used|names? (?:vary|differ|depend))\b(?!-)", re.IGNORECASE
)
#: A line of a form, which somebody is to fill in.
_BLANK: Final = re.compile(r"(?:\\?_){3}|\.{5}|…{3}")
#: "Doubt trap (DT)": a name with its short form.
_WITH_SHORT: Final = re.compile(r"(?P<before>.{3,90}?)\s\((?P<names>[A-Z]{2,6})\)")


def other_names(material: Material) -> Iterator[Item]:
    """Read what else the thing is called."""
    for item in _names(material, "aliases", "other-names"):
        short = _WITH_SHORT.fullmatch(item.name.text)
        if short is not None and abbreviates(short["before"], short["names"]):
            start = item.name.start
            yield replace(item, name=_until(item.name, short.end("before")))
            start, end = start + short.start("names"), start + short.end("names")
            yield replace(item, name=Passage(start, end, short["names"]))
            continue
        remark = _REMARKED.search(item.name.text)
        yield item if remark is None else replace(item, name=_until(item.name, remark.start()))
    yield from of_lead(material)
    yield from of_couple(material)


def antonyms(material: Material) -> Iterator[Item]:
    """Read what the thing is set against."""
    return _names(material, "antonyms", "antonyms")


def related(material: Material) -> Iterator[Item]:
    """Read which entries are named as related."""
    return _names(material, "related", "related")


def _names(material: Material, row_field: str, section_field: str) -> Iterator[Item]:
    """Read rows and sections; a remark or another row among the names is none of them."""
    for item in _listed(material, row_field, section_field):
        if row_field == "related" or _is_name(item):
            yield item


def _is_name(item: Item) -> bool:
    """Tell a name in a list from a remark on names, and from a row of another kind."""
    words = item.name.text.strip(MARKS)
    return (
        not is_aside(item.text.words)
        and _REMARK.search(words) is None
        and _ASIDE.match(words) is None
    )


def _listed(material: Material, row_field: str, section_field: str) -> Iterator[Item]:
    for row in material.rows(row_field):
        for text in row.items if _BLANK.search(row.value.text) is None else ():
            yield from _items(material, text, row.label.label)
    for section in material.sections(section_field):
        heading = section.heading.label
        for text in section.items:
            yield from _items(material, text, heading)
        for text in enumerations(section):
            start, end = text.passage.start, text.passage.end
            for name in material.prose.listed(start, end):
                yield from _items(material, name, heading, noted=False)


def enumerations(section: Section) -> list[Text]:
    """Return the sentences of a section that are lists of names, and no remarks on names."""
    if section.items:
        return []
    return [text for text in section.sentences if _REMARK.search(_unlabelled(text.words)) is None]


def _unlabelled(words: str) -> str:
    return _LABEL.sub("", words) if ":" in words else words


def _items(material: Material, text: Text, heading: str, *, noted: bool = True) -> Iterator[Item]:
    """Take the names of one item apart from what is said of them; a denied one is none."""
    raw = text.passage
    parted = ";" in raw.text or " / " in raw.text
    if material.prose.markup is None and parted:
        pieces = list(material.prose.listed(raw.start, raw.end))
    else:
        pieces = [text]
    for piece in pieces:
        label = _LABEL.match(piece.passage.text)
        start = piece.passage.start + (label.end() if label else 0)
        if material.prose.markup is not None and not piece.words:
            continue  # all of it is struck out
        for name in _halves(material, material.prose.cut(start, piece.passage.end)):
            found = asserted(name.text)
            if found is not None:
                inner = (
                    name
                    if found.status is None
                    else material.prose.cut(name.start + found.start, name.start + found.end)
                )
                said = piece._replace(status=piece.status or found.status)
                yield _item(material, said, inner, heading, noted=noted and label is None)


def _halves(material: Material, words: Passage) -> Iterator[Passage]:
    """Cut "tide pair and harbor couple" into two names."""
    joiner = _TWO.search(words.text) if material.prose.markup is None else None
    if joiner is None or _ENDS_IN_BOND.search(words.text[: joiner.start()]) is None:
        yield words
    else:
        yield material.prose.cut(words.start, words.start + joiner.start())
        yield material.prose.cut(words.start + joiner.end(), words.end)


def _item(material: Material, text: Text, words: Passage, heading: str, *, noted: bool) -> Item:
    """Take a name apart from what is said of it, and from the marks around it."""
    start, raw = words.start, words.text
    linked = _LINKED.fullmatch(raw) if material.prose.markup is not None else None
    if linked is not None:
        name = Passage(start + 1, start + linked.end("name"), linked["name"])
        return Item(text, name, "", heading)
    match = _NAMED.match(raw) if noted else None
    if match is None:
        return Item(text, words, "", heading)
    note = material.prose.text(Passage(0, 0, (match["note"] or "").lstrip(": "))).words
    name = Passage(start, start + match.end("name"), match["name"])
    return Item(text, name, note.rstrip("."), heading)


def _until(words: Passage, end: int) -> Passage:
    return Passage(words.start, words.start + end, words.text[:end])
