"""load: shards to a store on disk."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    epilog="""\b
Examples:
  attachgraph build pages/ --shards shards
  attachgraph load shards --store my-store
"""
)
@click.argument("shards", type=click.Path(exists=True, file_okay=False))
@click.option(
    "--store",
    "-s",
    required=True,
    envvar="ATTACHGRAPH_STORE",
    type=click.Path(file_okay=False),
    help="Folder of the store to make.",
)
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def load(shards: str, store: str, quiet: bool) -> None:
    """Make a store of the shards that attachgraph build has written, with all their parts.

    The store is published when it is complete. If this is stopped, the same command goes on where
    it was.
    """
    from attachgraph.building import load_shards
    from attachgraph.building.parts import VOCABULARY
    from attachgraph.cli.progress import show_progress
    from attachgraph.dataset.words import count_of

    with show_progress(quiet=quiet) as tell:
        documents = load_shards(Path(shards), store, progress=tell)
    click.echo(f"{store}: {count_of(documents, 'document')}", err=True)
    if not (Path(shards) / VOCABULARY).is_file():
        click.echo(
            f"{VOCABULARY} is missing from {shards}. This store has it from attachgraph; "
            "other engines that read the shards need the file: build a part again.",
            err=True,
        )
