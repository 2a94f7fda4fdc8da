"""Print answers and texts in a terminal, and write them to files.

In: answers. Out: tables that fit the terminal, or bytes of a format. What comes from entries is
anybody's text: no character of it reaches a terminal that could move its cursor.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import click

from attachgraph.errors import MissingError, UsageError

if TYPE_CHECKING:
    from attachgraph.query.answers import Answer, Solutions, Term

# Controls, and what turns the direction of text: both can make a line look like another.
_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
#: Of errors, warnings and infos.
LEVEL_COLOURS: Final = {"error": "red", "warning": "yellow", "info": "blue"}
_GAP: Final = "  "
_NARROWEST: Final = 6
_MEASURED: Final = 500
_MOST_LINKS: Final = 40


def printable(text: str, *, keep: str = "") -> str:
    """Make a text safe to print: white space becomes a space, controls are shown as escapes."""
    return _UNPRINTABLE.sub(lambda match: _shown(match[0], keep), text)


def _shown(char: str, keep: str) -> str:
    if char in keep:
        return char
    if char in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"  # noqa: PLR2004


def print_result(answer: Answer, name: str, *, raw_cells: bool = False) -> None:
    """Print an answer on stdout; how many rows there were goes to stderr."""
    sys.stdout.flush()
    write_answer(answer, name, sys.stdout.buffer, raw_cells=raw_cells)


def write_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    format_: str,
    output: str | None = None,
) -> None:
    """Write rows as an answer is written, so that every command has the same tables."""
    with open_output(output) as target:
        write_answer(_as_answer(columns, rows), format_, target)


def draw_rows(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Draw rows on stdout."""
    sys.stdout.flush()
    draw_table(_as_answer(columns, rows), sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _as_answer(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Solutions:
    from pyoxigraph import Literal

    from attachgraph.query.answers import Solutions

    terms = (
        tuple(Literal(str(cell)) if cell not in {None, ""} else None for cell in row)
        for row in rows
    )
    return Solutions(tuple(columns), terms)


def write_answer(answer: Answer, name: str, file: BinaryIO, *, raw_cells: bool = False) -> None:
    """Write an answer to a file that is open for bytes."""
    from attachgraph.query.writers.formats import as_table, iter_bytes

    if name == "xlsx" and file.isatty():
        raise UsageError("a workbook is for a file", fix="name one: --output answer.xlsx")
    if name != "table":
        file.writelines(iter_bytes(answer, name, raw_cells=raw_cells))
        file.flush()
        return
    from attachgraph.dataset.words import count_of
    from attachgraph.query.answers import Boolean

    table = as_table(answer)
    if isinstance(table, Boolean):
        file.write(b"true\n" if table else b"false\n")
        file.flush()
        return
    rows = draw_table(table, file)
    file.flush()
    click.echo(count_of(rows, "row"), err=True)


# ---------------------------------------------------------------- tables


def draw_table(table: Solutions, file: BinaryIO) -> int:
    """Draw rows as columns that fit the terminal; in a pipe or file, as wide as they are.

    The first rows decide on the widths, so that the others need not be kept. Where columns would
    break words, or be longer, each row is written as a record: one cell below the other.
    """
    if not table.variables:
        return sum(1 for _ in table)
    room = shutil.get_terminal_size().columns if file.isatty() else None
    cells = ([_cell(term) for term in row] for row in table)
    measured = list(islice(cells, _MEASURED))
    headings = [printable(name) for name in table.variables]
    widths = _widths(headings, measured, room)
    if widths is not None:
        for line in _lines_of_row(map(_fold_heading, headings, widths), widths):
            heading = click.style(line, bold=True) if room else line
            file.write(heading.encode() + b"\n")
        file.write(b"%s\n" % ("─" * (sum(widths) + len(_GAP) * (len(widths) - 1))).encode())
    count = 0
    for count, row in enumerate(chain(measured, cells), start=1):
        lines = (
            _lines_of_row(map(_fold, row, widths), widths)
            if widths is not None
            else _lines_of_record(headings, row, count, room or 0)
        )
        file.writelines(line.encode(errors="replace") + b"\n" for line in lines)
    return count


def _cell(term: Term | None) -> str:
    """Write a term as short as it can be understood."""
    from pyoxigraph import Literal, NamedNode

    from attachgraph.rdf.compact import compact

    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return printable(compact(term.value) or f"<{term.value}>")
    return printable(term.value if isinstance(term, Literal) else str(term))


def _widths(headings: list[str], rows: list[list[str]], room: int | None) -> list[int] | None:
    """Give each column what it needs; if that is too much, take from the widest.

    No column is made narrower than its longest word: ``None`` if records are shorter, or fit alone.
    """
    from rich.cells import cell_len

    columns = list(zip(headings, *rows, strict=True))
    widths = [max(1, *map(cell_len, column)) for column in columns]
    if room is None:
        return widths
    space = room - len(_GAP) * (len(widths) - 1)
    least = [
        max(cell_len(word) for text in (_breakable(heading), *cells) for word in text.split(" "))
        for heading, *cells in columns
    ]
    if sum(least) > space:
        return None
    widths = [min(width, space) for width in widths]
    while sum(widths) > space:
        _, widest = max((width, at) for at, width in enumerate(widths) if width > least[at])
        widths[widest] -= 1
    beside = max(1, room - _label_width(headings, room))
    lengths = [[cell_len(cell) for cell in row] for row in rows]
    lines = sum(max(map(_lines_for, row, widths)) for row in lengths)
    in_records = sum(1 + sum(_lines_for(length, beside) for length in row) for row in lengths)
    return widths if lines <= in_records else None


def _lines_for(length: int, width: int) -> int:
    return -(-length // max(1, width))


def _lines_of_row(folded: Iterable[list[str]], widths: list[int]) -> Iterator[str]:
    """Write the lines of cells side by side."""
    from rich.cells import set_cell_size

    for pieces in zip_longest(*folded, fillvalue=""):
        yield _GAP.join(map(set_cell_size, pieces, widths)).rstrip()


def _lines_of_record(headings: list[str], row: list[str], number: int, room: int) -> Iterator[str]:
    """Write what is in a row, one cell below the other."""
    yield f"── {number:,} ".ljust(room, "─")
    label = _label_width(headings, room)
    for heading, cell in zip(headings, row, strict=True):
        if cell:
            widths = [label - len(_GAP), max(_NARROWEST, room - label)]
            folded = [_fold_heading(heading, widths[0]), _fold(cell, widths[1])]
            yield from _lines_of_row(folded, widths)


def _label_width(headings: list[str], room: int) -> int:
    from rich.cells import cell_len

    widest = max(map(cell_len, headings))
    return min(widest, max(_NARROWEST, room // 3)) + len(_GAP)


def _breakable(heading: str) -> str:
    """Let a heading be folded between its parts."""
    return heading.replace("_", "_ ")


def _fold_heading(heading: str, width: int) -> list[str]:
    if len(heading) <= width:
        return [heading]
    return [line.replace("_ ", "_") for line in _fold(_breakable(heading), width)]


def _fold(text: str, width: int) -> list[str]:
    from rich.cells import cell_len, chop_cells

    if cell_len(text) <= width:
        return [text]
    lines = [""]
    for word in text.split():
        for piece in [word] if cell_len(word) <= width else chop_cells(word, width):
            if lines[-1] and cell_len(f"{lines[-1]} {piece}") > width:
                lines.append("")
            lines[-1] = f"{lines[-1]} {piece}".lstrip()
    return lines


# ---------------------------------------------------------------- files


@contextlib.contextmanager
def open_output(path: str | None) -> Generator[BinaryIO, None, None]:
    """Open stdout, or a file that appears when it is complete.

    A device, a pipe or an open descriptor stays what it is, and is written through.
    """
    if path is None or path == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
    elif (descriptor := _descriptor(Path(path))) is not None:
        sys.stdout.flush()
        with os.fdopen(os.dup(descriptor), "wb") as file:
            yield file
    elif is_written_through(path):
        with Path(path).open("wb") as file:
            yield file
    else:
        with _replacing(Path(os.path.realpath(path))) as file:
            yield file


def is_written_through(path: str) -> bool:
    """Return whether a path is not a file that could be replaced, but something to write to."""
    found = Path(path)
    return path == "-" or _descriptor(found) is not None or (found.exists() and not found.is_file())


def _descriptor(path: Path) -> int | None:
    """Return the open descriptor that a path such as ``/dev/stdout`` stands for.

    To open it by its name would truncate the file behind it, and to replace that file would lose
    what is in it already.
    """
    for _ in range(_MOST_LINKS):
        folder = os.path.realpath(path.parent)
        if folder in {"/dev/fd", f"/proc/{os.getpid()}/fd"} and path.name.isdecimal():
            return int(path.name)
        if not path.is_symlink():
            break
        path = path.parent / path.readlink()
    return None


@contextlib.contextmanager
def _replacing(target: Path) -> Generator[BinaryIO, None, None]:
    """Write next to a regular file, and put it there when it is complete."""
    import tempfile

    if not target.parent.exists():
        raise MissingError(
            "the folder does not exist", where=str(target.parent), fix="make it, or check the path"
        )
    old = target.stat() if target.exists() else None
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(target))
    with tempfile.NamedTemporaryFile(
        dir=target.parent, prefix=f".{target.name}.", delete=False
    ) as file:
        unfinished = Path(file.name)
        try:
            yield cast("BinaryIO", file)
            file.flush()
            _take_over(unfinished, old)
            unfinished.replace(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def _take_over(new: Path, old: os.stat_result | None) -> None:
    """Give a new file owner and permissions of the old one; a temporary one is private."""
    if old is None:
        new.chmod(_mode_of_new_files())
        return
    with contextlib.suppress(PermissionError):  # only root gives files away
        os.chown(new, old.st_uid, old.st_gid)
    new.chmod(stat.S_IMODE(old.st_mode))


def _mode_of_new_files() -> int:
    """Return the permissions of a file that the user makes."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
