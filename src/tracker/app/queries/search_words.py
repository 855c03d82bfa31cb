"""What a person typed into a search: words that must all be there, made safe, and marked in a text.

Accents and letter case do not count. The last word may go on, and so may a word in a script that is
written without spaces: of such a run only the beginning is indexed. Signs alone find nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

MOST_WORDS, LONGEST_WORD = 32, 100
SNIPPET: Final = 150
_BEFORE: Final = 40
_LETTER: Final = r"[^\W_]"
_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff]"
)

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text on one line, and where in it (from, to) the words stand."""

    text: str
    marks: Marks = ()


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words or phrases, each with whether it may go on."""

    parts: tuple[tuple[str, bool], ...]

    def match(self, *scopes: Iterable[str]) -> str:
        """Write it for the index: all words, and one token of each scope."""
        words = [f'"{part}"{"*" if goes_on else ""}' for part, goes_on in self.parts]
        clauses = [f"words : ({' AND '.join(words)})"] if words else []
        clauses += [f"scope : ({' OR '.join(tokens)})" for tokens in scopes]
        return " AND ".join(clauses)

    def marks(self, text: str) -> Marks:
        """Return where the words stand in a text, in order, each place once."""
        if self._pattern is None:
            return ()
        folded, places = _folded(text)
        found = (one.span() for one in self._pattern.finditer(folded))
        if places is None:
            return tuple(found)
        return tuple((places[start], places[end - 1] + 1) for start, end in found)

    def snippet(self, text: str) -> Snippet:
        """Return the piece of a text around the first of the words, with their places marked."""
        line = " ".join(text.split())
        marks = self.marks(line)
        begin = _word_before(line, marks[0][0] - _BEFORE) if marks else 0
        if len(line) <= SNIPPET:
            begin = 0
        end = len(line) if len(line) <= begin + SNIPPET else _word_before(line, begin + SNIPPET)
        if end <= begin:
            end = begin + SNIPPET
        before, after = "… " if begin else "", " …" if end < len(line) else ""
        piece = line[begin:end].rstrip()
        shift = len(before) - begin
        inside = tuple(
            (start + shift, min(stop, end) + shift)
            for start, stop in marks
            if begin <= start < begin + len(piece)
        )
        return Snippet(f"{before}{piece}{after}", inside)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        wanted = []
        for part, goes_on in sorted(self.parts, key=_longest_first):
            tokens = re.findall(f"{_LETTER}+", _folded(part)[0])
            if tokens:
                end = f"{_LETTER}*" if goes_on else f"(?!{_LETTER})"
                wanted.append(r"[\W_]+".join(tokens) + end)
        return re.compile(f"(?<!{_LETTER})(?:{'|'.join(wanted)})") if wanted else None


def read_words(text: str) -> Wanted:
    """Read what was typed: whatever it is, it can be looked for."""
    pieces: list[str] = []
    for at, piece in enumerate(text[: MOST_WORDS * LONGEST_WORD].split('"')):
        pieces += [piece] if at % 2 else piece.split()  # between quotes it is a phrase
    words = [" ".join(piece.split())[:LONGEST_WORD] for piece in pieces]
    words = ["".join(one for one in word if one.isprintable()) for word in words]
    words = [word for word in words if any(sign.isalnum() for sign in word)][:MOST_WORDS]
    closed = text.rstrip().endswith('"') and text.count('"') % 2 == 0
    return Wanted(
        tuple(
            (word, (at == len(words) - 1 and not closed) or bool(_SPACELESS.search(word)))
            for at, word in enumerate(words)
        )
    )


def _longest_first(part: tuple[str, bool]) -> int:
    return -len(part[0])


def _word_before(line: str, at: int) -> int:
    """Return where the word that holds this place begins; a place far from any space is kept."""
    if at <= 0:
        return 0
    space = line.rfind(" ", max(at - _BEFORE, 0), at)
    return at if space < 0 else space + 1


def _folded(text: str) -> tuple[str, list[int] | None]:
    """Return a text as the index reads it, and whence each letter came (None: from its place)."""
    if text.isascii():
        return text.lower(), None
    letters = [_fold(letter) for letter in text]
    folded = "".join(letters)
    if len(folded) == len(text) and all(letters):
        return folded, None
    return folded, [at for at, letter in enumerate(letters) for _ in letter]


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter.lower())
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    # Hangul comes apart into its parts without a mark among them: the index leaves it whole.
    return bare if bare != apart else letter.lower()
