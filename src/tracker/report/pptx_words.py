"""The words of a slide, each text in its placeholder: the title first, as it is read aloud."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.report.office import COLOURS, TONES
from tracker.report.pptx_layouts import (
    BODY,
    FIGURE,
    KICKER,
    LINES,
    PROMISE,
    TAG,
    Holder,
)
from tracker.report.pptx_parts import filled, passage, tinted, words
from tracker.report.slide_boxes import BOTTOM, EDGE, NOTE_GAP, TITLE_LINES, TOP, Box, Standing
from tracker.report.slide_parts import Slide
from tracker.report.svg_text import CUT, cut
from tracker.report.text_fit import LINE, shortened, wrapped

Holders = Mapping[int, Holder]
"""The placeholders of a layout by number."""


def texts(slide: Slide, by_number: Holders) -> list[str]:
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
