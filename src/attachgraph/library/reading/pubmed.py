"""Read what PubMed exports (``.nbib``, MEDLINE).

The one library for it (nbib) has had no release for years, and gives up a whole file for one line;
the format is a tag of four characters on each line.

Sources: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attachgraph.library.found import Found, Refused, filled, issued, pages, person

_LINE: Final = re.compile(r"^(?P<tag>[A-Z]{2,4}) {0,2}- (?P<value>.*)$")
_BEGINS: Final = re.compile(r"^PMID- ", re.MULTILINE)
_RETRACTED: Final = "Retracted Publication"
_DOI: Final = re.compile(r"doi: (10\.\S+?)\.?(?:\s|$)")
_PMID: Final = re.compile(r"PMID: (\d+)")
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_PERIOD: Final = re.compile(r"(?P<y>\d{4})(?: (?P<m>[A-Z][a-z]{2}))?(?: (?P<d>\d{1,2}))?")


def read_pubmed(text: str) -> Iterator[Found | Refused]:
    """Read citations one by one."""
    places = [match.start() for match in _BEGINS.finditer(text)]
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        yield _found(_fields(text[start:end]), text.count("\n", 0, start) + 1)


def _fields(part: str) -> Mapping[str, list[str]]:
    """Gather values by tag; a line that begins with spaces goes on with the last one."""
    found: dict[str, list[str]] = defaultdict(list)
    last = ""
    for line in part.split("\n"):
        if match := _LINE.match(line):
            last = match["tag"]
            found[last].append(match["value"].strip())
        elif line.startswith("      ") and last:
            found[last][-1] += " " + line.strip()
    return found


def _found(fields: Mapping[str, list[str]], line: int) -> Found | Refused:
    def first(*tags: str) -> str:
        return next((fields[tag][0] for tag in tags if fields.get(tag)), "")

    title = first("TI", "BTI")
    if not title:
        return Refused(line, "a citation has no title", "export it from PubMed again")
    kinds = fields.get("PT", [])
    is_book = "Book" in kinds or "BTI" in fields
    record = filled(
        type="book" if is_book else "article-journal",
        title=title.removesuffix("."),
        author=_authors(fields),
        container_title=first("JT", "TA"),
        issued=_issued(first("DP")),
        volume=first("VI"),
        issue=first("IP"),
        page=_whole_pages(first("PG")),
        publisher=first("PB"),
        ISBN=first("ISBN"),
        ISSN=first("IS").split(" ")[0],
        language=first("LA"),
        abstract=first("AB"),
        PMID=first("PMID"),
        PMCID=first("PMC"),
        DOI=_doi(fields),
    )
    if _RETRACTED in kinds or "RIN" in fields:
        record["custom"] = {"retracted": _notice(first("RIN"), first("PMID"))}
    return Found(record, line)


def _authors(fields: Mapping[str, list[str]]) -> list[dict[str, str]]:
    people = [person(name) for name in fields.get("FAU", [])]
    if not people:  # older citations have "Hazan C" alone
        people = [person(name.replace(" ", ", ", 1)) for name in fields.get("AU", [])]
    groups = [{"literal": name} for name in fields.get("CN", [])]
    return [one for one in (*people, *groups) if one]


def _issued(text: str) -> dict[str, Any] | None:
    match = _PERIOD.match(text)
    if match is None:
        return issued(text)
    parts = [int(match["y"])]
    if match["m"] in _MONTHS:
        parts += [_MONTHS.index(match["m"]) + 1, *([int(match["d"])] if match["d"] else [])]
    return {**(issued(text) or {}), "date-parts": [parts]}


def _whole_pages(text: str) -> str:
    """Write the last page in full: PubMed shortens 511-524 to 511-24."""
    start, hyphen, end = pages(text.split(";", maxsplit=1)[0]).partition("-")
    if hyphen and start.isdecimal() and end.isdecimal() and len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    return f"{start}{hyphen}{end}"


def _doi(fields: Mapping[str, list[str]]) -> str:
    values = [*fields.get("AID", ()), *fields.get("LID", ())]
    return next((v.removesuffix(" [doi]") for v in values if v.endswith(" [doi]")), "")


def _notice(text: str, pmid: str) -> str:
    """Name the notice by which a publication was retracted, else the page that says so."""
    if match := _DOI.search(text):
        return f"https://doi.org/{match[1]}"
    found = _PMID.search(text)
    return f"https://pubmed.ncbi.nlm.nih.gov/{found[1] if found else pmid}/"
