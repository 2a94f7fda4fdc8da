"""The words of pages in each language that is read: one file for each, as data.

In: nothing. Out: tables of words. To add a language, write its file and name it in
:data:`LANGUAGES`; to add a wording, write it into its file. Headings, styles and the words around
them are compared folded (small letters, no accents); labels of rows as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from attachgraph.errors import InputError
from attachgraph.profile import ATTACHMENT, Profile, current
from attachgraph.reading.languages import english, french, german, spanish
from attachgraph.reading.languages.words import Language
from attachgraph.reading.lexicon import fold

LANGUAGES: Final[tuple[Language, ...]] = (
    english.ENGLISH,
    spanish.SPANISH,
    german.GERMAN,
    french.FRENCH,
)


#: Words that open a sentence in any language.
OPENERS: Final = frozenset(word for each in LANGUAGES for word in each.openers.split())

MONTHS: Final = frozenset(word for each in LANGUAGES for word in each.months.split())

#: What no words match.
_NEVER: Final = "(?!)"


def languages() -> tuple[Language, ...]:
    """Return the words of each language in the field of the document that is being read."""
    return _languages(current())


@cache
def _languages(profile: Profile) -> tuple[Language, ...]:
    if profile is ATTACHMENT:
        return LANGUAGES
    _refuse_unknown(profile.labels, {*english.ENGLISH.labels, "traits"}, "labels")
    _refuse_unknown(profile.headings, {*english.ENGLISH.headings}, "headings")
    return tuple(_in_field(language, profile) for language in LANGUAGES)


def _refuse_unknown(own: Iterable[tuple[str, str]], known: set[str], table: str) -> None:
    for words, about in own:
        if about not in known:
            raise InputError(
                f"{words!r} is about {about!r}, which no {table} are about",
                where=f"dataset.toml, field.{table}",
                fix=f"one of {', '.join(sorted(known))}",
            )


def _in_field(language: Language, profile: Profile) -> Language:
    """Put the words of a field in: its authors write them in whichever language they like."""
    names = [re.escape(name) for name in profile.partners]
    titled = "".join(f"{name}|{name.capitalize()}|" for name in names)
    return replace(
        language,
        styles={},
        dimensions={},
        # Parents and friends are not a couple, unless they are what the field is about.
        kin=_NEVER,
        couples="|".join((*map(_folded, profile.pairings), language.couples)),
        partners="|".join((*map(_folded, profile.partners), language.partners)),
        labels=_with(language.labels, profile.labels, re.escape),
        headings=_with(language.headings, profile.headings, _folded),
        roles=english.role_labels(titled) if language is english.ENGLISH else language.roles,
        trait_nouns="|".join(
            (
                *(re.escape(label) for label, about in profile.labels if about == "traits"),
                language.trait_nouns,
            )
        ),
    )


def _folded(words: str) -> str:
    return re.escape(fold(words)).replace("\\ ", " ")


def _with(
    known: Mapping[str, str],
    own: Iterable[tuple[str, str]],
    written: Callable[[str], str],
) -> Mapping[str, str]:
    found = dict(known)
    for words, about in own:
        if about in known:
            found[about] = "|".join(filter(None, (written(words), found.get(about, ""))))
    return found


def any_of(table: str) -> str:
    """Return the words of a table in all languages as one pattern."""
    return "|".join(getattr(language, table) for language in LANGUAGES)


def wordings(table: str, field: str) -> str:
    """Return the wordings of one field in all languages as one pattern; ``""`` for none."""
    found = (getattr(language, table).get(field, "") for language in languages())
    return "|".join(wording for wording in found if wording)
