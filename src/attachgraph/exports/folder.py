"""Put a folder of files in place when it is complete, or pack it into a zip file.

In: a path, and a function that fills a folder. Out: the folder, or the file, whole or not at all. A
folder that holds anything we did not write is never replaced.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from attachgraph.errors import InputError
from attachgraph.store.swap import try_exchange

#: Name the files of a folder that we wrote, so that we may replace it.
_PACKAGE: Final = "datapackage.json"
_SUMS: Final = "SHA256SUMS"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # of the format; a real time would change the bytes
_UNIX: Final = 3
_REGULAR: Final = 0o100644 << 16


def fill_folder(path: str | Path, fill: Callable[[Path], object]) -> None:
    """Fill a new folder beside a path and put it there when it is complete."""
    target = Path(path).absolute()
    _refuse_to_overwrite(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    filling = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        filling.chmod(0o755)
        fill(filling)
        if target.exists() and any(target.iterdir()):
            if not try_exchange(filling, target):
                shutil.rmtree(target)
                filling.rename(target)
        else:
            filling.rename(target)
    finally:
        shutil.rmtree(filling, ignore_errors=True)


def _refuse_to_overwrite(target: Path) -> None:
    """Refuse to replace what is not ours: a wrong path must not cost anybody a folder."""
    fix = "choose another folder, or remove this one yourself"
    if target.is_file():
        raise InputError(
            "this is a file, and a folder is to be written", where=str(target), fix=fix
        )
    if not target.exists():
        return
    found = {
        file.relative_to(target).as_posix()
        for file in target.rglob("*")
        if file.is_symlink() or not file.is_dir()
    }
    foreign = found - _listed(target)
    if foreign:
        problem = f"the folder holds {min(foreign)}, which attachgraph did not write"
        raise InputError(problem, where=str(target), fix=fix)


def _listed(target: Path) -> set[str]:
    """Name the files that a data package or a list of checksums in a folder names."""
    listed: set[str] = set()
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        package = json.loads((target / _PACKAGE).read_text(encoding="utf-8"))
        listed |= {_PACKAGE, *(str(resource["path"]) for resource in package["resources"])}
    with contextlib.suppress(OSError, ValueError):
        lines = (target / _SUMS).read_text(encoding="utf-8").splitlines()
        listed |= {_SUMS, *(line.split("  ", 1)[-1] for line in lines)}
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
