"""Write bibliographies as reference managers read them: BibTeX, RIS, CSL-JSON.

In: records of CSL-JSON. Out: text, the same for the same records. What is ours alone stays out;
keys of other programs go along, so that a bibliography that comes back is known again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

import rispy
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import write

from attachgraph.evidence.library import LANGUAGES
from attachgraph.library.reading.bibtex import SUBTYPES, TYPES
from attachgraph.library.reading.ris import LIST_TAGS, TAGS

Record = Mapping[str, Any]

_BIBTEX_TYPES: Final = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "thesis",
    "report": "techreport",
    "manuscript": "unpublished",
    "webpage": "online",
    "motion_picture": "movie",
}
_SUBTYPES: Final = {kind: name for name, kind in SUBTYPES.items()}
_RIS_TYPES: Final = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "thesis": "THES",
    "report": "RPRT",
    "webpage": "ELEC",
    "dataset": "DATA",
    "manuscript": "MANSCPT",
    "motion_picture": "MPCT",
}
_SPECIAL: Final = re.compile(r"[{}\\%&$#_~^<>]")
_LONG: Final = {
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    # Better BibTeX takes these for the signs that TeX's old fonts have in their places.
    "<": r"{\textless}",
    ">": r"{\textgreater}",
}
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|['’-])*")
#: The last author where names are missing: so pandoc, Better BibTeX and Zotero's imports write it.
_OTHERS: Final = "others"


def to_bibtex(records: Iterable[Record]) -> str:
    """Write BibTeX in UTF-8, with the fields of BibLaTeX where BibTeX has none."""
    library = Library([_entry(record) for record in records])
    text: str = write(library)
    return text


def _entry(record: Record) -> Entry:
    kind = _BIBTEX_TYPES.get(record["type"], "misc")
    fields = {name: value for name, value in _bibtex_fields(record, kind).items() if value}
    return Entry(
        kind, str(record["id"]), [Field(name, f"{{{value}}}") for name, value in fields.items()]
    )


def _bibtex_fields(record: Record, kind: str) -> dict[str, str]:
    custom = record.get("custom", {})
    parts = record.get("issued", {}).get("date-parts", [[]])[0]
    publisher = {"thesis": "institution", "techreport": "institution"}.get(kind, "publisher")
    plain = {
        "journal": record.get("container-title", "") if kind == "article" else "",
        "volume": record.get("volume", ""),
        "number": record.get("issue") or record.get("number", ""),
        "entrysubtype": ""
        if TYPES.get(kind) == record["type"]
        else _SUBTYPES.get(record["type"], ""),
        "edition": record.get("edition", ""),
        publisher: record.get("publisher", ""),
        "address": record.get("publisher-place", ""),
        "type": record.get("genre", ""),
        "version": record.get("version", ""),
        "keywords": record.get("keyword", ""),
        "abstract": " ".join(record.get("abstract", "").split()),
    }
    day = "-".join(f"{part:02}" for part in parts) if len(parts) > 2 else ""  # noqa: PLR2004 - y, m, d
    language = str(record.get("language", ""))
    return {
        "author": _bibtex_names(record.get("author", ())) + _others(record),
        "editor": _bibtex_names(record.get("editor", ())),
        "title": _protected(record["title"]),
        "booktitle": _protected(record.get("container-title", "")) if kind != "article" else "",
        "series": _protected(record.get("collection-title", "")),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        # A day has no field of BibTeX alone; BibLaTeX, pandoc and Zotero read the date.
        "date": day,
        **{name: _escaped(str(value)) for name, value in plain.items()},
        "pages": str(record.get("page", "")).replace("-", "--"),
        "doi": record.get("DOI", ""),
        "isbn": record.get("ISBN", ""),
        "issn": record.get("ISSN", ""),
        "pmid": record.get("PMID", ""),
        "pmcid": record.get("PMCID", ""),
        "url": record.get("URL", ""),
        "language": language,
        "langid": LANGUAGES.get(language, language).partition(" ")[0],
        "ids": ",".join(custom.get("aliases", ())),
    }


def _bibtex_names(names: Sequence[Mapping[str, str]]) -> str:
    return " and ".join(
        f"{_part(name['family'])}, {_suffix(name)}{_part(name['given'])}"
        if name.get("given")
        else f"{{{_escaped(name['family'])}}}"
        for name in names
    )


def _part(text: str) -> str:
    """Keep a part of a name whole that the word between two names stands in."""
    return f"{{{_escaped(text)}}}" if " and " in text else _escaped(text)


def _others(record: Record) -> str:
    """Say that names are missing: a list that is cut must not look like all of it."""
    return f" and {_OTHERS}" if _is_cut(record) else ""


def _is_cut(record: Record) -> bool:
    return bool(record.get("author") and record.get("custom", {}).get("authors-incomplete"))


def _suffix(name: Mapping[str, str]) -> str:
    return f"{_escaped(name['suffix'])}, " if name.get("suffix") else ""


def _protected(title: str) -> str:
    """Keep capitals from styles that write titles small; they leave the first letter alone."""
    found, end = [], 0
    for match in _WORD.finditer(title):
        word = match[0]
        has_capital = any(letter.isupper() for letter in (word if end else word[1:]))
        found += [_escaped(title[end : match.start()]), f"{{{word}}}" if has_capital else word]
        end = match.end()
    return "".join([*found, _escaped(title[end:])])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _LONG.get(match[0], f"\\{match[0]}"), text)


# ---------------------------------------------------------------- RIS


def to_ris(records: Iterable[Record]) -> str:
    """Write RIS."""
    references = [_reference(record) for record in records]
    text: str = _Writer(mapping=TAGS, list_tags=LIST_TAGS).formats(references)
    return text


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """Write no number before each reference: pandoc refuses the whole file for one."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 - as inherited
        return ""


def _reference(record: Record) -> dict[str, Any]:
    start, _, end = str(record.get("page", "")).partition("-")
    parts = record.get("issued", {}).get("date-parts", [[]])[0]
    numbers = [f"{name}: {record[name]}" for name in ("PMID", "PMCID") if record.get(name)]
    container = record.get("container-title", "")
    fields = {
        "type_of_reference": _RIS_TYPES.get(record["type"], "GEN"),
        "id": str(record["id"]),
        "title": record["title"],
        "authors": [*map(_ris_name, record.get("author", ())), *[_OTHERS] * _is_cut(record)],
        "editors": [_ris_name(name) for name in record.get("editor", ())],
        "year": str(parts[0]) if parts else "",
        "date": "/".join(f"{part:02}" for part in parts) if len(parts) > 1 else "",
        "secondary_title": container,
        # Zotero keeps the proceedings apart from the conference.
        "custom3": container if record["type"] == "paper-conference" else "",
        "tertiary_title": record.get("collection-title", ""),
        "volume": record.get("volume", ""),
        "number": record.get("issue", ""),
        "start_page": start,
        "end_page": end,
        "edition": record.get("edition") or record.get("version", ""),
        "publisher": record.get("publisher", ""),
        "place_published": record.get("publisher-place", ""),
        "type_of_work": record.get("genre", ""),
        "issn": record.get("ISBN") or record.get("ISSN") or record.get("number", ""),
        "doi": _ris_doi(record.get("DOI", "")),
        "language": record.get("language", ""),
        "keywords": [word for word in record.get("keyword", "").split(", ") if word],
        "abstract": " ".join(record.get("abstract", "").split()),
        "notes": numbers,
        "urls": [record["URL"]] if record.get("URL") else [],
    }
    return {name: value for name, value in fields.items() if value}


def _ris_doi(doi: str) -> str:
    """Write an old DOI with angle brackets as an address: Zotero takes them for markup."""
    return f"https://doi.org/{quote(doi)}" if "<" in doi else doi


def _ris_name(name: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (name["family"], name.get("given"), name.get("suffix"))))


# ---------------------------------------------------------------- CSL-JSON


def to_csljson(records: Iterable[Record]) -> str:
    """Write CSL-JSON."""
    return json.dumps([csl_item(record) for record in records], ensure_ascii=False, indent=2) + "\n"


def csl_item(record: Record) -> dict[str, Any]:
    """Write a record as programs other than ours know it: a group has one name as a whole."""
    item = {name: value for name, value in record.items() if name != "custom"}
    for role in ("author", "editor", "translator"):
        if role in item:
            item[role] = [
                dict(name) if name.get("given") else {"literal": name["family"]}
                for name in item[role]
            ]
    if _is_cut(record):
        item["author"].append({"literal": _OTHERS})
    if aliases := record.get("custom", {}).get("aliases"):
        item["citation-key"] = aliases[0]
    return item


#: The writers by the names of the formats.
WRITERS: Final[dict[str, Callable[[Iterable[Record]], str]]] = {
    "bibtex": to_bibtex,
    "ris": to_ris,
    "csljson": to_csljson,
}
