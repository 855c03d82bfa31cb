"""The code in which a customer's answer travels back: short, plain text, checked.

    IT1.<token>.<yymmdd>.<ratings>.<check>.<comment>

`token` names the scorecard (8 letters of Crockford's base 32), `ratings` has a digit for each
promise in order (0: not rated), `comment` is the customer's own words, in any script, at most 200
characters; without words the code ends with `check`. `check` is 8 letters: the CRC-32 of all the
rest, then the number of characters of the comment, so that what a mail adds behind the code is not
taken for a part of it. `resources/templates/reply.js` makes the same codes within a page.

Reading forgives what mail does on the way (text around it, line breaks, quoting, capitals, hard
spaces) and nothing else: a code comes back as it was made, or it is refused.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from tracker.domain.errors import InvalidInput
from tracker.report.wording import number_of

LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
TOKEN_LETTERS: Final = 8
CHECK_LETTERS: Final = 8
MOST_COMMENT: Final = 200
MOST_RATINGS: Final = 99
BEST: Final = 5
_LONGEST_TEXT: Final = 100_000
_LONGEST_TAIL: Final = 4_000
_MOST_CODES: Final = 50
_FOLDED: Final = str.maketrans("oil", "011")
_SPACES: Final = re.compile(
    "[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
)
_BREAKS: Final = re.compile("[ \t]*[\r\n\u2028\u2029]+[ \t]*")
# Not to be seen: controls, halves of pairs, soft hyphens and empty spaces, marks of direction.
_HIDDEN: Final = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_QUOTING: Final = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_START: Final = re.compile(r"(?<![0-9a-z])IT\s*([0-9]{1,3})\s*\.", re.IGNORECASE | re.ASCII)
_FIELDS: Final = re.compile(
    rf"[{LETTERS}]{{{TOKEN_LETTERS}}}\.[0-9]{{6}}\.[0-{BEST}]{{0,{MOST_RATINGS}}}"
)
_CHECK: Final = re.compile(r"\s*((?:[0-9a-z]\s*){7}[0-9a-z])", re.IGNORECASE | re.ASCII)

NO_CODE = ("This is no reply code", "A code begins with IT1: paste all of it.")
TWO = ("There are two different reply codes in this text", "Paste one, then the other.")
CUT_OFF = ("The reply code is cut off", "Paste all of it, or ask your customer to send it again.")
CHANGED = ("The reply code was changed on its way", "Ask your customer to copy and send it again.")
NEWER = ("The reply code is from a newer version of this program", "Update Impact Tracker first.")
NO_DAY = ("The reply code names a day that does not exist", "Ask your customer for a new one.")
EMPTY = ("Nothing is rated in this reply code, and it has no words", "There is nothing to save.")


@dataclass(frozen=True, slots=True)
class CustomerReply:
    """What a customer answered to a scorecard: 1 to 5 or None for each promise, and their words."""

    token: str
    day: date
    ratings: tuple[int | None, ...]
    comment: str = ""


def token_of(*parts: str) -> str:
    """Return the token that names a scorecard: always the same for the same parts."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(len(content).to_bytes(8, "big") + content)
    return _letters(int.from_bytes(digest.digest()[:5], "big"), TOKEN_LETTERS)


def tidy(comment: str) -> str:
    """Return a comment as a code holds it: on one line, composed, nothing hidden, cut to 200."""
    return _one_line(comment)[:MOST_COMMENT].rstrip(" ")


def encode(answer: CustomerReply) -> str:
    """Return the code for an answer; `ValueError` if no page could have given it."""
    if len(answer.token) != TOKEN_LETTERS or not set(answer.token) <= set(LETTERS):
        raise ValueError("a token is eight letters of base 32")
    if len(answer.ratings) > MOST_RATINGS or not 2000 <= answer.day.year < 2100:
        raise ValueError("a code holds 99 ratings of a day of this century at most")
    if any(one is not None and not 1 <= one <= BEST for one in answer.ratings):
        raise ValueError("a rating is from 1 to 5")
    ratings = "".join(str(one or 0) for one in answer.ratings)
    fixed = f"IT1.{answer.token}.{answer.day:%y%m%d}.{ratings}."
    comment = tidy(answer.comment)
    check = _letters(_crc(fixed, comment) << 8 | len(comment), CHECK_LETTERS)
    return f"{fixed}{check}.{comment}" if comment else f"{fixed}{check}"


def decode(text: str) -> CustomerReply:
    """Return the answer in a text that holds a code; `InvalidInput("code")` says why it cannot.

    Of two codes nobody can say which is meant: a text that holds two different ones is refused.
    """
    failure: InvalidInput | None = None
    shown = _HIDDEN.sub("", text[:_LONGEST_TEXT])
    for reading in dict.fromkeys((_QUOTING.sub("", shown), shown)):
        found: list[CustomerReply] = []
        for start in islice(_START.finditer(reading), _MOST_CODES):
            try:
                tail = reading[start.end() : start.end() + _LONGEST_TAIL]
                found.append(_answer(int(start[1]), tail))
            except InvalidInput as refused:
                failure = failure or refused
        if found:
            return _only(found)
    raise failure or InvalidInput("code", *NO_CODE)


def _only(found: list[CustomerReply]) -> CustomerReply:
    """Return the one answer there is; a code in the words of another is no second one."""
    first, *rest = dict.fromkeys(found)
    if any(encode(one) not in first.comment for one in rest):
        raise InvalidInput("code", *TWO)
    return first


def check_count(answer: CustomerReply, promises: int) -> None:
    """Refuse an answer that rates more or fewer promises than its scorecard made."""
    if (rated := len(answer.ratings)) != promises:
        promised = number_of(promises, "promise")
        raise InvalidInput(
            "code",
            f"The reply code rates {rated}, and the scorecard had {promised}",
            "Ask your customer for a new one.",
        )


def _answer(version: int, tail: str) -> CustomerReply:
    """Read what stands behind `IT1.`: the fixed fields, then as many characters as it says."""
    if version != 1:
        raise InvalidInput("code", *(NEWER if version > 1 else NO_CODE))
    fields = tail.split(".", 3)
    if len(fields) < 4:
        raise InvalidInput("code", *CUT_OFF)
    token, day, ratings = (
        _SPACES.sub("", field).lower().translate(_FOLDED) for field in fields[:3]
    )
    found = _CHECK.match(fields[3])
    if not found:
        short = _SPACES.sub("", fields[3]).isalnum() or not fields[3].strip()
        raise InvalidInput("code", *(CUT_OFF if short else CHANGED))
    check = _number(_SPACES.sub("", found[1]))
    crc, length = check >> 8, check & 0xFF
    comment = _comment(f"IT1.{token}.{day}.{ratings}.", fields[3][found.end() :], crc, length)
    return _sound(token, day, ratings, comment)


def _comment(fixed: str, rest: str, crc: int, length: int) -> str:
    """Return the comment that fits the checksum."""
    if length > MOST_COMMENT:
        raise InvalidInput("code", *CHANGED)
    rest = rest.lstrip().removeprefix(".") if length else ""
    readings = [reading[:length] for reading in _readings(rest)]
    for comment in readings:
        if len(comment) == length and _crc(fixed, comment) == crc:
            return comment
    raise InvalidInput("code", *(CHANGED if max(map(len, readings)) == length else CUT_OFF))


def _readings(rest: str) -> Iterator[str]:
    """Yield what the comment may have been: a break within it was a space, or was put in."""
    yield _one_line(rest)
    yield _one_line(_BREAKS.sub("", rest))


def _sound(token: str, day: str, ratings: str, comment: str) -> CustomerReply:
    """Return fields that are as they were made, unless nobody could have made them so."""
    if not _FIELDS.fullmatch(f"{token}.{day}.{ratings}"):
        raise InvalidInput("code", *CHANGED)
    given = tuple(int(digit) or None for digit in ratings)
    try:
        when = date(2000 + int(day[:2]), int(day[2:4]), int(day[4:]))
    except ValueError:
        raise InvalidInput("code", *NO_DAY) from None
    if not any(given) and not comment:
        raise InvalidInput("code", *EMPTY)
    return CustomerReply(token, when, given, comment)


def _one_line(text: str) -> str:
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _HIDDEN.sub("", text)).strip(" "))


def _crc(fixed: str, comment: str) -> int:
    return zlib.crc32((fixed + comment).encode())


def _letters(number: int, count: int) -> str:
    return "".join(LETTERS[number >> 5 * at & 31] for at in reversed(range(count)))


def _number(letters: str) -> int:
    number = 0
    for letter in letters.lower().translate(_FOLDED):
        at = LETTERS.find(letter)
        if at < 0:
            raise InvalidInput("code", *CHANGED)
        number = number << 5 | at
    return number
