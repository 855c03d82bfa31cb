"""The empty slides a document begins as: 16 : 9, our layouts and colours, nothing else."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from tracker.report.document import Document
from tracker.report.office import COLOURS, FONT, package, relations
from tracker.report.pptx_layouts import (
    EMU,
    LAYOUTS,
    NAMESPACES,
    layout_xml,
    master_xml,
    place,
    tree,
)
from tracker.report.slide_boxes import HIGH, WIDE, Box

_SHOW: Final = "officedocument.presentationml."
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


def empty_pptx(document: Document) -> BytesIO:
    """Return a file of slides without a slide."""
    theme = ("officedocument.theme+xml", _theme_xml())
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


def _theme_xml() -> str:
    """Write colours and letters, so that a house style can be laid over them."""
    colours = "".join(
        f'<a:{key}><a:srgbClr val="{COLOURS[role]}"/></a:{key}>' for key, role in _THEMED.items()
    )
    # The numbers describe the letters: where Inter is missing, something like Arial is taken.
    latin = f'<a:latin typeface="{FONT}" panose="020B0604020202020204" pitchFamily="34"/>'
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
