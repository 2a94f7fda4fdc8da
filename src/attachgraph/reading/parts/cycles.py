"""Read a conflict cycle: its label, what sets it off, and the moves in order.

In: the value of an infobox row, or a section of its own. Out:
:class:`~attachgraph.model.ConflictCycle`. Who makes a move is found in :mod:`~attachgraph.reading.parts.actors`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from attachgraph.model import ConflictCycle, Move, Section, Text
from attachgraph.reading.asserting import DENIED, MISTAKEN, NOT
from attachgraph.reading.couples import names_kin
from attachgraph.reading.given_names import GIVEN_NAMES
from attachgraph.reading.headings import heading_field, speaks_of_else, stage_mark
from attachgraph.reading.labels import label_field
from attachgraph.reading.languages import any_of
from attachgraph.reading.lexicon import fold
from attachgraph.reading.parts.actors import led, read_actors
from attachgraph.reading.parts.chains import LEADS, NOUN_TAIL, cycle_of_label, is_chain, pieces
from attachgraph.reading.parts.material import Material
from attachgraph.reading.prose import Prose
from attachgraph.reading.sections import in_order, iter_sections, iter_texts, starts_below
from attachgraph.reading.styles import find_styles, names_others
from attachgraph.reading.wording import is_sentence
from attachgraph.reading.works import KIND_WORD

_ARROW: Final = re.compile(r"[→⇒]|-{1,2}>|=>")
_PART: Final = re.compile(r"[,;]\s")
_CYCLE: Final = r"(?:cycle|loop|spiral|pattern|dance)"
#: 'Clinicians speak of a "come and go" cycle.' "They fall into the chase-and-hide cycle."
_NAMED: Final = re.compile(
    rf"[“\"„«]\s?(?P<name>[^“”\"„«»]{{4,50}})\s?[”\"“»] {_CYCLE}\b|"
    rf"\b(?:conflict|usual|typical) {_CYCLE} (?:is|was) (?:\w+ )?(?:known|called|named|nicknamed|dubbed)(?: (?!by )[a-z]+){{0,4}}? [*_“\"„«](?P<known>[^*_“”\"„«»]{{4,50}})[*_”\"“»]|"
    rf"\b(?P<into>(?:into|becomes|(?:caught|stuck|trapped|locked|up) in) )?(?:an?|the|their)\s(?:[a-z]+\s)?(?P<compound>[A-Za-z]{{3,}}[–-](?:and[–-])?[A-Za-z]{{3,}}(?:[–-][A-Za-z]{{3,}})?\s{_CYCLE})\b"
)
#: Of a water cycle nobody says "their usual cycle".
_OWN: Final = r"(?:[Tt]his|[Tt]h(?:e|eir)|[Aa]|[Oo]ur|[Yy]our|[Ii]ts)(?: (?:usual|typical|common|negative|conflict|basic|same|familiar|vicious|main|primary|whole))?"
#: "Our cycle: ask, dodge, shrug", "[13:35] The loop Jane sees most: **cling, bolt**", a line by itself.
_LABELLED: Final = re.compile(
    r"[*_\s]*(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?\s+)?[*_]*(?P<name>[^\W\d_][^:*_\n]{3,50}?)\s?[*_]*:[*_]*\s+[*_]*(?P<moves>[^.:?!\d]{5,120}?)\.?[*_]*"
)
_POSSESSED: Final = re.compile(
    r"(?:the|our|your|their|its|unser|ihr|euer|der|notre|votre|leur|le|nuestro|su|el) ",
    re.IGNORECASE,
)
#: Of "the cycle" alone one cannot tell, nor of one that is wished for.
_BARE: Final = frozenset({"cycle", "loop", "pattern", "spiral"})
_OWN_LABEL: Final = re.compile(
    rf"(?![Aa] |[Tt]his |[Tt]he \w+$){_OWN} (?:cycle|loop|spiral)(?: (?!of|in|on|for|at|and|want|wish|need)[\w'’]+){{0,4}}"
)
#: What a heading on a cycle goes on with that is no move.
_TOPICS: Final = re.compile(
    r"\b(?:how|why|what|when|where|who|see (?:above|below|also|page)|causes?|effects?|signs?|examples?|overview|definition|worksheet|theory|research|unknown|"
    r"wie|warum|was|ursachen?|folgen|beispiele?|comment|pourquoi|exemples?|c[oó]mo|por qu[eé]|causas|ejemplos?)\b",
    re.IGNORECASE,
)
#: "Their usual cycle runs: ", "The fight is always the same: ".
_TOLD_AFTER: Final = re.compile(
    rf"\b[Ii]n (?:this|the|their) (?:[\w-]+ )?{_CYCLE}, |\b(?:{_OWN} {_CYCLE}|fight|quarrel|argument|conflict)s?\b(?:[^:→.]{{0,50}}:|[^:→.]{{0,50}}?\b(?:runs|goes|is)\b)\s+(?=\S)"
)
#: Who does something, and in English that they do it: "the worrier asks", "sie geht".
_CLAUSE: Final = re.compile(
    r"\s*(?:(?:and|then|so|until|while|whereupon|when|first|und|dann|wenn|zuerst|et|puis|quand|y|cuando|the more|je mehr|desto \w+ \w+|plus|cuanto más(?: \w+)?|más(?: \w+)?),? ){0,3}"
    rf"(?P<who>(?:{any_of('pronouns')}|(?:the|an?|her|his|der|die|das|eine?|le|la|les|une?|el|una|los|las) [\w-]+|l['’][\w-]+)\b)(?P<acts>(?: [\w-]+){{0,2}}? (?:[a-z]+ly |then )?[a-z]+s\b)?",
    re.IGNORECASE,
)
#: "Double protest: one partner asks, …"
_LEAD: Final = re.compile(r"[*_]*(?P<name>[A-ZÀ-Þ][^:.,*_]{2,40}?)[*_]*:+[*_]*\s+(?=\S)")
#: Sections where a conflict or an argument is one of scholars, or of people in a work.
_NOT_TOLD_IN: Final = ("debates", "depictions", "history", "references", "publications")
#: The year of a study; an item that has one is no move.
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
#: The box before a thing to do, and the characters that hold it.
_BOX: Final = re.compile(r"\[[ xX]?\]\s*$")
_BOX_WIDTH: Final = 6
#: One of a couple, in the words that are before what is done.
_SOMEONE: Final = re.compile(
    rf"{any_of('pronouns')}|(?:\w+ )?(?:{any_of('others')}|{any_of('partners')})"
)
#: What tells of something else than the cycle above a list or before a colon.
_WAYS_OUT: Final = re.compile(rf"{NOT}|{MISTAKEN.pattern}|\b(?:{any_of('ways_out')})\b")
_TRIGGER_LINE: Final = re.compile(r"Triggers?\s*:\s*", re.IGNORECASE)


def read(material: Material) -> Iterator[ConflictCycle]:
    """Read the cycles that sections tell, then those that rows of the infobox name."""
    prose, styles = material.prose, material.entry.styles
    told = [
        cycle
        for section in _of_cycles(material.entry.sections)
        for cycle in cycles_of_section(prose, section, styles)
        if not names_others(styles, cycle.label.words, *(move.action.words for move in cycle.moves))
    ]
    labels = [(text, row.label.label) for row in material.rows("cycle") for text in row.items]
    if len(told) == len(labels) == 1 and heading_field(told[0].label.words) is not None:
        # The section is only called "Conflict Cycle"; the infobox has the name of what it tells.
        told, labels = [_named_by(material, told[0], *labels[0])], []
    yield from told
    known = {fold(cycle.label.words) for cycle in told}
    texts = [text for text, _ in iter_texts(material.entry)] if labels else []
    if not told and not labels:
        yield from _in_prose(material)
    for text, section in labels:
        if fold(text.words) not in known:
            cycle = _with_trigger(material, cycle_of_label(material.prose, text, section))
            yield read_actors(cycle, styles, texts)


def _of_cycles(sections: Iterable[Section]) -> Iterator[Section]:
    """Find the sections on cycles, also below others, such as one on dynamics."""
    for section in sections:
        if section.field == "cycles":
            yield section
        else:
            yield from _of_cycles(section.sections)


def _in_prose(material: Material) -> Iterator[ConflictCycle]:
    """Read the first cycle that running text names or tells in one sentence."""
    styles, sections = material.entry.styles, material.entry.sections
    elsewhere = {at for field in _NOT_TOLD_IN for at in starts_below(sections, field)}
    heads = (
        (material.prose.text(one.heading), one.heading.label) for one in iter_sections(sections)
    )
    for text, section in chain(iter_texts(material.entry), heads):
        raw, at = text.passage.text, text.passage.start
        if at in elsewhere or names_others(styles, raw) or KIND_WORD.search(raw):
            continue  # of scholars, of another pairing, of a film
        named = _labelled(material, text, section) or _said(material.prose, text, section)
        after = _TOLD_AFTER.search(raw)
        if named is None and after and _WAYS_OUT.search(fold(raw[: after.end()])) is None:
            named = _told(material.prose, at + after.end(), text.passage.end, section)
        if named is not None:
            yield read_actors(named, styles, ())
            return


def _labelled(material: Material, text: Text, section: str) -> ConflictCycle | None:
    """Read a line that is nothing but a label and its moves: several, where the label may mean else."""
    line = _LABELLED.fullmatch(text.passage.text)
    if line is None or _WAYS_OUT.search(fold(line["name"])) or names_kin(line["moves"]):
        return None
    own = _POSSESSED.sub("", line["name"], 1)
    is_label = label_field(own) == "cycle" and fold(own) not in _BARE
    may_be = len(material.entry.styles) == _TWO and _OWN_LABEL.fullmatch(line["name"]) is not None
    if not (is_label or may_be) or _TOPICS.search(line["moves"]):
        return None
    prose, (start, end) = material.prose, line.span("moves")
    label = prose.text(prose.cut(text.passage.start + start, text.passage.start + end))
    named = cycle_of_label(prose, label, section)
    are_names = any(fold(move.action.words) in GIVEN_NAMES for move in named.moves)
    return named if is_chain(named, _TWO if is_label else _FEWEST) and not are_names else None


def _said(prose: Prose, text: Text, section: str, *, surely: bool = False) -> ConflictCycle | None:
    """Read the cycle that a sentence names; surely, where the heading says that one is told of."""
    match = _NAMED.search(text.passage.text)
    if match is None:
        return None
    clause = text.passage.text[: match.end()] + text.passage.text[match.end() :].partition(",")[0]
    if DENIED.search(fold(clause)) or names_kin(clause) or text.words.endswith("?"):
        return None
    kind = next(kind for kind in ("name", "known", "compound") if match[kind])
    if find_styles(match[kind]) or not (surely or kind != "compound" or match["into"]):
        return None
    start, end = (text.passage.start + at for at in match.span(kind))
    named = cycle_of_label(prose, prose.text(prose.cut(start, end)), section)
    return replace(named, moves=()) if len(named.moves) == 1 else named


def _told(
    prose: Prose, start: int, end: int, section: str, *, surely: bool = False
) -> ConflictCycle | None:
    """Read a cycle told in one sentence: three moves with arrows, or what one does and the other.

    Surely, where the heading says that it is one: then no verb needs to be seen.
    """
    words = prose.content[start:end].removesuffix(".").replace("\n", " ")
    if MISTAKEN.search(fold(words)):
        return None
    moves = pieces(words, _ARROW)
    if len(moves) < _FEWEST:
        moves = pieces(words, _PART)
        found = [_CLAUSE.match(words[slice(*move)]) for move in moves]
        actors = {
            fold(one["who"]) for one in found if one is not None and _acts(one, surely=surely)
        }
        first = found[0]
        if len(actors) < _TWO or first is None:
            if not surely or len(moves) < _FEWEST:
                return None
            if not all(LEADS.search(words[slice(*move)]) for move in moves):
                return None
        seen = first is not None and (first["acts"] or first.start("who"))
        if surely and len(moves) < _FEWEST and not (seen or all(map(_SOMEONE.fullmatch, actors))):
            return None
    steps = (prose.text(prose.cut(start + a, start + b)) for a, b in moves)
    label = prose.text(prose.cut(start, start + len(words)))
    return ConflictCycle(label, None, tuple(map(Move, steps)), section)


def _acts(clause: re.Match[str], *, surely: bool) -> bool:
    """Return whether one of a couple does something: no mother, no study and no pattern."""
    who = fold(clause["who"])
    if names_kin(who) or speaks_of_else(clause[0]):
        return False
    return surely or bool(clause["acts"] and (_SOMEONE.fullmatch(who) or find_styles(who)))


#: Moves in a row of arrows that are more than a cause and its effect, and actors of a cycle.
_FEWEST: Final = 3
_TWO: Final = 2


def _named_by(material: Material, cycle: ConflictCycle, label: Text, section: str) -> ConflictCycle:
    named = _with_trigger(material, cycle_of_label(material.prose, label, section))
    return replace(cycle, label=label, trigger=cycle.trigger or named.trigger)


def _with_trigger(material: Material, cycle: ConflictCycle) -> ConflictCycle:
    if cycle.trigger is None:
        for row in material.rows("trigger"):
            if row.items:
                return replace(cycle, trigger=row.items[0])
    return cycle


def cycles_of_section(
    prose: Prose, section: Section, styles: Sequence[str]
) -> Iterator[ConflictCycle]:
    """Read the cycles that a section of its own describes."""
    own = (section,) if section.items or not section.sections else ()
    for part in (*own, *section.sections):
        if part is not section and _WAYS_OUT.search(fold(part.heading.label)):
            continue
        items = tuple(_listed(prose, part)) if part.items else _steps(prose, part)
        if not items:
            yield from _named_alone(prose, part, styles)
            continue
        lines = (_after(prose, s, _TRIGGER_LINE) for s in part.sentences)
        trigger = next((text for text in lines if text is not None), None)
        moves = [led(prose, item, styles) for item in items]
        label = prose.text(part.heading)
        named = cycle_of_label(prose, items[0], part.heading.label)
        if len(items) == 1 and _is_name(items[0], named):
            # The only item is no move but the name of the cycle.
            told = named.moves if len(named.moves) > 1 else ()
            named = replace(named, trigger=trigger or named.trigger, moves=told)
            yield read_actors(named, styles, ())
            continue
        yield ConflictCycle(label, trigger, tuple(moves), part.heading.label, told=True)


def _listed(prose: Prose, section: Section) -> Iterator[Text]:
    """Give the items of a section but those below a line that leads to something else."""
    leads_off = False
    items = {item.passage.start for item in section.items}
    for text in in_order(section):
        if text.passage.start in items:
            before = prose.content[max(0, text.passage.start - _BOX_WIDTH) : text.passage.start]
            other = _BOX.search(before) or _YEAR.search(text.words) or text.words.isupper()
            if not leads_off and not other:
                yield text
        else:
            leads_off = text.words.endswith((":", "?")) and bool(_WAYS_OUT.search(fold(text.words)))


def _steps(prose: Prose, section: Section) -> tuple[Text, ...]:
    """Read "Step 1: She asks." and the lines that follow as the items of a list."""
    if not section.sentences:
        return ()
    start, end = section.sentences[0].passage.start, section.sentences[-1].passage.end
    found: list[tuple[int, int]] = []
    for line in prose.content[start:end].splitlines(keepends=True):
        mark = stage_mark(line)
        if mark:
            found.append((start + mark, start + len(line)))
        elif found and line.strip():
            found[-1] = (found[-1][0], start + len(line))
        start += len(line)
    return tuple(prose.text(prose.cut(*span)) for span in found) if len(found) > 1 else ()


def _named_alone(prose: Prose, section: Section, styles: Sequence[str]) -> Iterator[ConflictCycle]:
    """Read the only line of a section, if it is a name or a chain of moves, or a name in a sentence."""
    texts = section.sentences
    ends = texts[0].passage.end if texts else 0
    alone = len(texts) == 1 or (texts and "\n" in prose.content[ends : texts[1].passage.start])
    if alone and ("→" in texts[0].words or not texts[0].words.endswith((".", ":", "?"))):
        start, end = texts[0].passage.start, texts[0].passage.end
        lead = _LEAD.match(texts[0].passage.text)
        start += lead.end() if lead is not None and label_field(lead["name"]) == "cycle" else 0
        label = prose.text(prose.cut(start, end - texts[0].words.endswith(".")))
        named = cycle_of_label(prose, label, section.heading.label)
        if is_chain(named, _TWO):
            yield read_actors(named, styles, ())
        return
    for text in texts:
        said = _said(prose, text, section.heading.label, surely=True)
        if said is not None:
            yield read_actors(said, styles, texts)
            return
    yield from _told_below(prose, section, styles)


def _told_below(prose: Prose, section: Section, styles: Sequence[str]) -> Iterator[ConflictCycle]:
    """Read the first sentence of a section that tells the cycle, with the name before its colon."""
    for text in section.sentences:
        lead = _LEAD.match(text.passage.text)
        if lead is not None and _WAYS_OUT.search(fold(lead["name"])):
            continue
        start = text.passage.start + (lead.end() if lead is not None else 0)
        told = _told(prose, start, text.passage.end, section.heading.label, surely=True)
        if told is None:
            continue
        if lead is not None and label_field(lead["name"]) != "cycle":
            name = prose.cut(*(text.passage.start + at for at in lead.span("name")))
            told = replace(told, label=prose.text(name))
        yield read_actors(told, styles, ())
        return


def _is_name(item: Text, named: ConflictCycle) -> bool:
    """Tell the name of a cycle from a move: it says both moves, or ends as "Freeze loop" does."""
    tail = NOUN_TAIL.search(item.words)
    said = len(named.moves) > 1 or (tail is not None and len(tail[0].split()) == 1)
    return said and not is_sentence(item.words)


def _after(prose: Prose, text: Text, label: re.Pattern[str]) -> Text | None:
    """Return what a line says after its label, without the full stop, if it says something."""
    match = label.match(text.passage.text)
    if match is None:
        return None
    end = text.passage.end - text.passage.text.endswith(".")
    words = prose.cut(text.passage.start + match.end(), end)
    return prose.text(words) if words.text else None
