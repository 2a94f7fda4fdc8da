"""schema: the JSON Schema of the front matter, for editors."""

from __future__ import annotations

import click


@click.command(
    epilog="""\b
Examples:
  attachgraph schema
  attachgraph schema --output entry.schema.json
"""
)
@click.option("--output", metavar="FILE", default="-", help="File to write.  [default: stdout]")
def schema(output: str) -> None:
    """Write the JSON Schema of the front matter of an entry, for an editor.

    The manual says how VS Code uses it (docs/authoring.md).
    """
    from attachgraph.cli.output import open_output
    from attachgraph.resources import resource

    with open_output(output) as target:
        target.write(resource("ontology", "entry.schema.json").read_bytes())
