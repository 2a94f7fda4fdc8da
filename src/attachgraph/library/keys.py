"""Keys of publications: which record a key means, and a key for a record that has none.

In: records of a library. Out: an index by everything that may name one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import Any, Final

from attachgraph.extraction.identifiers import normalise_doi
from attachgraph.reading.lexicon import fold, slug

Record = Mapping[str, Any]

_BOTH: Final = 2  # authors that a key names; of more, the first alone
_TITLE_WORDS: Final = 3
#: Letters that are no other letter with a sign on it.
_LETTERS: Final = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
    }
)
_DIGITS: Final = re.compile(r"\d+")


def identifiers_of(record: Record) -> list[str]:
    """Name a record by what stands for it alone: DOI, numbers of PubMed, ISBN of a book."""
    found = []
    if doi := normalise_doi(record.get("DOI", "")):
        found.append(f"doi:{doi}")
    if pmid := _DIGITS.search(str(record.get("PMID", ""))):
        found.append(f"pmid:{pmid[0]}")
    if pmcid := _DIGITS.search(str(record.get("PMCID", ""))):
        found.append(f"pmcid:{pmcid[0]}")
    if record.get("ISBN") and record.get("type") == "book":
        found.append(f"isbn:{record['ISBN']}")
    return found


def year_of(record: Record) -> int | None:
    """Give the year of publication, where it is known."""
    return record["issued"]["date-parts"][0][0] if "issued" in record else None


def first_family(record: Record) -> str:
    """Give the family name of the first author or editor, folded."""
    names = record.get("author") or record.get("editor") or ()
    return fold(names[0]["family"]) if names else ""


def may_share_author(one: Record, other: Record) -> bool:
    """Return whether the first names of two records may be one person: Lee A. is not Lee B."""
    people = [(record.get("author") or record.get("editor") or [{}])[0] for record in (one, other)]
    initials = {fold(person.get("given", ""))[:1] for person in people}
    families = {first_family(record) for record in (one, other)}
    return len(initials - {""}) <= 1 and len(families - {""}) <= 1


def title_of(record: Record) -> str:
    """Fold a title, so that signs and capitals make no difference."""
    return " ".join(re.findall(r"\w+", fold(record["title"])))


def new_key(record: Record, taken: Iterable[str]) -> str:
    """Make a key of authors and year, as those of the bundled library are made.

    Examples
    --------
    >>> record = {"title": "T", "author": [{"family": "Hazan"}, {"family": "Shaver"}]}
    >>> new_key(record | {"issued": {"date-parts": [[1987]]}}, {"hazan-shaver-1987"})
    'hazan-shaver-1987-b'
    """
    names = [name["family"] for name in record.get("author") or record.get("editor") or ()]
    shown = names if len(names) <= _BOTH else names[:1]
    words = shown or record["title"].split()[:_TITLE_WORDS]
    year = year_of(record)
    stem = slug(" ".join([*words, str(year or "")])).translate(_LETTERS)
    stem = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-") or "publication"
    known = set(taken)
    keys = (stem, *(f"{stem}-{letter}" for letter in ascii_lowercase[1:]))
    return next((key for key in keys if key not in known), f"{stem}-{len(known)}")
