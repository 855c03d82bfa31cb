"""What a published page is called: readable, the same each week, safe on every system.

`finance-leads-3f2a9c1b.html`: the customer's name in small letters, and the first part of their
random uid, so that two of one name have a page each. Nothing in it is a secret.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

SUFFIX: Final = ".html"
INDEX: Final = f"index{SUFFIX}"
_LONGEST: Final = 96  # bytes: a folder that encrypts its names has room for 143
_PIECE: Final = re.compile(r"[0-9a-f]{8}-")
_OURS: Final = re.compile(r".*-([0-9a-f]{8})\.html")


def page_name(name: str, uid: str) -> str:
    """Return the file name of a customer's page."""
    signs = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())
    kept = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in signs)
    slug = _cut("-".join(kept.split())) or "customer"
    return f"{slug}-{piece_of(uid)}{SUFFIX}"


def piece_of(uid: str) -> str:
    """Return the piece of a customer's uid that is in the name of their page."""
    if _PIECE.match(uid):
        return uid[:8]
    return hashlib.sha256(uid.encode()).hexdigest()[:8]  # a uid that is none of ours


def piece_in(file_name: str) -> str:
    """Return the piece of a uid in a file name; empty if it is no name of a page."""
    found = _OURS.fullmatch(folded(file_name))
    return found[1] if found else ""


def folded(file_name: str) -> str:
    """Return what all systems' spellings of one file name share."""
    return unicodedata.normalize("NFC", file_name).casefold()


def _cut(slug: str) -> str:
    """Cut what is longer than a folder may take, between two signs."""
    while len(slug.encode()) > _LONGEST:
        slug = slug[:-1]
    return slug.strip("-")
