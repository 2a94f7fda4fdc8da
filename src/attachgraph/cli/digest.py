"""digest: make the digest of a passage, so that it can be proved and need not be shipped."""

from __future__ import annotations

import sys

import click

from attachgraph.cli.options import output_option


@click.command(
    epilog="""\b
Examples:
  echo "Avoidant partners withdrew when both were upset." | attachgraph digest
  attachgraph digest results.csv --output shared/results.csv
"""
)
@output_option()
@click.argument("file", default="-")
def digest(output: str | None, file: str) -> None:
    """Print the digest of a passage, for the column passage_digest of results.csv.

    FILE holds the words of one passage; without it, or with -, they are read from stdin. Of a FILE
    that is a table (.csv, .tsv) the whole is printed, each passage replaced by its digest.
    """
    from attachgraph.cli.output import open_output
    from attachgraph.evidence.passages import digest_of, without_passages
    from attachgraph.reading.decoding import decode
    from attachgraph.reading.walk import Input, read_bytes

    data = sys.stdin.buffer.read() if file == "-" else None
    text = decode(read_bytes(Input(file, file, data)), file).text
    is_table = file.lower().endswith((".csv", ".tsv"))
    written = without_passages(text) if is_table else f"{digest_of(text)}\n"
    with open_output(output) as target:
        target.write(written.encode())
