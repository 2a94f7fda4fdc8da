"""Cut a line that opens with its own heading from what follows it.

In: a line and the section it is in. Out: where the heading and the rest are. "1990s: Surveys
began." is a decade with its text, "Attraction – They meet." a phase, "Who leaves? Often both." a
question with its answer.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.reading.headings import LIST_FIELDS, PHASE_WORDS, heading_field, stage_mark
from attachgraph.reading.lines import Line
from attachgraph.reading.wording import is_sentence

_ANNOUNCED: Final = re.compile(
    r"[*_]*(?P<who>Q|Question|Frage|Pregunta|A|Answer|Antwort|Respuesta|Réponse)\s*\d{0,2}(?:\s*[:.)][*_]*\s+|[*_]*\t)(?=\S)|"
    r"[*_]*(?P<no>Q\d{1,2})[*_]*\s+(?=[A-Z])"
)
_CAPITAL: Final = re.compile(r"[*_]*[A-Z]")
_LED: Final = re.compile(
    r"[*_]*(?P<head>(?:[^:*_.!?()]|\([^()]*\)){3,60}?)[*_]*\s*(?::|\s[–—-])[*_]*\s+[*_]*(?=\S)"
)
_ASKED: Final = re.compile(r"[*_]*(?P<head>[^.!?:]{3,240}\?)[*_]*\s+[*_]*(?=\S)")
#: "WHO THEY ARE. Either partner …"
_RUN_IN: Final = re.compile(
    r"(?P<head>[A-ZÀ-Þ]{5,}|[A-ZÀ-Þ]{2,}(?:[ ,&/’'-]+[A-ZÀ-Þ]{2,}){1,6})[.:]\s+(?=[A-ZÀ-Þ“\"‘'][^A-ZÀ-Þ])"
)
_STAGE_NAME: Final = re.compile(
    r"(?P<name>(?:[^.!?:()]|\([^()]*\)){3,60}?)[*_]*(?::|\.|\s[–—-])[*_]*\s+(?=\S)"
)
_LISTED: Final = LIST_FIELDS | {"depictions"}
_MOST_WORDS: Final = 7


def split_announced(text: str) -> tuple[int, bool]:
    """Find where the words of a question or an answer begin after "Q:" or "Answer 2.".

    Examples
    --------
    >>> (
    ...     split_announced("Q1: Who leaves?"),
    ...     split_announced("Answer: Both do."),
    ...     split_announced("A child asks."),
    ... )
    ((4, True), (8, False), (0, False))
    """
    match = _ANNOUNCED.match(text)
    if match is None:
        return 0, False
    return match.end(), (match["who"] or match["no"])[0] in "QFP"


def is_led(text: str) -> bool:
    """Return whether a line opens with a few words and a colon or a dash."""
    match = _LED.match(text)
    return match is not None and match["head"].count(" ") < _MOST_WORDS


def split_lead(
    line: Line, field: str, *, answered: bool, beside: bool = False
) -> tuple[int, int, int] | None:
    """Cut a line into its own heading and the rest; beside it another line may open so."""
    if line.hint in {"row", "unparsed", "heading", "caption"}:
        return None
    text = line.text
    if field == "milestones" and stage_mark(text):
        return _split_stage(text)
    run_in = _run_in(line) if field not in LIST_FIELDS else None
    if run_in is not None:
        return 0, run_in.end("head"), run_in.end()
    match = _LED.match(text)
    if match is not None and _opens_section(match["head"], text[match.end() :], line):
        return match.start("head"), match.end("head"), match.end()
    if field == "faqs":
        first = answered or line.hint in {"item", "numbered"} or text.startswith(("**", "__"))
        match = _ASKED.match(text) if first else None
    elif match is not None and not _is_heading(
        match["head"], field, listed=line.hint in {"item", "numbered"}, beside=beside
    ):
        return None
    return None if match is None else (match.start("head"), match.end("head"), match.end())


def _run_in(line: Line) -> re.Match[str] | None:
    """Find a heading in capitals at the head of a paragraph."""
    text = line.text
    if line.hint not in {"", "paragraph"} or not (text[-1] == ":" or is_sentence(text)):
        return None
    return _RUN_IN.match(text)


def _split_stage(text: str) -> tuple[int, int, int] | None:
    """Cut "Stage 1: Attraction. They meet." after its name; a name alone is a heading."""
    mark = stage_mark(text)
    if not is_sentence(text):
        return None
    stop = _STAGE_NAME.match(text, mark)
    return (0, mark - 2, mark) if stop is None else (0, stop.end("name"), stop.end())


def _opens_section(head: str, rest: str, line: Line) -> bool:
    """Return whether a line opens a section of its own: "Biology: …", "See Also: …"."""
    if line.hint == "item" or _CAPITAL.match(line.text) is None:
        return False
    heading = heading_field(head)
    if heading is None or heading.parent:
        return False
    return heading.field in _LISTED or is_sentence(rest)


def _is_heading(head: str, field: str, *, listed: bool, beside: bool) -> bool:
    if listed or not head[0].isalnum():
        return False
    heading = heading_field(head)
    if heading is not None and heading.parent == field:
        return field in {"history", "milestones"}
    return (
        field == "milestones"
        and head.count(" ") < _MOST_WORDS
        and (beside or PHASE_WORDS.search(head) is not None)
    )
