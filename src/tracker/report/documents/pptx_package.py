"""The empty slides a document begins as: 16 : 9, our master, layouts and colours, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from tracker.report.documents.document import Document, TextRole
from tracker.report.documents.office import package, relations, theme_xml
from tracker.report.documents.slide_layout import (
    ASIDE_LEFT,
    ASIDE_WIDE,
    BODY_HIGH,
    BODY_WIDE,
    BOTTOM,
    CAPTION_HIGH,
    CAPTION_SIZE,
    CARD_HIGH,
    CARD_TOP,
    CHAPTER_HIGH,
    CHAPTER_TOP,
    EDGE,
    FIGURES,
    FULL_WIDE,
    HIGH,
    PICTURE_WIDE,
    PROMISE_SIZE,
    TAG_SIZE,
    TITLE_SIZE,
    TOP,
    WIDE,
    Box,
)
from tracker.report.documents.slides import NOTE, QUOTE, SIZES, Layout

EMU: Final = 12700
NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
COVER_SIZE, CHAPTER_SIZE = 44.0, 40.0
LINES: Final = {Layout.COVER: 3, Layout.CHAPTER: 3}
"""How many lines a large title may have."""
COVER_TOP, CHAPTER_TITLE_TOP = 126.0, 84.0
KICKER, BODY, PROMISE, FIGURE, TAG, CAPTION, FOOTER, NUMBER = 10, 1, 11, 12, 13, 14, 20, 21
_TYPES: Final = {
    Layout.COVER: "title",
    Layout.CHAPTER: "secHead",
    Layout.WORDS: "obj",
}
_RULES: Final = {Layout.COVER: 300.0, Layout.CHAPTER: 252.0}
"""Where a strong line stands below the title."""
NUMBER_FIELD: Final = (
    '<a:fld id="{5A1D6B0C-3E4F-4C6A-9B7E-2F80D1C3A590}" type="slidenum"><a:rPr/><a:t>#</a:t>'
    "</a:fld>"
)
_SHOW: Final = "officedocument.presentationml."


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder: its kind and number, name, box, and how its words are set."""

    kind: str
    idx: int
    name: str
    box: Box
    size: float
    colour: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    align: str = "l"
    line: int = 105
    caps: bool = False


_TITLE: Final = Placeholder(
    "title", 0, "Title", Box(EDGE, 46, FULL_WIDE, 76), TITLE_SIZE, bold=True, line=100
)
_KICKER: Final = Placeholder(
    "body", KICKER, "Above the title", Box(EDGE, 26, FULL_WIDE, 18), 12, "tx2", caps=True
)
_FOOTER: Final = Placeholder("ftr", FOOTER, "Footer", Box(EDGE, 504, 740, 16), 11, "tx2")
_NUMBER: Final = Placeholder(
    "sldNum", NUMBER, "Slide number", Box(WIDE - EDGE - 80, 504, 80, 16), 11, "tx2", align="r"
)
_BODY: Final = Placeholder(
    "body", BODY, "Text", Box(EDGE, TOP, BODY_WIDE, BODY_HIGH), SIZES[TextRole.BODY]
)
_CAPTION: Final = Placeholder(
    "body",
    CAPTION,
    "Caption",
    Box(EDGE, BOTTOM - CAPTION_HIGH, FULL_WIDE, CAPTION_HIGH),
    CAPTION_SIZE,
    "tx2",
)

LAYOUTS: Final[dict[Layout, tuple[Placeholder, ...]]] = {
    Layout.COVER: (
        Placeholder("ctrTitle", 0, "Title", Box(EDGE, COVER_TOP, FULL_WIDE, 164), COVER_SIZE,
               bold=True, anchor="b", line=100),
        Placeholder("body", KICKER, "Above the title", Box(EDGE, 96, FULL_WIDE, 20), 13, "tx2",
               caps=True),
        Placeholder("subTitle", BODY, "Whose it is", Box(EDGE, 316, FULL_WIDE, 60),
               SIZES[TextRole.BODY], "tx2"),
    ),
    Layout.CHAPTER: (
        Placeholder("title", 0, "Title", Box(EDGE, CHAPTER_TITLE_TOP, FULL_WIDE, 156), CHAPTER_SIZE,
               bold=True, anchor="b", line=100),
        _KICKER,
        Placeholder("body", BODY, "Text", Box(EDGE, CHAPTER_TOP, BODY_WIDE, CHAPTER_HIGH),
               SIZES[TextRole.BODY]),
    ),
    Layout.WORDS: (_TITLE, _KICKER, _BODY),
    Layout.PROMISE: (
        _TITLE,
        _KICKER,
        Placeholder("body", PROMISE, "Promise", Box(EDGE, TOP, FULL_WIDE, 36), PROMISE_SIZE, "tx2"),
        Placeholder("body", FIGURE, "Figure", Box(ASIDE_LEFT, CARD_TOP, ASIDE_WIDE, 48),
               FIGURES[0], bold=True),
        Placeholder("body", TAG, "How it stands", Box(ASIDE_LEFT, CARD_TOP + 52, 100, 26), TAG_SIZE,
               bold=True, anchor="ctr", align="ctr", line=100),
        Placeholder("body", BODY, "Text", Box(ASIDE_LEFT, CARD_TOP + 92, ASIDE_WIDE, 200), NOTE),
        Placeholder("body", CAPTION, "Caption",
               Box(EDGE, CARD_TOP + CARD_HIGH, PICTURE_WIDE, CAPTION_HIGH), CAPTION_SIZE, "tx2"),
    ),
    Layout.PICTURE: (_TITLE, _KICKER, _CAPTION),
    Layout.TABLE: (
        _TITLE,
        _KICKER,
        Placeholder("body", BODY, "Note", Box(EDGE, BOTTOM - 40, BODY_WIDE, 40),
               SIZES[TextRole.SMALL], "tx2"),
    ),
    Layout.QUOTES: (
        _TITLE,
        _KICKER,
        Placeholder("body", BODY, "Words", Box(EDGE, TOP, BODY_WIDE, BODY_HIGH), QUOTE),
    ),
}  # fmt: skip


def holders(layout: Layout) -> tuple[Placeholder, ...]:
    """Return every placeholder of a layout, also those at its foot."""
    return (*LAYOUTS[layout], *(() if layout is Layout.COVER else (_FOOTER, _NUMBER)))


def place(box: Box, tag: str = "a") -> str:
    """Write where something stands."""
    x, y, wide, high = (round(one * EMU) for one in (box.x, box.y, box.wide, box.high))
    return f'<{tag}:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></{tag}:xfrm>'


def tree(*shapes: str) -> str:
    """Write the shapes of a slide, a layout or a master."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{"".join(shapes)}</p:spTree>'
    )


def master_xml() -> str:
    """Write the master: a title, text, a footer and a number; the layouts say the rest."""
    shown = (_TITLE, _BODY, _FOOTER, _NUMBER)
    shapes = tree(*(_shape(one, at) for at, one in enumerate(shown, 2)))
    kept = "".join(
        f'<p:sldLayoutId id="{2147483649 + at}" r:id="rId{at}"/>' for at, _ in enumerate(LAYOUTS, 1)
    )
    level = '<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr/></a:lvl1pPr>'
    colours = (
        'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2"'
        ' accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6"'
        ' hlink="hlink" folHlink="folHlink"'
    )
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill>"
        '<a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"{shapes}</p:cSld><p:clrMap {colours}/><p:sldLayoutIdLst>{kept}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{level}</p:titleStyle><p:bodyStyle>{level}</p:bodyStyle>"
        f"<p:otherStyle>{level}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout_xml(layout: Layout) -> str:
    """Write a layout."""
    kind = f' type="{_TYPES[layout]}"' if layout in _TYPES else ""
    shapes = [_shape(one, at) for at, one in enumerate(holders(layout), 2)]
    if layout in _RULES:
        shapes.append(_rule(_RULES[layout]))
    return (
        f'<p:sldLayout {NAMESPACES}{kind} preserve="1"><p:cSld name="{layout}">'
        f"{tree(*shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _shape(holder: Placeholder, at: int) -> str:
    """Write a placeholder of the master or a layout with its place and its letters."""
    field = f"<a:p><a:r><a:rPr/><a:t>{holder.name}</a:t></a:r></a:p>"
    if holder.kind == "sldNum":
        field = f"<a:p>{NUMBER_FIELD}</a:p>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{at}" name="{holder.name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{placeholder(holder)}</p:nvPr></p:nvSpPr>'
        f'<p:spPr>{place(holder.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{holder.anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{_levels(holder)}</a:lstStyle>{field}"
        "</p:txBody></p:sp>"
    )


def placeholder(holder: Placeholder) -> str:
    """Write what ties a shape to its placeholder."""
    number = f' idx="{holder.idx}"' if holder.idx else ""
    return f'<p:ph type="{holder.kind}"{number}/>'


def _levels(holder: Placeholder) -> str:
    """Write the first level, plain, and the second, a point of a list."""
    caps = ' cap="all" spc="40"' if holder.caps else ""
    letters = (
        f'<a:defRPr sz="{round(holder.size * 100)}" b="{int(holder.bold)}"{caps}><a:solidFill>'
        f'<a:schemeClr val="{holder.colour}"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
    )
    line = f'<a:lnSpc><a:spcPct val="{holder.line * 1000}"/></a:lnSpc>'
    first = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{holder.align}">{line}<a:buNone/>{letters}'
        "</a:lvl1pPr>"
    )
    if holder.idx != BODY:
        return first
    hang = 20 * EMU
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    return first + (
        f'<a:lvl2pPr marL="{hang}" indent="-{hang}" algn="l">{line}{bullet}{letters}</a:lvl2pPr>'
    )


def _rule(y: float) -> str:
    stroke = '<a:ln w="25400"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln>'
    return (
        '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="90" name="Line"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f"</p:nvCxnSpPr><p:spPr>{place(Box(EDGE, y, FULL_WIDE, 0))}"
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{stroke}</p:spPr></p:cxnSp>'
    )


def empty_pptx(document: Document) -> BytesIO:
    """Return a file of slides without a slide."""
    theme = ("officedocument.theme+xml", theme_xml())
    parts = {
        "ppt/presentation.xml": (f"{_SHOW}presentation.main+xml", _presentation_xml()),
        "ppt/slideMasters/slideMaster1.xml": (f"{_SHOW}slideMaster+xml", master_xml()),
        "ppt/notesMasters/notesMaster1.xml": (f"{_SHOW}notesMaster+xml", _notes_master_xml()),
        "ppt/theme/theme1.xml": theme,
        "ppt/theme/theme2.xml": theme,
        "ppt/presProps.xml": (
            f"{_SHOW}presProps+xml",
            f"<p:presentationPr {NAMESPACES}/>",
        ),
    }
    related = {
        "ppt/_rels/presentation.xml.rels": relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("theme", "theme/theme1.xml"),
            ("presProps", "presProps.xml"),
        ),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations(("theme", "../theme/theme2.xml")),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            *(
                ("slideLayout", f"../slideLayouts/slideLayout{at}.xml")
                for at, _ in enumerate(LAYOUTS, 1)
            ),
            ("theme", "../theme/theme1.xml"),
        ),
    }
    for at, layout in enumerate(LAYOUTS, 1):
        path = f"slideLayout{at}.xml"
        parts[f"ppt/slideLayouts/{path}"] = (f"{_SHOW}slideLayout+xml", layout_xml(layout))
        master = relations(("slideMaster", "../slideMasters/slideMaster1.xml"))
        related[f"ppt/slideLayouts/_rels/{path}.rels"] = master
    return package(document, "ppt/presentation.xml", parts, related)


def _presentation_xml() -> str:
    return (
        f"<p:presentation {NAMESPACES}>"
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{round(WIDE * EMU)}" cy="{round(HIGH * EMU)}"/>'
        '<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle><a:lvl1pPr><a:defRPr sz="1800">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        "</a:defRPr></a:lvl1pPr></p:defaultTextStyle></p:presentation>"
    )


def _notes_master_xml() -> str:
    """Write the page of notes: the slide small, the words below."""
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1"'
        ' noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{place(Box(54, 54, 432, 243))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:schemeClr val="accent6"/></a:solidFill></a:ln></p:spPr>'
        "</p:sp>"
    )
    words = (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{place(Box(54, 324, 432, 342))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr/><a:t>Notes</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
    )
    colours = (
        'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2"'
        ' accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6"'
        ' hlink="hlink" folHlink="folHlink"'
    )
    letters = '<a:defRPr sz="1200"><a:latin typeface="+mn-lt"/></a:defRPr>'
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{tree(picture, words)}</p:cSld><p:clrMap {colours}/>"
        f"<p:notesStyle><a:lvl1pPr>{letters}</a:lvl1pPr></p:notesStyle></p:notesMaster>"
    )
