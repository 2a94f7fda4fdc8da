"""The folder of a dataset: where it is, and what ``dataset.toml`` says of it.

In: a folder that was chosen, or the one that we stand in, or the one that ships with the package.
Out: its path and its description. Knows nothing of what the other files of the folder hold.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from attachgraph.errors import InputError, MissingError
from attachgraph.resources import resource

#: Names the folder of the dataset that everything works on.
VARIABLE: Final = "ATTACHGRAPH_DATASET"
DESCRIPTION: Final = "dataset.toml"
ENTRIES: Final = "entries"
LIBRARY: Final = "library.json"

#: What SPDX calls the licences that data usually have.
LICENCES: Final = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}
SPDX_NAMES: Final = {iri: name for name, iri in LICENCES.items()}
#: Of more authors, a line that names them all is too long.
_NAMED: Final = 3
_ORCID: Final = re.compile(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])")
#: Begins with a number, as 1.2.0, v2 and 2026-11 do.
VERSION: Final = re.compile(r"v?[0-9][0-9A-Za-z.+-]*")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_KNOWN: Final = frozenset(
    {
        "title",
        "description",
        "version",
        "language",
        "licence",
        "iri",
        "keywords",
        "authors",
        "field",
        "columns",
        "results",
    }
)


@dataclass(frozen=True, slots=True)
class Author:
    """A person with family and given name, or a group with its name as family name alone."""

    family: str
    given: str = ""
    orcid: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is one person; a group has no given name and no ORCID."""
        return bool(self.given or self.orcid)

    @property
    def name(self) -> str:
        """The name in the order in which it is said."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class About:
    """What a dataset says of itself."""

    title: str
    authors: tuple[Author, ...]
    version: str
    licence: str
    iri: str
    language: str = "en"
    description: str = ""
    keywords: tuple[str, ...] = ()
    #: Whether its styles and pairings are those of a field of its own.
    has_own_field: bool = False

    @property
    def credit(self) -> str:
        """Who made it, which version it is, and under which licence, in one line."""
        names = [author.name for author in self.authors]
        if len(names) > _NAMED:
            names = [f"{names[0]} and {len(names) - 1} others"]
        licence = SPDX_NAMES.get(self.licence, self.licence)
        return " · ".join(filter(None, (", ".join(names), f"version {self.version}", licence)))

    def as_record(self) -> dict[str, Any]:
        """Write it as an item of CSL-JSON, the form in which it stands in the graph."""
        names = [
            {"family": a.family, "given": a.given, **({"ORCID": a.orcid} if a.orcid else {})}
            if a.is_person
            else {"literal": a.family}
            for a in self.authors
        ]
        optional = {"abstract": self.description, "keyword": ", ".join(self.keywords)}
        return {
            "id": "dataset",
            "type": "dataset",
            "title": self.title,
            "author": names,
            "version": self.version,
            "URL": self.iri,
            "language": self.language,
            "custom": {
                "licence": self.licence,
                **({"own-field": True} if self.has_own_field else {}),
            },
            **{name: value for name, value in optional.items() if value},
        }


def about_of(record: Mapping[str, Any]) -> About:
    """Read what :meth:`About.as_record` has written."""
    authors = (
        Author(n.get("family", n.get("literal", "")), n.get("given", ""), n.get("ORCID", ""))
        for n in record["author"]
    )
    keywords = record.get("keyword", "").split(", ")
    return About(
        title=record["title"],
        authors=tuple(authors),
        version=record["version"],
        licence=record["custom"]["licence"],
        iri=record["URL"],
        language=record["language"],
        description=record.get("abstract", ""),
        keywords=tuple(word for word in keywords if word),
        has_own_field=record["custom"].get("own-field", False),
    )


# ---------------------------------------------------------------- where


@cache
def bundled_folder() -> Path:
    """Return the folder of the dataset that ships with the package."""
    return resource("data")


def find_folder() -> Path:
    """Return the folder of the dataset to work on.

    It is the one that was chosen, by an option or $ATTACHGRAPH_DATASET; else the one that we stand
    in, or in a folder of which we stand; else the bundled one.
    """
    return chosen_folder() or bundled_folder()


def chosen_folder() -> Path | None:
    """Return the folder that was chosen, or that we stand in; nobody chose the bundled one."""
    if chosen := os.environ.get(VARIABLE):
        return require_folder(Path(chosen))
    # As text: each page asks twice, and paths made of parts cost ten times the look at the disk.
    folder, below = os.getcwd(), ""  # noqa: PTH109
    while folder != below:
        if os.path.isfile(os.path.join(folder, DESCRIPTION)):  # noqa: PTH113, PTH118
            return Path(folder)
        folder, below = os.path.dirname(folder), folder  # noqa: PTH120
    return None


def require_folder(path: Path) -> Path:
    """Refuse a folder that is not a dataset."""
    if (path / DESCRIPTION).is_file():
        return path
    what = "there is no dataset.toml in this folder" if path.is_dir() else "there is no such folder"
    fix = f"begin a dataset with: attachgraph init {path}"
    raise MissingError(what, where=str(path), fix=fix)


@contextmanager
def using(folder: str | os.PathLike[str]) -> Generator[None]:
    """Work on the dataset of a folder; processes that are started meanwhile do so, too."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = os.fspath(require_folder(Path(folder)).resolve())
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def is_bundled(folder: Path) -> bool:
    """Return whether a folder is the one that ships with the package."""
    return folder.resolve() == bundled_folder().resolve()


def stamp(folder: Path, *names: str) -> tuple[tuple[str, int, int], ...]:
    """Name the state of files of a folder, so that what was read of them can be kept."""
    found = []
    top = os.fspath(folder)  # each page asks several times, and paths made of parts cost more
    for name in names:
        try:
            state = os.stat(os.path.join(top, name))  # noqa: PTH116, PTH118
        except FileNotFoundError:
            continue
        found.append((name, state.st_size, state.st_mtime_ns))
    return tuple(found)


# ---------------------------------------------------------------- what it says of itself


def read_description(folder: Path) -> dict[str, Any]:
    """Read ``dataset.toml`` of a folder as it stands."""
    path = folder / DESCRIPTION
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fix = 'write one value on each line, texts in quotation marks: title = "My dataset"'
        raise InputError(f"the file cannot be read: {error}", where=str(path), fix=fix) from error


@lru_cache(maxsize=8)
def read_columns(
    folder: Path, _: tuple[tuple[str, int, int], ...], table: str = "columns"
) -> Mapping[str, str]:
    """Read what ``dataset.toml`` says of the columns of its author's tables.

    Those of couples are below ``[columns]``, those of coded results below ``[results]``.
    """
    said = read_description(folder).get(table, {})
    if not isinstance(said, dict) or not all(isinstance(name, str) for name in said.values()):
        fix = f'write [{table}], and below it "name in your table" = "name that we know"'
        raise InputError(
            f"{table} is not a table of texts", where=str(folder / DESCRIPTION), fix=fix
        )
    return said


def line_of(folder: Path, name: str) -> int:
    """Return the line of ``dataset.toml`` that gives a name of the author's own a meaning."""
    lines = (folder / DESCRIPTION).read_text(encoding="utf-8-sig").splitlines()
    named = (number for number, line in enumerate(lines, 1) if name in line.partition("=")[0])
    return next(named, 1)


def read_about(folder: Path) -> About:
    """Read what ``dataset.toml`` of a folder says of the dataset."""
    said = read_description(folder)
    reader = _Reader(folder / DESCRIPTION, said)
    return About(
        title=reader.text("title", "a title of the dataset"),
        authors=reader.authors(),
        version=reader.text("version", "a version such as 1.0.0", VERSION),
        licence=reader.licence(),
        iri=reader.text("iri", "an address of your own for the dataset", _ADDRESS).rstrip("/#"),
        language=reader.text("language", "a language such as en", _LANGUAGE),
        description=reader.optional("description"),
        keywords=reader.keywords(),
        has_own_field="field" in said,
    )


class _Reader:
    """Takes values out of a table of TOML, and says what is wrong with one."""

    def __init__(self, path: Path, said: Mapping[str, Any]) -> None:
        self._path = path
        self._said = said
        if unknown := sorted(said.keys() - _KNOWN):
            known = ", ".join(sorted(_KNOWN))
            raise self._error(f"there is no setting {unknown[0]!r}", f"settings are {known}")

    def _error(self, problem: str, fix: str) -> InputError:
        return InputError(problem, where=str(self._path), fix=fix)

    def optional(self, name: str) -> str:
        """Give a text that may be missing."""
        value = self._said.get(name, "")
        if not isinstance(value, str):
            raise self._error(f"{name} is not text", f'write it in quotation marks: {name} = "…"')
        return " ".join(value.split())

    def text(self, name: str, what: str, form: re.Pattern[str] | None = None) -> str:
        """Give a text that must be there."""
        value = self.optional(name)
        if not value or (form is not None and not form.fullmatch(value)):
            problem = f"{name} is {value!r}" if value else f"{name} is missing"
            raise self._error(problem, f"give {what}")
        return value

    def licence(self) -> str:
        """Give the address of the licence, which may be named as SPDX does."""
        value = self.text("licence", f"an address, or one of {', '.join(LICENCES)}")
        address = LICENCES.get(value, value)
        if not _ADDRESS.fullmatch(address):
            fix = f"give an address, or one of {', '.join(LICENCES)}"
            raise self._error(f"licence is {value!r}", fix)
        return address

    def keywords(self) -> tuple[str, ...]:
        """Give the list of keywords."""
        found = self._said.get("keywords", [])
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            raise self._error("keywords are not a list of texts", 'write keywords = ["one", "two"]')
        return tuple(found)

    def authors(self) -> tuple[Author, ...]:
        """Give the authors in their order."""
        found = self._said.get("authors", [])
        fix = 'write [[authors]], and below it family = "…", given = "…", orcid = "…"'
        if not isinstance(found, list) or not found:
            raise self._error("authors are missing", fix)
        return tuple(self._author(one, fix) for one in found)

    def _author(self, one: Any, fix: str) -> Author:
        fields = {"family", "given", "orcid", "name"}
        if (
            not isinstance(one, dict)
            or not one.keys() <= fields
            or not all(isinstance(value, str) for value in one.values())
            or not (one.get("family") or one.get("name"))
        ):
            raise self._error(
                f"this is not an author: {one}", f'{fix}; a group has name = "…" alone'
            )
        orcid = one.get("orcid", "").strip()
        if orcid and (fault := orcid_fault(orcid)):
            raise self._error(fault, "copy it from orcid.org")
        bare = orcid.rsplit("/", 1)[-1]
        return Author(one.get("family") or one["name"], one.get("given", ""), bare)


def orcid_fault(text: str) -> str:
    """Say what is wrong with an ORCID; the last digit is computed of the others (ISO 7064).

    Examples
    --------
    >>> orcid_fault("0000-0002-1825-0097"), orcid_fault("0000-0002-1825-0098")
    ('', "'0000-0002-1825-0098' is not an ORCID: its last digit, the check digit, is wrong")
    """
    match = _ORCID.fullmatch(text)
    if match is None:
        return f"{text!r} is not an ORCID: it has not four groups of four digits"
    total = 0
    for digit in match[1].replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    expected = (12 - total % 11) % 11
    is_right = match[1][-1] == ("X" if expected == 10 else str(expected))  # noqa: PLR2004 - ISO 7064
    return (
        "" if is_right else f"{text!r} is not an ORCID: its last digit, the check digit, is wrong"
    )
