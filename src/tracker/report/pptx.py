"""A document as slides: native text in the placeholders of clean layouts, pictures beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from tracker.report.document import Document
from tracker.report.drawing import card_svg, full_svg
from tracker.report.office import (
    COLOURS,
    TONES,
    Draw,
    Drawn,
    Progress,
    drawn,
    logo_of,
    sealed,
    told,
)
from tracker.report.plain import name
from tracker.report.pptx_layouts import (
    BODY,
    CAPTION,
    CHAPTER_LINES,
    CHAPTER_SIZE,
    COVER_LINES,
    COVER_SIZE,
    FIGURE,
    FOOTER,
    KICKER,
    LAYOUTS,
    NAMESPACES,
    NUMBER,
    PROMISE,
    TAG,
    Holder,
    holders,
)
from tracker.report.pptx_package import empty_pptx
from tracker.report.pptx_parts import (
    filled,
    number_paragraph,
    passage,
    picture_shape,
    table_shape,
    tinted,
    words,
)
from tracker.report.slide_boxes import (
    BOTTOM,
    CAPTION_HIGH,
    CARD_HIGH,
    EDGE,
    FULL_WIDE,
    PICTURE_LEFT,
    PICTURE_WIDE,
    TOP,
    Box,
    Standing,
)
from tracker.report.slide_parts import Layout, Slide
from tracker.report.slides import planned
from tracker.report.svg_frame import MARGIN
from tracker.report.svg_text import cut
from tracker.report.text_fit import SLACK, Passage, shortened

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as Set

_CARD: Final = (340, 170)
_FULL: Final = (720, 300)
"""Sizes of drawings in their own pixels: so large that their words are read from afar."""
_HEAD: Final = 46
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


Holders = Mapping[int, Holder]


class _Setter:
    """Sets one planned slide after the other."""

    def __init__(self, document: Document, draw: Draw, show: Presentation) -> None:
        self._document = document
        self._draw = draw
        self._show = show
        self._layouts = dict(zip(LAYOUTS, show.slide_layouts, strict=True))

    def put(self, slide: Slide) -> None:
        """Add one slide."""
        from pptx.oxml import parse_xml

        place = self._show.slides.add_slide(self._layouts[slide.layout])
        shapes = place.shapes.element
        for copied in list(place.placeholders):
            shapes.remove(copied.element)
        by_number = {one.idx: one for one in holders(slide.layout)}
        written = [*_texts(slide, by_number), *self._picture(slide, place, by_number)]
        if slide.layout is Layout.COVER:
            written += self._logo(place)
        if slide.table:
            rows = (slide.table.head, *slide.table.rows)
            box = Box(EDGE, TOP, sum(slide.table.widths), sum(row.high for row in rows))
            written.append(table_shape(slide.table, 40, box, slide.title))
        if FOOTER in by_number:
            title = cut(self._document.title, 10 * SLACK, by_number[FOOTER].box.wide)
            written.append(filled(by_number[FOOTER], 50, [words(title)]))
            written.append(filled(by_number[NUMBER], 51, [number_paragraph()]))
        for shape in parse_xml(f"<p:spTree {NAMESPACES}>{''.join(written)}</p:spTree>"):
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
            size = picture.fitted(FULL_WIDE + 2 * margin, BOTTOM - CAPTION_HIGH - 8 - TOP)
            box = Box(EDGE - MARGIN * size[0] / _FULL[0], TOP, *size)
        written = [self._shape(picture, place, box, 30)]
        if slide.caption:
            below = Box(max(box.x, EDGE), box.y + box.high + 4, PICTURE_WIDE, CAPTION_HIGH)
            if not slide.promise:
                below = by_number[CAPTION].box
            caption = shortened(slide.caption, 12, below.wide, 1)
            written.append(filled(by_number[CAPTION], 31, [words(caption)], below))
        return written

    def _logo(self, place: Set) -> list[str]:
        logo = logo_of(self._document)
        if logo is None:
            return []
        return [self._shape(logo, place, Box(EDGE, 40, *logo.fitted(*_LOGO)), 32)]

    def _shape(self, picture: Drawn, place: Set, box: Box, at: int) -> str:
        _, related = place.part.get_or_add_image_part(BytesIO(picture.content))
        return picture_shape(picture, related, at, box)


def _texts(slide: Slide, by_number: Holders) -> list[str]:
    """Write the title first, as a screen reader reads it, then what stands around it."""
    title = slide.title
    if slide.layout is Layout.COVER:
        title = shortened(title, COVER_SIZE, FULL_WIDE, COVER_LINES, bold=True)
    elif slide.layout is Layout.CHAPTER:
        title = shortened(title, CHAPTER_SIZE, FULL_WIDE, CHAPTER_LINES, bold=True)
    written = [filled(by_number[0], 2, [words(title)])]
    if slide.kicker:
        holder = by_number[KICKER]
        # Capitals run wider than the letters that were measured.
        kicker = cut(slide.kicker.upper(), holder.size * 1.15, holder.box.wide)
        shown = slide.kicker if len(kicker) == len(slide.kicker.upper()) else kicker
        written.append(filled(holder, 3, [words(shown)]))
    if slide.promise and slide.standing:
        written += _promise(slide.standing, TONES[slide.promise.tag.tone], by_number)
    if slide.passages:
        box = slide.standing.notes_box if slide.standing else None
        written.append(_passages(slide.passages, by_number[BODY], box))
    return written


def _promise(standing: Standing, role: str, by_number: Holders) -> list[str]:
    written = []
    if standing.promise:
        said = [words(standing.promise)]
        written.append(filled(by_number[PROMISE], 10, said, standing.promise_box))
    if standing.figure:
        figure = words(standing.figure, size=standing.figure_size)
        written.append(filled(by_number[FIGURE], 11, [figure], standing.figure_box))
    if standing.tag:
        tag = [tinted(standing.tag, role)]
        wash = COLOURS[f"{role}_wash"]
        written.append(filled(by_number[TAG], 12, tag, standing.tag_box, wash))
    return written


def _passages(passages: Sequence[Passage], holder: Holder, box: Box | None) -> str:
    said = [passage(one, holder.size, first=at == 0) for at, one in enumerate(passages)]
    return filled(holder, 20, said, box)


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
