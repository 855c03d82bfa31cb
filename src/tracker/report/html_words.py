"""The words that a page itself says, around those of its document."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

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
        "paper_hint": "1 is poor, 5 is excellent. Tick one box a line and hand this page back, or "
        "write to me.",
        "paper_mail": "My address:",
    }
)
