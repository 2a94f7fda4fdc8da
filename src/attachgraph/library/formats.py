"""Write bibliographies as reference managers read them: BibTeX, RIS, CSL-JSON.

In: records of CSL-JSON. Out: text, the same for the same records. What is ours alone stays out;
keys of other programs go along, so that a bibliography that comes back is known again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import rispy
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import write

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
}
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
    "manuscript": "UNPB",
}
_SPECIAL: Final = re.compile(r"[{}\\%&$#_~^]")
_LONG: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_CAPITAL: Final = re.compile(r"(?<=\s)[^\s{}]*[A-ZÀ-Þ][^\s{}]*")
_VERBATIM: Final = frozenset({"doi", "url"})


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
    container = "journal" if kind == "article" else "booktitle"
    publisher = {"thesis": "institution", "techreport": "institution"}.get(kind, "publisher")
    plain = {
        container: record.get("container-title", ""),
        "volume": record.get("volume", ""),
        "number": record.get("issue") or record.get("number", ""),
        "edition": record.get("edition", ""),
        publisher: record.get("publisher", ""),
        "address": record.get("publisher-place", ""),
        "type": record.get("genre", ""),
        "version": record.get("version", ""),
        "keywords": record.get("keyword", ""),
    }
    title = _CAPITAL.sub(lambda match: f"{{{match[0]}}}", _escaped(record["title"]))
    return {
        "author": _bibtex_names(record.get("author", ())) + _others(record),
        "editor": _bibtex_names(record.get("editor", ())),
        "title": title,
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        **{name: _escaped(str(value)) for name, value in plain.items()},
        "pages": str(record.get("page", "")).replace("-", "--"),
        "doi": record.get("DOI", ""),
        "isbn": record.get("ISBN", ""),
        "pmid": record.get("PMID", ""),
        "pmcid": record.get("PMCID", ""),
        "url": record.get("URL", ""),
        "langid": record.get("language", ""),
        "ids": ",".join(custom.get("aliases", ())),
    }


def _bibtex_names(names: Sequence[Mapping[str, str]]) -> str:
    return " and ".join(
        f"{_escaped(name['family'])}, {_suffix(name)}{_escaped(name['given'])}"
        if name.get("given")
        else f"{{{_escaped(name['family'])}}}"
        for name in names
    )


def _others(record: Record) -> str:
    """Say that names are missing: a list that is cut must not look like all of it."""
    cut = record.get("author") and record.get("custom", {}).get("authors-incomplete")
    return " and others" if cut else ""


def _suffix(name: Mapping[str, str]) -> str:
    return f"{_escaped(name['suffix'])}, " if name.get("suffix") else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _LONG.get(match[0], f"\\{match[0]}"), text)


# ---------------------------------------------------------------- RIS


def to_ris(records: Iterable[Record]) -> str:
    """Write RIS."""
    text: str = rispy.dumps([_reference(record) for record in records])
    return text


def _reference(record: Record) -> dict[str, Any]:
    start, _, end = str(record.get("page", "")).partition("-")
    parts = record.get("issued", {}).get("date-parts", [[]])[0]
    numbers = [f"{name}: {record[name]}" for name in ("PMID", "PMCID") if record.get(name)]
    fields = {
        "type_of_reference": _RIS_TYPES.get(record["type"], "GEN"),
        "id": str(record["id"]),
        "title": record["title"],
        "authors": [_ris_name(name) for name in record.get("author", ())],
        "secondary_authors": [_ris_name(name) for name in record.get("editor", ())],
        "year": str(parts[0]) if parts else "",
        "date": "/".join(f"{part:02}" for part in parts) if len(parts) > 1 else "",
        "secondary_title": record.get("container-title", ""),
        "volume": record.get("volume", ""),
        "number": record.get("issue", ""),
        "start_page": start,
        "end_page": end,
        "edition": record.get("edition", ""),
        "publisher": record.get("publisher", ""),
        "place_published": record.get("publisher-place", ""),
        "type_of_work": record.get("genre", ""),
        "issn": record.get("ISBN") or record.get("ISSN", ""),
        "doi": record.get("DOI", ""),
        "language": record.get("language", ""),
        "keywords": [word for word in record.get("keyword", "").split(", ") if word],
        "notes": numbers,
        "urls": [record["URL"]] if record.get("URL") else [],
    }
    return {name: value for name, value in fields.items() if value}


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
    if aliases := record.get("custom", {}).get("aliases"):
        item["citation-key"] = aliases[0]
    return item


#: The writers by the names of the formats.
WRITERS: Final[dict[str, Callable[[Iterable[Record]], str]]] = {
    "bibtex": to_bibtex,
    "ris": to_ris,
    "csljson": to_csljson,
}
