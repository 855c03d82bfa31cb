"""What tests of Word files and slides share: harmless drawing, looking into a package."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from tracker.report.charts.svg import clean

_SIZE = re.compile(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"')
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
TRACES = ("python-docx", "python-pptx", "Microsoft", "/work", "/root", "/home", "Normal.dotm")


def plain_png(svg: str) -> bytes:
    """Return a grey PNG as large as the drawing: Qt is tested elsewhere."""
    wide, high = (round(float(side)) for side in _SIZE.search(svg).groups())
    pixels = zlib.compress((b"\0" + b"\x88" * wide) * high, 1)

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        return {path: package.read(path) for path in package.namelist()}


def check_package(content: bytes) -> None:
    """Every part is XML that holds nothing forbidden, nothing outside, no trace of a machine."""
    with ZipFile(BytesIO(content)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(set(package.namelist())) == len(package.namelist())
    held = parts(content)
    declared = held["[Content_Types].xml"].decode()
    for path, data in held.items():
        assert path.endswith((".xml", ".rels", ".png", ".jpg")), path
        if path.endswith((".png", ".jpg")):
            continue
        ElementTree.fromstring(data)
        text = data.decode("utf-8")
        assert not FORBIDDEN.search(text), path
        assert 'TargetMode="External"' not in text
        assert not [trace for trace in TRACES if trace in text], path
        assert path.endswith(".rels") or path.startswith("[") or f'"/{path}"' in declared


def said(text: str) -> str:
    """Return a text of several lines as an office program shows it."""
    whole = re.split("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text)
    return "\n".join(filter(None, map(clean, whole)))
