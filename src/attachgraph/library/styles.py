"""Write references in the styles of journals, by citeproc and the CSL styles that ship with us.

In: records of CSL-JSON and the name of a style. Out: references as plain text, in its order.

Sources: https://citationstyles.org; the styles are CC BY-SA 3.0 and name their authors.
"""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attachgraph.errors import UsageError
from attachgraph.library.formats import csl_item
from attachgraph.rdf.bibliography import reference

_FOLDER: Final = Path(__file__).resolve().parent / "styles"
#: Names that people use, by the files of the styles.
STYLES: Final = {
    "apa": "apa",
    "chicago": "chicago-author-date",
    "mla": "modern-language-association",
    "ama": "american-medical-association",
    "harvard": "harvard-cite-them-right",
    "vancouver": "elsevier-vancouver",
}
_TAG: Final = re.compile(r"<[^>]+>")
#: A number in a column of its own, which citeproc writes without a space after it.
_NUMBER: Final = re.compile(r"^(\W*\d+\W+)\b")


def cite(records: Sequence[Mapping[str, Any]], style: str = "apa") -> list[str]:
    """Write references; APA, the style of the field, by our own writer, which needs no citeproc."""
    if style == "apa":
        return [reference(record) for record in records]
    return _by_citeproc(records, style_file(style))


def style_file(style: str) -> Path:
    """Find a style by its name, or take a file of one's own."""
    path = Path(style)
    if path.suffix == ".csl" and path.is_file():
        return path
    if style not in STYLES:
        fix = f"one of {', '.join(STYLES)}, or a file .csl from https://www.zotero.org/styles"
        raise UsageError(f"there is no style {style}", fix=fix)
    return _FOLDER / f"{STYLES[style]}.csl"


def _by_citeproc(records: Sequence[Mapping[str, Any]], path: Path) -> list[str]:
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    items = [csl_item(record) for record in records]
    with warnings.catch_warnings():
        # It warns of fields that it does not know; they are left out of the reference.
        warnings.simplefilter("ignore")
        try:
            style = CitationStylesStyle(str(path), validate=False)
        except Exception as error:
            problem = f"the style cannot be read: {error}"
            raise UsageError(problem, where=str(path), fix="take another style") from error
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(str(item["id"]).lower())]))
        texts = [_plain(str(entry)) for entry in bibliography.bibliography()]
    is_numbered = style.root.bibliography.get("second-field-align")
    return [_NUMBER.sub(r"\1 ", text) for text in texts] if is_numbered else texts


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())
