"""What a file of a reference manager holds: publications, and what could not be read.

In: nothing. Out: two records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

_YEAR: Final = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_DATE: Final = re.compile(r"(?P<y>\d{4})(?:[-/](?P<m>\d{1,2}))?(?:[-/](?P<d>\d{1,2}))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """A publication: an item of CSL-JSON, its first line, its keys elsewhere, what is odd."""

    record: dict[str, Any]
    line: int
    aliases: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be read, on which line, and why."""

    line: int
    problem: str
    fix: str


def filled(**fields: Any) -> dict[str, Any]:
    """Keep the fields that say something; an underscore stands for the hyphen of CSL-JSON."""
    return {name.replace("_", "-"): value for name, value in fields.items() if value}


def issued(text: str) -> dict[str, Any] | None:
    """Read the day, month or year of a publication."""
    text = text.strip()
    years = _YEAR.findall(text)
    if match := _DATE.match(text):
        parts = [int(match[name]) for name in ("y", "m", "d") if match[name]]
    else:
        parts = [int(year) for year in years[:1]]
    written = {"literal": text} if len(set(years)) > 1 else {}
    return {"date-parts": [[part for part in parts if part]], **written} if parts else None


def pages(text: str) -> str:
    """Write a range of pages with one hyphen."""
    return re.sub(r"\s*(?:--+|\u2013|\u2014)\s*", "-", text.strip())


def person(text: str) -> dict[str, str] | None:
    """Read a name as ``Family, Given``; without a comma it is a group, or a single name."""
    family, comma, given = (part.strip() for part in text.strip().partition(","))
    if not family:
        return None
    if not comma:
        return {"literal": family}
    given, _, suffix = (part.strip() for part in given.partition(","))
    return filled(family=family, given=given, suffix=suffix)
