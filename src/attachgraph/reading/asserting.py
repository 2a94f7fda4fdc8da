"""Return whether a value asserts something: or says that there is none, denies it, or is not sure.

In: the words of one value, name or title. Out: where in them the value itself is, with the
status that a hedge gives it; nothing where nothing is asserted. A placeholder, a denial or a hedge is
not part of a name. The words for them are in :mod:`attachgraph.reading.languages`.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from attachgraph.model import Status, Text
from attachgraph.reading.languages import any_of
from attachgraph.reading.lexicon import fold

_NOTHING: Final = re.compile(any_of("nothing"))
_DENYING: Final = re.compile(rf"(?:{any_of('denying')})\b")
_HEDGING: Final = re.compile(any_of("hedging"))
_DISPUTING: Final = re.compile(any_of("disputing"))
#: A denial anywhere in folded words: "not", but not "not only".
NOT: Final = rf"\b(?:{any_of('denying')}|{any_of('hardly')})\b(?! (?:{any_of('only')})\b)"
DENIED: Final = re.compile(NOT)
MISTAKEN: Final = re.compile(rf"\b(?:{any_of('mistaken')})\b")
_OPENING: Final = re.compile(r"[*_“\"(]*(?P<words>[^\W\d_]+(?:[\s-]+[^\W\d_]+){0,2})")
_LAST: Final = re.compile(
    r"(?:\s*[(\[](?P<bracket>[^()\[\]]{1,40})[)\]]|,\s+(?P<tail>[^,()]{3,30}))[*_]*\.?$"
)
#: "They are learned early": a sentence on partners or styles, and no trait.
_TELLS: Final = re.compile(
    r"(?:they|both|these|this|it|we|you) (?:are|is|were|was|have|has|can|may|will|do|does)\b"
)
_LONGEST: Final = 160
#: "Is not open", "not asking for help" and "no boundaries" are traits; "not coldness" is not one.
_OWN_NEGATION: Final = re.compile(
    r"(?:(?:(?:(?:is|are) )?not|isn t|aren t) (?:\w+ing|able|willing|ready|open|comfortable|available)|"
    r"ist nicht (?:offen|bereit|fahig|in der lage)|n est pas (?:capable|prete?|disponible|a l aise)|no es (?:capaz|abiert[oa])|"
    r"no(?! (?:es|son)\b)|never|without|sin|ohne|sans)\b"
)


class Asserted(NamedTuple):
    """Where a value is in its words, and how sure the words are of it."""

    start: int
    end: int
    status: Status | None = None


def says_nothing(words: str) -> bool:
    """Tell a placeholder, such as "N/A", and what has no letters."""
    folded = fold(words)
    bracketed = words[:1] in {"(", "["} and _DISPUTING.fullmatch(folded) is not None
    return not folded or bracketed or _NOTHING.fullmatch(folded) is not None


def asserted(words: str, *, is_trait: bool = False) -> Asserted | None:
    """Find what some words assert."""
    if len(words) > _LONGEST:
        return Asserted(0, len(words))
    folded = fold(words)
    if says_nothing(words) or (is_trait and _TELLS.match(folded) is not None):
        return None
    start, end, status = 0, len(words), None
    last = _LAST.search(words)
    if last is not None and last.start() > 0:
        said = fold(last["bracket"] or last["tail"])
        unsure = _DISPUTING.fullmatch(said) or _HEDGING.fullmatch(said)
        if unsure or (last["bracket"] or "").strip() == "?":
            end, status = last.start(), Status.INFERRED
    if _denies(folded, is_trait=is_trait):
        return None
    opening = _OPENING.match(words) if _HEDGING.match(folded) else None
    if opening is not None:
        start = _hedge(words, opening)
        status = status or (Status.INFERRED if start else None)
    return Asserted(start, end, status)


def _denies(folded: str, *, is_trait: bool) -> bool:
    if _DENYING.match(folded) is None:
        return False
    return not is_trait or _OWN_NEGATION.match(folded) is None


def _hedge(words: str, opening: re.Match[str]) -> int:
    """Find where the words begin after "perhaps" or "it is possibly"."""
    start, end = opening.span("words")
    ends = [match.start() for match in re.finditer(r"[\s-]", words[start:end])] + [end - start]
    for length in reversed(ends):
        rest = words[start + length :]
        if _HEDGING.fullmatch(fold(words[start : start + length])) and rest.strip(" ,:"):
            return start + length + len(rest) - len(rest.lstrip(" ,:"))
    return 0


def asserted_text(text: Text, *, is_trait: bool = False) -> Text | None:
    """Return a value without its hedge and with the status that it gives; nothing where it asserts nothing."""
    # Marks alone, such as a citation, have no words that could deny anything.
    found = asserted(text.words, is_trait=is_trait) if text.words else Asserted(0, 0)
    if found is None:
        return None
    if found.status is None:
        return text
    return text._replace(
        words=text.words[found.start : found.end].strip(), status=text.status or found.status
    )
