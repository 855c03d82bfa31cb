"""What a Word file and slides have in common: a package without traces, metadata, pictures.

Both are zip files of XML. They begin as our own few parts, not as a library's template, so that no
thumbnail, printer, machine or author of a template is in them; and they end with fixed dates and a
fixed order, so that the same document gives the same bytes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.report.charts.picture import Picture
from tracker.report.charts.svg import LIGHT, escape
from tracker.report.documents.document import Document, Tone, joined, name
from tracker.report.documents.logo import bare_logo

Draw = Callable[[str], bytes]
"""Turns an SVG drawing into the bytes of a PNG."""
Progress = Callable[[int, int], None]
"""Is told how many of how many parts are written; it may raise to cancel."""

CREATOR: Final = "Impact Tracker"
FONT, FALLBACK = "Calibri", "Arial"
"""What offices have: a font that is not there, and not in the file, would become any other."""
COLOURS: Final[Mapping[str, str]] = {
    **{role: colour.lstrip("#").upper() for role, colour in LIGHT.items()},
    "better_wash": "E6F2F9",
    "worse_wash": "FDF0E6",
    "steady_wash": "F0F2F6",
}
"""Colours by role as Office writes them; the washes are those of `resources/themes/light.json`."""
_THEMED: Final = {
    "dk1": "text",
    "lt1": "panel",
    "dk2": "second",
    "lt2": "hover",
    "accent1": "usual_line",
    "accent2": "better",
    "accent3": "worse",
    "accent4": "steady",
    "accent5": "third",
    "accent6": "line",
    "hlink": "better",
    "folHlink": "steady",
}
PANOSE: Final = "020F0502020204030204"
"""Describes the letters of the font, so that something like it is taken where it is missing."""
TONES: Final[Mapping[Tone, str]] = {
    Tone.GOOD: "better",
    Tone.BAD: "worse",
    Tone.PLAIN: "steady",
}
MOST_TOLD: Final = 2000
"""Characters of a picture's description."""

_OFFICE: Final = "application/vnd.openxmlformats-"
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LANGUAGES: Final = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES"}
_LANGUAGE: Final = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Parts = Mapping[str, tuple[str, str]]
"""Path of a part → its content type (after the common beginning) and its XML."""


@dataclass(frozen=True, slots=True)
class RasterPicture:
    """A picture as PNG or JPEG with its size in pixels and what it shows, in words."""

    content: bytes
    width: int
    height: int
    told: str

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return the largest size within the given one that keeps the picture's shape."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


def rasterized(picture: Picture, svg: str, draw: Draw) -> RasterPicture:
    """Return the picture as PNG, drawn from its SVG, with its summary."""
    content = draw(svg)
    width, height = struct.unpack(">II", content[16:24])
    return RasterPicture(content, max(width, 1), max(height, 1), alt_text(picture))


def alt_text(picture: Picture) -> str:
    """Say in words what a picture shows."""
    return name(picture.summary, MOST_TOLD)


def logo_of(document: Document) -> RasterPicture | None:
    """Return the logo, if there is one that Office can show."""
    logo = bare_logo(document.logo.content) if document.logo else None
    if logo is None:
        return None
    return RasterPicture(
        logo.content, logo.width, logo.height, joined(document.name, "logo", between=" ")
    )


def language_of(document: Document) -> str:
    """Return the language as Office names it, for its spelling and for screen readers."""
    language = _LANGUAGES.get(document.language, document.language)
    return language if _LANGUAGE.fullmatch(language) else "en-GB"


def theme_xml() -> str:
    """Write colours and letters, so that a house style can be laid over them."""
    colours = "".join(
        f'<a:{key}><a:srgbClr val="{COLOURS[role]}"/></a:{key}>' for key, role in _THEMED.items()
    )
    latin = f'<a:latin typeface="{FONT}" panose="{PANOSE}" pitchFamily="34"/>'
    letters = f'{latin}<a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Impact">'
        f'<a:themeElements><a:clrScheme name="Impact">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Impact"><a:majorFont>{letters}</a:majorFont>'
        f"<a:minorFont>{letters}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Impact"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def relations(*targets: tuple[str, str]) -> str:
    """Write a part's relations (kind, target) as rId1, rId2, …; a kind may be a whole address."""
    written = "".join(
        f'<Relationship Id="rId{at}" Target="{target}"'
        f' Type="{kind if ":" in kind else f"{_RELATED}/{kind}"}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def package(
    document: Document,
    main: str,
    parts: Parts,
    related: Mapping[str, str],
    pictures: Mapping[str, bytes] = MappingProxyType({}),
) -> BytesIO:
    """Return a new package: our parts, their relations and pictures by path, and the metadata."""
    core, app = "docProps/core.xml", "docProps/app.xml"
    held: dict[str, tuple[str, str]] = {
        **parts,
        core: ("package.core-properties+xml", _core(document)),
        app: ("officedocument.extended-properties+xml", _app()),
    }
    files = {path: _HEAD + xml for path, (_, xml) in held.items()} | dict(related)
    metadata = f"{_PACKAGE}/relationships/metadata/core-properties"
    files["_rels/.rels"] = relations(
        ("officeDocument", main), (metadata, core), ("extended-properties", app)
    )
    files["[Content_Types].xml"] = _content_types({path: kind for path, (kind, _) in held.items()})
    return BytesIO(_zipped({path: xml.encode() for path, xml in files.items()} | dict(pictures)))


def normalized_package(written: BytesIO) -> bytes:
    """Return a package that a library wrote in a fixed order, with the same date on everything."""
    with ZipFile(written) as files:
        return _zipped({path: files.read(path) for path in files.namelist()})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    first = ("[Content_Types].xml", "_rels/.rels")
    result = BytesIO()
    with ZipFile(result, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for path in sorted(files, key=lambda path: (path not in first, path)):
            entry = ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, files[path])
    return result.getvalue()


def _content_types(kinds: Mapping[str, str]) -> str:
    images = "".join(
        f'<Default Extension="{ending}" ContentType="image/{kind}"/>'
        for ending, kind in (("jpg", "jpeg"), ("png", "png"))
    )
    named = "".join(
        f'<Override PartName="/{path}" ContentType="{_OFFICE}{kind}"/>'
        for path, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{images}'
        f'<Default Extension="rels" ContentType="{_OFFICE}package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _core(document: Document) -> str:
    """Write who, what and when; the day is the document's own, never that of a clock."""
    when = f"{document.day.isoformat()}T00:00:00Z"
    dated = "".join(
        f'<dcterms:{event} xsi:type="dcterms:W3CDTF">{when}</dcterms:{event}>'
        for event in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(name(document.title, 255))}</dc:title>"
        f"<dc:creator>{escape(name(document.name, 255))}</dc:creator>"
        f"<dc:language>{language_of(document)}</dc:language>{dated}</cp:coreProperties>"
    )


def _app() -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{kind}"><Application>{CREATOR}</Application></Properties>'
