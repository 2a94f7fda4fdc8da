"""What the sentences of an entry call it: the first ones, and of a couple any.

In: sentences. Out: names, each with its place. A sentence may name another thing, say what people
think of this one, or deny a name; then there is none.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

from attachgraph.model import Item, Kind, Passage, Text
from attachgraph.reading.asserting import asserted
from attachgraph.reading.couples import names_kin
from attachgraph.reading.kinds import defines
from attachgraph.reading.languages import any_of
from attachgraph.reading.lexicon import fold
from attachgraph.reading.parts.material import Material
from attachgraph.reading.sections import iter_texts
from attachgraph.reading.styles import find_styles
from attachgraph.reading.wording import bare_title

#: Nouns for what two people have: where each half of "a and b" ends in one, the halves are names.
BOND: Final = r"(?:couples?|pairs?|pairings?|dynamics?|bonds?|loops?|cycles?|relationships?|traps?|dances?|match|matches|styles?|attachment|spirals?|patterns?|dyads?|romances?|marriages?)"
MARKS: Final = "*_\"“”‘’'"
_KNOWN_AS: Final = re.compile(
    rf"(?:{any_of('naming')})\s*(?P<names>(?:[^.;()]|\.(?=[”\"])){{2,160}})",
    re.IGNORECASE,
)
#: "Therapists call it the tide pair.": a name for a bond, in quotes or not.
_COUPLE_NAME: Final = rf"(?:the|an?) (?:[\w’'-]+ ){{0,3}}?[\w’'-]+ {BOND}|(?:the |an? )?[“\"][^“”\"]{{2,60}} {BOND}[”\"]"
_CALLED: Final = re.compile(
    r"\b(?:(?:call(?:s|ed)?|nicknamed?|dubbed|refers? to) (?:it|them|(?:this|such an?) \w+)(?: as)?|"
    # "Put two of them together and you get what one counsellor calls the tide couple."
    r"(?:is|are|get|gets|becomes?|makes?|forms?|creates?) (?P<what>what) (?:[\w’'.-]+ ){1,6}?(?:calls?|called|names?|named|dubs|dubbed|terms?|termed)) "
    rf"(?P<names>{_COUPLE_NAME}|(?<=call it )[“\"][^“”\"]{{2,60}}[”\"])(?=[.,;”\"]|$| (?:because|when|in|as)\b)"
)
_TWO_OF_THEM: Final = re.compile(r"\b(?:two of them|together|such a (?:couple|pair))\b")
#: "A doubt couple, or harbor dyad, is one …"; "A doubt couple or harbor dyad is one …"
_APPOSED: Final = re.compile(
    r"(?P<before>[^,.;()]{3,80}?)(?: \([^()]{2,40}\))?(?:(?P<comma>,)? or|(?P<also>,) also) (?P<names>[^,.;()]{3,60}),? (?:is|are|describes|refers|joins|means)\b"
)
#: "The terms doubt couple and harbor dyad are also used."
_USED: Final = re.compile(
    r"\b[Tt]he (?:terms?|names?|labels?|expressions?) (?P<names>[^.;()]{3,120}?) (?:is|are) (?:(?:also|sometimes|often) )?(?:used|in use|common)"
    r"(?=[.,;]|$| for (?:it|them|the same|th(?:is|ese) \w+)\b)"
)
#: A name in quotes, in a sentence on names.
_QUOTED: Final = re.compile(
    rf"[“\"„«]\s?(?P<names>(?=[^“”\"„«».,;]{{0,60}}(?:\b{BOND}\b|paar\b|falle\b|\bpareja\b))[^“”\"„«».,;]{{3,60}}?)\s?[”\"“»]",
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
    r"early|known|called|seen|used|found|common|worst|best|most|(?:hard|tough|cold|strong|weak|sad|rar|warm|dark|deep|saf)est|opposite)\b(?!-)",
    re.IGNORECASE,
)
#: "A toxic couple", "a difficult style": an opinion, and no name.
_OPINION: Final = re.compile(
    r"(?:very |so |truly |rather )?(?:toxic|healthy|unhealthy|difficult|hard|challenging|ideal|perfect|bad|good|dangerous|impossible|secure|insecure|normal|typical|common|"
    rf"happy|unhappy|strong|weak|painful|classic|special|real|true|stable|unstable|complex|complicated|risky|safe) \w+|(?:{BOND} ?)+"
)
_INDEFINITE: Final = re.compile(r"\b(?:an?|eine?|une?|una)\s$")
_MISNAMED: Final = re.compile(
    r"\b(?:not|never|no longer|rarely|nobody|wrongly|mistakenly|nicht|unlike|confused?|no|nunca|pas|jamais)\b",
    re.IGNORECASE,
)
#: "It is treated with a method known as …", "Its cause, also known as …": another thing has the name.
_OF_ELSE: Final = re.compile(
    r"\b(?:with|to|by|from|into|through) (?:an?|the) (?:\w+ )?\w+ $|^(?:Its|Their) [\w -]{2,30}(?:,| is| are| was) $"
)
_BUT_NOT: Final = re.compile(
    r"[”\"]?,? (?:but|though|which) (?:(?:it|this|they) )?(?:is|are) not\b"
)
_CLAUSES: Final = re.compile(r"[,;.]| (?:and|but|und|y|et) ")
_PRONOUN: Final = re.compile(
    r"(?:es|sie|er|il|elle|se|on)\b|.*(?<! o[nf])(?<! in)(?<! to)(?<! by)(?<!for)(?<!with)(?<!behind) it (?:is|was) $",
    re.IGNORECASE,
)
_DESCRIBED: Final = re.compile(r"\b(?:described|labell?ed|styled|been called)\b")
_BONDED: Final = re.compile(rf"\b{BOND}\b|paar\b|falle\b|\b(?:pareja|couple)\b", re.IGNORECASE)
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
#: "low-worry, low-doubt attachment" is one name, and no two.
_ONE: Final = r"(?P<one>\b(\w+)-\w+, (?=\2-\w))"
_BETWEEN: Final = re.compile(rf"{_ONE}|[;,]\s*|\s(?=or\s|oder\s|o\s|ou\s)")
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
    rf"{_ONE}|,\s*(?:(?:and|or|und|oder|y|o|et|ou)\s+)?|\s(?:and|or|oder|und|o|ou)(?=[\s,]|$)\s?|/"
)
_ARTICLE: Final = re.compile(
    r"(?:an?|the|vo[mn]|der|die|das|el|la|le|les|l['’]|as|simply)\s+", re.IGNORECASE
)
_AFTER_ARTICLE: Final = re.compile(r"\b(?:an?|the|der|die|das|el|la|le)\s$")
_MOST_WORDS: Final = 7
#: Another name of a couple, in joined words or in marks, and what gives it: to such a couple, to "it", or to none that is named.
_NICKNAMED: Final = re.compile(
    r"(?:\b(?:(?:a (?:couple|pair)|couples|pairs) like (?:ours|theirs|this|these|them) (?:(?:is|are) (?:\w+ )?(?:called|known as|nicknamed|dubbed)|(?:has|have) an? (?:nick)?name[^,:.;]{0,30}[,:])|"
    r"calls? (?:this|such an?) (?:couple|pair|pairing)|(?P<it>(?:calls?|nicknames?|dubs?) it|(?:seen|heard) it called|it goes by)|"
    r"(?:speaks?|talks?) of(?= (?:(?:the|an?) )?[*_“\"«])|(?:uses?|used|prefers?|the) (?:the )?(?:nickname|name|term|label))|"
    r"(?P<fr>\bl['’](?:appelle|surnomme)(?:nt)?)) (?:(?:the|an?|le) )?"
    r"(?P<names>(?(fr)couple (?!(?:le|la|qui|du|de|très|plus) )(?:[\w’'-]+ ){1,3}[\w’'-]+(?=[.,;]|$)|"
    r"(?!(?:long|same|well|high|low|so|non|ex|on|off)[-–])(?:[*_“\"«]+|(?=[\w’'-]+[-–]\w))"
    r"(?:[\w’'–-]+ ){1,3}(?:couples?|pair|pairing|relationship|marriage|match|dyad|duo|trap)\b))",
    re.IGNORECASE,
)
_A_COUPLE: Final = re.compile(
    r"\b(?:a|this|such an?|le|un|ce) (?:couple|pair|pairing)\b", re.IGNORECASE
)
#: Sentences before a name that tell what "it" is.
_REACH: Final = 3
#: Sentences at the beginning that may give other names.
_FIRST: Final = 4


def of_lead(material: Material) -> Iterator[Item]:
    """Read "…, also known as the doubt loop, is …" of a first sentence that is about the entry."""
    title = material.entry.title
    seen: set[str] = set()
    before: Text | None = None
    first = material.entry.sections[:1]
    lead = (*material.entry.lead, *(text for section in first for text in section.sentences))
    for number, sentence in enumerate(lead[: 2 * _FIRST]):
        found = list(_named_in(title.text, sentence, before)) if number < _FIRST else []
        what = _CALLED.search(sentence.passage.text)
        if what is not None and what["what"] and _TWO_OF_THEM.search(what.string, 0, what.start()):
            found.append(what)
        before = sentence
        for match in found:
            for name in _names_of(material, sentence, match):
                if name.label.casefold() not in seen and not _is_remark(material, match, name):
                    seen.add(name.label.casefold())
                    yield Item(Text(name, name.label), name, "", "Lead")


def of_couple(material: Material) -> Iterator[Item]:
    """Read "We call it the tide-and-moon couple" wherever a page on a couple says so of it."""
    entry, before, last = material.entry, deque[str](maxlen=_REACH), ""
    own = set(entry.styles)
    for text, heading in iter_texts(entry) if len(entry.styles) > 1 else ():
        raw = text.passage.text
        if heading != last:
            before.clear()
            last = heading
        for match in _NICKNAMED.finditer(raw) if raw[-1:] != "?" else ():
            told = " ".join((*before, raw[: match.end()]))
            named = {mention.key for mention in find_styles(told, loosely=True)}
            known = named == own or _A_COUPLE.search(told) or not (match["it"] or match["fr"])
            start, end = (text.passage.start + at for at in match.span("names"))
            name = _bare(material, start, end)
            if name is None or not known or _is_denied(match) or not named <= own:
                continue
            if fold(name.text) not in fold(entry.title.text) and not names_kin(name.text):
                yield Item(Text(name, name.label), name, "", heading)
        before.append(raw)


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
    if before[-1:] in MARKS:
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
            if part["one"] is None:
                yield at, part.start()
                at = part.end()
    yield at, len(whole)


def _bracketed(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Find the names in a bracket after the title: short forms, and what it says to be a name."""
    whole, at, named = match["names"], 0, False
    parts = (part for part in _BETWEEN.finditer(whole) if part["one"] is None)
    for part in (*parts, None):
        stop = part.start() if part else len(whole)
        said = _SAYS_NAME.match(whole, at, stop)
        named = named or said is not None
        if named or abbreviates(match["before"], whole[at:stop]):
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
        and not (own or _PRONOUN.match(raw, 0, known.start()))
        and _IT.search(raw, known.start(), known.start("names")) is None
    ):
        known = None  # "Styles are often described as …" after a sentence on the entry
    found = (known, _APPOSED.match(raw) if own else None, _SHORT.match(raw), _USED.search(raw))
    for match in (*found, _CALLED.search(raw)):
        if match is not None and _is_of_title(title, match) and not _is_denied(match):
            yield match
    quoted = any(mark in raw for mark in '"“„«')
    if quoted and _NAMING.search(raw) is not None and _MISNAMED.search(raw) is None:
        yield from _QUOTED.finditer(raw)


def _is_denied(match: re.Match[str]) -> bool:
    """Tell "(not to be confused with …)" and "nobody calls it …"."""
    start = match.start("names")
    if _OF_ELSE.search(match.string[: match.start()][-_BEFORE:]) or _BUT_NOT.match(
        match.string, match.end("names")
    ):
        return True
    clause = _CLAUSES.split(match.string[max(0, start - _BEFORE) : start])[-1]
    return _MISNAMED.search(clause) is not None or _MISNAMED.match(match["names"]) is not None


def _is_of_title(title: str, match: re.Match[str]) -> bool:
    """Return whether what stands beside a name is the title, where only its place shows that it is one."""
    if match.re is _KNOWN_AS:
        # "The avoidant partner, often called the distancer": there it is not the title that has the name.
        before = _BRACKETED.sub("", match.string[: match.start()]).rstrip()
        apart = before[-1:] in {",", "("}
        return not apart or len(fold(before).split()) <= len(fold(title).split()) + 1
    if match.re is _APPOSED and (match["comma"] or match["also"]):
        return bool(match["comma"] or _BONDED.search(match["names"]))
    if match.re is _SHORT and abbreviates(match["before"], match["names"]):
        return True
    return match.re not in {_APPOSED, _SHORT} or bare_title(
        _ARTICLE.sub("", match["before"])
    ) == bare_title(title)


def abbreviates(words: str, short: str) -> bool:
    """Return whether capitals are the first letters of the words before them."""
    last = re.findall(r"[^\W\d_]+", words)[-len(short) :]
    return short.isupper() and "".join(word[0] for word in last).upper() == short


def _bare(material: Material, start: int, end: int) -> Passage | None:
    """Cut an article and marks of quotation off a name; nothing where the words are none."""
    name = material.prose.cut(start, end)
    words = name.text.strip(MARKS)
    article = _ARTICLE.match(words)
    words = words[article.end() :].strip(MARKS) if article is not None else words
    if not words or len(words.split()) > _MOST_WORDS or _NO_NAME.match(words):
        return None
    if asserted(words) is None:
        return None
    at = name.start + name.text.index(words)
    return Passage(at, at + len(words), words)
