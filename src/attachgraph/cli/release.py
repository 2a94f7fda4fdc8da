"""release: a folder with everything that an archive needs."""

from __future__ import annotations

import datetime as dt
import os

import click

from attachgraph.cli.options import store_option

_DAY = "%Y-%m-%d"


@click.command(
    epilog="""\b
Examples:
  attachgraph release attachgraph-0.1.0 --release-version 0.1.0
  attachgraph release attachgraph-0.2.0 --release-version 0.2.0 --previous attachgraph-0.1.0
  attachgraph release attachgraph-0.1.0 --check
"""
)
@click.argument("folder", metavar="DIR")
@click.option(
    "--release-version",
    "version",
    metavar="VERSION",
    help="Of the dataset, such as 1.2.0.  [default: that of the dataset]",
)
@click.option(
    "--date",
    type=click.DateTime([_DAY]),
    help="Of the release.  [default: $SOURCE_DATE_EPOCH, else today]",
)
@click.option(
    "--previous", metavar="DIR", help="The release before: CHANGELOG.md says what changed."
)
@click.option("--check", is_flag=True, help="Write nothing: hold DIR against its checksums.")
@store_option
def release(
    folder: str,
    version: str | None,
    date: dt.datetime | None,
    previous: str | None,
    check: bool,
    store: str | None,
) -> None:
    """Write everything that is needed to deposit the dataset on Zenodo or OSF.

    All formats; descriptions in DCAT, VoID, schema.org, RO-Crate and Croissant; ontology with its
    documentation; questions; citation; checksums; a README with numbers; what
    changed; and what was checked when it was made.

    With --check, exit code 1 tells that a file is missing, changed or not listed.
    """
    if check:
        _check(folder)
        return
    from attachgraph.authoring.dataset import left_to_fill_in
    from attachgraph.cli.opening import open_dataset
    from attachgraph.dataset.about import about_store
    from attachgraph.dataset.words import count_of
    from attachgraph.exports.formats import EXPORT_FORMATS
    from attachgraph.folder import VERSION
    from attachgraph.release.deposit import write_release

    dataset = open_dataset(store)
    chosen = version or about_store(dataset).version
    if not VERSION.fullmatch(chosen):
        problem = f"“{chosen}” is not a version: write numbers, such as 1.2.0 or 2026.11"
        raise click.BadParameter(problem, param_hint="--release-version")
    written = write_release(dataset, folder, version=chosen, date=_day(date), previous=previous)
    click.echo(
        f"{folder}: {written.files} files, {written.size / 1e6:,.1f} MB; "
        f"{count_of(len(written.facts.pairings), 'pairing')}, {written.facts.triples:,} triples"
    )
    for one in written.checks:
        click.echo(f"  {'passes' if one.passes else 'FAILS'}: {one.what} ({one.found})")
    for each in EXPORT_FORMATS.values():
        if not each.is_ready():
            brings = f"pip install 'attachgraph[{each.name}]'"
            click.echo(f"without data/{each.name}/: {brings} brings what writes it", err=True)
    if not all(one.passes for one in written.checks):
        click.echo(
            "this is not ready to be published: mend what fails, and release again", err=True
        )
    if left := left_to_fill_in(about_store(dataset)):
        said = f"dataset.toml still has {' and '.join(left)}; correct that before you publish it"
        click.echo(said, err=True)
    click.echo(f"Read {folder}/README.md next.", err=True)


def _check(folder: str) -> None:
    from attachgraph.cli.output import printable
    from attachgraph.dataset.words import count_of
    from attachgraph.release.deposit import check_sums

    problems = list(check_sums(folder))
    for name, problem in problems:
        click.echo(f"{printable(name)}: {problem}")
    if problems:
        click.echo(f"not whole: {count_of(len(problems), 'file')}", err=True)
        raise click.exceptions.Exit(1)
    click.echo("every file is there, and none was changed", err=True)


def _day(date: dt.datetime | None) -> str:
    if date is not None:
        return date.strftime(_DAY)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(dt.UTC).strftime(_DAY)
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).strftime(_DAY)
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError("SOURCE_DATE_EPOCH is not a number of seconds") from error
