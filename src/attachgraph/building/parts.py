"""Shards in a folder of the user's: each machine fills a part of it, and one of them loads all.

In: a folder, and what was compiled into it. Out: the parts to load, if they are all there and of
this version. A part says that it is complete by a file next to it, which is written last.
"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Final

from attachgraph.building.compiling import Compiled
from attachgraph.building.loading import Part
from attachgraph.building.shards import Shards
from attachgraph.building.state import state
from attachgraph.dataset.words import count_of
from attachgraph.errors import InputError, MissingError

#: What the folder of a part is called, and the file that says that it is complete.
_NAME: Final = re.compile(r"([1-9]\d*)-of-([1-9]\d*)(\.json)?")
#: What no document says.
VOCABULARY: Final = "vocabulary.nq.gz"
#: How other engines read the shards: one file each.
_ENGINES: Final = Path(__file__).with_name("engines")


class PartFolder:
    """One part of the documents of a folder of shards."""

    def __init__(self, place: Path, number: int, count: int) -> None:
        self._place = place
        self.shards: Path = (place / f"{number}-of-{count}").resolve()
        self._done = place / f"{number}-of-{count}.json"
        self._keys = set[str]()

        _refuse_foreign(place)
        _refuse_other_count(place, count)
        self.shards.mkdir(parents=True, exist_ok=True)
        self._done.unlink(missing_ok=True)

    def complete(self, vocabulary: bytes, *, tables: bool) -> None:
        """Leave what belongs to the documents, and say that all of it is there."""
        shards = Shards(self.shards)
        for key in set(shards) - self._keys:
            shards.drop(key)  # of documents that have changed or are gone
        # For other engines; here it comes from this program.
        _write(self._place / VOCABULARY, gzip.compress(vocabulary, mtime=0))
        for file in sorted(_ENGINES.iterdir()):
            _write(self._place / file.name, file.read_bytes())
        told = {"state": state(), "documents": len(self._keys), "tables": tables}
        _write(self._done, json.dumps(told).encode())

    def add(self, compiled: Compiled) -> None:
        """Note a document that has been read."""
        if compiled.key and not compiled.failure:
            self._keys.add(compiled.key)


def _write(path: Path, content: bytes) -> None:
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def _refuse_foreign(place: Path) -> None:
    """Refuse to write among files of the user's, such as the documents themselves."""
    names = {path.name for path in place.iterdir()} if place.exists() else set[str]()
    foreign = {name for name in names if not name.startswith(".")}
    if foreign and VOCABULARY not in foreign and not any(map(_NAME.fullmatch, foreign)):
        fix = "name a new or empty folder after --shards"
        raise InputError("the folder holds files that are not shards", where=str(place), fix=fix)


def _refuse_other_count(place: Path, count: int) -> None:
    """Refuse to add to parts of another number of parts: nobody could load them together."""
    counts = {path.stem.rpartition("-")[2] for path in _finished(place)} - {str(count)}
    if counts:
        what = f"the folder holds parts of {' and of '.join(sorted(counts))}, not of {count}"
        fix = "name a new or empty folder after --shards, or remove those parts"
        raise InputError(what, where=str(place), fix=fix)


def _finished(place: Path) -> list[Path]:
    """List the files that say of a part that it is complete."""
    return sorted(path for path in place.glob("*.json") if _NAME.fullmatch(path.name))


def find_parts(place: Path) -> list[Part]:
    """Find all that a folder of shards holds."""
    done = _finished(place)
    if not done:
        fix = f"write it: attachgraph build PATHS --shards {place}"
        raise MissingError("the folder holds no finished part", where=str(place), fix=fix)
    counts = {path.stem.rpartition("-")[2] for path in done}
    missing = {f"{n}-of-{count}" for count in counts for n in range(1, int(count) + 1)}
    missing -= {path.stem for path in done}
    if len(counts) > 1 or missing:
        what = f"parts are missing: {', '.join(sorted(missing))}"
        if len(counts) > 1:
            what = f"the parts do not fit: some are of {' and some of '.join(sorted(counts))}"
        fix = "build each part with --part K/N and the same N, or remove those of another N"
        raise InputError(what, where=str(place), fix=fix)
    documents = {path: _count_documents(path) for path in done}
    found = [part for path in done for part in _read_part(path, documents[path])]
    return sorted(found, key=lambda part: part.key)


def have_tables(place: Path) -> bool:
    """Return whether finished parts were built with the tables of the dataset at hand."""
    return all(json.loads(path.read_bytes()).get("tables", True) for path in _finished(place))


def _count_documents(done: Path) -> int:
    """Read how many documents a finished part has, if this version has built it."""
    try:
        told = json.loads(done.read_text(encoding="utf-8"))
        built_by, documents = str(told["state"]), int(told["documents"])
    except (ValueError, LookupError, TypeError) as error:
        raise _damage("the file cannot be read", done, done) from error
    if built_by != state():
        raise InputError(
            "the shards were built by another version of attachgraph, or with other tables",
            where=str(done.parent),
            fix="build them again with this version: documents are read anew",
        )
    return documents


def _read_part(done: Path, documents: int) -> list[Part]:
    """List the documents of a part: all of them, since none may be lost without a word."""
    shards = Shards(done.with_suffix(""))
    found = [
        Part(key, shards, compiled.size)
        for key in shards
        if (compiled := shards.find(key)) is not None
    ]
    if len(found) != documents:
        number = count_of(documents, "document")
        what = f"the part has {number}, and {len(found):,} of them can be read"
        raise _damage(what, done.with_suffix(""), done)
    return found


def _damage(problem: str, where: Path, done: Path) -> InputError:
    part = done.stem.replace("-of-", "/")
    fix = (
        "build this part again with the same command: "
        f"attachgraph build PATHS --shards {done.parent} --part {part}"
    )
    return InputError(problem, where=str(where), fix=fix)
