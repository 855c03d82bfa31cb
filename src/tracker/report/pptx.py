"""A document as slides: native text in the placeholders of clean layouts, pictures beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    FIGURE,
    FOOTER,
    KICKER,
    LAYOUTS,
    LINES,
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
    CAPTION_SIZE,
    CARD_HIGH,
    EDGE,
    FULL_WIDE,
    NOTE_GAP,
    PICTURE_LEFT,
    PICTURE_WIDE,
    TITLE_LINES,
    TOP,
    Box,
    Standing,
)
from tracker.report.slide_parts import Layout, Slide
from tracker.report.slides import planned
from tracker.report.svg_frame import MARGIN
from tracker.report.svg_text import CUT, cut
from tracker.report.text_fit import LINE, SLACK, shortened, wrapped

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as Set

_CARD: Final = (320, 190)
_FULL: Final = (800, 300)
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

        # `slides.add_slide` would copy every placeholder first, which takes most of its time.
        related, place = self._show.part.add_slide(self._layouts[slide.layout])
        self._show.slides.element.add_sldId(related)
        shapes = place.shapes.element
        by_number = {one.idx: one for one in holders(slide.layout)}
        written = [*_texts(slide, by_number), *self._picture(slide, place, by_number)]
        if slide.layout is Layout.COVER:
            written += self._logo(place)
        if slide.table:
            box = Box(EDGE, TOP, sum(slide.table.widths), slide.table.high)
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
            room = by_number[CAPTION].box
            below = Box(room.x, box.y + box.high + 4, room.wide, room.high)
            caption = shortened(slide.caption, CAPTION_SIZE, room.wide, 1)
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
    written = [_title(slide, by_number[0])]
    if slide.kicker:
        written.append(_kicker(slide, by_number))
    if slide.promise and slide.standing:
        written += _promise(slide.standing, TONES[slide.promise.tag.tone], by_number)
    if slide.passages:
        written.append(_passages(slide, by_number[BODY]))
    return written


def _title(slide: Slide, holder: Holder) -> str:
    most = LINES.get(slide.layout, TITLE_LINES)
    title = shortened(slide.title, holder.size, holder.box.wide, most, bold=True)
    return filled(holder, 2, [words(title)])


def _kicker(slide: Slide, by_number: Holders) -> str:
    """Write the small line, right above a title that stands on its line."""
    holder, title = by_number[KICKER], by_number[0]
    # Capitals run wider than the letters that were measured.
    kicker = cut(slide.kicker.upper(), holder.size * 1.15, holder.box.wide)
    shown = kicker if kicker.endswith(CUT) else slide.kicker
    box = None
    if title.anchor == "b":
        lines = len(wrapped(slide.title, title.size, title.box.wide, bold=True))
        high = min(lines, LINES[slide.layout]) * title.size * LINE
        top = title.box.y + title.box.high - high - holder.box.high
        box = Box(EDGE, top, holder.box.wide, holder.box.high)
    return filled(holder, 3, [words(shown)], box)


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


def _passages(slide: Slide, holder: Holder) -> str:
    """Write sentences where the layout has them, or below what stands above them."""
    box = slide.standing.notes_box if slide.standing else None
    if slide.table:
        top = TOP + slide.table.high + NOTE_GAP
        box = Box(EDGE, top, holder.box.wide, BOTTOM - top)
    said = [passage(one, holder.size, first=at == 0) for at, one in enumerate(slide.passages)]
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
