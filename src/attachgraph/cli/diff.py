"""diff: what changed between two datasets, in words and as RDF."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from attachgraph.cli.options import format_for, format_option, output_option

if TYPE_CHECKING:
    import pyoxigraph

    from attachgraph.release.changes import Changes

_DIFFERS: Final = 1
_FORMATS: Final = ("text", "markdown", "json", "patch", "removed", "added")
#: What the name of a file says about its format.
_SUFFIXES: Final = {".txt": "text", ".md": "markdown", ".json": "json", ".rdfp": "patch"}


@click.command(
    epilog="""\b
Examples:
  attachgraph diff bundled bundled
  attachgraph diff old-store new-store
  attachgraph diff last-release.nq new-store --output CHANGES.md
  attachgraph diff entries-2025/ entries-2026/ --output changes.rdfp
"""
)
@click.argument("old")
@click.argument("new")
@format_option(
    *_FORMATS,
    from_name=True,
    help="Words; RDF Patch; or the removed or added quads as N-Quads.  [default: what the name of "
    "--output says, else text]",
)
@output_option()
def diff(old: str, new: str, format_: str | None, output: str | None) -> None:
    """Say what changed from OLD to NEW, by meaning.

    Each is a store, the address of one, a file of RDF, a folder of entries, the folder of a
    dataset, a release, or the word bundled. Exit code 0 tells that they are the same, 1 that they
    differ. A new status of a claim is one change; a name that changed is a renaming; a quote that
    only moved is counted.

    JSON: differs, changes (what, how, subject, label, predicate, was, now, said_before, said_now,
    also), moved_quotes, quads_removed, quads_added.
    """
    from attachgraph.cli.output import open_output
    from attachgraph.release.changes import compare

    form = format_for(output, format_, _SUFFIXES, default="text")
    before, after = open_side(old), open_side(new)
    changes = compare(before, after)
    with open_output(output) as target:
        target.writelines(_lines(changes, form, is_terminal=output in {None, "-"}))
        target.flush()
    if changes.difference:
        raise click.exceptions.Exit(_DIFFERS)


def _lines(changes: Changes, format_: str, *, is_terminal: bool) -> Iterator[bytes]:
    from attachgraph.cli.output import printable
    from attachgraph.release.difference import iter_patch
    from attachgraph.release.wording import iter_markdown, iter_text, to_json

    if format_ == "json":
        text = json.dumps(to_json(changes), ensure_ascii=False, indent=2)
        yield text.encode() + b"\n"
    elif format_ == "patch":
        yield from iter_patch(changes.difference)
    elif format_ in {"removed", "added"}:
        yield from (line + b"\n" for line in getattr(changes.difference, format_))
    else:
        told = iter_markdown(changes) if format_ == "markdown" else iter_text(changes)
        for line in told:
            yield (printable(line) if is_terminal else line).encode() + b"\n"


def open_side(name: str) -> pyoxigraph.Store:
    """Open what is to be compared."""
    from attachgraph.building import build_in_memory
    from attachgraph.cli.opening import open_dataset
    from attachgraph.folder import DESCRIPTION, using
    from attachgraph.rdf.incoming import is_rdf
    from attachgraph.remote.address import is_address

    path = Path(name)
    if name == "bundled":
        return open_dataset(None)
    released = path / "data" / "attachgraph.nq"
    if released.is_file():
        return _load(released)
    if (path / DESCRIPTION).is_file():
        with using(path):
            return open_dataset(None)
    if is_address(name) or not path.exists() or (path / "CURRENT").exists():
        return open_dataset(name)
    if path.is_file() and is_rdf(path.name):
        return _load(path)
    return build_in_memory([name], only=True)


def _load(path: Path) -> pyoxigraph.Store:
    """Read a file of RDF; what has no graph name gets the same one on both sides."""
    import pyoxigraph

    from attachgraph.rdf.incoming import read_rdf

    store = pyoxigraph.Store()
    lines = read_rdf(path.read_bytes(), f"dataset{path.suffix}")
    store.load("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return store
