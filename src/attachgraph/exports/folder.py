"""Put a folder of files in place when it is complete, or pack it into a zip file.

In: a path, and a function that fills a folder. Out: the folder, or the file, whole or not at all. A
folder that holds anything we did not write is never replaced.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from attachgraph.errors import InputError
from attachgraph.exports.datapackage import NAME
from attachgraph.store.seal import checksum
from attachgraph.store.swap import put_in_place

#: What a release of ours holds, and no other folder.
VOCABULARY: Final = "ontology/attachgraph.ttl"
#: Name the files of a folder that we wrote, so that we may replace it.
_PACKAGE: Final = "datapackage.json"
_SUMS: Final = "SHA256SUMS"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # of the format; a real time would change the bytes
_UNIX: Final = 3
_REGULAR: Final = 0o100644 << 16


def fill_folder(path: str | Path, fill: Callable[[Path], object]) -> None:
    """Fill a new folder next to a path and put it there when it is complete."""
    target = Path(os.path.realpath(path))
    _refuse_to_overwrite(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    filling = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        filling.chmod(0o755)
        fill(filling)
        put_in_place(filling, target, aside=filling.with_name(f"{filling.name}.old"))
    except BaseException:
        shutil.rmtree(filling, ignore_errors=True)
        raise
    # What was there before is here now; what somebody has put into it meanwhile stays.
    if filling.exists() and not _what_would_be_lost(filling):
        shutil.rmtree(filling, ignore_errors=True)


def _refuse_to_overwrite(target: Path) -> None:
    """Refuse to replace what is not ours: a wrong path must not cost anybody a folder."""
    problem = _what_would_be_lost(target) if target.exists() else ""
    if problem:
        fix = "choose another folder, or remove this one yourself"
        raise InputError(problem, where=str(target), fix=fix)


def _what_would_be_lost(target: Path) -> str:
    if not target.is_dir():
        return "this is a file, and a folder is to be written"
    found = {
        file.relative_to(target).as_posix()
        for file in target.rglob("*")
        if file.is_symlink() or not file.is_dir()
    }
    listed = _listed(target)
    if foreign := found - set(listed):
        return f"the folder holds {min(foreign)}, which attachgraph did not write"
    changed = {name for name in found if listed[name] not in {"", checksum(target / name)}}
    return f"{min(changed)} was changed since attachgraph wrote it" if changed else ""


def _listed(target: Path) -> dict[str, str]:
    """Return the checksums of the files that a data package or a release of ours consists of."""
    listed: dict[str, str] = {}
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        package = json.loads((target / _PACKAGE).read_text(encoding="utf-8"))
        if package["name"] == NAME:
            sums = {part["path"]: part["hash"].partition(":")[2] for part in package["resources"]}
            listed |= {**sums, _PACKAGE: ""}
    with contextlib.suppress(OSError, ValueError):
        lines = (target / _SUMS).read_text(encoding="utf-8").splitlines()
        sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        # Anybody may keep such a list. In a release of ours the vocabulary is on it.
        if VOCABULARY in sums:
            listed |= {**sums, _SUMS: ""}
    return listed


def write_zip(file: BinaryIO, fill: Callable[[Path], object]) -> None:
    """Pack the files of a folder, the same bytes for the same files."""
    with tempfile.TemporaryDirectory(prefix="attachgraph-") as name:
        folder = Path(name)
        fill(folder)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(each for each in folder.rglob("*") if each.is_file()):
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EARLIEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = _UNIX
                entry.external_attr = _REGULAR
                with path.open("rb") as source, archive.open(entry, "w") as packed:
                    shutil.copyfileobj(source, packed)
