"""Read a conflict cycle: its label, what sets it off, and the moves in order.

In: the value of an infobox row, or a section of its own. Out:
:class:`~attachgraph.model.ConflictCycle`. Who makes a move is taken from a sentence that says so;
of two moves, the second partner's follows from the first's and is marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from attachgraph.model import ConflictCycle, Move, Passage, Section, Text
from attachgraph.reading.headings import heading_field, stage_mark
from attachgraph.reading.labels import label_field
from attachgraph.reading.lexicon import fold
from attachgraph.reading.parts.material import Material
from attachgraph.reading.prose import Prose
from attachgraph.reading.sections import iter_texts
from attachgraph.reading.styles import find_styles
from attachgraph.reading.wording import is_sentence

# White space around separators is trimmed later: to match it here would cost the square of its
# length. For the same reason a run of letters or hyphens is tried from its beginning only.
_TRIGGER: Final = re.compile(
    r"(?<!\s)\s*+[,(]?\s*+\b(?:during|when(?:ever)?|after|under|amid(?:st)?|in response to|in the face of|"
    r"in times of|triggered by|set off by|following|upon|around|over|once|if)\s+(?P<what>[^()]+?)\)?\.?$",
    re.IGNORECASE,
)
_STRONG: Final = re.compile(
    r"[→⇄↔⇒]|(?<!-)-*+>|(?<!=)=++>|[;|]|\s(?:vs?\.?|versus|followed by|leading to|leads to|"
    r"met (?:with|by)|against|into|(?:and )?then|alternating with)\s",
    re.IGNORECASE,
)
_WEAK: Final = re.compile(r",\s*+(?:(?:and|then)\s)?|\s[–—/]\s|\sand\s")
# "Freeze-and-wait" is one word; "pursue-withdraw" is two moves.
_COMPOUND: Final = re.compile(
    r"(?<![A-Za-z/–-])(?P<first>[A-Za-z]{3,}+)[–/-](?!(?:and|the|for|but|nor)\b)(?P<second>[A-Za-z]{3,}+)"
    r"(?:[–/-](?P<third>[A-Za-z]{3,}+))?",
    re.IGNORECASE,
)
_ARROW: Final = re.compile(r"[→⇒]|-{1,2}>|=>")
_PART: Final = re.compile(r"[,;]\s")
_NOUN_TAIL: Final = re.compile(
    r"\s(?:cycles?|patterns?|loops?|dynamics?|dance|spirals?)\b.*$", re.IGNORECASE
)
_CYCLE: Final = r"(?:cycle|loop|spiral|pattern|dance)"
#: 'Clinicians speak of a "come and go" cycle.' "They fall into the chase-and-hide cycle."
_NAMED_CYCLE: Final = re.compile(
    rf"[“\"„«]\s?(?P<name>[^“”\"„«»]{{4,50}})\s?[”\"“»] {_CYCLE}\b|"
    rf"\b(?:into|(?:caught|stuck|trapped) in) (?:an?|the|their) (?P<compound>[a-z]{{3,}}[–-](?:and-)?[a-z]{{3,}} {_CYCLE})\b"
)
#: "… takes the form of a pursue-withdraw cycle"
_SAID_CYCLE: Final = re.compile(
    rf"\b(?:an?|the)\s(?:[a-z]+\s)?[“\"]?(?P<name>[A-Za-z]{{3,}}[–-](?:and[–-])?[A-Za-z]{{3,}}(?:[–-][A-Za-z]{{3,}})?\s{_CYCLE})\b"
)
#: "Their usual cycle runs: ", "The fight is always the same: ".
_TOLD_AFTER: Final = re.compile(
    rf"\b[Ii]n (?:this|the|their) (?:[\w-]+ )?{_CYCLE}, |\b(?:{_CYCLE}|fight|quarrel|argument|conflict)s?\b(?:[^:→.]{{0,50}}:|[^:→.]{{0,50}}?\b(?:runs|goes|is)\b)\s+(?=\S)"
)
#: Who does something, and in English that they do it: "the worrier asks", "sie geht".
_CLAUSE: Final = re.compile(
    r"\s*(?:(?:and|then|so|until|while|whereupon|und|dann|et|puis|y),? )*(?P<who>(?:she|he|one|they|both|er|sie|elle|il|ella|él|"
    r"(?:the|an?|her|his|der|die|das|eine?|le|la|les|une?|el|una|los|las) [\w-]+|l['’][\w-]+)\b)(?P<acts>(?: [\w-]+){0,2}? (?:[a-z]+ly |then )?[a-z]+s\b)?",
    re.IGNORECASE,
)
#: "Double protest: one partner asks, …"
_LEAD: Final = re.compile(r"[*_]*(?P<name>[A-ZÀ-Þ][^:.,*_]{2,40}?)[*_]*:+[*_]*\s+(?=\S)")
_DENIED: Final = re.compile(r"\b(?:not|no|never|none|unlike|differs?)\b")
_STEM: Final = 6
_FILLER: Final = frozenset(
    {"emotional", "anxious", "mutual", "chronic", "sudden", "the", "a", "an", "partner", "repeated"}
)
_LED_BY: Final = re.compile(r"(?P<actor>[^:]{2,60}?)\s*:\s+(?=\S)")
_TRIGGER_LINE: Final = re.compile(r"Triggers?\s*:\s*", re.IGNORECASE)
_OWN: Final = re.compile(
    r"(?:\s+(?:partners?|individuals?|persons?|side))?(?:['’]s)?(?P<rest>)\s+(?=\S)", re.IGNORECASE
)
_PARTNER: Final = r"(?:[’']s)?\s++(?:partners?|individuals?|persons?|people|one)?\s*+"


def read(material: Material) -> Iterator[ConflictCycle]:
    """Read the cycles that sections tell, then those that rows of the infobox name."""
    prose, styles = material.prose, material.entry.styles
    told = [
        cycle
        for section in _of_cycles(material.entry.sections)
        for cycle in cycles_of_section(prose, section, styles)
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
    for text, section in iter_texts(material.entry):
        raw, at = text.passage.text, text.passage.start
        own = material.entry.styles
        if own and any(mention.key not in own for mention in find_styles(raw)):
            continue  # of another pairing
        named, after = _NAMED_CYCLE.search(raw), _TOLD_AFTER.search(raw)
        if named is not None and _DENIED.search(text.words) is None:
            label = material.prose.cut(*(at + place for place in named.span(named.lastgroup or 0)))
            yield cycle_of_label(material.prose, material.prose.text(label), section)
            return
        told = _told(material.prose, at + after.end(), text.passage.end, section) if after else None
        if told is not None:
            yield read_actors(told, material.entry.styles, ())
            return


def _told(
    prose: Prose, start: int, end: int, section: str, *, surely: bool = False
) -> ConflictCycle | None:
    """Read a cycle told in one sentence: three moves with arrows, or what one does and the other.

    Surely, where the heading says that it is one: then no verb needs to be seen.
    """
    words = prose.content[start:end].removesuffix(".").replace("\n", " ")
    moves = _pieces(words, _ARROW)
    if len(moves) < _FEWEST:
        moves = _pieces(words, _PART)
        found = [_CLAUSE.match(words[slice(*move)]) for move in moves]
        actors = {fold(one["who"]) for one in found if one is not None and (surely or one["acts"])}
        if (
            len(actors) < _TWO
            or found[0] is None
            or (surely and len(moves) < _FEWEST and not found[0]["acts"])
        ):
            return None
    steps = (prose.text(prose.cut(start + a, start + b)) for a, b in moves)
    label = prose.text(prose.cut(start, start + len(words)))
    return ConflictCycle(label, None, tuple(map(Move, steps)), section)


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


def cycle_of_label(prose: Prose, text: Text, section: str) -> ConflictCycle:
    """Read a cycle out of its label."""
    start, end = text.passage.start, text.passage.start + len(_unmarked(text.passage.text))
    head = prose.content[start:end]
    # Brackets end a trigger, so that only what comes after the last of them needs to be searched.
    inside = head.removesuffix(".").removesuffix(")")
    match = _TRIGGER.search(head, max(0, inside.rfind("("), inside.rfind(")")))
    trigger = None
    if match and match.start() > 0:
        trigger = prose.text(prose.cut(start + match.start("what"), start + match.end("what")))
        head = head[: match.start()]
    return ConflictCycle(text, trigger, tuple(_moves(prose, start, head)), section)


def _unmarked(raw: str) -> str:
    return re.split(r"\[@|\{\.", raw, maxsplit=1)[0].rstrip()


def _moves(prose: Prose, start: int, head: str) -> Iterator[Move]:
    pieces = _pieces(head, _STRONG)
    if len(pieces) == 1:
        pieces = _pieces(head, _WEAK)
    if len(pieces) == 1:
        compound = _COMPOUND.search(_NOUN_TAIL.sub("", head))
        if compound:
            pieces = [
                compound.span(name) for name in ("first", "second", "third") if compound[name]
            ]
    for left, right in pieces:
        words = prose.cut(start + left, start + right)
        if words.text:
            yield Move(prose.text(words))


def _pieces(head: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    at = 0
    found: list[tuple[int, int]] = []
    for match in separator.finditer(head):
        if head[at : match.start()].strip():
            found.append((at, match.start()))
        at = match.end()
    if head[at:].strip():
        found.append((at, len(head)))
    return found


def cycles_of_section(
    prose: Prose, section: Section, styles: Sequence[str]
) -> Iterator[ConflictCycle]:
    """Read the cycles that a section of its own describes."""
    for part in section.sections or (section,):
        items = part.items or _steps(prose, part)
        if not items:
            yield from _named_alone(prose, part, styles)
            continue
        lines = (_after(prose, s, _TRIGGER_LINE) for s in part.sentences)
        trigger = next((text for text in lines if text is not None), None)
        moves = [_led(prose, item, styles) for item in items]
        label = prose.text(part.heading)
        named = cycle_of_label(prose, items[0], part.heading.label)
        if len(items) == 1 and _is_name(items[0], named):
            # The only item is no move but the name of the cycle.
            told = named.moves if len(named.moves) > 1 else ()
            named = replace(named, trigger=trigger or named.trigger, moves=told)
            yield read_actors(named, styles, ())
            continue
        yield ConflictCycle(label, trigger, tuple(moves), part.heading.label, told=True)


def _steps(prose: Prose, section: Section) -> tuple[Text, ...]:
    """Read "Step 1: She asks." and what follows as the items of a list."""
    steps = tuple(
        prose.text(prose.cut(text.passage.start + mark, text.passage.end))
        for text in section.sentences
        if (mark := stage_mark(text.passage.text))
    )
    return steps if len(steps) > 1 else ()


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
        if len(named.moves) > 1:
            yield read_actors(named, styles, ())
        return
    for text in texts:
        match = _SAID_CYCLE.search(text.passage.text)
        if match and not find_styles(match["name"]) and _DENIED.search(text.words) is None:
            start, end = (text.passage.start + at for at in match.span("name"))
            label = prose.text(prose.cut(start, end))
            named = cycle_of_label(prose, label, section.heading.label)
            if len(named.moves) == 1:
                named = replace(named, moves=())
            yield read_actors(named, styles, texts)
            return
    yield from _told_below(prose, section, styles)


def _told_below(prose: Prose, section: Section, styles: Sequence[str]) -> Iterator[ConflictCycle]:
    """Read the first sentence of a section that tells the cycle, with the name before its colon."""
    for text in section.sentences:
        lead = _LEAD.match(text.passage.text)
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
    tail = _NOUN_TAIL.search(item.words)
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


def _led(prose: Prose, item: Text, styles: Sequence[str]) -> Move:
    match = _LED_BY.match(item.passage.text)
    if match is None:
        return Move(item)
    actor = _actor(match["actor"], styles)
    if not actor:
        return Move(item)
    named = prose.cut(item.passage.start, item.passage.start + match.end("actor"))
    action = prose.text(prose.cut(item.passage.start + match.end(), item.passage.end))
    return Move(action, actor, named)


def _actor(words: str, styles: Sequence[str]) -> str:
    folded = fold(words)
    for position in ("first", "second"):
        if folded.startswith((position, f"the {position}")):
            return position
    found = [mention.key for mention in find_styles(words)]
    if len(found) == 1 and (not styles or found[0] in styles):
        return found[0]
    return "both" if folded.startswith(("both", "each")) else ""


def read_actors(
    cycle: ConflictCycle, styles: Sequence[str], sentences: Iterable[Text]
) -> ConflictCycle:
    """Find who makes each move of a cycle whose label does not say so."""
    if len(set(styles)) != 2 or not cycle.moves or any(move.actor for move in cycle.moves):  # noqa: PLR2004
        return cycle
    texts = [(text, text.words.casefold()) for text in sentences]
    moves = [
        _with_own_actor(move, styles) or _with_actor(move, styles, texts) for move in cycle.moves
    ]
    known = [move.actor for move in moves]
    if len(moves) == 2 and sum(map(bool, known)) == 1:  # noqa: PLR2004 -- of two, the other follows
        other = next(style for style in styles if style not in known)
        moves = [
            move if move.actor else Move(move.action, other, None, inferred=True) for move in moves
        ]
    return ConflictCycle(cycle.label, cycle.trigger, tuple(moves), cycle.section)


def _with_own_actor(move: Move, styles: Sequence[str]) -> Move | None:
    """Read a move that opens with its partner: "anxious partner pursues", "avoidant withdrawal"."""
    words = move.action.passage
    mentions = find_styles(words.text)
    lead = words.text[: mentions[0].start].lower().strip() if mentions else "none"
    if lead not in {"", "the"} or mentions[0].key not in styles:
        return None
    match = _OWN.match(words.text, mentions[0].end)
    if match is None:
        return None
    action = Passage(words.start + match.end(), words.end, words.text[match.end() :])
    named = Passage(
        words.start, words.start + match.start("rest"), words.text[: match.start("rest")]
    )
    return Move(Text(action, action.label), mentions[0].key, named)


def _with_actor(move: Move, styles: Sequence[str], texts: Sequence[tuple[Text, str]]) -> Move:
    words = [
        word
        for word in fold(move.action.words).split()
        if word not in _FILLER and len(word) > 3  # noqa: PLR2004 -- see the line above
    ]
    if not words:
        return move
    stem = re.compile(
        rf"{_PARTNER}(?:\w+\s+){{0,2}}?{re.escape(words[0][:_STEM])}\w*", re.IGNORECASE
    )
    for text, folded in texts:
        if words[0][:_STEM] not in folded:
            continue
        for mention in find_styles(text.passage.text):
            match = stem.match(text.passage.text, mention.end)
            if match and mention.key in styles:
                start = text.passage.start + mention.start
                end = text.passage.start + match.end()
                return Move(
                    move.action,
                    mention.key,
                    Passage(start, end, text.passage.text[mention.start : match.end()]),
                )
    return move
