"""Options that several commands share: the same names, letters and words everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any, Final, TypeVar

import click

from attachgraph.folder import VARIABLE, using

_Command = TypeVar("_Command", bound=Callable[..., Any])

#: Endings of files that hold several formats.
_SHARED: Final = {".json", ".xml", ".txt", ".md", ".zip"}


def dataset_option(command: _Command) -> _Command:
    """Add ``--dataset`` to a command; what the command calls works on that folder."""
    return click.option(
        "--dataset",
        "-d",
        envvar=VARIABLE,
        show_envvar=True,
        metavar="DIR",
        is_eager=True,
        expose_value=False,
        callback=_work_on,
        help="Folder of the dataset to work on.  [default: the one that you are in, else the "
        "bundled one]",
    )(command)


def _work_on(ctx: click.Context, _parameter: click.Parameter, folder: str | None) -> None:
    if folder and not ctx.resilient_parsing:
        ctx.with_resource(using(folder))


def store_option(command: _Command) -> _Command:
    """Add ``--store``, as a keyword argument `store`, and ``--dataset`` to a command."""
    command = dataset_option(command)
    return click.option(
        "--store",
        "-s",
        envvar="ATTACHGRAPH_STORE",
        show_envvar=True,
        metavar="DIR|URL",
        help="Folder of the store to ask, or a SPARQL endpoint.  [default: the "
        "dataset, built when it is needed]",
    )(command)


def contested_option(command: _Command) -> _Command:
    """Add ``--contested`` to a command, as a keyword argument `contested`."""
    return click.option(
        "--contested",
        is_flag=True,
        help="See graph:contested too: what is disputed, contradicted, unsupported or inferred.",
    )(command)


def format_option(
    *names: str,
    help: str = "Form of the answer.",  # noqa: A002 - what click calls it
    from_name: bool = False,
) -> Callable[[_Command], _Command]:
    """Add ``--format``, as a keyword argument `format_`.

    The default is the first name, or what the name of the output says: see :func:`format_for`.
    """
    return click.option(
        "--format",
        "-f",
        "format_",
        type=click.Choice(names),
        default=None if from_name else names[0],
        show_default=not from_name,
        help=help,
    )


def output_option(
    help: str = "Write to a file instead of stdout.",  # noqa: A002 - what click calls it
    *,
    metavar: str = "FILE",
    required: bool = False,
) -> Callable[[_Command], _Command]:
    """Add ``--output``, as a keyword argument `output`; a hyphen is stdout."""
    return click.option("--output", "-o", metavar=metavar, required=required, help=help)


def format_for(
    output: str | None, given: str | None, suffixes: Mapping[str, str], default: str | None = None
) -> str:
    """Choose a format: the one that was given, else what the name of the file says.

    A name whose ending belongs to no format, or to another than the given one, is refused: a table
    in ``answer.xlsx`` helps nobody.
    """
    suffix = "" if output in {None, "-"} else PurePath(str(output)).suffix.lower()
    known = ", ".join(suffixes)
    if given is not None:
        promised = suffixes.get(suffix, given)
        if promised != given and suffix not in _SHARED:
            raise click.UsageError(
                f"{output} ends in {suffix}, which says {promised}, and --format says {given}: "
                "leave one of them out, or name another file"
            )
        return given
    if suffix in suffixes:
        return suffixes[suffix]
    if suffix:
        raise click.UsageError(
            f"no format here is written to a file that ends in {suffix}: choose one of {known}, "
            "or say --format"
        )
    if default is None:
        raise click.UsageError(
            f"the format is missing: give --format, or a file name that ends in {known}"
        )
    return default


def require_suffix(output: str | None, *suffixes: str) -> None:
    """Refuse a file name that promises another format than the only one there is."""
    if output is not None and output != "-":
        suffix = PurePath(output).suffix.lower()
        if suffix and suffix not in suffixes:
            raise click.UsageError(
                f"{output} ends in {suffix}, and what is written is {suffixes[0]}"
            )
