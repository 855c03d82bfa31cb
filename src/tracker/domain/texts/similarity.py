"""Whether two short texts may mean the same: the words they share, without their endings.

Two texts are like each other where at least half of their telling words are shared, counted on
both sides: 2 × shared ÷ (words of one + words of the other). It knows no synonyms, it explains
itself by the words that both use, and it only ever suggests.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

ENOUGH: Final = 0.5
_LEAST: Final = 3  # letters of a stem
_WORD: Final = re.compile(r"[^\W_]+")
_ENDINGS: Final = ("ings", "ing", "ies", "ed", "es", "en", "ly", "s", "e", "y", "n")
_SMALL: Final = frozenset(
    re.findall(
        r"\S+",
        """
        a about after all am an and any are as at be before better by can do each every for from
        get good had has have her his i if in into is it its me more most my need needs no not of
        off on one or our out over own so than that the their them they this to too up us want
        wants was we what when which while who why will with without you your
        als am an auf aus bei das dem den der des die ein eine einen er es fur ich ihr im in ist
        mein mit nach nicht oder sie sind so und uns vom von vor was wenn wir zu zum zur
        """,
    )
)


@dataclass(frozen=True, slots=True)
class SimilarPair(Generic[Key]):
    """Two things whose texts are like each other: how much (0 to 1), and by which words."""

    one: Key
    other: Key
    score: float
    shared: tuple[str, ...]


def stems(text: str) -> dict[str, str]:
    """Return the words that say something, by their stems; scripts without gaps by two letters."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found: dict[str, str] = {}
    for word in _WORD.findall(plain):
        if not word.isascii() and any(unicodedata.east_asian_width(sign) == "W" for sign in word):
            parts = [word[at : at + 2] for at in range(max(len(word) - 1, 1))]
            found.update({part: part for part in parts})
        elif word not in _SMALL:
            found.setdefault(_stem(word), word)
    return found


def similarity(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """Return how much the stems of two texts share, from 0 (nothing) to 1 (every one)."""
    if not one or not other:
        return 0.0
    return 2 * len(one.keys() & other.keys()) / (len(one) + len(other))


def similar_pairs(texts: Mapping[Key, str], others: Mapping[Key, str]) -> list[SimilarPair[Key]]:
    """Return what of one collection is like something of the other, the most alike first."""
    theirs = {key: stems(text) for key, text in others.items()}
    holding: dict[str, list[Key]] = defaultdict(list)
    for key, words in theirs.items():
        for stem in words:
            holding[stem].append(key)
    found: list[SimilarPair[Key]] = []
    for key, text in texts.items():
        mine = stems(text)
        sharing = dict.fromkeys(other for stem in mine for other in holding.get(stem, ()))
        for other in sharing:
            score = similarity(mine, theirs[other])
            if score >= ENOUGH and other != key:
                shared = tuple(word for stem, word in mine.items() if stem in theirs[other])
                found.append(SimilarPair(key, other, score, shared))
    return sorted(found, key=_best_first)


def best_pairs(found: Iterable[SimilarPair[Key]]) -> list[SimilarPair[Key]]:
    """Return the best of each, nothing twice."""
    taken: set[Key] = set()
    chosen = []
    for pair in found:
        if pair.one not in taken and pair.other not in taken:
            taken |= {pair.one, pair.other}
            chosen.append(pair)
    return chosen


def _best_first(pair: SimilarPair[Key]) -> float:
    return -pair.score


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word.removesuffix(ending)
    return word
