"""Passages of publications, and digests by which whoever has the paper finds them again.

In: words as somebody copied or a program read them. Out: their letters, and a digest of these.
Most papers are not ours to quote: a digest proves a passage without holding a word of it. Line
breaks, hyphens, spaces, ligatures and accents are left out, because each PDF reader has its own.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from typing import Final, NamedTuple

from attachgraph.errors import InputError
from attachgraph.evidence.tables import delimiter_of

_FORM: Final = re.compile(r"sha256-([0-9a-f]{64})-([0-9]+)")
#: Fewer letters stand somewhere in any paper, and prove nothing.
_FEWEST: Final = 20


class Digest(NamedTuple):
    """The checksum of a passage's letters, and how many letters it has."""

    checksum: str
    length: int

    def __str__(self) -> str:
        """Write it as the tables have it."""
        return f"sha256-{self.checksum}-{self.length}"

    def stands_in(self, letters: str) -> bool:
        """Look for the passage at every place of a text that was reduced to its letters."""
        return any(
            _checksum(letters[start : start + self.length]) == self.checksum
            for start in range(len(letters) - self.length + 1)
        )


def letters_of(text: str) -> str:
    """Reduce a text to its letters and digits, all small."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def digest_of(passage: str) -> Digest:
    """Make the digest of a passage."""
    letters = letters_of(passage)
    if len(letters) < _FEWEST:
        raise InputError(
            f"the passage has {len(letters)} letters and digits; so few prove nothing",
            fix=f"give the whole sentence, {_FEWEST} letters or more",
        )
    return Digest(_checksum(letters), len(letters))


def read_digest(text: str) -> Digest | None:
    """Read a digest as the tables have it; nothing where it has another form."""
    found = _FORM.fullmatch(text)
    return Digest(found[1], int(found[2])) if found else None


def without_passages(table: str) -> str:
    """Give a table of results to others: each passage gives way to its digest."""
    text = table.removeprefix("\ufeff")
    delimiter = delimiter_of(text)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    names = list(reader.fieldnames or ())
    if "passage" not in names:
        raise InputError(
            "the table has no column passage", fix="give the results.csv of a dataset folder"
        )
    written = io.StringIO()
    columns = names if "passage_digest" in names else [*names, "passage_digest"]
    writer = csv.DictWriter(written, columns, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    for row in reader:
        if passage := (row["passage"] or "").strip():
            row |= {"passage": "", "passage_digest": str(digest_of(passage))}
        writer.writerow(row)
    return written.getvalue()


def _checksum(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()
