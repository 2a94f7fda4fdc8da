"""schema: the JSON Schema of the front matter, for editors."""

from __future__ import annotations

import click

from attachgraph.cli.options import output_option, require_suffix


@click.command(
    epilog="""\b
Examples:
  attachgraph schema
  attachgraph schema --output entry.schema.json
"""
)
@output_option()
def schema(output: str | None) -> None:
    """Write the JSON Schema of the front matter of an entry, for an editor.

    The manual says how VS Code uses it (docs/authoring.md).
    """
    from attachgraph.cli.output import open_output
    from attachgraph.resources import resource

    require_suffix(output, ".json")
    with open_output(output) as target:
        target.write(resource("ontology", "entry.schema.json").read_bytes())
