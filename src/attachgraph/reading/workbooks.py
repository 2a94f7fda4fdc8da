"""Read a table of couples from a workbook, as it would be read from a CSV file.

In: the bytes of an ``.xlsx`` file. Out: what the reader of such tables makes of the first sheet that
holds couples; the cells as tab-separated text are what offsets refer to.
"""

from __future__ import annotations

import io
import re
from typing import Any, Final
from zipfile import ZipFile

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.reading import couples_table
from attachgraph.reading.deadline import check_time
from attachgraph.reading.dialects import Read
from attachgraph.reading.importable import refuse_for_import

#: No cell has a tab or a line end of its own, and so no quotation marks that are not its own.
_CELL: Final = re.compile(r"(?P<plain>[^\t\n]*+)")
_BLANK: Final = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
#: Bytes that the parts of a workbook may have when they are unpacked.
_MOST: Final = 200_000_000


def read_workbook(data: bytes, name: str) -> Read:
    """Read the couples of a workbook; one without any is refused."""
    sheets = _sheets(data, name)
    content = next((text for text in sheets if couples_table.holds_couples(text, _CELL)), None)
    if content is not None:
        return couples_table.read(content, name, _CELL)
    for text in sheets:
        refuse_for_import(text, name)
    raise InputError(**refusal("workbook-without-couples"), where=name)


def holds_couples(data: bytes, name: str) -> bool:
    """Return whether a sheet of a workbook holds couples."""
    return any(couples_table.holds_couples(text, _CELL) for text in _sheets(data, name))


def _sheets(data: bytes, name: str) -> list[str]:
    """Write each sheet as tab-separated text: the values, not the formulas."""
    try:
        return _texts(data)
    except InputError:
        raise
    except Exception as error:  # broken files fail in ways that no parser declares
        said = refusal("broken-workbook", reason=f"{type(error).__name__}: {error}"[:200])
        raise InputError(**said, where=name) from error


def _texts(data: bytes) -> list[str]:
    import openpyxl

    with ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST:
            raise ValueError("it is too large")
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return [_text(sheet) for sheet in book.worksheets]


def _text(sheet: Any) -> str:
    sheet.reset_dimensions()  # what a file says of its size need not be true
    lines: list[str] = []
    for row in sheet.iter_rows(values_only=True):
        check_time()
        cells = ("" if value is None else str(value) for value in row)
        lines.append("\t".join(" ".join(_BLANK.split(cell)).strip() for cell in cells))
    return "".join(f"{line}\n" for line in lines)
