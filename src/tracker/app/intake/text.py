"""Bytes to lines of cells: which encoding, which separator; and text a spreadsheet would run.

UTF-8 and UTF-16 are known for certain. Other bytes are one of the code pages that people have
(`codepages`). What was taken is said, and can be chosen.

The separator is the one that cuts most lines into the same number of cells, and yields heads and
values that mean something. (`csv.Sniffer` takes an `e` for a separator.)

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@` or a tab. Such text is written with an
apostrophe before it, which is taken off again on the way in. Text that begins with an apostrophe
and could be mistaken for marked text gets one more, so that every text survives the round trip.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain

from tracker.app.intake.codepages import ENCODINGS, code_page
from tracker.app.intake.sheet import Book, BookSheet, SheetLine, SizeLimits
from tracker.domain.errors import InvalidInput, quoted

_STARTS_A_FORMULA = "=+-@\t\r"
_AFTER_MARK = _STARTS_A_FORMULA + "'"
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "caret": "^", "tilde": "~"}
_SEP_LINE = re.compile(r"\s*\"?sep=([,;\t|^~])\"?\s*(\r\n|\r|\n)", re.IGNORECASE)
_OTHER_FILES = {
    b"PK\x03\x04": "an Excel workbook or another packed file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3\0": "a database",
    b"\x1f\x8b": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"Rar!": "a packed file",
}
_MARKUP = {  # as a program writes it that calls it an Excel file
    b"<html": "a web page",
    b"<!doctype": "a web page",
    b"<table": "a web page",
    b"<?xml": "an XML file",
}
SAVE_AS = "Save it as an Excel workbook (.xlsx) or as CSV (UTF-8), and import that."
_MARKED = {
    codecs.BOM_UTF8: ("utf-8-sig", "UTF-8"),
    codecs.BOM_UTF32_LE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF32_BE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}
_WEIGHED = 20_000  # bytes that are looked at to tell code pages apart
_SHARED_AT_MOST, _TOLD_EVERY = 100_000, 5000
_LOOKED_AT = 60  # lines that are looked at to find the separator
_PIECE = 1_000_000  # letters read at once


def escape_formula(text: str) -> str:
    """Make text safe for a spreadsheet."""
    risky = text[:1] in _STARTS_A_FORMULA or (text[:1] == "'" and text[1:2] in _AFTER_MARK)
    return f"'{text}" if text and risky and text != "'" else text


def unescape_formula(text: str) -> str:
    """Return the text that was marked, or that never needed it."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in _AFTER_MARK else text


def read_text(
    data: bytes,
    encoding: str = "",
    judge: Callable[[list[str]], int] = len,
    heard: Callable[[int], None] | None = None,
) -> Book:
    """Read a text file as a book of one sheet, or raise `InvalidInput`.

    `encoding` is one of `ENCODINGS` or any codec. `judge` says how much the cells of a line mean,
    `heard` counts lines.
    """
    text, shown = decoded(data, encoding)
    text, separator = _separator(text, judge)
    limits = SizeLimits()
    shared: dict[str, str] = {}  # long files repeat themselves: one cell is kept once
    lines = []
    for number, cells in records(text, separator):
        limits.count(len(cells))
        if heard and not limits.rows % _TOLD_EVERY:
            heard(limits.rows)
        keep = shared.setdefault if len(shared) < _SHARED_AT_MOST else shared.get
        lines.append(SheetLine(number, tuple([keep(cell, cell) for cell in cells])))
    return Book("text", (BookSheet("", tuple(lines)),), shown, separator)


def decoded(data: bytes, encoding: str = "") -> tuple[str, str]:
    """Return the text of a file and the name of its encoding, or raise `InvalidInput`."""
    _refuse_others(data)
    if encoding:
        return _as_chosen(data, encoding)
    for mark, (codec, shown) in _MARKED.items():
        if data.startswith(mark):
            return _text(data, codec), shown
    if b"\0" in data:
        if codec := _unmarked_utf16(data[:_WEIGHED]):
            return _text(data, codec), "UTF-16"
        raise InvalidInput("file", "The file is not text (it holds NUL bytes)", SAVE_AS)
    if b"\x1b$" in data and (text := _escaped(data)):
        return text, "ISO-2022-JP"
    return _unmarked(data)


def _unmarked(data: bytes) -> tuple[str, str]:
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        page = code_page(data)
    if page is None:
        raise InvalidInput("file", "The file is not text that can be read", SAVE_AS)
    return _text(data, ENCODINGS[page]), page


def _refuse_others(data: bytes) -> None:
    begins = data[:200].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for start, what in (_OTHER_FILES | _MARKUP).items():
        if data.startswith(start) or (start in _MARKUP and begins.startswith(start)):
            raise InvalidInput("file", f"The file is {what}, not a table of text", SAVE_AS)


def _escaped(data: bytes) -> str:
    try:
        return data.decode("iso2022_jp")
    except UnicodeDecodeError:
        return ""


def _as_chosen(data: bytes, encoding: str) -> tuple[str, str]:
    shown = next((one for one in ENCODINGS if one.casefold() == encoding.casefold()), encoding)
    try:
        codec = codecs.lookup(ENCODINGS.get(shown, encoding))
    except LookupError:
        codec = None
    if codec is None or not codec._is_text_encoding:  # noqa: SLF001 - as `str.encode` itself asks
        hint = f"Choose from: {', '.join(ENCODINGS)}."
        raise InvalidInput("encoding", f"{quoted(encoding)} is no encoding", hint)
    try:
        text = data.decode(codec.name)
    except (UnicodeError, ValueError):
        title = f"The file is not written in {shown}"
        raise InvalidInput("encoding", title, "Choose another encoding.") from None
    if "\0" in text:
        raise InvalidInput("encoding", f"The file is not written in {shown}", "Choose another.")
    return text.removeprefix("\ufeff"), shown


def _text(data: bytes, codec: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise InvalidInput("file", "The file is not text that can be read", SAVE_AS)
    return text


def _unmarked_utf16(start: bytes) -> str:
    """Return the codec of UTF-16 without a mark: every sign is one that people write."""
    start = start[: len(start) // 2 * 2]
    for codec in ("utf-16-le", "utf-16-be"):
        text = start.decode(codec, "replace").rstrip("\ufffd")
        lines = text.count("\n") or text.count("\r")
        if lines and all(sign.isprintable() or sign in "\r\n\t" for sign in text):
            return codec
    return ""


def _separator(text: str, judge: Callable[[list[str]], int]) -> tuple[str, str]:
    """Return the text, a line such as `sep=;` blanked, and the separator."""
    text, named = named_separator(text)
    if named:
        return text, named
    start = text[:_WEIGHED]
    return text, max(SEPARATORS.values(), key=lambda sign: _weight(start, sign, judge))


def named_separator(text: str) -> tuple[str, str]:
    """Return the text without a line such as `sep=;`, which stays empty, and the sign it names."""
    if named := _SEP_LINE.match(text):
        return named[2] + text[named.end() :], named[1]
    return text, ""


def _weight(start: str, sign: str, judge: Callable[[list[str]], int]) -> tuple[float, float]:
    """Say how well a separator cuts: cells that mean something, in lines of one length."""
    if sign not in start:
        return 0.0, 0.0
    try:
        cut = [cells for _, cells in _first(records(start, sign), _LOOKED_AT)]
    except InvalidInput:
        return 0.0, 0.0
    widths = Counter(len(cells) for cells in cut if len(cells) > 1)
    if not widths:
        return 0.0, 0.0
    meaning = sum(judge(cells) for cells in cut if len(cells) > 1)
    even = max(widths.values()) / len(cut)
    return meaning * even / len(cut), even


def _first(found: Iterator[tuple[int, list[str]]], count: int) -> Iterator[tuple[int, list[str]]]:
    for at, one in enumerate(found):
        if at == count:
            return
        yield one


def _pieces(text: str) -> Iterator[io.StringIO]:
    """Cut text after some line end into files: one of it all would hold four bytes a letter."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + _PIECE) + 1 or len(text)
        yield io.StringIO(text[at:end], newline="")  # keeps each line's end
        at = end


def records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that holds anything, with the line on which it begins."""
    reader = csv.reader(chain.from_iterable(_pieces(text)), delimiter=separator)
    begins, open_ended = 1, text.count('"') % 2 and not text.rstrip().endswith('"')
    lines = text.count("\n") + 1
    try:
        for cells in reader:
            if open_ended and reader.line_num >= lines - 1 and "\n" in (cells or [""])[-1]:
                title = f"A quotation mark of line {begins} is never closed"
                raise InvalidInput("file", title, "Close it there, then import the file again.")
            if cells and (cells[0].strip() or any(map(str.strip, cells))):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        hint = "A quotation mark may be missing."
        raise InvalidInput("file", f"The file is not a table ({error})", hint) from error
