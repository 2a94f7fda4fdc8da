"""Put publications into a library: each once, whatever file it comes from.

In: records of a library, and what was found in a file. Out: the library with them in it, and what
became of each. A field that a record has is never overwritten; what differs is said.

Two records are one if an identifier is the same, or title, year and first author. Where identifiers
and titles speak against one another, nobody but the user can tell: that is said to be doubtful.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from attachgraph.evidence.library import NAMES, Record, clean_record
from attachgraph.library.checking import malformed
from attachgraph.library.found import Found, Refused
from attachgraph.library.keys import (
    first_family,
    identifiers_of,
    may_share_author,
    new_key,
    title_of,
    year_of,
)
from attachgraph.library.report import Line
from attachgraph.library.writing import in_order

_ALIASES: Final = "aliases"
#: Says that a list of authors is cut.
_CUT: Final = "authors-incomplete"
#: How Crossref and Zotero write that there is no date.
_NO_DATE: Final[tuple[Any, ...]] = (
    {"date-parts": [[None]]},
    {"date-parts": [[]]},
    {"date-parts": []},
)
_NUMBER: Final = re.compile(r"[0-9]+")
_CORRECT: Final = "if it matters, correct it in library.json and in the reference manager"
#: Titles with this share of their letters in common may be one publication.
_NEAR: Final = 0.9
_ALIKE: Final = 0.6
#: Fields that programs fill in as they like: a difference says nothing.
_UNSAID: Final = frozenset(
    {"id", "custom", "abstract", "keyword", "language", "URL", "note", "source", "accessed", "ISSN"}
)


class Library:
    """Records by everything that names one of them."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records: dict[str, Record] = {}
        self._named: dict[str, str] = {}
        self._by_title: dict[str, list[str]] = defaultdict(list)
        self._by_year: dict[tuple[int | None, str], list[str]] = defaultdict(list)
        for record in records:
            self._add(record)

    def _add(self, record: Record) -> None:
        key = record["id"]
        self.records[key] = record
        self._by_title[title_of(record)].append(key)
        self._by_year[year_of(record), first_family(record)].append(key)
        self._name(record)

    def _name(self, record: Record) -> None:
        for name in (*identifiers_of(record), *record["custom"].get(_ALIASES, ())):
            self._named.setdefault(name.casefold(), record["id"])

    def find(self, key: str) -> str | None:
        """Find the key of the record that a key, an alias or an identifier means."""
        if key in self.records:
            return key
        text = key.removeprefix("@").casefold()
        as_doi = identifiers_of({"DOI": text}) if "10." in text else []
        return next((self._named[name] for name in (text, *as_doi) if name in self._named), None)

    def merge(self, found: Found, place: str) -> Line:
        """Put a publication in, and say what is odd about it."""
        record = clean_record({"id": "", **found.record})
        line = self._put(record, found, place)
        wrong = list(malformed(record))
        remarks = (
            found.remark,
            *_not_understood(found.record, record),
            *(w.problem for w in wrong),
        )
        fix = "; ".join(fault.fix for fault in wrong) or _CORRECT
        return _remarked(line, "; ".join(filter(None, remarks)), fix)

    def _put(self, record: Record, found: Found, place: str) -> Line:
        aliases = [alias for alias in found.aliases if alias not in self.records]
        same, doubt = self._same(record)
        if same is not None and doubt:
            fix = "correct the identifier in one of the two, and import it again"
            return Line("doubtful", place, same, doubt, fix, is_kept=False)
        if same is not None:
            return self._fill(same, record, aliases, place)
        near = self._near(record)
        record["id"] = new_key(record, self.records.keys() | self._named.keys())
        self._take_aliases(record, aliases)
        self._add(in_order(record))
        if near:
            fix = f"if they are one, remove one of them from library.json and keep {near}"
            return Line("doubtful", place, record["id"], f"is new, and looks like {near}", fix)
        cut = "names only some of its authors" if _is_cut(record) else ""
        return Line("new", place, record["id"], cut)

    def _same(self, record: Record) -> tuple[str | None, str]:
        """Find the record that is the same publication, and what speaks against it."""
        for name in identifiers_of(record):
            if (key := self._named.get(name)) is not None:
                known = self.records[key]
                if _likeness(record, known) < _ALIKE and not _untitled(known):
                    return key, f"has the same {name} and the title “{known['title']}”"
                return key, ""
        for key in self._by_title[title_of(record)]:
            known = self.records[key]
            years = {year_of(record), year_of(known)} - {None}
            same = may_share_author(record, known) and not _disagree(record, known)
            if len(years) <= 1 and same:
                return key, ""
        return None, ""

    def _near(self, record: Record) -> str:
        """Find a record that may be the same publication: nearly its title, or another year."""
        alike = list(self._by_year[year_of(record), first_family(record)])
        title = title_of(record)
        alike = [key for key in alike if _likeness(record, self.records[key]) >= _NEAR]
        alike += [
            key
            for key in self._by_title[title]
            if first_family(self.records[key]) == first_family(record)
        ]
        return alike[0] if alike else ""

    def _fill(self, key: str, record: Record, aliases: list[str], place: str) -> Line:
        """Give a known record the fields that it lacks."""
        known = self.records[key]
        added = [name for name in record if name not in known and name not in {"id", "custom"}]
        for name in added:
            known[name] = record[name]
        for name in ("retracted", "corrected"):
            if name in record["custom"] and name not in known["custom"]:
                known["custom"][name] = record["custom"][name]
                added.append(name)
        if _is_cut(known) and not _is_cut(record) and _begins(known, record):
            known["author"] = record["author"]
            del known["custom"][_CUT]
            added.append("its other authors")
        new_aliases = self._take_aliases(known, aliases)
        added += [f"alias {alias}" for alias in new_aliases]
        self._name(known)
        other = [
            name
            for name in record
            if name not in _UNSAID
            and name in known
            and not _equal(record[name], known[name])
            # A program that has no such type says nothing against it.
            and (name, record[name]) != ("type", "document")
        ]
        kept = "; ".join(
            f"{name} stays {_short(known[name])}, here {_short(record[name])}" for name in other
        )
        kept = f"({kept})" if kept else ""
        if not added:
            return Line("unchanged", place, key, kept)
        return Line("merged", place, key, f"gets {', '.join(added)} {kept}".strip())

    def _take_aliases(self, record: Record, aliases: list[str]) -> list[str]:
        """Keep the keys that other programs have for a record, if no other record has them."""
        custom = record["custom"]
        known = list(custom.get(_ALIASES, ()))
        new = [
            alias
            for alias in aliases
            if alias not in known
            and alias != record["id"]
            and self._named.get(alias.casefold(), record["id"]) == record["id"]
        ]
        if new:
            custom[_ALIASES] = [*known, *new]
            self._name(record)
        return new


def _not_understood(given: Mapping[str, Any], record: Record) -> Iterator[str]:
    """Name what an item says of date, language, ISBN and people that is not in its record."""
    for name in ("issued", "language", "ISBN", *NAMES):
        value = given.get(name)
        if value in _NO_DATE or (name in NAMES and _is_cut(record)):
            continue
        if value and not record.get(name):
            yield f"{name} {value!r} is not understood"
        elif name == "issued" and value:
            yield from _odd_date(value, record)
        elif name in NAMES and isinstance(value, list):
            odd = [one for one in value if not isinstance(one, dict)]
            yield from (f"{name} {one!r} is not understood" for one in odd)


def _odd_date(given: Any, record: Record) -> Iterator[str]:
    """Name a month or a day that no calendar has, a second year, and a year that is to come."""
    year = record["issued"]["date-parts"][0]
    years = {number for number in _NUMBER.findall(str(given)) if len(number) > 3}  # noqa: PLR2004
    if others := years - {str(year[0])}:
        yield f"issued names {', '.join(sorted(others))} too: {year[0]} alone is kept"
    parts = _NUMBER.findall(str(list(given.get("date-parts") or ())[:1]))
    if len(parts) > len(year):
        yield f"issued {'-'.join(parts)} is no day of a calendar: the year alone is kept"
    if year[0] > dt.datetime.now(dt.UTC).year + 1:
        yield f"issued {year[0]} is yet to come"


def _remarked(line: Line, remark: str, fix: str) -> Line:
    """Add what is odd; who reads the report is to look at it once, when the record comes in."""
    if not remark:
        return line
    what = "; ".join(filter(None, (line.what, remark)))
    if line.outcome not in {"new", "merged"}:
        return replace(line, what=what)
    what = what if line.what else f"is new; {what}"
    return replace(line, outcome="doubtful", what=what, fix=line.fix or fix)


def _likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    return difflib.SequenceMatcher(None, title_of(one), title_of(other)).ratio()


def _untitled(record: Mapping[str, Any]) -> bool:
    return bool(record["custom"].get("title-incomplete"))


def _is_cut(record: Mapping[str, Any]) -> bool:
    return bool(record["custom"].get(_CUT))


def _begins(cut: Record, whole: Record) -> bool:
    """Return whether a list of authors that is cut is the beginning of a longer one."""
    names, others = cut.get("author", []), whole.get("author", [])
    return len(others) > len(names) and bool(_equal(names, others[: len(names)]))


def _disagree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two records have identifiers of one kind, and other ones."""
    ours = dict(name.split(":", 1) for name in identifiers_of(one))
    theirs = dict(name.split(":", 1) for name in identifiers_of(other))
    return any(ours[kind] != theirs[kind] for kind in ours.keys() & theirs.keys())


def _equal(one: Any, other: Any) -> bool:
    """Return whether two values say the same; initials and capitals differ between programs."""
    if isinstance(one, list) and one and isinstance(one[0], dict):
        return [n.get("family", "").casefold() for n in one] == [
            n.get("family", "").casefold() for n in other
        ]
    if isinstance(one, dict) and "date-parts" in one:
        return bool(one["date-parts"][0][:1] == other["date-parts"][0][:1])
    words = str(one).casefold().replace("&", "and").split()
    return words == str(other).casefold().replace("&", "and").split()


def _short(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one.get("family", one)) for one in value[:3])
    if isinstance(value, dict):
        return str(value.get("date-parts", [[""]])[0][0])
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 - what fits into a line


def refusal(refused: Refused, place: str) -> Line:
    """Say what could not be read."""
    return Line("refused", place, "", refused.problem, refused.fix)
