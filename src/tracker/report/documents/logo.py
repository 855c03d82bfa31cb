"""A person's or an employer's sign on a page, with nothing in its file but the picture.

It keeps only what is needed to show a PNG or JPEG: what a camera or a drawing program wrote
into it (place, machine, author, notes) goes. A file that is cut off or broken is no logo: Word,
slides and browsers would each show something else for it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_SHOWN: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"})
_LARGEST: Final = 4000
"""Pixels of a side; a sign on paper needs no more, and a larger one may be a trap."""
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, b"\xff\xd9"
_KEPT_APPS: Final = (0xE0, 0xEE)
"""JFIF and the colour model; the other segments of programs hold places, names, thumbnails."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The person's or their employer's sign: the bytes of a PNG or JPEG, and its size in pixels."""

    content: bytes
    mime: str
    width: int
    height: int


def bare_logo(content: bytes) -> Logo | None:
    """Return the logo with its size and nothing but the picture, None where it cannot be shown."""
    try:
        logo = _bare_png(content) if content.startswith(PNG_SIGNATURE) else _bare_jpeg(content)
    except (struct.error, zlib.error, IndexError, ValueError):
        return None
    sides = (logo.width, logo.height)
    return logo if min(sides) > 0 and max(sides) <= _LARGEST else None


def _bare_png(content: bytes) -> Logo:
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise ValueError("a part of the picture is missing")
    width, height = struct.unpack(">II", chunks[0][1][:8])
    _check_pixels(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    kept = (png_chunk(kind, data) for kind, data in chunks if kind in _SHOWN)
    return Logo(PNG_SIGNATURE + b"".join(kept), "image/png", width, height)


def _check_pixels(packed: bytes) -> None:
    """Unpack the pixels piece by piece: they must end, and not be more than a page of them."""
    unpacking, most = zlib.decompressobj(), 8 * _LARGEST * _LARGEST
    while not unpacking.eof:
        piece = unpacking.decompress(packed, 1 << 20)
        packed, most = unpacking.unconsumed_tail, most - len(piece)
        if most < 0 or not (piece or unpacking.eof):
            raise ValueError("the pixels are cut off, or far too many")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", content, at + 8 + length)
        if check != zlib.crc32(kind + data):
            raise ValueError("the picture was changed on its way")
        yield kind, data
        at += length + 12


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """Write a part of a PNG: its length, its kind, its content, and a checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _bare_jpeg(content: bytes) -> Logo:
    if not content.startswith(b"\xff\xd8\xff") or content.rfind(_END) < 0:
        raise ValueError("no whole JPEG")
    kept, size, at = [b"\xff\xd8"], (0, 0), 2
    while True:
        sign, marker, length = struct.unpack_from(">BBH", content, at)
        if sign != 0xFF or length < 2:
            raise ValueError("a segment of the picture is broken")
        if marker == _SCAN:
            break
        segment = content[at : at + 2 + length]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
            size = (width, height)
        if (marker < 0xE0 or marker in _KEPT_APPS) and marker != 0xFE:
            kept.append(segment)
        at += 2 + length
    # What stands behind the end of the picture (some cameras add a second one) is not shown.
    whole = b"".join(kept) + content[at : content.rfind(_END) + 2]
    return Logo(whole, "image/jpeg", *size)
