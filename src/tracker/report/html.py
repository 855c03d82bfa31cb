"""A document as one page for any browser: nothing outside it is asked for, nothing in it runs.

Everything a person typed passes `_shown` on its way into the page, whatever the template does with
it, and is then escaped by Jinja2. The page's own policy allows its one style sheet and its one
script by their checksum, fonts and pictures that stand within, and nothing else; so even what
slipped through could not run. Reading needs no script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from tracker.report.document import Document, Logo, Reply
from tracker.report.html_drawings import card, chart
from tracker.report.html_parts import cells, chapters_at, outlined, shares, values
from tracker.report.html_style import style_sheet
from tracker.report.html_words import WORDS
from tracker.report.pictures import Picture
from tracker.report.plain import name, paragraphs
from tracker.report.svg_text import is_plain
from tracker.shipped import resource_path

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

LOGOS: Final = frozenset({"image/png", "image/jpeg"})
LONGEST_ADDRESS: Final = 254
# What a mailto: takes without doubt; anything else is no address, and no link is made of it.
_ADDRESS: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*")


def html_bytes(document: Document) -> bytes:
    """Return the document as one self-contained HTML page in UTF-8, the same bytes each time."""
    from markupsafe import Markup

    style = style_sheet()
    script = _script() if any(isinstance(one, Reply) for one in document.every()) else ""
    parts = outlined(document)
    begin = chapters_at(parts) if document.cover else len(parts)
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


def _chart(picture: Picture) -> Markup:
    from markupsafe import Markup

    return Markup(chart(picture))  # noqa: S704 (the painter escapes)


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
