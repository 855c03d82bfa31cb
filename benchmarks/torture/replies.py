"""Spoiled reply codes: refused, or the very answer; and what is made to be slow."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.torture.forked import TODAY, demo, fresh, rows, run, soundness
from benchmarks.torture.tally import Tally
from tracker.domain.errors import TrackerError
from tracker.report.scorecard.reply import CustomerReply, decode, encode

WORDS = ("", "Thank you", "Très bien — 日記 😀 <b>x</b>", "a" * 200, "=cmd|'/c calc'!A0")
SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz.OIL -\n\u200b\u202e日"
ALIKE = "\uff10\uff11\uff12\u0663oO0iIlL"


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Spoil codes, then hand some to the command line."""
    luck = random.Random(seed)
    answers = [CustomerReply("7h3kq9xm", TODAY, (5, None, 3), words) for words in WORDS]
    codes = [encode(one) for one in answers]
    spoiled = Tally("spoiled reply codes")
    for _ in range(500 if short else 10_000):
        at = luck.randrange(len(codes))
        text = _spoil(luck, codes, codes[at])
        _hold(spoiled, repr(text[:60]), text, answers)
    yield spoiled
    slow = Tally("texts made to be slow")
    for name, text in _slow(codes).items():
        _hold(slow, name, text, answers)
    yield slow
    yield _taken_in(fresh(work / "replies"), demo(work), luck)


def _hold(tally: Tally, what: str, text: str, answers: list[CustomerReply]) -> None:
    """Count a text: refused in a sentence, or read as what was meant."""
    try:
        found = decode(text)
    except TrackerError:
        tally.held(what, ok=True)
    except Exception as error:
        tally.held(what, ok=False, why=repr(error))
    else:
        tally.held(what, ok=found in answers, why=f"read as {found}")


def _spoil(luck: random.Random, codes: list[str], code: str) -> str:
    """Return a code as mail, fingers and eyes spoil one."""
    signs = list(code)
    spoil = luck.choice(_SPOILING)
    for _ in range(luck.choice([1, 1, 1, 2, 3, 8])):
        if signs:
            spoil(luck, signs, luck.randrange(len(signs)), codes)
    return "".join(signs)


def _another(luck: random.Random, signs: list[str], at: int, _codes: list[str]) -> None:
    signs[at] = luck.choice(SIGNS)


def _alike(luck: random.Random, signs: list[str], at: int, _codes: list[str]) -> None:
    signs[at] = luck.choice(ALIKE)


def _flipped(luck: random.Random, signs: list[str], at: int, _codes: list[str]) -> None:
    signs[at] = chr(ord(signs[at]) ^ (1 << luck.randrange(7)))


def _gone(_luck: random.Random, signs: list[str], at: int, _codes: list[str]) -> None:
    del signs[at]


def _cut(_luck: random.Random, signs: list[str], at: int, _codes: list[str]) -> None:
    del signs[at:]


def _more(luck: random.Random, signs: list[str], at: int, _codes: list[str]) -> None:
    signs.insert(at, luck.choice("0123456789abc. \n\r\t>\xa0\u00ad\ufeff"))


def _swapped(luck: random.Random, signs: list[str], at: int, _codes: list[str]) -> None:
    other = luck.randrange(len(signs))
    signs[at], signs[other] = signs[other], signs[at]


def _mixed(luck: random.Random, signs: list[str], at: int, codes: list[str]) -> None:
    signs[:at] = luck.choice(codes)[:at]


def _two(luck: random.Random, signs: list[str], _at: int, codes: list[str]) -> None:
    signs += luck.choice(codes)


def _capitals(_luck: random.Random, signs: list[str], _at: int, _codes: list[str]) -> None:
    signs[:] = "".join(signs).upper()


_SPOILING = (_another, _alike, _flipped, _gone, _cut, _more, _swapped, _mixed, _two, _capitals)


def _slow(codes: list[str]) -> dict[str, str]:
    return {
        "the beginning again and again": "IT1." * 25_000,
        "digits": "IT1." + "1" * 100_000,
        "spaces": "IT1" + " " * 99_000 + ".",
        "quoting": "> " * 50_000,
        "lines": "IT1.\n" * 20_000,
        "dots": "." * 100_000,
        "one code 300 times": (codes[1] + "\n") * 300,
        "nothing to be seen": "\u200b" * 100_000 + codes[0],
        "accents": codes[0] + ".a" + "\u0301" * 90_000,
    }


def _taken_in(folder: Path, base: bytes, luck: random.Random) -> Tally:
    tally, path = Tally("replies on the command line"), folder / "a.db"
    path.write_bytes(base)
    run(["--data", path, "scorecard", "finance leads", folder / "f.html"])
    ((token, promises),) = rows(
        path,
        "SELECT token, (SELECT count(*) FROM share_measure WHERE rated = 1 AND share_id = share.id)"
        " FROM share ORDER BY id DESC LIMIT 1",
    )
    count = int(str(promises))

    def answer(given: str, day: date, ratings: int, words: str = "") -> str:
        return encode(CustomerReply(given, day, (4,) * ratings, words))

    right = answer(str(token), TODAY, count, "Thank you")
    texts = {
        "right": right,
        "twice": right,
        "of another file": answer("0" * 8, TODAY, count),
        "too many ratings": answer(str(token), TODAY, count + 1),
        "of the day after tomorrow": answer(str(token), date(2026, 11, 22), count),
        "two in one mail": f"{right}\n{answer(str(token), TODAY, count, 'and another')}",
        "empty": "",
        "spaces": "   ",
        "a megabyte": luck.randbytes(500_000).decode("latin-1"),
    }
    for name, text in texts.items():
        before = path.read_bytes()
        ran = run(["--data", path, "reply", "-"], typed=text.encode()[:60_000])
        changed = ran.status != 0 and path.read_bytes() != before
        ok = ran.clean and not changed and (ran.status == 0) == (name == "right")
        tally.held(name, ok=ok, why=(ran.status, ran.err[-300:], changed))
    tally.held("the file afterwards", ok=soundness(path) == "ok", why=soundness(path))
    return tally
