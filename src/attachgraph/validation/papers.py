"""The papers that somebody keeps in a folder: their text, and which publication each file is.

In: a folder of PDF, HTML and text files. Out: the letters of each, and the files of a publication,
by its key, DOI or title in the name of the file or at the beginning of its text. Reads a file
once, and only when it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from attachgraph.errors import AttachGraphError, InputError, MissingError
from attachgraph.evidence.passages import letters_of
from attachgraph.profile import settle
from attachgraph.reading.decoding import decode, media_type
from attachgraph.reading.dialects import reader_of
from attachgraph.reading.pdf import pdf_text

_SUFFIXES: Final = frozenset({".pdf", ".html", ".htm", ".xhtml", ".txt", ".text", ".md"})
#: Letters of the first page: further on stand the titles and DOIs of other publications.
_OPENING: Final = 5_000
#: Shorter titles and names of files are in those of others.
_SHORT: Final = 20
_MOST_BYTES: Final = 200_000_000


class Publication(NamedTuple):
    """What a file may be known by."""

    key: str
    title: str
    doi: str


class Papers:
    """A folder of papers."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            fix = "name the folder in which the papers are"
            raise MissingError("there is no such folder", where=str(folder), fix=fix)
        # Pages are read by the field of the dataset, not by that of what was read last.
        settle()
        self.folder = folder
        self.files: list[Path] = sorted(
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in _SUFFIXES and path.is_file()
        )
        #: Why a file gave no text, by file.
        self.unread: dict[Path, str] = {}
        self._letters: dict[Path, str] = {}

    def letters(self, path: Path) -> str:
        """Read the letters of a file; none where it cannot be read."""
        if path not in self._letters:
            try:
                letters = letters_of(_text(path))
                if not letters:
                    self.unread[path] = "it holds no text; a scan needs text recognition first"
            except AttachGraphError as error:
                self.unread[path] = error.problem
                letters = ""
            self._letters[path] = letters
        return self._letters[path]

    def of(self, publications: Sequence[Publication]) -> dict[str, list[Path]]:
        """Find the files of each publication, by their names, else by their first page."""
        found: dict[str, list[Path]] = {one.key: [] for one in publications}
        nameless = []
        for path in self.files:
            named = _named(path, publications)
            for key in named:
                found[key].append(path)
            if not named:
                nameless.append(path)
        lacking = [one for one in publications if not found[one.key]]
        for path in nameless if lacking else ():
            opening = self.letters(path)[:_OPENING]
            for one in lacking:
                if _opens_with(opening, one):
                    found[one.key].append(path)
        return found


def _opens_with(opening: str, publication: Publication) -> bool:
    doi, title = letters_of(publication.doi), letters_of(publication.title)
    return bool(doi and doi in opening) or (len(title) >= _SHORT and title in opening)


def _named(path: Path, publications: Sequence[Publication]) -> list[str]:
    """Name the publications that the name of a file tells of; a longer key leaves a shorter out."""
    words = f"-{_words(path.stem)}-"
    keys = [one.key for one in publications if f"-{_words(one.key)}-" in words]
    if keys:
        longest = max(len(key) for key in keys)
        return [key for key in keys if len(key) == longest]
    letters = letters_of(path.stem)
    return [one.key for one in publications if _is_called(letters, one)]


def _is_called(letters: str, publication: Publication) -> bool:
    doi, title = letters_of(publication.doi), letters_of(publication.title)
    if doi and doi in letters:
        return True
    if len(title) < _SHORT:
        return False
    # Reference managers cut long names of files.
    return title in letters or (len(letters) >= _SHORT and title.startswith(letters))


def _words(name: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"it has more than {_MOST_BYTES // 1_000_000} MB", where=str(path))
        data = path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "it cannot be read", where=str(path)) from error
    if path.suffix.lower() == ".pdf":
        return pdf_text(data, str(path))[0]
    media = media_type(path.name, data)
    decoded = decode(data, path.name, media).text
    return reader_of(media)(decoded, path.name).content
