"""What a published store is made of: written down when it is published, and held against it later.

In: the folder of a store. Out: the file ``attachgraph-store.json`` in it, or an error that names
what is missing or changed. A database knows whether a block that it reads is sound. It does not
know whether its files are all there: one whose list of files was cut short opens, and is empty.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from attachgraph.cache import own_folder, tidy
from attachgraph.errors import InputError

#: The file that tells a store of ours from any other folder.
MARKER: Final = "attachgraph-store.json"
#: Raised whenever what is in the file changes its meaning.
FORMAT: Final = 2

_UNFINISHED: Final = "unfinished"
_NEW: Final = f"{MARKER}.new"
_FORMAT: Final = re.compile(r"(?:attachgraph-store/)?(\d{1,6})")
#: The names that the engine gives its files.
_ENGINE: Final = re.compile(
    r"CURRENT|IDENTITY|LOCK|LOG(\.old\.\d+)?|(MANIFEST|OPTIONS)-\d+|\d+\.(sst|log)"
    r"|(OPTIONS-)?\d+\.dbtmp|bulk-\d+\.sst"
)
#: What it writes also when it only reads.
_UNSEALED: Final = re.compile(r"LOCK|LOG.*|.*\.dbtmp")
#: What a load that was killed had not yet put into the database.
_LEFT_OVER: Final = re.compile(r"bulk-\d+\.sst")
_AT_ONCE: Final = 1 << 20
_CHECKED: Final = "attachgraph-checked/1\n"
_MOST_CHECKED: Final = 200


class Part(NamedTuple):
    """A file of a store: how many bytes, and which."""

    size: int
    sha256: str


class Mark(NamedTuple):
    """The format of a store, and whether somebody still builds it."""

    format: int
    is_unfinished: bool


@dataclass(frozen=True, slots=True)
class Seal:
    """What a store was when it was published, and whether the program made it for its own cache."""

    quads: int
    is_cached: bool
    files: Mapping[str, Part]


def is_ours(name: str) -> bool:
    """Return whether a file in a store is one that the engine or this module writes."""
    return name in {MARKER, _NEW} or bool(_ENGINE.fullmatch(name))


# ---------------------------------------------------------------- writing


def mark_unfinished(folder: Path) -> None:
    """Mark a folder as ours before anything is put into it."""
    _write(folder, {"format": f"attachgraph-store/{FORMAT}", "state": _UNFINISHED})


def seal(folder: Path, quads: int, *, cached: bool) -> None:
    """Write down what a store is made of; nobody may write to it afterwards."""
    for path in folder.iterdir():
        if _LEFT_OVER.fullmatch(path.name):
            path.unlink()
    files = {
        path.name: Part(size, checksum(path))
        for path in sorted(folder.iterdir())
        if _is_sealed(path.name) and (size := path.stat().st_size)
    }
    content = {
        "format": f"attachgraph-store/{FORMAT}",
        "state": "published",
        "cached": cached,
        "quads": quads,
        "files": {name: part._asdict() for name, part in files.items()},
    }
    _write(folder, content | {"sha256": _sum_of(content)})


def _is_sealed(name: str) -> bool:
    return bool(_ENGINE.fullmatch(name)) and not _UNSEALED.fullmatch(name)


def _sum_of(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _write(folder: Path, content: Mapping[str, Any]) -> None:
    new = folder / _NEW
    new.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    new.replace(folder / MARKER)


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# ---------------------------------------------------------------- reading


def read_mark(folder: Path) -> Mark | None:
    """Read what a folder says of itself; ``None`` if it does not say that it is a store of ours."""
    content = _read(folder)
    found = _FORMAT.fullmatch(str(content.get("format"))) if content else None
    if content is None or found is None:
        return None
    return Mark(int(found[1]), is_unfinished=content.get("state") == _UNFINISHED)


def _read(folder: Path) -> dict[str, Any] | None:
    with suppress(OSError, ValueError, RecursionError):
        content = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        return content if isinstance(content, dict) else None
    return None


def read_seal(folder: Path) -> Seal | None:
    """Read the seal of a published store; ``None`` if there is none that holds together."""
    content = _read(folder) or {}
    if content.pop("sha256", None) != _sum_of(content):
        return None
    files = {name: Part(**part) for name, part in content["files"].items()}
    return Seal(content["quads"], content["cached"], files)


def is_of_cache(folder: Path, *, damaged: bool = False) -> bool:
    """Return whether a store was made for the cache; `damaged` is the answer if it does not say."""
    known = read_seal(folder)
    return damaged if known is None else known.is_cached


# ---------------------------------------------------------------- checking


def require_whole(folder: Path, shown: Path, *, thorough: bool = False) -> Seal:
    """Refuse a store that is not what was published.

    The bytes of its files are read when it is opened for the first time, and again when the system
    says that a file has changed, or when they are asked for. The last checks that went well are
    remembered in the cache.
    """
    known = _require_seal(folder, shown)
    damage = next(_misfits(folder, known), None)
    if damage is None:
        remembered = _memory_of(folder, known)
        if not thorough and remembered is not None and _is_memory(remembered):
            return known
        damage = first_changed(folder, known)
        if damage is None and remembered is not None:
            _remember(remembered)
    if damage is not None:
        raise damage_error(shown, damage)
    return known


def damage_error(shown: Path, damage: str) -> InputError:
    """Make the error for a store that is not what was published."""
    return InputError(
        f"the store is damaged: {damage}",
        where=str(shown),
        fix="restore it: copy it again, or build it again: attachgraph build --store "
        f"{shown}; if another program changed it on purpose, load its quads with attachgraph build",
    )


def _require_seal(folder: Path, shown: Path) -> Seal:
    build = f"build it again: attachgraph build --store {shown}"
    mark = read_mark(folder)
    if mark is not None and mark.format != FORMAT:
        is_newer = mark.format > FORMAT
        problem = f"the store has the format {mark.format}, {'newer' if is_newer else 'older'} than"
        fix = f"upgrade attachgraph, or {build}" if is_newer else build
        raise InputError(f"{problem} {FORMAT}, which is read here", where=str(shown), fix=fix)
    known = read_seal(folder)
    if known is not None:
        return known
    if mark is None and not (folder / MARKER).exists():
        raise InputError(
            f"the folder has no {MARKER}: a copy of a store that broke off, or a database of "
            "another program",
            where=str(shown),
            fix=f"copy the store again, or remove the folder and {build}; another program's "
            "database is loaded from a dump of its quads",
        )
    raise InputError(
        f"the store is damaged: {MARKER} cannot be read",
        where=str(shown),
        fix=f"copy the store again, or remove the folder and {build}",
    )


def _misfits(folder: Path, known: Seal) -> Iterator[str]:
    """Say which files are missing, have another size, or do not belong there."""
    there: dict[str, os.stat_result] = {}
    for entry in os.scandir(folder):
        with suppress(FileNotFoundError):
            there[entry.name] = entry.stat()
    for name, part in known.files.items():
        if name not in there:
            yield f"{name} is missing"
        elif there[name].st_size != part.size:
            yield f"{name} has {there[name].st_size:,} bytes instead of {part.size:,}"
    for name, state in there.items():
        # The engine would read it: what others have written to the store since.
        if name.endswith(".log") and _is_sealed(name) and name not in known.files and state.st_size:
            yield f"{name} does not belong to it"


def first_changed(folder: Path, known: Seal, seconds: float | None = None) -> str | None:
    """Say which file has other bytes than those that were published, if one is found in time."""
    from concurrent.futures import ThreadPoolExecutor

    until = None if seconds is None else time.monotonic() + seconds
    # The sums are computed outside the interpreter's lock.
    with ThreadPoolExecutor(2) as threads:
        largest = sorted(known.files, key=lambda name: -known.files[name].size)
        found = threads.map(lambda name: _change(folder / name, known.files[name], until), largest)
        return next(filter(None, found), None)


def _change(path: Path, part: Part, until: float | None) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_AT_ONCE):
                if until is not None and time.monotonic() > until:
                    return ""
                digest.update(piece)
    except OSError as error:
        return f"{path.name} cannot be read: {error.strerror}"
    changed = digest.hexdigest() != part.sha256
    return f"{path.name} holds other bytes than when it was published" if changed else ""


# ---------------------------------------------------------------- remembering


def _memory_of(folder: Path, known: Seal) -> Path | None:
    """Name the state of all files, as the system knows it; ``None`` if nothing can be kept."""
    kept = own_folder("checked")
    if kept is None:
        return None
    digest = hashlib.sha256((folder / MARKER).read_bytes())
    for name in known.files:
        state = (folder / name).stat()
        fields = state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
        digest.update(f"{name}\0{fields}\n".encode())
    return kept / f"{digest.hexdigest()[:40]}.txt"


def _is_memory(path: Path) -> bool:
    with suppress(OSError, ValueError):
        return path.read_text(encoding="ascii") == _CHECKED
    return False


def _remember(path: Path) -> None:
    with suppress(OSError):
        path.write_text(_CHECKED, encoding="ascii")
        tidy(path.parent, r"[0-9a-f]{40}\.txt", _is_memory, Path.unlink, _MOST_CHECKED)
