"""A dataset of one's own to begin with: a folder that every command works on.

In: a folder and what the dataset is to be called. Out: its files, none of them written over. It
holds nothing of the bundled dataset, unless that is asked for.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from attachgraph.errors import UsageError
from attachgraph.evidence.codebook import codebook
from attachgraph.folder import (
    DESCRIPTION,
    ENTRIES,
    LIBRARY,
    About,
    Author,
    bundled_folder,
    read_about,
)
from attachgraph.reading.lexicon import slug
from attachgraph.resources import resource

_README: Final = "README.md"
#: Stands for the author until the user has put in a name.
NOBODY: Final = Author("Your family name", "Your given name")
_EXAMPLE: Final = f"{ENTRIES}/example.md"


def left_to_fill_in(about: About) -> list[str]:
    """Name what a new dataset has until its author says otherwise: it would be published so."""
    left = [f"the author “{author.family}”" for author in about.authors if author == NOBODY]
    return left + [f"the address {about.iri}"] * about.iri.startswith("https://example.org/")


def begin_dataset(
    folder: Path, title: str = "", authors: Sequence[Author] = (), *, with_bundled: bool = False
) -> list[str]:
    """Fill a folder, and name the files that were written."""
    title = title or folder.resolve().name.replace("-", " ").replace("_", " ")
    texts = dict(_texts(title, authors or [NOBODY]))
    bundled = list(_bundled()) if with_bundled else []
    for name in bundled:
        texts.pop(name, None)
    if with_bundled:
        del texts[_EXAMPLE]
    taken = [name for name in (*texts, *bundled) if (folder / name).exists()]
    if taken:
        raise UsageError(
            f"{taken[0]} is there already, and nothing is overwritten",
            where=str(folder),
            fix="choose another folder, or move the file away",
        )
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for name in bundled:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(bundled_folder() / name, folder / name)
    read_about(folder)
    return [*texts, *bundled]


def _texts(title: str, authors: Sequence[Author]) -> Iterator[tuple[str, str]]:
    words = {
        "<title>": _quoted(title),
        "<heading>": title,
        "<name>": slug(title) or "my-dataset",
        "<authors>": "\n".join(_author(author) for author in authors),
    }
    for name in (DESCRIPTION, _README, _EXAMPLE):
        text = resource("ontology", "templates", "dataset", name).read_text(encoding="utf-8")
        for field, value in words.items():
            text = text.replace(field, value)
        yield name, text
    yield LIBRARY, "[]\n"
    for table in codebook().tables.values():
        if table.path.endswith(".csv"):
            yield table.path, ",".join(column.name for column in table.columns) + "\n"


def _bundled() -> Iterator[str]:
    """Name the data that ship with the package, as they are named in every dataset."""
    folder = bundled_folder()
    yield LIBRARY
    yield from sorted(path.name for path in folder.glob("*.csv"))
    yield from sorted(
        path.relative_to(folder).as_posix() for path in (folder / ENTRIES).rglob("*.md")
    )


def _author(author: Author) -> str:
    if not author.is_person:
        return f"[[authors]]\nname = {_quoted(author.family)}\n"
    lines = [f"family = {_quoted(author.family)}", f"given = {_quoted(author.given)}"]
    lines.append(f"orcid = {_quoted(author.orcid)}" if author.orcid else '# orcid = ""')
    return "\n".join(["[[authors]]", *lines, ""])


def _quoted(text: str) -> str:
    """Write a text as TOML does; what JSON escapes, TOML reads."""
    return json.dumps(text, ensure_ascii=False)
