"""Names of other things and of this one: other names, opposites, related entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from attachgraph.model import Item, Passage, Section, Text
from attachgraph.reading.asserting import asserted
from attachgraph.reading.kinds import defines
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
#: What stands before a name and tells how it is used: "slang:", "Norwegian:", "often called:".
_LABEL: Final = re.compile(
    r"(?:(?:(?:also|often|sometimes|commonly|popularly|informally|colloquially|formerly|less often|more formally) )?(?:called|known as|referred to as)|"
    r"(?:in )?(?:slang|jargon|therapy|popular media|pop psychology|clinical|colloquial|colloquially|informal|informally|formal|formally|popular|popularly|academic|"
    r"technical|abbreviated|abbreviation|short|online|english|norwegian|danish|swedish|finnish|dutch|german|french|spanish|italian|portuguese|polish|russian|"
    r"japanese|chinese|korean|arabic|hebrew|turkish|deutsch|auch|también|aussi)(?: (?:use|usage|term|name|literature|speech))?)\s*:\s+(?=\S)",
    re.IGNORECASE,
)
#: Nouns for what two people have: where each half of "a and b" ends in one, the halves are names.
_BOND: Final = r"(?:couples?|pairs?|pairings?|dynamics?|bonds?|loops?|cycles?|relationships?|traps?|dances?|match|matches|styles?|attachment|spirals?|patterns?|dyads?)"
_TWO: Final = re.compile(rf"(?<=\w) (?:and|or|und|y|et) (?=\w[^,;]*\b{_BOND}\.?$)")
_ENDS_IN_BOND: Final = re.compile(rf"\b{_BOND}$")
_MARKS: Final = "*_\"“”‘’'"
_KNOWN_AS: Final = re.compile(
    r"(?:(?:also|sometimes|often|commonly|otherwise|formerly|variously|familiarly|popularly|informally|alternatively|frequently|colloquially|occasionally|better|usually|more commonly)(?: also)? "
    r"(?:known|referred to|called|termed|described|named|styled|nicknamed|dubbed|labell?ed|spelled)(?: as)?|known(?: (?:also|informally|colloquially|popularly|in \w+))? as|"
    r"(?:often |sometimes |commonly )?(?:shortened|abbreviated) (?:to|as)|heißt (?:sie|er|es|die \w+|das \w+)(?: (?:oft|auch|manchmal|häufig|meist))?|"
    r"auch(?: bekannt)? als|auch (?!bekannt)|nennt (?:sie|ihn|es|man sie|man es) (?:auch|oft|manchmal)|appelle (?:aussi|parfois|souvent)|(?:se )?(?:la|le) llama (?:también|a veces)|también (?:conocid[oa] como|llamad[oa])|(?:aussi|également) (?:appelée?|connue? sous le nom de|nommée?)|or simply|speaks? of (?:it|them|this \w+) as)\s+(?!(?:for|on|upon|into)\b)(?P<names>[^.;()]{2,160})",
    re.IGNORECASE,
)
#: "Therapists call it the tide pair.": a whole sentence, with a name in quotes or one for a bond.
_CALLED: Final = re.compile(
    r"(?:(?:Some|Many|Most) )?(?:couples? )?(?:[Tt]herapists|[Cc]linicians|[Cc]ounsell?ors|[Pp]sychologists|[Rr]esearchers|[Ww]riters|[Pp]ractitioners)"
    r"(?: (?:sometimes|often|also|usually))? (?:call|have called) (?:it|this (?:pairing|couple|relationship|bond|dynamic|pair)) "
    rf"(?P<names>the (?!\w+est\b|most\b)(?:[\w’'-]+ ){{0,3}}?[\w’'-]+ {_BOND}|(?:the |an? )?[“\"][^“”\"]{{2,60}}[”\"])\.[”\"]?"
)
#: "(popular)", "(in adults)" after a name: how it is used.
_REMARKED: Final = re.compile(r"(?<!\s)\s+\([a-zà-ÿ][^()]{2,40}\)[*_]*$")
#: "A doubt couple, or harbor dyad, is one …"
_APPOSED: Final = re.compile(
    r"[^,.;()]{3,80}(?: \([^()]{2,40}\))?, or (?P<names>[^,.;()]{3,60}),? (?:is|are|describes|refers|joins|means)\b"
)
#: A name in quotes, in a sentence on names.
_QUOTED: Final = re.compile(
    rf"[“\"„«]\s?(?P<names>(?=[^“”\"„«».,;]{{0,60}}(?:\b{_BOND}\b|paar\b|falle\b|\bpareja\b))[^“”\"„«».,;]{{3,60}}?)\s?[”\"“»]",
    re.IGNORECASE,
)
_NAMING: Final = re.compile(
    r"\b(?:call\w*|known|terms?|termed|names?|named|nick\w+|label\w*|dubbed|shortened|speaks? of|heißt|nennt|genannt|Rede|bezeichne\w*|appel\w+|nomm\w+|llam\w+|conoc\w+)\b"
)
#: The entry, as what a sentence on something else gives a name to.
_IT: Final = re.compile(r"\b(?:it|them|this|sie|ihn|er|es|die|das|appelle|llama)\b")
#: What no name begins with: "of others".
_NO_NAME: Final = re.compile(r"(?:of|from|with|in|to|for)\b")
_MISNAMED: Final = re.compile(r"\b(?:not|never|wrongly|mistakenly|nicht|unlike|confused?)\b")
#: "(DBR)" right after the title.
_SHORT: Final = re.compile(r"(?P<before>[^()]{3,90}?)\s\((?P<names>[A-Z]{2,6})\)")
#: Where the names end and the sentence goes on.
_NAMES_END: Final = re.compile(
    r",?\s(?:is|are|was|were|refers?|describes?|denotes?|means?|joins?|involves?|occurs?|has|have|can|may|unites?|links?|pairs?(?= (?:an?|the|two|one)\b)|combines?|forms?|develops?|consists?|"
    r"genannt|ist|sind|bezeichnet|beschreibt|verbindet|es|son|une|se refiere|describe|est|sont|désigne|décrit|in which|in (?:adult(?:s|hood)|child(?:ren|hood)|infan(?:ts|cy))|where|when|because|although|though|by|among|since|which|who|that|due)\b|,\s(?:and|but|an?|the)\s",
)
_PARTED: Final = re.compile(
    r",\s*(?:(?:and|or|und|oder|y|o|et|ou)\s+)?|\s(?:and|or|oder|und|o|ou)\s|/"
)
_ARTICLE: Final = re.compile(
    r"(?:an?|the|der|die|das|el|la|le|les|l['’]|as|simply)\s+", re.IGNORECASE
)
_MOST_WORDS: Final = 7
#: Sentences at the beginning that may give other names.
_FIRST: Final = 4


def other_names(material: Material) -> Iterator[Item]:
    """Read what else the thing is called."""
    for item in _names(material, "aliases", "other-names"):
        remark = _REMARKED.search(item.name.text)
        yield item if remark is None else replace(item, name=_until(item.name, remark.start()))
    yield from _of_lead(material)


def antonyms(material: Material) -> Iterator[Item]:
    """Read what the thing is set against."""
    return _names(material, "antonyms", "antonyms")


def related(material: Material) -> Iterator[Item]:
    """Read which entries are named as related."""
    return _names(material, "related", "related")


def _names(material: Material, row_field: str, section_field: str) -> Iterator[Item]:
    for row in material.rows(row_field):
        for text in row.items:
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


def _of_lead(material: Material) -> Iterator[Item]:
    """Read "…, also known as the doubt loop, is …" of a first sentence that is about the entry."""
    title = material.entry.title
    seen: set[str] = set()
    before: Text | None = None
    lead = material.entry.lead or (
        material.entry.sections[0].sentences if material.entry.sections else ()
    )
    for sentence in lead[:_FIRST]:
        found = list(_named_in(title.text, sentence, before))
        before = sentence
        for match in found:
            for name in _names_of(material, sentence, match):
                if name.label.casefold() not in seen:
                    seen.add(name.label.casefold())
                    yield Item(Text(name, name.label), name, "", "Lead")


def _names_of(material: Material, sentence: Text, match: re.Match[str]) -> Iterator[Passage]:
    """Cut what a sentence calls the entry into its names."""
    several = match.re is _KNOWN_AS
    end = _NAMES_END.search(match["names"]) if several else None
    whole = match["names"][: end.start() if end else None]
    at = 0
    start = sentence.passage.start + match.start("names")
    for part in (*(_PARTED.finditer(whole) if several else ()), None):
        stop = part.start() if part else len(whole)
        name = _bare(material, start + at, start + stop)
        at = part.end() if part else stop
        if name is not None:
            yield name


def _named_in(title: str, sentence: Text, before: Text | None) -> Iterator[re.Match[str]]:
    """Find the names that a sentence on the entry gives it, or one that speaks of it as "it"."""
    raw = sentence.passage.text
    own = defines(title, sentence.words)
    if not own and (before is None or not defines(title, before.words)):
        return
    called = _CALLED.fullmatch(raw)
    if called is not None and not own:
        yield called
        return
    known = _KNOWN_AS.search(raw)
    if (
        known is not None
        and not own
        and _IT.search(raw, known.start(), known.start("names")) is None
    ):
        known = None  # "Styles are often described as …" after a sentence on the entry
    found = (known, _APPOSED.match(raw) if own else None, _SHORT.match(raw))
    for match in found:
        if match is not None and (match.re is not _SHORT or _abbreviates(match)):
            yield match
    quoted = any(mark in raw for mark in '"“„«')
    if quoted and _NAMING.search(raw) is not None and _MISNAMED.search(raw) is None:
        yield from _QUOTED.finditer(raw)


def _abbreviates(match: re.Match[str]) -> bool:
    """Return whether capitals in brackets are the first letters of the words before them."""
    words = re.findall(r"[^\W\d_]+", match["before"])[-len(match["names"]) :]
    return "".join(word[0] for word in words).upper() == match["names"]


def _until(words: Passage, end: int) -> Passage:
    return Passage(words.start, words.start + end, words.text[:end])


def _bare(material: Material, start: int, end: int) -> Passage | None:
    """Cut an article and marks of quotation off a name; nothing where the words are none."""
    name = material.prose.cut(start, end)
    article = _ARTICLE.match(name.text)
    if article is not None:
        name = material.prose.cut(name.start + article.end(), name.end)
    words = name.text.strip(_MARKS)
    if not words or len(words.split()) > _MOST_WORDS or _NO_NAME.match(words):
        return None
    if asserted(words) is None:
        return None
    at = name.start + name.text.index(words)
    return Passage(at, at + len(words), words)
