"""Which code page bytes are written in that are no UTF-8: told by the letters they would be.

Any bytes are letters in every code page; in the wrong one they are letters that nobody writes: a
capital in the middle of a word, a sign between two letters, a Chinese character between two Latin
ones. So each page is tried, and the one whose letters are most at home is taken. Few letters tell
little: the page is said beside the table, where it can be chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

ENCODINGS = {
    "UTF-8": "utf-8-sig",
    "UTF-16": "utf-16",
    "Windows-1252": "cp1252",
    "Windows-1250": "cp1250",
    "Latin-9": "iso8859-15",
    "Windows-1251": "cp1251",
    "Latin-1": "iso8859-1",
    "Shift-JIS": "cp932",
    "Windows-1253": "cp1253",
    "Windows-1254": "cp1254",
    "ISO-8859-2": "iso8859-2",
    "ISO-8859-5": "iso8859-5",
    "Windows-1255": "cp1255",
    "KOI8-R": "koi8-r",
    "DOS (850)": "cp850",
    "DOS (852)": "cp852",
    "DOS (866)": "cp866",
    "Mac Roman": "mac_roman",
    "GB 18030": "gb18030",
    "Korean (949)": "cp949",
    "EUC-JP": "euc_jp",
    "ISO-2022-JP": "iso2022_jp",
}
_WEIGHED = 20_000  # bytes that are looked at
_MOST_LETTERS, _AS_GOOD = 3000, 0.02
_HIGH = re.compile(rb"[\x80-\xff]")
_WESTERN = frozenset("äöüßéèêëàâáãåæçñøœôõóòîïíìûúùÿ¿¡")
_CENTRAL = frozenset("äöüßáéíóúýąćęłńóśźżčďěňřšťůžőűľĺŕăâîșțđ")
_TURKISH = frozenset("çğıİöşüâî")
_SIGNS = frozenset("€£§°²³«»„“”’–—…•·±×µ№©®™¥¹ªº")
_GREEK_ENDS, _GREEK_LAST = frozenset("ς"), frozenset("αεηιουωάέήίόύώςνρΑΕΗΙΟΥΩΣΝΡκξ")
_RARE = {"DOS (850)": 0.15, "DOS (852)": 0.15, "Mac Roman": 0.15, "Windows-1254": 0.03}
_PAGES = {"cp1252": "Windows-1252", "cp1250": "Windows-1250"}
_IN_WORDS = frozenset("’·")
# the letters that are written most, by which two pages of one script are told apart
_USUAL = frozenset("оеаинтсрвлкмдпуяыьзбгйχαοιεστηνρκλύόάίήέώςπμυδωγ")


def code_page(data: bytes) -> str | None:
    """Name the code page of bytes that are not UTF-8; None where they are no text in any."""
    sample = _sample(data)
    weighed = sorted(
        (_RARE.get(name, 0.0) - points, at, name)
        for at, (name, judge) in enumerate(_JUDGES.items())
        if (text := _decoded(sample, ENCODINGS[name])) is not None
        and (points := _points(text, judge)) is not None
    )
    best = [(points, name) for points, _, name in weighed if _is_whole(data, ENCODINGS[name])]
    known = {name: points for points, name in best if name in _PAGES.values()}
    if best and best[0][1] in known and len(known) == 2:
        first, second = known.values()
        if second - first < _AS_GOOD and (name := _by_words(sample)):
            return name
    return best[0][1] if best else None


def _by_words(sample: bytes) -> str:
    """Let charset-normalizer weigh what letters do not tell: `août` or `fűtés`."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=[*_PAGES])
    weighed = {_PAGES[one.encoding]: one.coherence for one in found if one.encoding in _PAGES}
    best = max(weighed, key=lambda name: weighed[name], default="")
    return best if len(set(weighed.values())) > 1 else ""


def _sample(data: bytes) -> bytes:
    """Return whole lines round the first letters that are not plain."""
    found = _HIGH.search(data)
    first = max(found.start() - 200, 0) if found else 0
    start = data.rfind(b"\n", 0, first) + 1
    end = data.find(b"\n", start + _WEIGHED)
    return data[start : end if 0 <= end < start + 2 * _WEIGHED else start + _WEIGHED]


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _is_whole(data: bytes, codec: str) -> bool:
    return len(data) <= _WEIGHED or _decoded(data, codec) is not None


def _points(text: str, judge: Callable[[str, str, str], float]) -> float | None:
    """Return how much at home the letters of a text are, 1 at most; None for control characters."""
    total, count = 0.0, 0
    for at, sign in enumerate(text):
        if sign < "\x80":
            continue
        if "\x80" <= sign < "\xa0":
            return None
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        total += judge(before, sign, after)
        count += 1
        if count == _MOST_LETTERS:
            break
    return total / count if count else None


def _sign(before: str, sign: str, after: str) -> float:
    """Judge what is no letter: `€` stands beside a number, `’` in a word, `§` in none."""
    if sign in "\xa0\u202f":
        return 0.6
    inside = before.isalpha() and after.isalpha()
    return 0.9 if sign in _SIGNS and (not inside or sign in _IN_WORDS) else -1.0


def _latin(usual: frozenset[str]) -> Callable[[str, str, str], float]:
    def judge(before: str, sign: str, after: str) -> float:
        if not sign.isalpha():
            return _sign(before, sign, after)
        if sign.isupper() and (before.islower() or not after.isalpha()):
            return -1.0
        if not (before.isalpha() or after.isalpha()):
            return 0.3
        if before.isalpha() and after.isalpha() and not (before.isascii() or after.isascii()):
            return 0.2  # no Latin word is made of accents
        if (sign == "õ" and after != "e") or (sign == "û" and before not in "oO"):
            return 0.4  # Portuguese `ões`, French `août`; else it is a Hungarian letter
        if sign in "ìòù" and after.isalpha():
            return 0.4  # Italian words end in it; else it is a Czech letter
        return 1.0 if sign.lower() in usual or sign in usual else -0.5

    return judge


def _script(name: str) -> Callable[[str, str, str], float]:
    def judge(before: str, sign: str, after: str) -> float:
        if not _is_of(sign, name):
            return _sign(before, sign, after)
        mixed = any(one.isascii() and one.isalpha() for one in (before, after))
        if mixed or (sign.isupper() and before.islower()):
            return -1.0
        if sign.islower() and before.isupper() and after.isupper():
            return -1.0
        if not (before.isalpha() or after.isalpha()):
            return 0.3
        if sign.isupper() and before.isupper():
            return 0.8
        if name == "GREEK" and (
            sign in _GREEK_ENDS if after.isalpha() else sign not in _GREEK_LAST
        ):
            return -1.0
        return 1.0 if sign.lower() in _USUAL else 0.6

    return judge


def _hebrew(before: str, sign: str, after: str) -> float:
    """Judge a Hebrew letter: some of them look otherwise at the end of a word, and only there."""
    if not _is_of(sign, "HEBREW LETTER"):
        return _sign(before, sign, after)
    ends = not after.isalpha()
    if ends and not before.isalpha():
        return 0.3
    if (
        (sign in "ךםןףץ" and not ends)
        or (sign in "כמנפצ" and ends)
        or (before.isascii() and before.isalpha())
    ):
        return -1.0
    return 0.9


def _han(usual: Callable[[str], float]) -> Callable[[str, str, str], float]:
    def judge(before: str, sign: str, after: str) -> float:
        beside = [one for one in (before, after) if one.isascii() and one.isalpha()]
        return -1.0 if beside else usual(sign)

    return judge


@cache
def _is_of(sign: str, script: str) -> bool:
    return unicodedata.name(sign, "").startswith(script)


@cache
def _japanese(sign: str) -> float:
    if "\u3041" <= sign <= "\u30fe":
        return 1.0
    if "\u3000" <= sign <= "\u3020" or "\uff01" <= sign <= "\uff5e":
        return 0.6
    lead = _lead(sign, "cp932")
    return 0.7 if 0x88 <= lead <= 0x97 else -0.5  # the first level: what is written every day


@cache
def _chinese(sign: str) -> float:
    if "\u3000" <= sign <= "\u3020" or "\uff01" <= sign <= "\uff5e":
        return 0.6
    return 0.9 if 0xB0 <= _lead(sign, "gb2312") <= 0xD7 else -0.5


@cache
def _korean(sign: str) -> float:
    return 1.0 if 0xB0 <= _lead(sign, "euc_kr") <= 0xC8 else -0.5


def _lead(sign: str, codec: str) -> int:
    """Return the first of two bytes of a sign, 0 where it has none."""
    encoded = sign.encode(codec, "ignore")
    return encoded[0] if len(encoded) == 2 else 0


_JUDGES: dict[str, Callable[[str, str, str], float]] = {
    "Windows-1252": _latin(_WESTERN),
    "Latin-9": _latin(_WESTERN),
    "Windows-1250": _latin(_CENTRAL),
    "Windows-1251": _script("CYRILLIC"),
    "Shift-JIS": _han(_japanese),
    "Windows-1253": _script("GREEK"),
    "Windows-1254": _latin(_TURKISH),
    "ISO-8859-2": _latin(_CENTRAL),
    "KOI8-R": _script("CYRILLIC"),
    "ISO-8859-5": _script("CYRILLIC"),
    "Windows-1255": _hebrew,
    "DOS (850)": _latin(_WESTERN),
    "DOS (852)": _latin(_CENTRAL),
    "DOS (866)": _script("CYRILLIC"),
    "Mac Roman": _latin(_WESTERN),
    "Korean (949)": _han(_korean),
    "GB 18030": _han(_chinese),
    "EUC-JP": _han(_japanese),
}
