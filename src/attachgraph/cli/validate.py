"""validate: hold the graph against its shapes and rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import click

from attachgraph.cli.options import format_option, store_option
from attachgraph.cli.tables import write_json

if TYPE_CHECKING:
    from attachgraph.validation.report import Group

_STYLES: Final[dict[str, dict[str, Any]]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "info": {"fg": "blue"},
}
_MOST_SHOWN: Final = 5
_DOES_NOT_CONFORM: Final = 1


@click.command(
    epilog="""\b
Examples:
  attachgraph validate
  attachgraph validate --rules
  attachgraph validate --store my-store --format sarif
"""
)
@click.option("--shapes", is_flag=True, help="Hold it against the SHACL shapes only.")
@click.option("--rules", is_flag=True, help="Hold it against the rules only; they are fast.")
@format_option(
    "text",
    "json",
    "sarif",
    "turtle",
    help="Form of the report: for people, programs, editors; or SHACL's in RDF.",
)
@store_option
def validate(shapes: bool, rules: bool, format_: str, store: str | None) -> None:
    """Test the graph against the SHACL shapes of the ontology and the rules beside them.

    validate is about the shape of the graph: whether what must be there is there. Whether the words
    are still in their texts is for verify; documents that are not built yet are for check.

    What is wrong in the same way is one entry of the report, with the nodes where it is. Exit code
    0 tells that the graph conforms, 1 that it has errors; warnings and infos are listed and do not
    count.

    Where the graph knows it, each place has the file and the line of the text it comes from.

    JSON: conforms, groups (level, kind, name, message, fix, count, places with focus, message, file
    and line).
    """
    from attachgraph.cli.opening import open_dataset
    from attachgraph.validation.report import conforms
    from attachgraph.validation.report import validate as find

    both = shapes == rules
    dataset = open_dataset(store)
    groups = find(dataset, shapes=shapes or both, rules=rules or both)
    is_sound = conforms(groups)
    if format_ == "json":
        report = {"conforms": is_sound, "groups": [_as_dict(group) for group in groups]}
        write_json(report)
    elif format_ == "text":
        _print(groups)
    else:
        _write(groups, format_)
    click.echo(_verdict(groups, is_sound), err=True)
    if not is_sound:
        raise click.exceptions.Exit(_DOES_NOT_CONFORM)


def _write(groups: list[Group], format_: str) -> None:
    """Write the report for other programs."""
    from attachgraph.validation.reporting import iter_report, to_sarif

    if format_ == "sarif":
        import attachgraph

        report = to_sarif(groups, attachgraph.__version__)
        write_json(report)
        return
    from attachgraph.rdf.serialise import serialise_triples

    click.echo(b"".join(serialise_triples(iter_report(groups), "turtle")), nl=False)


def _as_dict(group: Group) -> dict[str, Any]:
    places = [place._asdict() for place in group.places]
    return {**asdict(group), "count": len(places), "places": places}


def _verdict(groups: list[Group], is_sound: bool) -> str:
    from attachgraph.dataset.words import count_of

    counted: Counter[str] = Counter(group.level for group in groups for _ in group.places)
    told = ", ".join(count_of(counted[level], level) for level in _STYLES if counted[level])
    verdict = "conforms" if is_sound else "does not conform"
    return f"{verdict}: {told}" if told else verdict


def _print(groups: list[Group]) -> None:
    from attachgraph.cli.sheet import Piece, Sheet
    from attachgraph.dataset.names import short_name
    from attachgraph.dataset.words import count_of

    sheet = Sheet()
    for group in groups:
        number = len(group.places)
        sheet.write(
            Piece(group.level, _STYLES[group.level]),
            Piece(group.name, {"bold": True}),
            f"({group.kind}, {count_of(number, 'place')})",
        )
        sheet.write(group.message, first="  ")
        for place in group.places[:_MOST_SHOWN]:
            focus = Piece(short_name(place.focus), {"fg": "cyan"})
            line = f"{place.file}:{place.line}" if place.line else place.file
            sheet.write(focus, place.message, f"({line})" if line else "", first="  - ")
        if number > _MOST_SHOWN:
            sheet.write(f"… and {number - _MOST_SHOWN:,} more; --format json has all", first="  ")
        sheet.write(f"Fix: {group.fix}", first="  ")
        click.echo()
