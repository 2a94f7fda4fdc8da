"""The words of pages in each language that is read: one file for each, as data.

In: nothing. Out: tables of words. To add a language, write its file and name it in
:data:`LANGUAGES`; to add a wording, write it into its file. Headings, styles and the words around
them are compared folded (small letters, no accents); labels of rows as they are written.
"""

from __future__ import annotations

from typing import Final

from attachgraph.reading.languages import english, french, german, spanish
from attachgraph.reading.languages.words import Language

LANGUAGES: Final[tuple[Language, ...]] = (
    english.ENGLISH,
    spanish.SPANISH,
    german.GERMAN,
    french.FRENCH,
)


def wordings(table: str, field: str) -> str:
    """Return the wordings of one field in all languages as one pattern; ``""`` for none."""
    found = (getattr(language, table).get(field, "") for language in LANGUAGES)
    return "|".join(wording for wording in found if wording)
