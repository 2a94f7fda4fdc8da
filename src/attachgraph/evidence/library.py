"""Read the library of a dataset folder: one item of CSL-JSON for each publication.

In: a folder. Out: records in the one form that everything else relies on, whoever wrote them:
reference managers leave out what we add, and write names, years and identifiers in several ways.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from attachgraph.errors import InputError
from attachgraph.folder import LIBRARY, stamp

Record = dict[str, Any]

_FIX: Final = "export it again as CSL-JSON"
_ID: Final = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.)*"|\d+)')
_YEAR: Final = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: Languages by their codes: the name that BibLaTeX has for each, and what else programs write.
LANGUAGES: Final = {
    "en": "english eng",
    "en-US": "american usenglish",
    "en-GB": "british ukenglish",
    "de": "ngerman german deutsch ger deu",
    "de-AT": "naustrian austrian",
    "fr": "french francais français fre fra",
    "es": "spanish español espanol castellano spa",
    "pt": "portuguese portuges português por",
    "pt-BR": "brazilian brazil",
    "it": "italian italiano ita",
    "nl": "dutch nederlands dut nld",
    "sv": "swedish svenska swe",
    "da": "danish dansk dan",
    "no": "norsk norwegian nor",
    "fi": "finnish suomi fin",
    "pl": "polish polski pol",
    "cs": "czech čeština cze ces",
    "hu": "magyar hungarian hun",
    "el": "greek gre ell",
    "tr": "turkish türkçe tur",
    "ru": "russian русский rus",
    "he": "hebrew heb",
    "ar": "arabic ara",
    "fa": "persian farsi per fas",
    "ja": "japanese jpn",
    "ko": "korean kor",
    "zh": "chinese chi zho",
}
_CODES: Final = {name: code for code, names in LANGUAGES.items() for name in names.split()}
NAMES: Final = ("author", "editor", "translator", "container-author")
_TEXTS: Final = ("volume", "issue", "page", "edition", "PMID", "PMCID", "number")
_TITLES: Final = ("title", "container-title", "collection-title")
#: Zotero and Crossref write titles with a few tags of HTML, which labels and BibTeX cannot hold.
_MARKUP: Final = re.compile(r"</?(?:i|b|sub|sup|sc|em|strong|scp|span)\b[^<>]*>")
_DOI_PREFIX: Final = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ISBN: Final = re.compile(r"[0-9Xx][0-9Xx -]{8,16}[0-9Xx]")
_ISBN_10, _ISBN_13 = 10, 13
#: What reference managers write in place of the names that they leave out.
_OTHERS: Final = frozenset({"others", "et al", "et al."})


def read_library(folder: Path) -> list[Record]:
    """Read the publications of a folder; without a library there are none."""
    return _kept(folder, stamp(folder, LIBRARY))


@cache
def _kept(folder: Path, state: object) -> list[Record]:
    return [clean_record(item) for item in read_items(folder / LIBRARY)] if state else []


def read_items(path: Path) -> list[Record]:
    """Read a list of CSL-JSON items as it is."""
    try:
        items = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        problem = f"the library cannot be read: {error}"
        raise InputError(problem, where=str(path), fix=_FIX) from error
    if not isinstance(items, list):
        raise InputError("the library is not a list of items", where=str(path), fix=_FIX)
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or not item.get("id"):
            problem = f"item {number} of the library has no id"
            raise InputError(problem, where=str(path), fix="give it one, or remove it")
    return items


def lines_of_library(folder: Path) -> dict[str, int]:
    """Say on which line of the library each publication is named."""
    text = (folder / LIBRARY).read_text(encoding="utf-8-sig") if stamp(folder, LIBRARY) else ""
    lines = enumerate(text.split("\n"), 1)
    return {str(json.loads(key)): n for n, line in lines for key in _ID.findall(line)}


def clean_record(item: Mapping[str, Any]) -> Record:
    """Write an item in the form that everything else relies on; nothing is invented."""
    record = {name: value for name, value in item.items() if value not in ("", None, [], {})}
    record["id"] = str(item["id"])
    record.setdefault("type", "document")
    record.setdefault("title", "(without a title)")
    for name in _TEXTS:
        if name in record:
            record[name] = str(record[name])
    for name in NAMES:
        people = record.pop(name, None)
        people = people if isinstance(people, list) else []
        # An empty list would say that nobody wrote it, and keep out whom a later import names.
        if known := [clean for one in people if (clean := _name(one))]:
            record[name] = known
    record |= {name: _MARKUP.sub("", str(record[name])) for name in _TITLES if name in record}
    _clean_year(record)
    _clean_identifiers(record)
    language = str(record.get("language", "en")).strip()
    language = _CODES.get(language.lower(), language)
    if not _LANGUAGE.fullmatch(language):
        del record["language"]
    elif "language" in record:
        record["language"] = language
    custom = dict(record.get("custom", {}))
    custom.setdefault("verification", "partial")
    custom.setdefault("bears-on", [])
    if _drop_others(record):
        custom["authors-incomplete"] = True
    record["custom"] = custom
    return record


def _drop_others(record: Record) -> bool:
    """Take off "and others": it is not a person, and says that names are missing."""
    cut = [
        name for name in NAMES if record.get(name) and record[name][-1]["family"].lower() in _OTHERS
    ]
    for name in cut:
        if not record[name][:-1]:
            del record[name]
        else:
            record[name] = record[name][:-1]
    return bool(cut)


def _name(name: Any) -> dict[str, str] | None:
    """Write a name with a family name; a group has nothing else."""
    if not isinstance(name, dict):
        return None
    family = str(name.get("family") or name.get("literal") or name.get("given") or "").strip()
    if not family:
        return None
    parts = ("non-dropping-particle", "given", "dropping-particle", "suffix")
    particle, given, dropping, suffix = (str(name.get(part, "")).strip() for part in parts)
    given = given if name.get("family") else ""
    found = {
        "family": f"{particle} {family}".strip(),
        "given": f"{given} {dropping}".strip(),
        "suffix": suffix,
    }
    return {part: text for part, text in found.items() if text}


def _clean_year(record: Record) -> None:
    """Write the year as a number; a date without one that can be read is left out."""
    issued = record.pop("issued", None)
    if not isinstance(issued, dict):
        return
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        parts = parts[0]
    parts = parts if isinstance(parts, list) else []
    numbers = [int(part) for part in parts if str(part).isdecimal()]
    if not numbers:
        found = _YEAR.search(str(issued.get("raw") or issued.get("literal") or ""))
        numbers = [int(found[1])] if found else []
    if numbers:
        record["issued"] = {"date-parts": [numbers if _is_day(numbers) else numbers[:1]]}


def _is_day(numbers: list[int]) -> bool:
    """Return whether a calendar has a date, which may lack its day or month."""
    try:
        dt.date(*(*numbers, 1, 1)[:3])
    except (ValueError, OverflowError):
        return False
    return True


def _clean_identifiers(record: Record) -> None:
    if "DOI" in record:
        record["DOI"] = bare_doi(str(record["DOI"]))
    if "ISBN" in record and (isbn := isbn_13(str(record.pop("ISBN")))):
        record["ISBN"] = isbn


def bare_doi(text: str) -> str:
    """Take off what announces a DOI; its letters stay as they are.

    Examples
    --------
    >>> bare_doi("https://doi.org/10.1037/0022-3514.52.3.511")
    '10.1037/0022-3514.52.3.511'
    """
    doi = _DOI_PREFIX.sub("", text.strip())
    return unquote(doi) if "://" in text else doi


def isbn_13(text: str) -> str:
    """Find the first ISBN of a text and write it with thirteen digits, else nothing.

    Examples
    --------
    >>> isbn_13("0-89859-461-8"), isbn_13("978-0-89859-461-4 (hardback)"), isbn_13("12")
    ('9780898594614', '9780898594614', '')
    """
    for found in _ISBN.findall(text):
        digits = re.sub(r"[ -]", "", found).upper()
        if len(digits) == _ISBN_13 and digits.isdecimal():
            return digits
        if len(digits) == _ISBN_10 and digits[:-1].isdecimal():
            body = "978" + digits[:-1]
            total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
            return body + str(-total % 10)
    return ""
