"""Names of other things and of this one: other names, opposites, related entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from attachgraph.model import Item, Kind, Passage, Section, Text
from attachgraph.reading.asserting import asserted
from attachgraph.reading.kinds import defines
from attachgraph.reading.labels import split_row
from attachgraph.reading.languages import LANGUAGES
from attachgraph.reading.lexicon import fold
from attachgraph.reading.parts.material import Material
from attachgraph.reading.wording import bare_title

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
_BOND: Final = r"(?:couples?|pairs?|pairings?|dynamics?|bonds?|loops?|cycles?|relationships?|traps?|dances?|match|matches|styles?|attachment|spirals?|patterns?|dyads?|romances?|marriages?)"
_TWO: Final = re.compile(rf"(?<=\w) (?:and|or|und|y|et) (?=\w[^,;]*\b{_BOND}\.?$)")
_ENDS_IN_BOND: Final = re.compile(rf"\b{_BOND}$")
_MARKS: Final = "*_\"“”‘’'"
_KNOWN_AS: Final = re.compile(
    rf"(?:{'|'.join(w.naming for w in LANGUAGES)})\s*(?P<names>(?:[^.;()]|\.(?=[”\"])){{2,160}})",
    re.IGNORECASE,
)
#: "Therapists call it the tide pair.": a name for a bond, in quotes or not.
_COUPLE_NAME: Final = rf"(?:the|an?) (?:[\w’'-]+ ){{0,3}}?[\w’'-]+ {_BOND}|(?:the |an? )?[“\"][^“”\"]{{2,60}} {_BOND}[”\"]"
_CALLED: Final = re.compile(
    r"\b(?:call(?:s|ed)?|nicknamed?|dubbed|refers? to) (?:it|them|(?:this|such an?) \w+)(?: as)? "
    rf"(?P<names>{_COUPLE_NAME}|(?<=call it )[“\"][^“”\"]{{2,60}}[”\"])(?=[.,;”\"]|$| (?:because|when|in|as)\b)"
)
#: "Put two of them together and you get what one counsellor calls the tide couple."
_WHAT_CALLED: Final = re.compile(
    r"\b(?:is|are|get|gets|becomes?|makes?|forms?|creates?) what (?:[\w’'.-]+ ){1,6}?(?:calls?|called|names?|named|dubs|dubbed|terms?|termed) "
    rf"(?P<names>{_COUPLE_NAME})(?=[.,;”\"]|$)"
)
_TWO_OF_THEM: Final = re.compile(r"\b(?:two of them|together|such a (?:couple|pair))\b")
#: "(popular)", "(in adults)" after a name: how it is used.
_REMARKED: Final = re.compile(r"(?<!\s)\s+\([a-zà-ÿ][^()]{2,40}\)[*_]*$")
#: "A doubt couple, or harbor dyad, is one …"; "A doubt couple or harbor dyad is one …"
_APPOSED: Final = re.compile(
    r"(?P<before>[^,.;()]{3,80}?)(?: \([^()]{2,40}\))?(?P<comma>,)? or (?P<names>[^,.;()]{3,60}),? (?:is|are|describes|refers|joins|means)\b"
)
#: "The terms doubt couple and harbor dyad are also used."
_USED: Final = re.compile(
    r"\b[Tt]he (?:terms?|names?|labels?|expressions?) (?P<names>[^.;()]{3,120}?) (?:is|are) (?:(?:also|sometimes|often) )?(?:used|in use|common)"
    r"(?=[.,;]|$| for (?:it|them|the same|th(?:is|ese) \w+)\b)"
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
_IT: Final = re.compile(
    r"\b(?:its?|them|this|sie|ihn|er|es|die|das|man|la|lo|appelle|llama|bezeichnungen|namen)\b",
    re.IGNORECASE,
)
#: What no name begins with: "of others".
_NO_NAME: Final = re.compile(
    r"(?:of|from|with|in|into|on|upon|out|up|to|for|by|under|than|that|any|one|two|three|some|many|several|various|other|what|how|both|our|my|your|his|her|their|"
    r"worst|best|most|(?:hard|tough|cold|strong|weak|sad|rar|warm|dark|deep|saf)est|opposite)\b(?!-)",
    re.IGNORECASE,
)
#: What no name in a list begins with.
_ASIDE: Final = re.compile(
    r"(?:see|click|add|not|used|names? (?:vary|differ|depend))\b(?!-)", re.IGNORECASE
)
#: "A toxic couple", "a difficult style": an opinion, and no name.
_OPINION: Final = re.compile(
    r"(?:very |so |truly |rather )?(?:toxic|healthy|unhealthy|difficult|hard|challenging|ideal|perfect|bad|good|dangerous|impossible|secure|insecure|normal|typical|common|"
    r"happy|unhappy|strong|weak|painful|classic|special|real|true|stable|unstable|complex|complicated|risky|safe) \w+"
)
_INDEFINITE: Final = re.compile(r"\b(?:an?|eine?|une?|una)\s$")
_MISNAMED: Final = re.compile(
    r"\b(?:not|never|no longer|rarely|nobody|wrongly|mistakenly|nicht|unlike|confused?|no|nunca|pas|jamais)\b",
    re.IGNORECASE,
)
_CLAUSES: Final = re.compile(r"[,;.]| (?:and|but|und|y|et) ")
_PRONOUN: Final = re.compile(r"(?:es|sie|er|il|elle|se|on)\b", re.IGNORECASE)
_DESCRIBED: Final = re.compile(r"\b(?:described|labell?ed|styled)\b")
_BONDED: Final = re.compile(rf"\b{_BOND}\b|paar\b|falle\b|\b(?:pareja|couple)\b", re.IGNORECASE)
#: Characters before a name that may deny it.
_BEFORE: Final = 40
#: "(DBR)", "(DBR; also doubt couple)", "(sometimes the doubt)" right after the title.
_SHORT: Final = re.compile(r"(?P<before>[^(),.;:]{3,90}?)\s\((?P<names>[^()\d]{2,80})\)")
#: What shows that words in brackets are a name.
_SAYS_NAME: Final = re.compile(
    r"(?:(?:(?:sometimes|often) (?=called|known|the|an? |[“\"„«]))?(?:also|or|aka|called|known as|abbr(?:eviated)?|short|auch|oder|kurz|también|aussi|o|ou)[.:]?\s+)+|"
    r"(?:(?:sometimes|often) )?(?=[“\"„«])",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"[;,]\s*|\s(?=or\s|oder\s|o\s|ou\s)")
#: "Doubt trap (DT)": a name with its short form.
_WITH_SHORT: Final = re.compile(r"(?P<before>.{3,90}?)\s\((?P<names>[A-Z]{2,6})\)")
_BRACKETED: Final = re.compile(r"\s\([^()]*\)")
#: Names in quotation marks, one behind the other.
_IN_QUOTES: Final = re.compile(
    r"(?:,?\s(?:or|and|oder|und|o|ou|y|et)\s|,\s)?(?:the |an? )?[“\"„«]\s?(?P<name>[^“”\"„«»]{2,80}?)[.,]?\s?[\"”“»]"
)
#: Where the names end and the sentence goes on.
_NAMES_END: Final = re.compile(
    r",?\s(?:is|are|was|were|refers?|describes?|denotes?|means?|joins?|involves?|occurs?|has|have|can|may|unites?|links?|pairs?(?= (?:an?|the|two|one)\b)|combines?|forms?|develops?|consists?|"
    r"genannt|bekannt|ist|sind|bezeichnet|beschreibt|verbindet|es|son|une|se refiere|describe|est|sont|désigne|décrit|in which|in (?:adult(?:s|hood)|child(?:ren|hood)|infan(?:ts|cy))|where|when|because|although|though|by|among|since|which|who|that|due)\b|,\s(?:and|but|an?|the)\s",
)
_PARTED: Final = re.compile(
    r",\s*(?:(?:and|or|und|oder|y|o|et|ou)\s+)?|\s(?:and|or|oder|und|o|ou)\s|/"
)
_ARTICLE: Final = re.compile(
    r"(?:an?|the|vo[mn]|der|die|das|el|la|le|les|l['’]|as|simply)\s+", re.IGNORECASE
)
_AFTER_ARTICLE: Final = re.compile(r"\b(?:an?|the|der|die|das|el|la|le)\s$")
_MOST_WORDS: Final = 7
#: Sentences at the beginning that may give other names.
_FIRST: Final = 4


def other_names(material: Material) -> Iterator[Item]:
    """Read what else the thing is called."""
    for item in _names(material, "aliases", "other-names"):
        short = _WITH_SHORT.fullmatch(item.name.text)
        if short is not None and _abbreviates(short["before"], short["names"]):
            start = item.name.start
            yield replace(item, name=_until(item.name, short.end("before")))
            start, end = start + short.start("names"), start + short.end("names")
            yield replace(item, name=Passage(start, end, short["names"]))
            continue
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
    """Read rows and sections; a remark or another row among the names is none of them."""
    for item in _listed(material, row_field, section_field):
        if row_field == "related" or _is_name(item):
            yield item


def _is_name(item: Item) -> bool:
    """Tell a name in a list from a remark on names, and from a row of another kind."""
    row = split_row(item.text.words) if ":" in item.text.words else None
    apart = row is not None and row.field not in NAME_FIELDS | {"aliases", "other"}
    words = item.name.text.strip(_MARKS)
    return not apart and _REMARK.search(words) is None and _ASIDE.match(words) is None


def _listed(material: Material, row_field: str, section_field: str) -> Iterator[Item]:
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
    for number, sentence in enumerate(lead[: 2 * _FIRST]):
        found = list(_named_in(title.text, sentence, before)) if number < _FIRST else []
        what = _WHAT_CALLED.search(sentence.passage.text)
        if what is not None and _TWO_OF_THEM.search(what.string, 0, what.start()) is not None:
            found.append(what)
        before = sentence
        for match in found:
            for name in _names_of(material, sentence, match):
                if name.label.casefold() not in seen and not _is_remark(material, match, name):
                    seen.add(name.label.casefold())
                    yield Item(Text(name, name.label), name, "", "Lead")


def _names_of(material: Material, sentence: Text, match: re.Match[str]) -> Iterator[Passage]:
    """Cut what a sentence calls the entry into its names."""
    start = sentence.passage.start + match.start("names")
    for begin, end in _cuts(match):
        name = _bare(material, start + begin, start + end)
        if name is not None:
            yield name


def _is_remark(material: Material, match: re.Match[str], name: Passage) -> bool:
    """Tell "often called difficult", "a wall" or "a toxic couple" from a name."""
    if _OPINION.fullmatch(name.text) is not None:
        return True
    before = material.prose.content[max(0, name.start - 6) : name.start]
    if match.re is not _KNOWN_AS or material.entry.kind is Kind.CONCEPT:
        return False
    if _INDEFINITE.search(before) is not None or _DESCRIBED.search(match[0]) is not None:
        return _BONDED.search(name.text) is None
    if before[-1:] in _MARKS:
        return False
    is_word = name.text.isalpha() and name.text.islower()
    return is_word and _AFTER_ARTICLE.search(before) is None


def _cuts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Cut the words of one or more names."""
    whole, at = match["names"], 0
    if match.re is _SHORT:
        yield from _bracketed(match)
        return
    if match.re in {_KNOWN_AS, _USED}:
        while (quoted := _IN_QUOTES.match(whole, at)) is not None:
            yield quoted.span("name")
            at = quoted.end()
        if at:
            return
        end = _NAMES_END.search(whole)
        whole = whole[: end.start() if end else None]
        for part in _PARTED.finditer(whole):
            yield at, part.start()
            at = part.end()
    yield at, len(whole)


def _bracketed(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Find the names in a bracket after the title: short forms, and what it says to be a name."""
    whole, at, named = match["names"], 0, False
    for part in (*_BETWEEN.finditer(whole), None):
        stop = part.start() if part else len(whole)
        said = _SAYS_NAME.match(whole, at, stop)
        named = named or said is not None
        if named or _abbreviates(match["before"], whole[at:stop]):
            yield (said.end() if said else at), stop
        at = part.end() if part else stop


def _named_in(title: str, sentence: Text, before: Text | None) -> Iterator[re.Match[str]]:
    """Find the names that a sentence on the entry gives it, or one that speaks of it as "it"."""
    raw = sentence.passage.text
    own = defines(bare_title(title), sentence.words)
    if not own and (before is None or not defines(bare_title(title), before.words)):
        return
    known = _KNOWN_AS.search(raw)
    if (
        known is not None
        and not (own or _PRONOUN.match(raw))
        and _IT.search(raw, known.start(), known.start("names")) is None
    ):
        known = None  # "Styles are often described as …" after a sentence on the entry
    found = (known, _APPOSED.match(raw) if own else None, _SHORT.match(raw), _USED.search(raw))
    for match in (*found, _CALLED.search(raw), _WHAT_CALLED.search(raw)):
        if match is not None and _is_of_title(title, match) and not _is_denied(match):
            yield match
    quoted = any(mark in raw for mark in '"“„«')
    if quoted and _NAMING.search(raw) is not None and _MISNAMED.search(raw) is None:
        yield from _QUOTED.finditer(raw)


def _is_denied(match: re.Match[str]) -> bool:
    """Tell "(not to be confused with …)" and "nobody calls it …"."""
    start = match.start("names")
    clause = _CLAUSES.split(match.string[max(0, start - _BEFORE) : start])[-1]
    return _MISNAMED.search(clause) is not None or _MISNAMED.match(match["names"]) is not None


def _is_of_title(title: str, match: re.Match[str]) -> bool:
    """Return whether what stands beside a name is the title, where only its place shows that it is one."""
    if match.re is _KNOWN_AS:
        # "The avoidant partner, often called the distancer": there it is not the title that has the name.
        before = _BRACKETED.sub("", match.string[: match.start()]).rstrip()
        apart = before[-1:] in {",", "("}
        return not apart or len(fold(before).split()) <= len(fold(title).split()) + 1
    if match.re is _APPOSED and match["comma"] is not None:
        return True
    if match.re is _SHORT and _abbreviates(match["before"], match["names"]):
        return True
    return match.re not in {_APPOSED, _SHORT} or bare_title(
        _ARTICLE.sub("", match["before"])
    ) == bare_title(title)


def _abbreviates(words: str, short: str) -> bool:
    """Return whether capitals are the first letters of the words before them."""
    last = re.findall(r"[^\W\d_]+", words)[-len(short) :]
    return short.isupper() and "".join(word[0] for word in last).upper() == short


def _until(words: Passage, end: int) -> Passage:
    return Passage(words.start, words.start + end, words.text[:end])


def _bare(material: Material, start: int, end: int) -> Passage | None:
    """Cut an article and marks of quotation off a name; nothing where the words are none."""
    name = material.prose.cut(start, end)
    words = name.text.strip(_MARKS)
    article = _ARTICLE.match(words)
    words = words[article.end() :].strip(_MARKS) if article is not None else words
    if not words or len(words.split()) > _MOST_WORDS or _NO_NAME.match(words):
        return None
    if asserted(words) is None:
        return None
    at = name.start + name.text.index(words)
    return Passage(at, at + len(words), words)
