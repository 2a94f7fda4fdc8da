"""Shards in a folder of the user's: each machine fills a part of it, and one of them loads all.

In: a folder, and what was compiled into it. Out: the parts to load, if they are all there and of
this version. A part says that it is complete by a file next to it, which is written last.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from attachgraph.building.compiling import Compiled
from attachgraph.building.loading import Part
from attachgraph.building.shards import Shards
from attachgraph.building.state import state
from attachgraph.errors import InputError, MissingError


class PartFolder:
    """One part of the documents of a folder of shards."""

    def __init__(self, place: Path, number: int, count: int) -> None:
        self._place = place
        self.shards = (place / f"{number}-of-{count}").resolve()
        self._done = place / f"{number}-of-{count}.json"
        self._keys = set[str]()

        self.shards.mkdir(parents=True, exist_ok=True)
        self._done.unlink(missing_ok=True)

    def complete(self, vocabulary: bytes) -> None:
        """Leave what belongs to the documents, and say that all of it is there."""
        shards = Shards(self.shards)
        for key in set(shards) - self._keys:
            shards.drop(key)  # of documents that have changed or are gone
        # For other engines; here it comes from this program.
        _write(self._place / "vocabulary.nq.gz", gzip.compress(vocabulary, mtime=0))
        told = {"state": state(), "documents": len(self._keys)}
        _write(self._done, json.dumps(told).encode())

    def add(self, compiled: Compiled) -> None:
        """Note a document that has been read."""
        if compiled.key and not compiled.failure:
            self._keys.add(compiled.key)


def _write(path: Path, content: bytes) -> None:
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def find_parts(place: Path) -> list[Part]:
    """Find all that a folder of shards holds."""
    done = sorted(place.glob("*-of-*.json"))
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
    if any(json.loads(path.read_text(encoding="utf-8"))["state"] != state() for path in done):
        raise InputError(
            "the shards were built by another version of attachgraph, or with other tables",
            where=str(place),
            fix="build them again with this version: documents are read anew",
        )
    found = [
        Part(key, shards, compiled.size)
        for shards in (Shards(path.with_suffix("")) for path in done)
        for key in shards
        if (compiled := shards.find(key)) is not None
    ]
    return sorted(found, key=lambda part: part.key)
