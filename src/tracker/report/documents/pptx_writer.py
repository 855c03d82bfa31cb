"""A document as slides: native text in the placeholders of clean layouts, pictures beside it.

The title of a slide comes first in its file, as it is read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from tracker.domain.texts.cutting import CUT
from tracker.report.charts.draw import card_svg, full_svg
from tracker.report.charts.frame import MARGIN
from tracker.report.charts.svg import cut_to_width, escape
from tracker.report.documents.document import Cell, Document, TextRole, name
from tracker.report.documents.office import (
    COLOURS,
    TONES,
    Draw,
    Progress,
    RasterPicture,
    alt_text,
    language_of,
    logo_of,
    normalized_package,
    rasterized,
)
from tracker.report.documents.pptx_package import (
    BODY,
    CAPTION,
    FIGURE,
    FOOTER,
    KICKER,
    LAYOUTS,
    LINES,
    NAMESPACES,
    NUMBER,
    NUMBER_FIELD,
    PROMISE,
    TAG,
    Placeholder,
    empty_pptx,
    holders,
    place,
    placeholder,
)
from tracker.report.documents.slide_layout import (
    BOTTOM,
    CAPTION_HIGH,
    CAPTION_SIZE,
    CARD_HIGH,
    CARD_TOP,
    EDGE,
    FULL_WIDE,
    NOTE_GAP,
    PAD_SIDE,
    PAD_TOP,
    PICTURE_WIDE,
    TITLE_LINES,
    TOP,
    Box,
    PromiseLayout,
    SlideRow,
    TablePart,
)
from tracker.report.documents.slides import Layout, Slide, planned
from tracker.report.documents.text_fit import LINE, SLACK, Passage, shortened, wrapped

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as Set


_EMU: Final = 12700
_LATIN: Final = '<a:latin typeface="+mn-lt"/>'
_SECOND: Final = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
_CARD: Final = (460, 250)
_FULL: Final = (800, 300)
"""Sizes of drawings in their own pixels: so large that their words are read from afar."""
_LOGO: Final = (140.0, 44.0)


def filled(
    holder: Placeholder, at: int, paragraphs: Sequence[str], box: Box | None = None, wash: str = ""
) -> str:
    """Write a placeholder of a slide with its words; `box` and `wash` where it has its own."""
    inner = place(box) if box else ""
    if wash:
        shape = (
            '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 16000"/></a:avLst>'
        )
        inner += f'{shape}</a:prstGeom><a:solidFill><a:srgbClr val="{wash}"/></a:solidFill>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{at}" name="{holder.name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{placeholder(holder)}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{inner}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>"
        f"{''.join(paragraphs) or '<a:p/>'}</p:txBody></p:sp>"
    )


def words(text: str, *, letters: str = "", size: float | None = None, how: str = "") -> str:
    """Write a paragraph; `letters` and `size` where they differ from the layout's."""
    sized = f' sz="{round(size * 100)}"' if size else ""
    run = f"<a:rPr{sized}>{letters}</a:rPr>"
    lines = (f"<a:r>{run}<a:t>{escape(line)}</a:t></a:r>" for line in text.split("\n"))
    return f"<a:p>{how}{f'<a:br>{run}</a:br>'.join(lines)}</a:p>"


def number_paragraph() -> str:
    """Write the slide's own number, kept right by whoever shows it."""
    return f"<a:p>{NUMBER_FIELD}</a:p>"


def passage(one: Passage, size: float, *, first: bool) -> str:
    """Write a passage in a placeholder whose letters have this size."""
    above = 0 if first else round(one.before * 100)
    spaced = f'<a:spcBef><a:spcPts val="{above}"/></a:spcBef>'
    level = ' lvl="1"' if one.kind == "point" else ""
    letters = _SECOND if one.kind in {"source", TextRole.SMALL} else ""
    own = one.size if one.size != size else None
    return words(one.text, letters=letters, size=own, how=f"<a:pPr{level}>{spaced}</a:pPr>")


def tinted(text: str, role: str) -> str:
    """Write words in the colour of a role."""
    return words(text, letters=_fill(COLOURS[role]))


def picture_shape(drawn: RasterPicture, related: str, at: int, box: Box) -> str:
    """Write a picture with its description."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{at}" name="Picture {at}" descr="{escape(drawn.told)}"/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{related}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</p:blipFill><p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</p:spPr></p:pic>"
    )


def table_shape(table: TablePart, at: int, box: Box, title: str) -> str:
    """Write a table; its first row is marked as the head."""
    columns = "".join(f'<a:gridCol w="{round(width * _EMU)}"/>' for width in table.widths)
    numbers = [column.number for column in table.columns]
    rows = _row(table.head, numbers, table.size, head=True)
    rows += "".join(_row(row, numbers, table.size) for row in table.rows)
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{at}" name="Table {at}"'
        f' descr="{escape(title)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{place(box, 'p')}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _row(row: SlideRow, numbers: Iterable[bool], size: float, *, head: bool = False) -> str:
    cells = "".join(
        _cell(cell, size, right=right, head=head)
        for cell, right in zip(row.cells, numbers, strict=True)
    )
    return f'<a:tr h="{round(row.high * _EMU)}">{cells}</a:tr>'


def _cell(cell: Cell, size: float, *, right: bool, head: bool) -> str:
    colour = COLOURS["second" if head else TONES[cell.tone] if cell.tone else "text"]
    bold = int(head or cell.tone is not None)
    run = f'sz="{round(size * 100)}" b="{bold}"'
    align = "r" if right else "l"
    line = '<a:lnSpc><a:spcPct val="105000"/></a:lnSpc>'
    letters = f"<a:rPr {run}>{_fill(colour)}{_LATIN}</a:rPr>"
    said = (f"<a:r>{letters}<a:t>{escape(one)}</a:t></a:r>" for one in cell.text.split("\n") if one)
    text = f"<a:br>{letters}</a:br>".join(said)
    side, top = round(PAD_SIDE * _EMU), round(PAD_TOP * _EMU)
    edges = f'marL="{side}" marR="{side}" marT="{top}" marB="{top}" anchor="{"b" if head else "t"}"'
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{align}">{line}</a:pPr>{text}'
        f"<a:endParaRPr {run}/></a:p></a:txBody>"
        f"<a:tcPr {edges}>{_borders(head=head)}<a:noFill/></a:tcPr></a:tc>"
    )


def _borders(*, head: bool) -> str:
    """Draw a hairline below a row, a stronger one below the head, nothing else."""
    none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR", "lnT"))
    width, colour = (12700, COLOURS["text"]) if head else (6350, COLOURS["line"])
    return f'{none}<a:lnB w="{width}">{_fill(colour)}</a:lnB>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


Holders = Mapping[int, Placeholder]
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


def _title(slide: Slide, holder: Placeholder) -> str:
    most = LINES.get(slide.layout, TITLE_LINES)
    title = shortened(slide.title, holder.size, holder.box.wide, most, bold=True)
    return filled(holder, 2, [words(title)])


def _kicker(slide: Slide, by_number: Holders) -> str:
    """Write the small line, right above a title that stands on its line."""
    holder, title = by_number[KICKER], by_number[0]
    # Capitals run wider than the letters that were measured.
    kicker = cut_to_width(slide.kicker.upper(), holder.size * 1.15, holder.box.wide)
    shown = kicker if kicker.endswith(CUT) else slide.kicker
    box = None
    if title.anchor == "b":
        lines = len(wrapped(slide.title, title.size, title.box.wide, bold=True))
        high = min(lines, LINES[slide.layout]) * title.size * LINE
        top = title.box.y + title.box.high - high - holder.box.high
        box = Box(EDGE, top, holder.box.wide, holder.box.high)
    return filled(holder, 3, [words(shown)], box)


def _promise(standing: PromiseLayout, role: str, by_number: Holders) -> list[str]:
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


def _passages(slide: Slide, holder: Placeholder) -> str:
    """Write sentences where the layout has them, or below what stands above them."""
    box = slide.standing.notes_box if slide.standing else None
    if slide.table:
        top = TOP + slide.table.high + NOTE_GAP
        box = Box(EDGE, top, holder.box.wide, BOTTOM - top)
    said = [passage(one, holder.size, first=at == 0) for at, one in enumerate(slide.passages)]
    return filled(holder, 20, said, box)


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
    return normalized_package(result)


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
            title = cut_to_width(self._document.title, 11 * SLACK, by_number[FOOTER].box.wide)
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
            picture = rasterized(slide.picture, svg, self._draw)
            size = picture.fitted(PICTURE_WIDE, CARD_HIGH)
            box = Box(EDGE, CARD_TOP, *size)
        else:
            svg = full_svg(slide.picture, *_FULL, titled=False)
            picture = rasterized(slide.picture, svg, self._draw)
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

    def _shape(self, picture: RasterPicture, place: Set, box: Box, at: int) -> str:
        _, related = place.part.get_or_add_image_part(BytesIO(picture.content))
        return picture_shape(picture, related, at, box)


def _notes(slide: Slide) -> str:
    """Say below the slide what its picture shows, and what had to be cut on it."""
    said = []
    if slide.promise:
        said += [name(slide.promise.name), name(slide.promise.promise), name(slide.promise.figure)]
    if slide.picture:
        said += [alt_text(slide.picture), slide.caption]
    return "\n".join(filter(None, said))
