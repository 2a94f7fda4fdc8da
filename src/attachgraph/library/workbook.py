"""Write a table as a workbook of a spreadsheet program.

In: columns and rows of text. Out: the bytes of an XLSX file, the same for the same table.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attachgraph.errors import UsageError

#: What the program takes.
_MOST_ROWS: Final = 1_048_575
_LONGEST: Final = 32_767
_REFUSED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?")
#: A workbook says when it was made; that would be other bytes each time.
_WHEN: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)


def write_workbook(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> bytes:
    """Write one sheet; texts stay texts, so that no cell is taken for a formula."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = openpyxl.Workbook(write_only=True)
    book.properties.created = book.properties.modified = _WHEN
    sheet = book.create_sheet("answer")
    sheet.freeze_panes = "A2"

    def cell(text: str | None, *, is_heading: bool = False) -> WriteOnlyCell:
        if text and not is_heading and _NUMBER.fullmatch(text):
            return WriteOnlyCell(sheet, float(text) if "." in text else int(text))
        made = WriteOnlyCell(sheet, _REFUSED.sub(" ", text or "")[:_LONGEST] or None)
        if made.value is not None:
            made.data_type = "s"
        if is_heading:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(name, is_heading=True) for name in columns])
    for number, row in enumerate(rows):
        if number == _MOST_ROWS:
            raise UsageError("a workbook holds no more rows", fix="write .csv, or ask for less")
        sheet.append([cell(text) for text in row])
    file = io.BytesIO()
    book.save(file)
    return _at_no_time(file.getvalue())


def _at_no_time(data: bytes) -> bytes:
    """Leave out of the archive when it was written."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content
                )
            info = ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, content)
    return target.getvalue()
