"""init: a dataset of one's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from attachgraph.folder import Author

_AUTHOR: Final = re.compile(
    r"(?P<family>[^,<]+?)(?:,\s*(?P<given>[^,<]+?))?\s*(?:<(?P<orcid>[^>]*)>)?"
)


@click.command(
    epilog="""\b
Examples:
  attachgraph init my-dataset
  attachgraph init my-dataset --title "Jealousy in couples" --author "Carberry, Josiah"
  attachgraph init my-dataset --author "Carberry, Josiah <0000-0002-1825-0097>"
  attachgraph init my-dataset --with-bundled
"""
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option("--title", help="Title of the dataset.  [default: the name of the folder]")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar='"FAMILY, GIVEN <ORCID>"',
    help="An author; again for each further one. A group has its name alone.",
)
@click.option(
    "--with-bundled", is_flag=True, help="Begin with a copy of the bundled entries and tables."
)
def init(folder: str, title: str | None, authors: Sequence[str], with_bundled: bool) -> None:
    """Begin a dataset of your own in DIR.

    Writes dataset.toml, empty tables with the columns of the codebook, an example entry and a
    README. Nothing that exists is overwritten. Every command works on the dataset from inside DIR,
    or by --dataset DIR.
    """
    from attachgraph.authoring.dataset import begin_dataset

    written = begin_dataset(
        Path(folder), title or "", [_author(one) for one in authors], with_bundled=with_bundled
    )
    click.echo(f"{folder}: {len(written)} files written", err=True)
    click.echo(f"Next: look at {folder}/dataset.toml and {folder}/README.md", err=True)


def _author(text: str) -> Author:
    from attachgraph.folder import Author, orcid_fault

    match = _AUTHOR.fullmatch(text.strip())
    orcid = (match["orcid"] or "").strip() if match else ""
    fault = orcid_fault(orcid) if orcid else ""
    if match is None or fault:
        said = f'{text!r} is not an author: write "Family, Given" or "Family, Given <ORCID>"'
        told = f"{fault}. Fix: copy it from orcid.org, or leave it out" if fault else said
        raise click.BadParameter(told, param_hint="--author")
    return Author(match["family"], match["given"] or "", orcid.rsplit("/", 1)[-1])
