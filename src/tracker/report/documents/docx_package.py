"""The empty Word file a document begins as: A4, its styles each defined once, a page number.

Sizes are in points; Word counts text in half points and room in twentieths of a point. Its letters
are the theme's; where that font is not installed Word takes what the font table names beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tracker.report.charts.svg import escape
from tracker.report.documents.document import Document, TextRole, Tone, name
from tracker.report.documents.office import (
    COLOURS,
    FALLBACK,
    FONT,
    PANOSE,
    TONES,
    language_of,
    package,
    relations,
    theme_xml,
)
from tracker.report.documents.sheet import PaperSheet

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
CELL_PAD: Final = 3.5
"""Room at each side of a cell of a table, in points."""
TABLE_SIZE: Final = 9.0

TITLE, KICKER, BYLINE = "Title", "Kicker", "Byline"
HEADINGS: Final = ("Heading1", "Heading2", "Heading3")
PROMISE, FIGURE = "Promise", "Figure"
QUOTE, SOURCE, CAPTION, POINTS = "Quote", "QuoteSource", "Caption", "ListBullet"
CELL, NUMBER, HEAD, HEAD_NUMBER = "TableText", "TableNumber", "TableHead", "TableHeadNumber"
TABLE_TITLE, PICTURE, PICTURE_ALONE, FOOTER, SPACER = (
    "TableTitle",
    "Picture",
    "PictureAlone",
    "Footer",
    "Spacer",
)
SIGNED, SIGNED_BELOW = "Signed", "SignedBelow"
TABLE, LAYOUT = "ImpactTable", "ImpactLayout"
ROLES: Final = {TextRole.LEAD: "Lead", TextRole.BODY: "Normal", TextRole.SMALL: "SmallPrint"}
TAGS: Final = {tone: f"Tag{role.title()}" for tone, role in TONES.items()}
WORDS: Final = {tone: f"Word{role.title()}" for tone, role in TONES.items()}
_RULE: Final = '<w:pBdr><w:{0} w:val="single" w:sz="{1}" w:space="{2}" w:color="{3}"/></w:pBdr>'
RULED: Final = _RULE.format("top", 4, 10, COLOURS["line"])
"""Parts a promise from what stands above it."""
_RIGHT: Final = '<w:jc w:val="right"/>'
MARGIN_SIDE, MARGIN_TOP, MARGIN_FOOT = 56.7, 56.7, 62.4
ROOM: Final = 595.3 - 2 * MARGIN_SIDE
"""How wide a line may run, in points; a wider sheet has wider margins."""
HEIGHT: Final = PaperSheet.LETTER.height - MARGIN_TOP - MARGIN_FOOT
"""How high something that is not parted may be: it fits on the lowest sheet."""
_SHEETS: Final = {PaperSheet.A4: (595.3, 841.9), PaperSheet.LETTER: (612.0, 792.0)}
MAIN: Final = "word/document.xml"
_WORD: Final = "officedocument.wordprocessingml."
_PNG: Final = b"\x89PNG"
_RELATED: Final = (
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("settings", "settings.xml"),
    ("fontTable", "fontTable.xml"),
    ("footer", "footer1.xml"),
    ("theme", "theme/theme1.xml"),
)


@dataclass(frozen=True, slots=True)
class _DocStyle:
    """A paragraph style; `more` is XML for what few of them have."""

    key: str
    name: str
    size: float
    colour: str = "text"
    bold: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.15
    next: str = ""
    together: bool = False
    outline: int | None = None
    more: str = ""
    letters: str = ""


_STYLES: Final = (
    _DocStyle("Normal", "Normal", 10, after=6, line=1.25),
    _DocStyle("Kicker", "Kicker", 8.5, "third", after=4, next=TITLE, together=True,
           letters='<w:caps/><w:spacing w:val="6"/>'),
    _DocStyle("Title", "Title", 24, bold=True, after=6, line=1.05, next="Byline", together=True),
    _DocStyle("Byline", "Byline", 9.5, "second", after=18,
           more=_RULE.format("bottom", 12, 12, COLOURS["text"])),
    _DocStyle("Heading1", "heading 1", 18, bold=True, before=26, after=8, line=1.1, next="Normal",
           together=True, outline=0),
    _DocStyle("Heading2", "heading 2", 13, bold=True, before=18, after=6, line=1.1, next="Normal",
           together=True, outline=1),
    _DocStyle("Heading3", "heading 3", 11.5, bold=True, before=14, after=3, line=1.1, next="Normal",
           together=True, outline=2),
    _DocStyle("Lead", "Lead", 12.5, after=12, line=1.3),
    _DocStyle("SmallPrint", "Small print", 8.5, "third", after=6),
    _DocStyle("ListBullet", "List Bullet", 10, after=4, line=1.25,
           more='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    _DocStyle("Promise", "Promise", 9.5, "second", after=4, next="Figure", together=True),
    _DocStyle("Figure", "Figure", 20, bold=True, after=4, line=1.05, next="Normal"),
    _DocStyle("Quote", "Quote", 11, before=8, after=3, line=1.3, next="QuoteSource", together=True,
           more=_RULE.format("left", 18, 10, COLOURS["accent_wash"])
           + '<w:ind w:left="284" w:right="567"/>'),
    _DocStyle("QuoteSource", "Quote source", 9, "second", after=12, next="Normal",
           more=_RULE.format("left", 18, 10, COLOURS["accent_wash"])
           + '<w:ind w:left="284" w:right="567"/>'),
    _DocStyle("Caption", "caption", 8.5, "second", after=8, next="Normal"),
    _DocStyle("Picture", "Picture", 10, before=2, after=6, line=1.0, next="Caption", together=True),
    _DocStyle("PictureAlone", "Picture alone", 10, before=2, after=6, line=1.0, next="Normal"),
    _DocStyle("TableTitle", "Table title", 10, bold=True, before=10, after=4, next="Normal",
           together=True),
    _DocStyle("TableText", "Table text", TABLE_SIZE),
    _DocStyle("TableNumber", "Table number", TABLE_SIZE, more=_RIGHT),
    _DocStyle("TableHead", "Table head", 8.5, "second", bold=True, together=True),
    _DocStyle("TableHeadNumber", "Table head number", 8.5, "second", bold=True, together=True,
           more=_RIGHT),
    _DocStyle("Footer", "footer", 8, "third",
           more='<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'),
    _DocStyle("Spacer", "Spacer", 4, line=1.0, together=True),
    _DocStyle("Signed", "Signed", 10, before=30, after=0, next="SignedBelow", together=True,
           more='<w:ind w:right="4820"/>'),
    _DocStyle("SignedBelow", "Signed below", 8.5, "second", after=6,
           more=_RULE.format("top", 6, 4, COLOURS["second"]) + '<w:ind w:right="4820"/>'),
)  # fmt: skip


def styles_xml(language: str) -> str:
    """Write the part that holds every style."""
    fonts = (
        '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"'
        ' w:eastAsiaTheme="minorEastAsia"/>'
    )
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="20"/>'
        f'<w:szCs w:val="20"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    paragraphs = "".join(map(_paragraph_style, _STYLES))
    letters = "".join(_tag_style(tone) + _word_style(tone) for tone in Tone)
    return (
        f"<w:styles {NAMESPACES}>{defaults}{paragraphs}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        f"{letters}{_table_styles()}</w:styles>"
    )


def numbering_xml() -> str:
    """Write the one list: a bullet that hangs."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr>'
        f'<w:rPr><w:color w:val="{COLOURS["second"]}"/></w:rPr></w:lvl>'
    )
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def fonts_xml() -> str:
    """Name the font, and the one to take where it is missing."""
    described = '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
    panose = f'<w:panose1 w:val="{PANOSE}"/>'
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/>'
        f"{panose}{described}</w:font></w:fonts>"
    )


def _paragraph_style(style: _DocStyle) -> str:
    twips, half = round(style.before * 20), round(style.size * 2)
    spacing = (
        f'<w:spacing w:before="{twips}" w:after="{round(style.after * 20)}"'
        f' w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
    )
    base = "" if style.key == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if style.key == "Normal" else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    # The order of what is in pPr is fixed: keepNext … numPr, pBdr, tabs, spacing, ind, jc, outline.
    first, last = _parted(style.more)
    keep = "<w:keepNext/><w:keepLines/>" if style.together else ""
    weight = "<w:b/><w:bCs/>" if style.bold else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style.key}">'
        f'<w:name w:val="{style.name}"/>{base}{following}<w:qFormat/>'
        f"<w:pPr>{keep}{first}{spacing}{last}{outline}</w:pPr>"
        f'<w:rPr>{weight}{_caps(style)}<w:color w:val="{COLOURS[style.colour]}"/>{_track(style)}'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )


def _caps(style: _DocStyle) -> str:
    return "<w:caps/>" if "<w:caps/>" in style.letters else ""


def _track(style: _DocStyle) -> str:
    return style.letters.replace("<w:caps/>", "")


def _parted(more: str) -> tuple[str, str]:
    """Part what stands before the spacing in a paragraph's properties from what stands after."""
    for mark in ("<w:ind", "<w:jc"):
        if mark in more:
            at = more.index(mark)
            return more[:at], more[at:]
    return more, ""


def _tag_style(tone: Tone) -> str:
    """Write the style of a tag: bold words on a wash."""
    role = TONES[tone]
    wash = COLOURS[f"{role}_wash"]
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{TAGS[tone]}">'
        f'<w:name w:val="Tag {role}"/><w:qFormat/><w:rPr><w:b/><w:bCs/>'
        f'<w:color w:val="{COLOURS[role]}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{wash}"/></w:rPr></w:style>'
    )


def _word_style(tone: Tone) -> str:
    """Write the style of words in a table that say how something stands."""
    role = TONES[tone]
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{WORDS[tone]}">'
        f'<w:name w:val="Word {role}"/><w:qFormat/><w:rPr><w:b/><w:bCs/>'
        f'<w:color w:val="{COLOURS[role]}"/></w:rPr></w:style>'
    )


def _table_styles() -> str:
    """Write the style of tables (hairlines, a stronger one under the head) and of layouts."""
    side = round(CELL_PAD * 20)
    margins = '<w:tblCellMar><w:top w:w="{0}" w:type="dxa"/><w:left w:w="{1}" w:type="dxa"/>'
    margins += '<w:bottom w:w="{0}" w:type="dxa"/><w:right w:w="{1}" w:type="dxa"/></w:tblCellMar>'
    hair = f'w:val="single" w:sz="4" w:space="0" w:color="{COLOURS["line"]}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{COLOURS["text"]}"'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{margins.format(0, 0)}</w:tblPr></w:style>"
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}">'
        '<w:name w:val="Impact table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders><w:bottom {hair}/><w:insideH {hair}/></w:tblBorders>"
        f'{margins.format(60, side)}</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f'<w:bottom {strong}/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'</w:style><w:style w:type="table" w:customStyle="1" w:styleId="{LAYOUT}">'
        '<w:name w:val="Impact layout"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
        f"{margins.format(0, 0)}</w:tblPr></w:style>"
    )


def twips(points: float) -> int:
    """Return points in twentieths."""
    return round(points * 20)


class Pictures:
    """The pictures of a file: each is kept once, and named in the text by its relation."""

    def __init__(self) -> None:
        self._places: dict[bytes, int] = {}

    def related(self, content: bytes) -> str:
        """Keep the bytes of a PNG or JPEG, and return the relation that names them."""
        place = self._places.setdefault(content, len(self._places) + 1)
        return f"rId{len(_RELATED) + place}"

    def by_target(self) -> dict[str, bytes]:
        """Return what is kept by its path beside the text, in the order it came."""
        return {
            f"media/image{place}.{'png' if content.startswith(_PNG) else 'jpg'}": content
            for content, place in self._places.items()
        }


def docx_package(document: Document, body: str, pictures: Pictures) -> bytes:
    """Return a Word file with a text and its pictures."""
    parts = {
        MAIN: (f"{_WORD}document.main+xml", document_xml(body, document.sheet)),
        "word/styles.xml": (f"{_WORD}styles+xml", styles_xml(language_of(document))),
        "word/numbering.xml": (f"{_WORD}numbering+xml", numbering_xml()),
        "word/settings.xml": (f"{_WORD}settings+xml", _settings_xml()),
        "word/fontTable.xml": (f"{_WORD}fontTable+xml", fonts_xml()),
        "word/theme/theme1.xml": ("officedocument.theme+xml", theme_xml()),
        "word/footer1.xml": (f"{_WORD}footer+xml", _footer_xml(document.title)),
    }
    media = pictures.by_target()
    related = relations(*_RELATED, *(("image", target) for target in media))
    return package(
        document,
        MAIN,
        parts,
        {"word/_rels/document.xml.rels": related},
        {f"word/{target}": content for target, content in media.items()},
    ).getvalue()


def document_xml(body: str, sheet: PaperSheet) -> str:
    """Write the part that holds the text, and the sheet it stands on."""
    wide, high = _SHEETS[sheet]
    side = (wide - ROOM) / 2
    return (
        f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>"
        '<w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{twips(wide)}" w:h="{twips(high)}"/>'
        f'<w:pgMar w:top="{twips(MARGIN_TOP)}" w:right="{twips(side)}"'
        f' w:bottom="{twips(MARGIN_FOOT)}" w:left="{twips(side)}"'
        ' w:header="567" w:footer="567" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _settings_xml() -> str:
    """Ask for today's Word, so that it opens without "compatibility mode"."""
    setting = '<w:compatSetting w:uri="http://schemas.microsoft.com/office/word"'
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        f'<w:compat>{setting} w:name="compatibilityMode" w:val="15"/></w:compat></w:settings>'
    )


def _footer_xml(title: str) -> str:
    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{FOOTER}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(name(title, 90))}</w:t></w:r><w:r><w:tab/></w:r>'
        f'{_field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_field("NUMPAGES")}'
        "</w:p></w:ftr>"
    )


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
