"""A document as one page for any browser: nothing outside it is asked for, nothing in it runs.

Everything a person typed passes `_shown` on its way into the page, whatever the template does with
it, and is then escaped by Jinja2. The page's own policy allows its one style sheet and its one
script by their checksum, fonts and pictures that stand within, and nothing else; so even what
slipped through could not run. Reading needs no script.

Pictures stand within a page in its own colours, and flush with its text.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from tracker.report.charts.draw import card_svg, full_svg
from tracker.report.charts.frame import MARGIN
from tracker.report.charts.picture import Picture, TrendPicture
from tracker.report.charts.reading import MARK_NAMES
from tracker.report.charts.svg import LIGHT, is_plain, number
from tracker.report.dates import medium_day
from tracker.report.documents.document import (
    Block,
    Cell,
    Columns,
    Document,
    FigureForm,
    Heading,
    Reply,
    Table,
    Tone,
    name,
    paragraphs,
)
from tracker.report.documents.logo import Logo
from tracker.report.documents.sheet import PaperSheet
from tracker.report.documents.text_fit import column_widths
from tracker.shipped import resource_path, theme_colours

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {role: f"var(--{role.replace('_', '-')},{colour})" for role, colour in LIGHT.items()}
)
"""The page's own colours, so that a chart turns dark with it; light where no sheet says more."""
WIDE, HIGH = 788, 400
_LEFT, _RIGHT, _ABOVE, _BELOW = MARGIN, MARGIN / 2, 20.0, 10.0
"""Air around a drawing that stands alone: within a page there is enough of it."""
_SIDES: Final = re.compile(
    r'width="([0-9.]+)" height="([0-9.]+)" viewBox="[0-9.]+ ([0-9.]+) [0-9. ]+"'
)
FONT_WEIGHTS: Final = (("Regular", 400), ("SemiBold", 600), ("Bold", 700))
WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "contents": "Contents",
        "table": "Table",
        "every": "Every value",
        "period": "From",
        "value": "Value",
        "remark": "Remark",
        "kept": "kept",
        "not_kept": "not kept",
        "hint": "1 is poor, 5 is excellent, – is no rating.",
        "unrated": "not rated",
        "comment": "In your own words",
        "left": "{} characters left",
        "left_one": "1 character left",
        "over": "{} characters too many",
        "shorten": "Your words are too long for the code: shorten them.",
        "make": "Make my code",
        "code": "Your answer as a code: send it back to me",
        "made": "Your code is ready.",
        "copy": "Copy",
        "copied": "Copied.",
        "marked": "The code is marked: copy it with Ctrl+C or ⌘C.",
        "send": "Send by mail",
        "long": "Your words are too long for a mail to fill itself: copy the code into it.",
        "nothing": "Rate at least one promise, or write a few words.",
        "paper_hint": "1 is poor, 5 is excellent. Tick one box for each promise and hand this page "
        "back, or write to me.",
        "paper_mail": "My address:",
    }
)
_PAGE: Final = "size: A4;"
_PAGES: Final = {PaperSheet.A4: "A4", PaperSheet.LETTER: "letter"}
FIRST_LEVEL, LAST_LEVEL = 2, 6
"""The title of a page is its h1."""
TABLE_LETTERS, TABLE_WIDE, TABLE_PAD = 13.0, 660.0, 16.0
"""As on paper, where a table has least room; in the pixels of the style sheet."""
BRIEF: Final = 20
"""Letters of a number that is not broken into lines."""
LOGOS: Final = frozenset({"image/png", "image/jpeg"})
LONGEST_ADDRESS: Final = 254
# What a mailto: takes without doubt; anything else is no address, and no link is made of it.
_ADDRESS: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*")


def chart(picture: Picture, form: FigureForm = FigureForm.WHOLE) -> str:
    """Return a picture over the whole width, or small."""
    if form is FigureForm.SMALL and isinstance(picture, TrendPicture):
        return card(picture, Tone.PLAIN)
    titled = form is not FigureForm.UNTITLED
    svg = full_svg(picture, WIDE + round(_LEFT + _RIGHT), HIGH, COLOURS, titled=titled)
    return _SIDES.sub(_without_air, svg.strip(), count=1)


def card(picture: Picture, tone: str) -> str:
    """Return a picture as it stands beside a promise."""
    return card_svg(picture, colours=COLOURS, tone=tone).strip()


def _without_air(sides: re.Match[str]) -> str:
    width, height = float(sides[1]) - _LEFT - _RIGHT, float(sides[2]) - _ABOVE - _BELOW
    above = float(sides[3]) + _ABOVE
    view = f"{number(_LEFT)} {number(above)} {number(width)} {number(height)}"
    return f'width="{number(width)}" height="{number(height)}" viewBox="{view}"'


@cache
def style_sheet() -> str:
    """Return the whole style sheet: light on paper and where the reader has it light, else dark."""
    rules = resource_path("templates/page.css").read_text(encoding="utf-8")
    light, dark = _colours("light"), _colours("dark")
    return (
        f"{_fonts()}\n:root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{rules}"
    )


def _colours(theme: str) -> str:
    return "".join(
        f"--{role.replace('_', '-')}:{colour};" for role, colour in theme_colours(theme).items()
    )


def _fonts() -> str:
    return "\n".join(
        f"@font-face{{font-family:Inter;font-weight:{weight};font-display:swap;"
        f"src:url(data:font/woff2;base64,{_font(style)})format('woff2')}}"
        for style, weight in FONT_WEIGHTS
    )


def _font(style: str) -> str:
    content = resource_path(f"fonts/web/Inter-{style}.woff2").read_bytes()
    return base64.b64encode(content).decode()


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A block with its place: what links point to, and the level of a heading in or at it."""

    block: Block
    kind: str
    anchor: str
    level: int
    sections: tuple[tuple[HtmlBlock, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of a picture as text."""

    period: str
    shown: str
    remark: str


def outlined(document: Document) -> tuple[HtmlBlock, ...]:
    """Give every block its anchor, and headings levels without a hole."""
    levels = [block.level for block in document.every() if isinstance(block, Heading)]
    shift = FIRST_LEVEL - min(levels, default=FIRST_LEVEL)
    return _parts(document.blocks, "s", shift, FIRST_LEVEL)


def chapters_at(parts: tuple[HtmlBlock, ...]) -> int:
    """Return where the first chapter begins; behind the last part if there is none."""
    for at, part in enumerate(parts):
        if isinstance(part.block, Heading) and part.block.level == 1:
            return at
    return len(parts)


def _parts(blocks: tuple[Block, ...], prefix: str, shift: int, level: int) -> tuple[HtmlBlock, ...]:
    found = []
    for at, block in enumerate(blocks, 1):
        anchor = f"{prefix}{at}"
        own = level
        inner: tuple[tuple[HtmlBlock, ...], ...] = ()
        if isinstance(block, Heading):
            own = min(block.level + shift, level, LAST_LEVEL)
            level = min(own + 1, LAST_LEVEL)
        elif isinstance(block, Columns):
            below = min(level + 1, LAST_LEVEL)
            inner = tuple(
                _parts(section.blocks, f"{anchor}-{number}-", shift, below)
                for number, section in enumerate(block.sections, 1)
            )
        found.append(HtmlBlock(block, type(block).__name__, anchor, own, inner))
    return tuple(found)


def cells(table: Table) -> Iterator[list[tuple[bool, str, str]]]:
    """Yield each row as its cells: whether it heads the row, its classes, its text."""
    numbers = ["number" if column.number else "" for column in table.columns]
    for row in table.rows:
        yield [(at == 0, _kinds(cell, numbers[at]), cell.text) for at, cell in enumerate(row)]


def _kinds(cell: Cell, number: str) -> str:
    brief = "brief" if number and len(cell.text) < BRIEF else ""
    tone = cell.tone.value if cell.tone else ""
    return " ".join(kind for kind in (number, brief, tone) if kind)


def values(picture: Picture) -> tuple[ValueRow, ...]:
    """Return every value and gap of a trend in the order of time; nothing for other pictures."""
    if not isinstance(picture, TrendPicture):
        return ()
    rows: list[tuple[date, ValueRow]] = []
    for point in picture.points:
        kept = {True: WORDS["kept"], False: WORDS["not_kept"], None: ""}[point.kept]
        remark = "; ".join(
            part for part in (kept, MARK_NAMES.get(point.mark, ""), point.note) if part
        )
        rows.append((point.day, ValueRow(medium_day(point.day), point.shown, remark)))
    rows += [(gap.day, ValueRow(medium_day(gap.day), "–", gap.reason)) for gap in picture.gaps]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def shares(table: Table) -> tuple[str, ...]:
    """Return how much of a table's width each column takes, in percent: by what is in it."""
    widths = column_widths(table, TABLE_LETTERS, TABLE_WIDE, TABLE_PAD)
    return tuple(f"{100 * width / TABLE_WIDE:.1f}" for width in widths)


def html_bytes(document: Document) -> bytes:
    """Return the document as one self-contained HTML page in UTF-8, the same bytes each time."""
    from markupsafe import Markup

    style = style_sheet().replace(_PAGE, f"size: {_PAGES[document.sheet]};", 1)
    script = _script() if any(isinstance(one, Reply) for one in document.every()) else ""
    parts = outlined(document)
    begin = chapters_at(parts) if document.long else len(parts)
    page = _environment().get_template("page.html")
    written = page.render(
        document=document,
        front=parts[:begin],
        chapters=parts[begin:],
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 (ours, nothing typed is in it)
        script=Markup(script),  # noqa: S704 (ours, nothing typed is in it)
    )
    return written.encode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(resource_path("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        line=name,
        chart=_chart,
        card=_card,
        values=values,
        shares=shares,
        cells=cells,
        data_address=_data_address,
        mail_address=_mail_link,
    )
    made.globals["say"] = WORDS
    return made


def _shown(value: object) -> object:
    """Clean whatever a template shows: paragraphs stay, what hides or turns letters goes."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    if is_plain(value):  # nearly every cell of a long table
        return value.strip()
    return "\n\n".join("\n".join(lines) for lines in paragraphs(value))


def _chart(picture: Picture, form: FigureForm = FigureForm.WHOLE) -> Markup:
    from markupsafe import Markup

    return Markup(chart(picture, form))  # noqa: S704 (the painter escapes)


def _card(picture: Picture, tone: str) -> Markup:
    from markupsafe import Markup

    return Markup(card(picture, tone))  # noqa: S704 (the painter escapes)


def _data_address(logo: Logo) -> str:
    """Return a picture as an address that holds it; nothing for what is no PNG or JPEG."""
    if logo.mime not in LOGOS:
        return ""
    return f"data:{logo.mime};base64,{base64.b64encode(logo.content).decode()}"


def _mail_link(address: str) -> str:
    """Return where a click writes a mail to; nothing for what is no plain address."""
    from urllib.parse import quote

    address = address.strip()
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        return ""
    return "mailto:" + quote(address, safe="@")


@cache
def _script() -> str:
    return resource_path("templates/reply.js").read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return what a browser may take into the page: what stands in it, by checksum."""
    rules = [
        "default-src 'none'",
        f"style-src {_checksum(style)}",
        "font-src data:",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if script:
        rules.insert(1, f"script-src {_checksum(script)}")
    return "; ".join(rules)


def _checksum(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
