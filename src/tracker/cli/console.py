"""What a command says, on whatever console there is: one that knows few signs, is full, or closed.

A sign that a console cannot show is written as one that it can: `≤` as `<=`, `−` as `-`. So the
answer of a command is the same wherever it is read, and never a row of question marks. A sign that
acts on a terminal is shown as one that cannot be shown.
"""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from typing import Final, TextIO, cast

import click

from tracker.domain.errors import HIDDEN, shortened

PLAIN: Final = "tracker-plain"
CLOSED: Final = "The answer could not be printed: standard output is closed."
_INSTEAD: Final = {
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "±": "+-",
    "×": "x",
    "→": "->",
    "←": "<-",
    "−": "-",
    "–": "-",
    "—": "-",
    "…": "...",
    "·": "-",
    "•": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "’": "'",
    "✓": "x",
    "€": "EUR",
    "▲": "^",
    "▼": "v",
    "▽": "v",
}

# A name or a note may hold any letter, also those that clear a screen or turn the writing round.
_KEPT = "\n\t"
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_ACTING = {
    sign: HIDDEN for sign in (*range(0x20), *range(0x7F, 0xA0), *_TURNS) if chr(sign) not in _KEPT
}


def plainly(error: UnicodeError) -> tuple[str, int]:
    """Return what is written instead of signs that cannot be: the handler of a stream's errors."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_instead, error.object[error.start : error.end])), error.end


def _instead(sign: str) -> str:
    if sign in _INSTEAD:
        return _INSTEAD[sign]
    if unicodedata.category(sign) == "Zs":
        return " "
    bare = unicodedata.normalize("NFKD", sign)[0]  # a letter without its accent
    return bare if bare.isascii() and bare.isprintable() else "?"


codecs.register_error(PLAIN, plainly)


def speak_plainly(*streams: TextIO | None) -> None:
    """Let these streams write what they cannot show in signs that they can."""
    for stream in streams:
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=PLAIN)


class PlainOutput:
    """A stream on which every sign that acts on a terminal is shown as one that cannot be shown."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, made plain."""
        return self._stream.write(text.translate(_ACTING))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def plain(stream: TextIO | None) -> TextIO | None:
    """Return a stream that shows what it is given and does no more; None where it is closed."""
    return None if stream is None else cast("TextIO", PlainOutput(stream))


def refuse(sentence: str, status: int) -> int:
    """Say in one line why not, and return the exit status; where nobody hears it, that is all."""
    if sys.stderr is not None:  # with None, `print` would take standard output instead
        try:
            print(f"Error: {shortened(' '.join(sentence.split()))}", file=sys.stderr, flush=True)
        except OSError:
            _point_to_nothing(sys.stderr)
    return status


def of_printing(error: OSError) -> bool:
    """Say whether it is the answer that could not be printed: every answer is told by click."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code if trace is not None else None
    return code in {click.echo.__code__, flushed.__code__, PlainOutput.write.__code__}


def flushed() -> None:
    """Send off what was printed so far."""
    sys.stdout.flush()


def answered(line: str) -> int:
    """Print the one line of a start without a command, and return its exit status."""
    if sys.stdout is None:
        return refuse(CLOSED, 1)
    try:
        click.echo(line)
        flushed()
    except OSError as error:
        return unheard(error)
    return 0


def unheard(error: OSError) -> int:
    """Say why the answer could not be printed, and return the exit status of that."""
    drop_output()
    if isinstance(error, BrokenPipeError):  # whoever read it has enough
        return 1
    reason = error.strerror or "the system refused"
    return refuse(f"The answer could not be printed: {reason}.", 1)


def drop_output() -> None:
    """Let what could not be printed go, so that Python does not complain of it when it closes."""
    _point_to_nothing(sys.stdout)


def _point_to_nothing(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
