"""What is printed: text, and nothing that a terminal would take for a command.

A name or a note may hold any letter, also those that clear a screen or turn the writing round.
"""

from __future__ import annotations

from typing import TextIO, cast

from tracker.domain.errors import HIDDEN

_KEPT = "\n\t"
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_PLAIN = {
    sign: HIDDEN for sign in (*range(0x20), *range(0x7F, 0xA0), *_TURNS) if chr(sign) not in _KEPT
}


class PlainOutput:
    """A stream on which every sign that acts on a terminal is shown as one that cannot be shown."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, made plain."""
        return self._stream.write(text.translate(_PLAIN))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def plain(stream: TextIO | None) -> TextIO | None:
    """Return a stream that shows what it is given and does no more; None where it is closed."""
    return None if stream is None else cast("TextIO", PlainOutput(stream))
