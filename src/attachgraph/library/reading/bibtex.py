"""Read BibTeX and BibLaTeX, by bibtexparser.

Sources: https://ctan.org/pkg/biblatex (manual, section 2: the types and fields)
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.middleware import BlockMiddleware
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    Entry,
    Field,
    MiddlewareErrorBlock,
    ParsingFailedBlock,
)

from attachgraph.extraction.identifiers import find_pmid
from attachgraph.library.found import Found, Refused, filled, issued, pages
from attachgraph.library.reading.latex import address_of, text_of

if TYPE_CHECKING:
    from bibtexparser.library import Library

#: Types of BibTeX and BibLaTeX to those of CSL.
TYPES: Final = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "suppbook": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "dataset": "dataset",
    "unpublished": "manuscript",
    "periodical": "periodical",
    "movie": "motion_picture",
    "video": "motion_picture",
}
#: Types that have none of BibTeX, by what stands for them in ``entrysubtype``.
SUBTYPES: Final = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "preprint": "article",
    "dataset": "dataset",
    "post-weblog": "post-weblog",
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun")
_MONTHS_LATER: Final = ("jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS: Final = {name: n for n, name in enumerate((*_MONTHS, *_MONTHS_LATER), 1)}
_GENRES: Final = {"phdthesis": "Doctoral dissertation", "mastersthesis": "Master's thesis"}
_ADDRESS: Final = re.compile(r"https?://[^\s{}]*[^\s{}.,;]")
#: A piece of a value that has several: "in quotes", {in braces} or the name of a text.
_PIECE: Final = re.compile(
    r'\s*(?:"((?:[^"{}]|\{[^{}]*\})*)"|\{((?:[^{}]|\{[^{}]*\})*)\}|([^\s#"{},]+))\s*(?:#|$)'
)
_ET_AL: Final = re.compile(r"(?:^|[\s,~]+)et[\s~]+al\.?\s*$", re.IGNORECASE)
#: What is said of one publication alone, and not of the chapters in it.
_OWN: Final = frozenset(
    """title subtitle crossref ids doi isbn url pages pmid pmcid eprint eprinttype abstract keywords
    type entrysubtype""".split()
)
#: Fields that are no text: LaTeX leaves their signs as they are.
_ADDRESSES: Final = frozenset("url howpublished doi eprint pmid pmcid ids crossref".split())
_LONGEST_STRING: Final = 10_000
#: Between a key that stands twice and the count of it; no key has a line break.
_AGAIN: Final = "\n"


def read_bibtex(text: str) -> Iterator[Found | Refused]:
    """Read entries; a broken one costs itself alone."""
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it is said in the report
    stack = [
        _Twice(),
        _Joined(),
        *middlewares.default_parse_stack(),
        # Names are parted while braces still keep those of groups together.
        middlewares.SeparateCoAuthors(),
        _Surnames(),
        middlewares.SplitNameParts(),
    ]
    library = parse_string(text, parse_stack=stack)
    parents = {entry.key.lower(): list(entry.fields) for entry in library.entries}
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, Entry):
            lacks = _inherit(block, parents)
            found = _found(block, line)
            if lacks and isinstance(found, Found):
                found = replace(found, remark=found.remark or lacks)
            yield found
        elif block in library.failed_blocks:
            yield from _failed(block, line)


def _inherit(entry: Entry, parents: Mapping[str, list[Field]]) -> str:
    """Give an entry what it lacks of what its ``crossref`` names, or say that none is there."""
    own = {field.key.lower(): field for field in entry.fields}
    crossref = own.get("crossref")
    if crossref is None:
        return ""
    named = str(crossref.value).strip().lower()
    if named == entry.key.lower():
        return "its crossref names itself"
    fields = parents.get(named)
    if fields is None:
        return f"no entry of the file has the key {crossref.value} that crossref names"
    in_book = TYPES.get(entry.entry_type.lower()) in {"chapter", "paper-conference"}
    for field in fields:
        key = field.key.lower()
        key = f"book{key}" if in_book and key in {"title", "subtitle"} else key
        if key not in own and key not in _OWN:
            entry.set_field(Field(key, field.value))
    return ""


def _failed(block: Block, line: int) -> Iterator[Found | Refused]:
    if isinstance(block, MiddlewareErrorBlock):
        told = " ".join(str(block.error).split())
        yield Refused(line, f"a name cannot be read: {told}", "write it as Family, Given")
        return
    yield Refused(line, "the entry is broken", "close its braces, or export it again")


class _Twice(BlockMiddleware):
    """Mark the key of a second entry of one key, so that it is read like every other entry."""

    _count: int = 0

    def transform_failed_block(self, failed_block: ParsingFailedBlock, library: Library) -> Block:  # noqa: ARG002 - as inherited
        entry = failed_block.ignore_error_block
        if not isinstance(failed_block, DuplicateBlockKeyBlock) or not isinstance(entry, Entry):
            return failed_block
        self._count += 1
        entry.key += f"{_AGAIN}{self._count}"
        return entry


class _Joined(BlockMiddleware):
    """Put together what is written in pieces, as in ``jpsp # ", Part B"``."""

    def transform_entry(self, entry: Entry, library: Library) -> Entry:
        texts: dict[str, str] = {}
        for string in library.strings:
            # One may hold those before it, but no chain of them grows without end.
            joined = _joined(string.value, texts)
            if len(joined) <= _LONGEST_STRING:
                string.value = joined
            texts[string.key.lower()] = string.value[1:-1]
        for field in entry.fields:
            field.value = _joined(field.value, texts)
        return entry


def _joined(value: str, texts: Mapping[str, str]) -> str:
    pieces = _PIECE.findall(value) if "#" in value else ()
    if len(pieces) < 2 or _PIECE.sub("", value):  # noqa: PLR2004 - one piece is joined with nothing
        return value
    return f"{{{''.join(a or b or texts.get(name.lower(), name) for a, b, name in pieces)}}}"


class _Surnames(BlockMiddleware):
    """Keep a name whole that has a comma and no given name, and read "et al." as "and others"."""

    def transform_entry(self, entry: Entry, library: Library) -> Entry:  # noqa: ARG002 - as inherited
        for field in entry.fields:
            if isinstance(field.value, list):
                field.value = [_surname(name) for name in _without_et_al(field.value)]
        return entry


def _without_et_al(names: list[str]) -> list[str]:
    cut = _ET_AL.search(names[-1]) if names else None
    if cut is None:
        return names
    return [*filter(None, (*names[:-1], names[-1][: cut.start()])), "others"]


def _surname(name: str) -> str:
    bare = name.rstrip()
    return f"{{{bare.rstrip(', ')}}}" if bare.endswith(",") else name


def _found(entry: Entry, line: int) -> Found | Refused:
    fields: dict[str, Any] = {field.key.lower(): field.value for field in entry.fields}
    texts = {
        name: (address_of if name in _ADDRESSES else text_of)(value)
        for name, value in fields.items()
        if isinstance(value, str)
    }
    key, again, _ = entry.key.partition(_AGAIN)
    if not texts.get("title"):
        return Refused(line, f"{key} has no title", "give it one, and import it again")
    record = _record(entry.entry_type.lower(), texts)
    for role, name in (("author", "author"), ("editor", "editor"), ("translator", "translator")):
        if isinstance(names := fields.get(role), list):
            record[name] = [person for one in names if (person := _person(one))]
    # A key that stands twice means the first, and may still name two publications.
    remark = f"the key {key} stands twice in the file, and means the first" if again else ""
    keys = ("" if again else key, *texts.get("ids", "").replace(" ", "").split(","))
    return Found(record, line, tuple(key for key in keys if key), remark)


def _record(kind: str, texts: Mapping[str, str]) -> dict[str, Any]:
    journal = texts.get("journaltitle") or texts.get("journal") or ""
    is_article = kind == "article" or bool(journal)
    known = "article-journal" if is_article else TYPES.get(kind, "document")
    return filled(
        type=SUBTYPES.get(texts.get("entrysubtype", ""), known),
        title=_title(texts, "title", "subtitle"),
        container_title=journal or _title(texts, "booktitle", "booksubtitle"),
        collection_title=texts.get("series"),
        issued=_issued(texts),
        volume=texts.get("volume"),
        issue=(texts.get("number") or texts.get("issue")) if is_article else texts.get("issue"),
        number=None if is_article else texts.get("number"),
        page=pages(texts.get("pages", "")),
        edition=texts.get("edition"),
        publisher=texts.get("publisher") or texts.get("institution") or texts.get("school"),
        publisher_place=texts.get("location") or texts.get("address"),
        genre=texts.get("type") or _GENRES.get(kind),
        language=texts.get("langid") or texts.get("language"),
        abstract=texts.get("abstract"),
        keyword=texts.get("keywords"),
        URL=texts.get("url") or next(iter(_ADDRESS.findall(texts.get("howpublished", ""))), ""),
        DOI=texts.get("doi"),
        ISBN=texts.get("isbn"),
        ISSN=texts.get("issn"),
        **_identifiers(texts),
    )


def _title(texts: Mapping[str, str], main: str, sub: str) -> str:
    title, rest = texts.get(main, ""), texts.get(sub, "")
    return f"{title}: {rest}" if rest else title


def _issued(texts: Mapping[str, str]) -> dict[str, Any] | str:
    """Read the date; one that is not understood stays as it stands, for the import to name."""
    written = texts.get("date") or texts.get("year", "")
    found = issued(written)
    if found is None:
        return written
    month = texts.get("month", "").strip().lower()
    number = int(month) if month.isdecimal() else _NUMBERS.get(month[:3], 0)
    if number and len(found["date-parts"][0]) == 1:
        found["date-parts"][0].append(number)
    return found


def _identifiers(texts: Mapping[str, str]) -> dict[str, str]:
    """Find the numbers of PubMed where Zotero, BibLaTeX and PubMed's own exports put them."""
    prints = {texts.get("eprinttype", "").lower(): texts.get("eprint", "")}
    pmid = texts.get("pmid") or prints.get("pubmed") or prints.get("pmid")
    pmid = pmid or find_pmid(texts.get("note", ""))
    pmcid = texts.get("pmcid") or prints.get("pmcid")
    return filled(PMID=pmid, PMCID=pmcid)


def _person(name: Any) -> dict[str, str] | None:
    parts = [" ".join(getattr(name, part)) for part in ("first", "von", "last", "jr")]
    whole = parts[2].startswith("{") and parts[2].endswith("}")
    first, von, last, jr = (text_of(part).strip(" ,") for part in parts)
    if not last:
        # Half a name is kept as it stands: `library --check` and readers can see it, a gap nobody.
        rest = " ".join(filter(None, (first, von, jr)))
        return {"literal": rest} if rest else None
    if (whole and not first) or not (first or von or jr):
        return {"literal": last}
    return filled(family=last, given=first, non_dropping_particle=von, suffix=jr)
