"""Write a bibliographic record as people cite it.

In: a CSL-JSON item of the authority list. Out: a short label and a full reference in the manner of
APA 7, of the fields that were seen and of nothing else. What was not seen is said to be missing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase
from typing import Any, Final

_NO_YEAR: Final = "year not seen"
_LABEL_WORDS: Final = 8
# What the list adds to a title that was not seen in full.
_REMARK: Final = re.compile(
    r"\s*\([^()]*(?:to confirm|still not shown|cut in)[^()]*\)$|^\(title not shown: |\)$"
)
_ORDINAL: Final = {"1": "1st", "2": "2nd", "3": "3rd"}

Record = Mapping[str, Any]


def short_labels(records: Iterable[Record]) -> dict[str, str]:
    """Label every source with its authors and year.

    Examples
    --------
    >>> one = {"id": "a-b-2010", "title": "T", "author": [{"family": "A"}, {"family": "B"}]}
    >>> short_labels([one | {"issued": {"date-parts": [[2010]]}, "custom": {}}])
    {'a-b-2010': 'A & B (2010)'}
    """
    parts = {record["id"]: (_short_names(record), _year(record)) for record in records}
    alike = Counter(parts.values())
    met: defaultdict[tuple[str, str], int] = defaultdict(int)
    labels = {}
    for key, part in parts.items():
        letter = ascii_lowercase[met[part]] if alike[part] > 1 else ""
        met[part] += 1
        labels[key] = f"{part[0]} ({part[1]}{letter})"
    return labels


def _year(record: Record) -> str:
    return str(record["issued"]["date-parts"][0][0]) if "issued" in record else _NO_YEAR


def _short_names(record: Record) -> str:
    names = [name["family"] for name in record.get("author") or record.get("editor", ())]
    if not names:
        return _short_title(record["title"])
    if len(names) > 2 or record["custom"].get("authors-incomplete"):  # noqa: PLR2004 - APA 7, 8.17
        return f"{names[0]} et al."
    return " & ".join(names)


def _short_title(title: str) -> str:
    words = _REMARK.sub("", title).split(":")[0].rstrip(". ").split()
    cut = " ".join(words[:_LABEL_WORDS])
    cut = cut[:1].upper() + cut[1:]
    return f"{cut} …" if len(words) > _LABEL_WORDS else cut


def reference(record: Record) -> str:
    """Write a record as a full reference."""
    authors, editors = record.get("author", ()), record.get("editor", ())
    title = _title(record)
    year = f"({_year(record)})"
    if authors:
        head = f"{_names(authors, record)} {year}. {title}"
    elif editors:
        head = f"{_names(editors, record)} ({_eds(editors)}). {year}. {title}"
    else:
        head = f"{title} {year}"
    parts = (head, _container(record), _publisher(record), _address(record))
    return " ".join(_closed(part) for part in parts if part)


def _closed(part: str) -> str:
    return part if part.endswith((".", "?", "!")) or part.startswith("https://") else f"{part}."


def _names(names: Sequence[Mapping[str, str]], record: Record) -> str:
    written = [_inverted(name) for name in names]
    if record["custom"].get("authors-incomplete"):
        written.append("et al.")
        return ", ".join(written) if len(written) > 2 else " ".join(written)  # noqa: PLR2004
    comma = "," if len(written) > 2 or "," in written[0] else ""  # noqa: PLR2004
    return _listed(written, comma)


def _listed(items: Sequence[str], comma: str) -> str:
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])}{comma} & {items[-1]}"


def _inverted(name: Mapping[str, str]) -> str:
    parts = name["family"], _initials(name.get("given", "")), name.get("suffix", "")
    return ", ".join(filter(None, parts))


def _initials(given: str) -> str:
    return " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.split()
    )


def _eds(editors: Sequence[object]) -> str:
    return "Ed." if len(editors) == 1 else "Eds."


def _title(record: Record) -> str:
    title: str = record["title"]
    if "edition" in record:
        number = record["edition"]
        title += f" ({_ORDINAL.get(number, f'{number}th')} ed.)"
    if "genre" in record:
        title += f" [{record['genre']}]"
    return title


def _container(record: Record) -> str:
    where: str = record.get("container-title", "")
    if not where:
        return ""
    page = record.get("page", "").replace("-", "–")
    volume = record.get("volume", "")
    if record["type"] == "chapter":
        pages = f"pp. {page}" if page else ""
        inside = ", ".join(part for part in (volume and f"Vol. {volume}", pages) if part)
        return f"In {_edited_by(record)}{where}" + (f" ({inside})" if inside else "")
    issue = f"({record['issue']})" if "issue" in record else ""
    return ", ".join(part for part in (where, volume + issue, page) if part)


def _edited_by(record: Record) -> str:
    editors = record.get("editor", ())
    if not editors:
        return ""
    named = [f"{_initials(one.get('given', ''))} {one['family']}".strip() for one in editors]
    comma = "," if len(named) > 2 else ""  # noqa: PLR2004
    return f"{_listed(named, comma)} ({_eds(editors)}), "


def _publisher(record: Record) -> str:
    publisher: str = record.get("publisher", "")
    return publisher


def _address(record: Record) -> str:
    if "DOI" in record:
        return f"https://doi.org/{record['DOI']}"
    if "PMCID" in record:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{record['PMCID']}"
    return ""
