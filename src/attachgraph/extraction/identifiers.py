"""Identifiers of publications in the spellings in which they go round: DOI, PMID.

In: any text. Out: the identifier in the one form in which two of them can be compared.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from attachgraph.model import UNSEEN

# DOI Handbook, section 2.2: prefix "10." with the registrant, a slash, any characters. It may be
# after the address of a resolver or of a publisher, and be percent-encoded there.
DOI: Final = re.compile(
    r"(?:https?://[^\s<>\"]{0,80}?/|\bdoi:?\s*)?(?<![\w.])(?P<doi>10\.\d{4,9}(?:/|%2F)+[^\s<>\"“”|]+)",
    re.IGNORECASE,
)
PMID: Final = re.compile(
    r"(?:\bPMID:?\s*|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)(?P<pmid>\d{4,8})\b/?",
    re.IGNORECASE,
)
#: What a publisher's address adds after a DOI.
_QUERY: Final = re.compile(r"\?[A-Za-z_]+=|#")
_VIEW: Final = re.compile(
    r"/(?:abstract|full|fulltext|pdf|epdf|meta|html|summary|references)/?$", re.IGNORECASE
)
#: Typesetters turn the hyphen of a DOI into one of another kind.
_PLAIN: Final = UNSEEN | dict.fromkeys(range(0x2010, 0x2014), "-")
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}


def find_doi(text: str) -> tuple[int, int] | None:
    """Find the first DOI of a text with what announces it, without the marks around it.

    Examples
    --------
    >>> text = "see doi:10.1000/182."
    >>> text[slice(*find_doi(text))]
    'doi:10.1000/182'
    """
    match = DOI.search(text) if "10." in text else None
    return None if match is None else (match.start(), match.start("doi") + _length(match["doi"]))


def normalise_doi(text: str) -> str:
    """Reduce a DOI to the form in which two of them can be compared.

    DOIs are case-insensitive, and old APA ones circulate with a doubled slash.
    """
    found = DOI.search(text) if "10." in text else None
    if found is None:
        return ""
    written = found["doi"][: _length(found["doi"])]
    doi = unquote(written) if "%" in written else written
    registrant, _, suffix = doi.translate(_PLAIN).partition("/")
    return f"{registrant}/{suffix.lstrip('/')}".lower()


def _length(written: str) -> int:
    """Return how long a DOI is, without a query, the name of a view, and marks of the sentence."""
    query = _QUERY.search(written)
    doi = written[: query.start()] if query else written
    doi = _VIEW.sub("", doi)
    while doi:
        last = doi[-1]
        opened = _BRACKETS.get(last)
        if last in ".,;:'’”*_" or (opened and doi.count(last) > doi.count(opened)):
            doi = doi[:-1]
        else:
            break
    return len(doi)


def find_pmid(text: str) -> str:
    """Return the first PMID of a text, ``""`` for none.

    Examples
    --------
    >>> find_pmid("Hazan C, Shaver P. PMID: 3572722.")
    '3572722'
    """
    match = PMID.search(text)
    return match["pmid"] if match else ""
