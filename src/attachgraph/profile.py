"""The field that a dataset is about: its styles, and what its pages call things.

In: the table ``field`` of ``dataset.toml``. Out: a :class:`Profile`. A dataset without that table
is about adult attachment, whose styles are in ``ontology/concepts.ttl``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from attachgraph.errors import InputError
from attachgraph.folder import DESCRIPTION, find_folder, read_description, stamp

_KNOWN: Final = ("style", "pairing", "pairings", "partners", "styles", "labels", "headings")
_OF_STYLE: Final = ("key", "label", "names", "definition")
#: A hyphen joins the two styles of a pairing.
_KEY: Final = re.compile(r"[a-z][a-z0-9]*")


@dataclass(frozen=True, slots=True)
class OwnStyle:
    """One style of the field: its key, its label, other words for it, and what it is."""

    key: str
    label: str
    names: tuple[str, ...] = ()
    definition: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What a field calls things; all empty for the bundled one."""

    styles: tuple[OwnStyle, ...] = ()
    #: What a style and a pairing are called where things are listed by kind.
    style: str = ""
    pairing: str = ""
    #: Words in titles and sentences for what two have, and for one of the two.
    pairings: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    #: Rows of the infobox and headings of the field's own, with what they are about.
    labels: tuple[tuple[str, str], ...] = ()
    headings: tuple[tuple[str, str], ...] = ()

    @property
    def partner(self) -> str:
        """What one of the two is called."""
        return next(iter(self.partners), "partner")

    @property
    def bond(self) -> str:
        """What two styles together are called in a title."""
        return (self.pairing or "relationship").title()


#: Adult attachment.
ATTACHMENT: Final = Profile()

_current: ContextVar[Profile] = ContextVar("_current")
#: For a thread that has read nothing.
_last: list[Profile] = [ATTACHMENT]


def current() -> Profile:
    """Return the field of the document that is being read."""
    return _current.get(_last[0])


def settle() -> Profile:
    """Read by the field of the dataset that we work on, from now on."""
    found = profile_here()
    _last[0] = found
    _current.set(found)
    return found


def profile_here() -> Profile:
    """Return the field of the dataset that we work on."""
    folder = find_folder()
    return _profile(folder, stamp(folder, DESCRIPTION))


@lru_cache(maxsize=8)
def _profile(folder: Path, _: tuple[tuple[str, int, int], ...]) -> Profile:
    return read_profile(folder)


def read_profile(folder: Path) -> Profile:
    """Read the field that ``dataset.toml`` of a folder declares."""
    said = read_description(folder).get("field")
    return ATTACHMENT if said is None else _Reader(folder / DESCRIPTION, said).profile()


class _Reader:
    """Takes a field out of a table of TOML, and says what is wrong with it."""

    def __init__(self, path: Path, said: Any) -> None:
        self._path = path
        if not isinstance(said, dict):
            raise self._error(
                "field is not a table", "write [field], and [[field.styles]] below it"
            )
        self._said: dict[str, Any] = said
        self._refuse_unknown(said, _KNOWN, "field")

    def profile(self) -> Profile:
        """Read all of it."""
        styles = self._said.get("styles")
        if not isinstance(styles, list) or not styles:
            fix = 'write [[field.styles]], and below it key = "loyal", label = "loyal friend"'
            raise self._error("the field has no styles", fix)
        found = tuple(self._style(one) for one in styles)
        if len({one.key for one in found}) < len(found):
            raise self._error("two styles of the field have one key", "give each its own")
        return Profile(
            styles=found,
            style=self._text(self._said, "style", "field"),
            pairing=self._text(self._said, "pairing", "field"),
            pairings=self._texts(self._said, "pairings", "field"),
            partners=self._texts(self._said, "partners", "field"),
            labels=self._pairs("labels"),
            headings=self._pairs("headings"),
        )

    def _style(self, one: Any) -> OwnStyle:
        where = "field.styles"
        if not isinstance(one, dict):
            raise self._error(f"this is not a style: {one}", "write [[field.styles]] for each")
        self._refuse_unknown(one, _OF_STYLE, where)
        key, label = self._text(one, "key", where), self._text(one, "label", where)
        if not _KEY.fullmatch(key):
            fix = "write one word in small letters, without hyphen or space, such as loyal"
            raise self._error(f"the key of a style is {key!r}", fix)
        if not label:
            raise self._error(f"the style {key} has no label", 'write label = "loyal friend"')
        names = self._texts(one, "names", where)
        return OwnStyle(key, label, names, self._text(one, "definition", where))

    def _text(self, said: Mapping[str, Any], name: str, where: str) -> str:
        value = said.get(name, "")
        if not isinstance(value, str):
            raise self._error(f"{where}.{name} is not text", f'write {name} = "…"')
        return " ".join(value.split())

    def _texts(self, said: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
        value = said.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self._error(
                f"{where}.{name} is not a list of texts", f'write {name} = ["…", "…"]'
            )
        return tuple(value)

    def _pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        value = self._said.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(to, str) for to in value.values()):
            fix = f'write [field.{name}], and below it "What pages call it" = "what it is about"'
            raise self._error(f"field.{name} is not a table of texts", fix)
        return tuple(value.items())

    def _refuse_unknown(self, said: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
        if unknown := sorted(said.keys() - set(known)):
            fix = f"settings are {', '.join(known)}"
            raise self._error(f"there is no setting {where}.{unknown[0]}", fix)

    def _error(self, problem: str, fix: str) -> InputError:
        return InputError(problem, where=str(self._path), fix=fix)
