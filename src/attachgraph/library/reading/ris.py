"""Read RIS, as EndNote, Zotero, Mendeley, PsycInfo and publishers write it, by rispy.

Sources: https://github.com/aurimasv/translators/wiki/RIS-Tag-Map
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any, Final

import rispy
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING

from attachgraph.library.found import Found, Refused, filled, issued, pages, person

#: Types of RIS to those of CSL.
TYPES: Final = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "JFULL": "article-journal",
    "INPR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
    "ELEC": "webpage",
    "BLOG": "post-weblog",
    "DATA": "dataset",
    "UNPB": "manuscript",
    "MANSCPT": "manuscript",
    "MPCT": "motion_picture",
    "VIDEO": "motion_picture",
}
#: The tags of RIS, with that of editors, which rispy lacks.
TAGS: Final = {**TAG_KEY_MAPPING, "ED": "editors"}
LIST_TAGS: Final = [*LIST_TYPE_TAGS, "ED"]
_BEGINS: Final = re.compile(r"^TY  ?- ?", re.MULTILINE)
_PMCID: Final = re.compile(r"\b(PMC\d{4,9})\b")
_PMID: Final = re.compile(r"(?:PMID:?\s*|pubmed\.ncbi\.nlm\.nih\.gov/)(\d{4,8})", re.IGNORECASE)


def read_ris(text: str) -> Iterator[Found | Refused]:
    """Read references one by one, so that a broken one costs itself alone."""
    places = [match.start() for match in _BEGINS.finditer(text)]
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        line = text.count("\n", 0, start) + 1
        try:
            [read] = rispy.loads(
                _closed(text[start:end]), mapping=TAGS, list_tags=LIST_TAGS, skip_unknown_tags=True
            )
        except (OSError, ValueError, IndexError, KeyError) as error:
            problem = f"the reference cannot be read: {' '.join(str(error).split())}"
            yield Refused(line, problem, "export it again")
            continue
        yield _found(read, line)


def _closed(part: str) -> str:
    """Cut a reference off where it ends, and close one that the file forgot to close."""
    lines = [line.rstrip() for line in part.strip().split("\n")]
    inside = takewhile(lambda line: not line.startswith("ER"), lines)
    return "\n".join([*inside, "ER  - ", ""])


def _found(read: Mapping[str, Any], line: int) -> Found | Refused:
    title = read.get("title") or read.get("primary_title") or read.get("translated_title")
    if not title:
        return Refused(line, "a reference has no title", "give it one, and import it again")
    kind = TYPES.get(str(read.get("type_of_reference", "")), "document")
    date = read.get("year") or read.get("publication_year") or read.get("date") or ""
    start, end = str(read.get("start_page", "")), str(read.get("end_page", ""))
    page = start if not end or end == start or "-" in start else f"{start}-{end}"
    urls = [str(url) for url in read.get("urls", ())]
    record = filled(
        type=kind,
        title=" ".join(str(title).split()),
        author=_people(read, "authors", "first_authors"),
        editor=_editors(read, kind),
        container_title=_container(read),
        collection_title=read.get("tertiary_title"),
        issued=issued(str(read.get("date") or "")) or issued(str(date)) or date,
        volume=read.get("volume"),
        issue=read.get("number"),
        page=pages(page),
        edition=read.get("edition"),
        publisher=read.get("publisher"),
        publisher_place=read.get("place_published"),
        genre=read.get("type_of_work") if kind in {"thesis", "report"} else None,
        language=read.get("language"),
        abstract=read.get("abstract") or read.get("notes_abstract"),
        keyword=", ".join(read.get("keywords", ())),
        URL=urls[0] if urls else None,
        DOI=read.get("doi"),
        **_numbers(read, kind, urls),
    )
    key = str(read.get("id") or read.get("label") or "").strip()
    return Found(record, line, (key,) if key and not key.isdecimal() else ())


def _people(read: Mapping[str, Any], *fields: str) -> list[dict[str, str]]:
    names: list[str] = next((read[field] for field in fields if read.get(field)), [])
    return [found for name in names if (found := person(str(name)))]


def _editors(read: Mapping[str, Any], kind: str) -> list[dict[str, str]]:
    """Find editors; Zotero writes those of books as third authors, and of series as second."""
    if kind == "thesis":
        return []
    return _people(read, "editors", *["tertiary_authors"] * (kind == "book"), "secondary_authors")


def _container(read: Mapping[str, Any]) -> str:
    fields = ("secondary_title", "alternate_title3", "journal_name", "alternate_title2")
    return next((str(read[field]) for field in fields if read.get(field)), "")


def _numbers(read: Mapping[str, Any], kind: str, urls: list[str]) -> dict[str, str]:
    """Tell ISBN from ISSN, and find the number of PubMed."""
    serial = str(read.get("issn", ""))
    places = [str(read.get("accession_number", "")), *urls, *map(str, read.get("notes", ()))]
    pmid = next((match[1] for place in places if (match := _PMID.search(place))), "")
    if not pmid and str(read.get("name_of_database", "")).lower() == "pubmed":
        pmid = str(read.get("accession_number", ""))
    pmcid = next((match[1] for place in places if (match := _PMCID.search(place))), "")
    name = "ISBN" if kind in {"book", "chapter", "thesis"} else "ISSN"
    name = "number" if kind == "report" else name
    return filled(**{name: serial}, PMID=pmid, PMCID=pmcid)
