"""Rows read from the pages of a damaged file one by one, where the way to them is lost.

SQLite finds a page by the pages above it; if one of those is gone, so is all below it, although it
is whole. Here every page that holds rows of a table is looked at by itself
(https://sqlite.org/fileformat2.html#b_tree_pages). A page does not say of which table it is.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_UID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
LEAF: Final = 0x0D  # a page of rows of a table
_WIDTHS: Final = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
_REAL, _ZERO, _ONE = 7, 8, 9
MOST_CELLS: Final = 1000
Cell = tuple[int, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class LeafPage:
    """A page of rows: its number (from 1), and its cells as row number and values."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> list[tuple[object, ...]]:
        """The rows of a table of ours, which begin with a number and a uid."""
        return [
            (number, *values[1:])
            for number, values in self.cells
            if len(values) > 1 and isinstance(values[1], str) and _UID.fullmatch(values[1])
        ]


def leaf_pages(content: bytes, size: int) -> Iterator[LeafPage]:
    """Return every page on which at least one row makes sense, with those that do."""
    for at in range(0, len(content) - size + 1, size):
        begin = at + (100 if at == 0 else 0)
        if content[begin] != LEAF:
            continue
        cells = tuple(_cells(content, at, begin, size))
        if cells:
            yield LeafPage(at // size + 1, cells)


def free_pages(content: bytes, size: int) -> set[int]:
    """Return the numbers of pages that are said to be free: what lies there was deleted."""
    free: set[int] = set()
    trunk = int.from_bytes(content[32:36], "big")
    while 1 < trunk <= len(content) // size and trunk not in free:
        free.add(trunk)
        begin = (trunk - 1) * size
        trunk, count = struct.unpack_from(">II", content, begin)
        for at in range(min(count, size // 4 - 2)):
            free.add(struct.unpack_from(">I", content, begin + 8 + 4 * at)[0])
    return free


def _cells(content: bytes, page: int, begin: int, size: int) -> Iterator[Cell]:
    (count,) = struct.unpack_from(">H", content, begin + 3)
    if count > MOST_CELLS:
        return
    for at in range(count):
        place = begin + 8 + 2 * at
        if place + 2 > page + size:
            return
        (offset,) = struct.unpack_from(">H", content, place)
        if 8 <= offset < size:
            try:
                yield _cell(content, page + offset, size)
            except (ValueError, IndexError, struct.error):  # this one makes no sense; others may
                continue


def _cell(content: bytes, at: int, size: int) -> Cell:
    length, at = _varint(content, at)
    number, at = _varint(content, at)
    if not 0 < length < 50_000_000:
        raise ValueError
    return _signed(number), _record(_payload(content, at, length, size))


def _payload(content: bytes, at: int, length: int, size: int) -> bytes:
    """Return the bytes of a record; what does not fit on its page lies on others, in a chain."""
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    if length <= most:
        return _exactly(content[at : at + length], length)
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    parts, left = [_exactly(content[at : at + here], here)], length - here
    (following,) = struct.unpack_from(">I", content, at + here)
    while left > 0:
        begin = (following - 1) * size
        if following < 2 or begin + size > len(content):
            raise ValueError
        (following,) = struct.unpack_from(">I", content, begin)
        some = min(left, size - 4)
        parts.append(_exactly(content[begin + 4 : begin + 4 + some], some))
        left -= some
    return b"".join(parts)


def _exactly(part: bytes, length: int) -> bytes:
    if len(part) != length:
        raise ValueError
    return part


def _record(payload: bytes) -> tuple[object, ...]:
    head, at = _varint(payload, 0)
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != head:
        raise ValueError
    values: list[object] = []
    for kind in kinds:
        width = _width(kind)
        values.append(_value(kind, _exactly(payload[at : at + width], width)))
        at += width
    if at != len(payload):
        raise ValueError
    return tuple(values)


def _width(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    if kind == _REAL:
        return 8
    if kind not in _WIDTHS:
        raise ValueError
    return _WIDTHS[kind]


def _value(kind: int, part: bytes) -> object:
    if kind == 0:
        return None
    if kind in {_ZERO, _ONE}:
        return kind - _ZERO
    if kind == _REAL:
        return float(struct.unpack(">d", part)[0])
    if kind < _REAL:
        return int.from_bytes(part, "big", signed=True)
    return part.decode("utf-8") if kind % 2 else part


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for taken in range(8):
        byte = content[at + taken]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + taken + 1
    return value << 8 | content[at + 8], at + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
