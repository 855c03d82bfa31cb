"""An Excel workbook as sheets of cells: values, never formulas; days and shares as they are shown.

A packed file says how large it is unpacked. That is looked at before anything is unpacked, and
lines are counted while they are read, so that no workbook fills the memory.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol

from tracker.app.intake.sheet import MOST_COLUMNS, Book, BookSheet, Exact, SheetLine, SizeLimits
from tracker.domain.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKED = b"PK\x03\x04"
_LARGEST_PART, _LARGEST_TEXTS = 600_000_000, 40_000_000
_MOST_EMPTY = 1_048_576
_THIN, _SWOLLEN = 20_000_000, 200  # a part beyond this size that shrank more than so many times
_SHEET = re.compile(r"worksheets/[^/]+\.xml$")
# A formula that makes an empty text is one that was worked out.
_NO_RESULT = re.compile(
    rb'<c (?![^>]*t="str")[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_PIECE, _LONGEST_FORMULA = 1_000_000, 20_000
_PERCENT = re.compile(r"%")
_OTHERS = {
    "mimetype": "a spreadsheet of LibreOffice",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
}
_HINT = "Save it as an Excel workbook (.xlsx) or as CSV (UTF-8), and import that."


class _RawCell(Protocol):
    """A cell as openpyxl gives it."""

    value: object
    number_format: str


def read_workbook(data: bytes, heard: Callable[[int], None] | None = None) -> Book:
    """Read every sheet that holds anything, or raise `InvalidInput`; `heard` counts lines."""
    _look_inside(data)
    from openpyxl import load_workbook

    limits = SizeLimits()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl cannot show of a workbook, we do not read
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = [
                BookSheet(str(one.title), tuple(_lines(one.iter_rows(), limits, heard)))
                for one in _visible(book.worksheets)
            ]
        except InvalidInput:
            raise
        except Exception as error:  # openpyxl raises what a broken part makes it stumble over
            title = "The workbook is damaged and cannot be read"
            raise InvalidInput("file", title, "Open it in Excel and save it anew.") from error
    lacking = _never_calculated(data)
    return Book("workbook", tuple(one for one in sheets if one.lines), lacking=lacking)


def _visible(sheets: Iterable[_RawSheet]) -> Iterator[_RawSheet]:
    for sheet in sheets:
        if sheet.sheet_state == "visible":
            sheet.reset_dimensions()  # what a workbook says of its own size may be wrong
            yield sheet


class _RawSheet(Protocol):
    """A sheet as openpyxl gives it."""

    title: object
    sheet_state: str

    def reset_dimensions(self) -> None:
        """Forget how large it says that it is."""

    def iter_rows(self) -> Iterator[tuple[_RawCell, ...]]:
        """Yield its rows."""


def _look_inside(data: bytes) -> None:
    """Refuse what is no workbook, or would be too large unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InvalidInput("file", "The file is a damaged packed file", _HINT) from error
    names = {one.filename for one in parts}
    if not any(name.endswith(("workbook.xml", "workbook.bin")) for name in names):
        what = next((told for name, told in _OTHERS.items() if name in names), "a packed file")
        raise InvalidInput("file", f"The file is {what}, not an Excel workbook", _HINT)
    if any(name.endswith("workbook.bin") for name in names):
        raise InvalidInput("file", "The file is a binary Excel workbook (.xlsb)", _HINT)
    texts = sum(one.file_size for one in parts if "sheet" not in one.filename.rpartition("/")[0])
    if texts > _LARGEST_TEXTS or any(map(_too_large, parts)):
        title = "Unpacked, the workbook would be too large"
        raise InvalidInput("file", title, "Save the sheet that is needed as CSV, and import that.")


def _never_calculated(data: bytes) -> int:
    """Count the formulas whose value nobody worked out: a program wrote them, and no Excel."""
    count = 0
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if not _SHEET.search(name):
                continue
            with packed.open(name) as part:
                rest = b""
                while piece := part.read(_PIECE):
                    seen, last = rest + piece, 0
                    for found in _NO_RESULT.finditer(seen):
                        count, last = count + 1, found.end()
                    rest = seen[max(last, len(seen) - _LONGEST_FORMULA) :]
    return count


def _too_large(part: zipfile.ZipInfo) -> bool:
    swollen = part.file_size > _SWOLLEN * max(part.compress_size, 1)
    return part.file_size > _LARGEST_PART or (part.file_size > _THIN and swollen)


def _lines(
    rows: Iterator[tuple[_RawCell, ...]], limits: SizeLimits, heard: Callable[[int], None] | None
) -> Iterator[SheetLine]:
    for number, row in enumerate(rows, start=1):
        cells = [_text(cell) for cell in row[: MOST_COLUMNS + 1]]
        while cells and not cells[-1]:
            del cells[-1]
        if any(cells):
            limits.count(len(cells))
            yield SheetLine(number, tuple(cells))
        if heard and not number % 5000:
            heard(number)
        if number >= _MOST_EMPTY:
            return


def _text(cell: _RawCell) -> str:
    """Write the value of a cell as it is meant, whatever the cell's format makes of it."""
    value = cell.value
    if value is None or isinstance(value, str):
        return (value or "").strip()
    if isinstance(value, bool):
        return Exact("yes" if value else "no")
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return _time(value)


def _time(value: object) -> str:
    match value:
        case datetime():
            whole = value.time() == time()
            return Exact(value.date().isoformat() if whole else value.isoformat(" ", "seconds"))
        case date():
            return Exact(value.isoformat())
        case time():
            return Exact(value.isoformat("seconds"))
        case timedelta():
            return Exact(_clock(value))
    return str(value).strip()


def _number(value: float, number_format: str) -> str:
    if _PERCENT.search(re.sub(r'"[^"]*"|\\.', "", number_format)):
        return Exact(f"{float(f'{value * 100:.12g}'):.15g}%")
    text = f"{value:.15g}"
    return Exact(text)


def _clock(span: timedelta) -> str:
    seconds = round(abs(span).total_seconds())
    sign = "-" if span < timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
