"""A document as slides: native text in the placeholders of clean layouts, pictures beside it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from tracker.report.document import Document
from tracker.report.drawing import card_svg, full_svg
from tracker.report.office import (
    Draw,
    Drawn,
    Progress,
    drawn,
    language_of,
    logo_of,
    sealed,
    told,
)
from tracker.report.plain import name
from tracker.report.pptx_layouts import (
    CAPTION,
    FOOTER,
    LAYOUTS,
    NAMESPACES,
    NUMBER,
    holders,
)
from tracker.report.pptx_package import empty_pptx
from tracker.report.pptx_parts import (
    filled,
    number_paragraph,
    picture_shape,
    table_shape,
    words,
)
from tracker.report.pptx_words import Holders, texts
from tracker.report.slide_boxes import (
    BOTTOM,
    CAPTION_HIGH,
    CAPTION_SIZE,
    CARD_HIGH,
    EDGE,
    FULL_WIDE,
    PICTURE_LEFT,
    PICTURE_WIDE,
    TOP,
    Box,
)
from tracker.report.slide_parts import Layout, Slide
from tracker.report.slides import planned
from tracker.report.svg_frame import MARGIN
from tracker.report.svg_text import cut
from tracker.report.text_fit import SLACK, shortened

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as Set

_CARD: Final = (320, 190)
_FULL: Final = (800, 300)
"""Sizes of drawings in their own pixels: so large that their words are read from afar."""
_HEAD: Final = 50
"""What is left out above a drawing: its title, which is the slide's."""
_LOGO: Final = (140.0, 44.0)
_ROOT: Final = re.compile(r'height="([\d.]+)" viewBox="0 0 ([\d.]+) ([\d.]+)"')


def pptx_bytes(document: Document, draw: Draw, progress: Progress | None = None) -> bytes:
    """Write a document as slides; `draw` turns drawings into PNG."""
    import pptx

    show = pptx.Presentation(empty_pptx(document))
    slides = planned(document)
    setter = _Setter(document, draw, show)
    for at, slide in enumerate(slides):
        setter.put(slide)
        if progress is not None:
            progress(at + 1, len(slides))
    result = BytesIO()
    show.save(result)
    return sealed(result)


class _Setter:
    """Sets one planned slide after the other."""

    def __init__(self, document: Document, draw: Draw, show: Presentation) -> None:
        self._document = document
        self._draw = draw
        self._show = show
        self._language = language_of(document)
        self._layouts = dict(zip(LAYOUTS, show.slide_layouts, strict=True))

    def put(self, slide: Slide) -> None:
        """Add one slide."""
        from pptx.oxml import parse_xml

        # `slides.add_slide` would copy every placeholder first, which takes most of its time.
        related, place = self._show.part.add_slide(self._layouts[slide.layout])
        self._show.slides.element.add_sldId(related)
        shapes = place.shapes.element
        by_number = {one.idx: one for one in holders(slide.layout)}
        written = [*texts(slide, by_number), *self._picture(slide, place, by_number)]
        if slide.layout is Layout.COVER:
            written += self._logo(place)
        if slide.table:
            box = Box(EDGE, TOP, sum(slide.table.widths), slide.table.high)
            written.append(table_shape(slide.table, 40, box, slide.title))
        if FOOTER in by_number:
            title = cut(self._document.title, 10 * SLACK, by_number[FOOTER].box.wide)
            written.append(filled(by_number[FOOTER], 50, [words(title)]))
            written.append(filled(by_number[NUMBER], 51, [number_paragraph()]))
        # Text is escaped: what looks like the beginning of a run is one.
        spoken = "".join(written).replace("<a:rPr", f'<a:rPr lang="{self._language}"')
        for shape in parse_xml(f"<p:spTree {NAMESPACES}>{spoken}</p:spTree>"):
            shapes.append(shape)
        if said := _notes(slide):
            place.notes_slide.notes_text_frame.text = said

    def _picture(self, slide: Slide, place: Set, by_number: Holders) -> list[str]:
        """Draw the picture as large as its place allows, its words below it."""
        if slide.picture is None:
            return []
        if slide.promise:
            svg = card_svg(slide.picture, *_CARD, tone=slide.promise.tag.tone)
            picture = drawn(slide.picture, svg, self._draw)
            size = picture.fitted(PICTURE_WIDE, CARD_HIGH)
            box = Box(PICTURE_LEFT, TOP, *size)
        else:
            picture = drawn(slide.picture, _headless(full_svg(slide.picture, *_FULL)), self._draw)
            # The drawing keeps a margin of its own: its words stand flush with the title.
            margin = FULL_WIDE * MARGIN / (_FULL[0] - 2 * MARGIN)
            below = CAPTION_HIGH + 8 if slide.caption else 0
            size = picture.fitted(FULL_WIDE + 2 * margin, BOTTOM - below - TOP)
            box = Box(EDGE - MARGIN * size[0] / _FULL[0], TOP, *size)
        written = [self._shape(picture, place, box, 30)]
        if slide.caption:
            room = by_number[CAPTION].box
            beneath = Box(room.x, box.y + box.high + 4, room.wide, room.high)
            caption = shortened(slide.caption, CAPTION_SIZE, room.wide, 1)
            written.append(filled(by_number[CAPTION], 31, [words(caption)], beneath))
        return written

    def _logo(self, place: Set) -> list[str]:
        logo = logo_of(self._document)
        if logo is None:
            return []
        return [self._shape(logo, place, Box(EDGE, 40, *logo.fitted(*_LOGO)), 32)]

    def _shape(self, picture: Drawn, place: Set, box: Box, at: int) -> str:
        _, related = place.part.get_or_add_image_part(BytesIO(picture.content))
        return picture_shape(picture, related, at, box)


def _headless(svg: str) -> str:
    """Leave out the title above a drawing: the slide has one."""
    found = _ROOT.search(svg)
    if found is None or float(found[1]) <= 2 * _HEAD:
        return svg
    high = f"{float(found[1]) - _HEAD:g}"
    root = f'height="{high}" viewBox="0 {_HEAD} {found[2]} {high}"'
    return svg[: found.start()] + root + svg[found.end() :]


def _notes(slide: Slide) -> str:
    """Say below the slide what its picture shows, and what had to be cut on it."""
    said = []
    if slide.promise:
        said += [name(slide.promise.name), name(slide.promise.promise), name(slide.promise.figure)]
    if slide.picture:
        said += [told(slide.picture), slide.caption]
    return "\n".join(filter(None, said))
