"""The list of published pages, as a page of its own: it names customers to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from tracker.report.html_style import style_sheet
from tracker.report.plain import name

GENERATOR: Final = '<meta name="generator" content="Impact Tracker">'
_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
{generator}
{mark}
<title>{title}</title>
<style>{style}
.pages {{ list-style: none; padding: 0; margin-top: 20px; font-size: 16px; line-height: 2 }}
</style>
</head>
<body>
<div class="sheet">
<header class="head"><div class="titles"><h1 dir="auto">{title}</h1></div></header>
<main>
<ul class="pages">
{links}
</ul>
</main>
</div>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A page beside the index: its file, and what it is called."""

    file: str
    text: str


def index_bytes(title: str, links: Sequence[Link], whose: str) -> bytes:
    """Return the page; `whose` says which person's list it is, where two share a folder."""
    lines = (
        f'<li><a href="{escape(quote(link.file))}" dir="auto">{escape(name(link.text))}</a></li>'
        for link in links
    )
    written = _PAGE.format(
        generator=GENERATOR,
        mark=index_mark(whose),
        title=escape(name(title)),
        style=style_sheet(),
        links="\n".join(lines),
    )
    return written.encode()


def index_mark(whose: str) -> str:
    """Return what a person's own list is known by."""
    return f'<meta name="impact-tracker-index" content="{escape(whose)}">'
