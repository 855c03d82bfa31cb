"""The reply code: what mail does to it, and what nobody may do to it."""

from __future__ import annotations

import random
import string
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.errors import InvalidInput
from tracker.report.scorecard.reply import (
    CHANGED,
    CUT_OFF,
    EMPTY,
    LETTERS,
    MOST_COMMENT,
    NEWER,
    NO_CODE,
    NO_DAY,
    TWO,
    CustomerReply,
    _crc,
    _letters,
    check_count,
    decode,
    encode,
    tidy,
    token_of,
)

DAY = date(2026, 11, 22)
ANSWER = CustomerReply("7h3kq9xm", DAY, (5, None, 3), "Great work. Thanks – month-end still hurts.")
BARE = CustomerReply("7h3kq9xm", DAY, (5, None, 3))
CODE = encode(ANSWER)
HARD = (
    "a.b..c. IT1.x.y",
    "> quoted > twice",
    "日本語のコメント。とても良い仕事でした",
    "👩‍💻🏳️‍🌈 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f ok",
    "شكرا جزيلا، العمل ممتاز",
    "e\u0301 a\u030a \u1100\u1161\u11a8",
    "tab\tand\nlines\r\nand\u2028more",
    "=cmd() <script> & % # ? + javascript:",
    "x" * 300,
    "😀" * 250,
)


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as refused:
        decode(text)
    assert refused.value.field == "code"
    return refused.value.title, refused.value.hint


def checked(fixed: str, comment: str = "") -> str:
    """Return a code with a right checksum over fields that no page makes."""
    check = _letters(_crc(fixed, comment) << 8 | len(comment), 8)
    return f"{fixed}{check}.{comment}" if comment else fixed + check


def test_a_code_is_what_the_format_says() -> None:
    assert f"IT1.7h3kq9xm.261122.503.{CODE.split('.')[4]}.{ANSWER.comment}" == CODE
    assert encode(BARE).count(".") == 4
    assert decode(CODE) == ANSWER
    assert decode(encode(BARE)) == BARE


@pytest.mark.parametrize("comment", HARD)
def test_a_comment_in_any_script_comes_back_on_one_line(comment: str) -> None:
    kept = decode(encode(CustomerReply("7h3kq9xm", DAY, (1,), comment))).comment
    assert kept == tidy(comment)
    assert len(kept) <= MOST_COMMENT
    assert "\n" not in kept


def test_the_longest_code_is_short_enough_for_a_message() -> None:
    ratings = (5,) * 99
    assert len(encode(CustomerReply("7h3kq9xm", DAY, ratings, "😀" * 500))) < 400


@given(
    st.text(st.sampled_from(LETTERS), min_size=8, max_size=8),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.lists(st.none() | st.integers(1, 5), max_size=99),
    st.text(max_size=260),
)
def test_every_answer_comes_back(token, day, ratings, comment) -> None:
    answer = CustomerReply(token, day, tuple(ratings), tidy(comment))
    code = encode(CustomerReply(token, day, tuple(ratings), comment))
    assert len(code) < 400
    if any(ratings) or answer.comment:
        assert decode(code) == answer
        assert decode(f"Hello!\n\n{code}\n\nBest regards,\nAna") == answer
    else:
        assert refusal(code) == EMPTY


@given(st.text())
def test_tidying_twice_changes_nothing(comment: str) -> None:
    assert tidy(tidy(comment)) == tidy(comment)


@pytest.mark.parametrize(
    "mail",
    [
        "  \n" + CODE + "\n",
        "Dear Ana, here it is: " + CODE + "\nBest, Zoë",
        "> Dear Ana,\n> " + CODE.replace(" ", "\n> ") + "\n> Best",
        ">> " + CODE.replace(" ", "\r\n>> "),
        CODE.replace(" ", "\u00a0"),
        CODE.replace(" ", " \n"),
        CODE.replace(".261122", "\n.261122"),
        CODE.replace("261122", "261\r\n122"),
        CODE[:30].upper() + CODE[30:],
        CODE.replace("IT1", "it1"),
        "\ufeff" + CODE.replace("hurts", "hu\u00adrts").replace("IT1.", "IT1.\u200b"),
        f"“{CODE}”",
        f"<{CODE}>",
        CODE + "\n" + CODE,
        CODE + ".",
        CODE.replace("month-end", "month-\nend"),
    ],
)
def test_what_mail_does_is_forgiven(mail: str) -> None:
    assert decode(mail) == ANSWER


def test_letters_that_look_alike_are_read_as_meant() -> None:
    code = encode(CustomerReply("10abcdef", DAY, (1,)))
    assert decode(code.replace("10abcdef", "lOabcdef")).token == "10abcdef"


def test_composed_and_decomposed_letters_are_the_same_comment() -> None:
    code = encode(CustomerReply("7h3kq9xm", DAY, (1,), "Zoë"))
    assert decode(code.replace("ë", "e\u0308")).comment == "Zoë"


def test_a_comment_without_spaces_may_be_broken_anywhere() -> None:
    code = encode(CustomerReply("7h3kq9xm", DAY, (1,), "日本語のコメント"))
    assert decode(code.replace("の", "の\n")).comment == "日本語のコメント"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", NO_CODE),
        ("Thank you, all fine!", NO_CODE),
        ("IT1", NO_CODE),
        ("BIT1.7h3kq9xm.261122.503.abcdefgh", NO_CODE),
        ("IT0.7h3kq9xm.261122.503.abcdefgh", NO_CODE),
        (CODE[:3] + ".", CUT_OFF),
        (CODE[:12], CUT_OFF),
        (CODE[:19], CUT_OFF),
        (CODE[:26], CUT_OFF),
        (CODE[:32], CUT_OFF),
        (CODE[:33], CUT_OFF),
        (CODE[:40], CUT_OFF),
        (CODE[:-1], CUT_OFF),
        (CODE.replace("Great", "great"), CHANGED),
        (CODE.replace(".503.", ".504."), CHANGED),
        (CODE.replace(".503.", ".5034."), CHANGED),
        (CODE.replace("–", "-"), CHANGED),
        (CODE.replace("7h3", "7h4"), CHANGED),
        (CODE.replace("IT1", "IT2"), NEWER),
        ("IT9.something.else", NEWER),
        ("IT12." + "x" * 500, NEWER),
        (checked("IT1.7h3kq9xm.261332.503."), NO_DAY),
        (checked("IT1.7h3kq9xm.260229.503."), NO_DAY),
        (checked("IT1.7h3kq9xm.000000.503."), NO_DAY),
        (checked("IT1.7h3kq9xm.261122.000."), EMPTY),
        (checked("IT1.7h3kq9xm.261122.."), EMPTY),
        (checked("IT1.7h3kq9xm.261122.506."), CHANGED),
        (checked("IT1.7h3kq9xm.2611.503."), CHANGED),
        (checked("IT1.7h3kq.261122.503."), CHANGED),
        (checked("IT1.7h3kq9xm.261122.5²3."), CHANGED),
        (checked("IT1.7h3kq9xm.26112٢.503."), CHANGED),
        (checked("IT1.7h3kq9xm.261122." + "1" * 100 + "."), CHANGED),
        (checked("IT1.7h3kq9xu.261122.503."), CHANGED),
    ],
)
def test_the_rest_is_refused_in_one_sentence(text: str, why: tuple[str, str]) -> None:
    assert refusal(text) == why


def test_a_whole_code_beside_a_broken_one_counts() -> None:
    assert decode(CODE[:26] + "\n\n" + CODE) == ANSWER


def test_of_two_different_codes_nobody_can_say_which_is_meant() -> None:
    other = replace(ANSWER, comment="The second thought")
    assert refusal(f"{CODE}\n\n> {encode(other)}") == TWO
    assert decode(f"{CODE}\n\n> {CODE}") == ANSWER
    quoting = replace(ANSWER, comment=f"As in {encode(replace(ANSWER, comment=''))}")
    assert decode(encode(quoting)) == quoting


def test_more_or_fewer_ratings_than_promises_are_refused() -> None:
    check_count(ANSWER, 3)
    with pytest.raises(InvalidInput, match="rates 3, and the scorecard had 4 promises"):
        check_count(ANSWER, 4)
    with pytest.raises(InvalidInput, match=r"had 1 promise$"):
        check_count(ANSWER, 1)


@pytest.mark.parametrize(
    "answer",
    [
        CustomerReply("short", DAY, (1,)),
        CustomerReply("7H3KQ9XM", DAY, (1,)),
        CustomerReply("7h3kq9xm", date(1999, 1, 1), (1,)),
        CustomerReply("7h3kq9xm", DAY, (6,)),
        CustomerReply("7h3kq9xm", DAY, (0,)),
        CustomerReply("7h3kq9xm", DAY, (1,) * 100),
    ],
)
def test_what_no_page_makes_is_not_written(answer: CustomerReply) -> None:
    with pytest.raises(ValueError, match=r"token|code|rating"):
        encode(answer)


def test_a_token_is_the_same_for_the_same_parts_only() -> None:
    assert token_of("Finance leads", "2026-Q3") == token_of("Finance leads", "2026-Q3")
    assert token_of("ab", "c") != token_of("a", "bc")
    assert token_of("\ud800") != token_of("")
    tokens = {token_of("customer", str(number)) for number in range(20_000)}
    assert len(tokens) == 20_000
    assert all(len(one) == 8 and set(one) <= set(LETTERS) for one in tokens)


def spoiled(code: str, turn: random.Random) -> str:
    """Do one thing to a code that may happen to it."""
    low, high = sorted(turn.randrange(len(code)) for _ in "12")
    head, tail = code[:low], code[low:]
    letter = turn.choice(string.printable + "äÖ–“”\u00a0\u200b\u202e日😀")
    return turn.choice(
        (
            head + letter + tail[1:],
            head + tail[1:],
            head + letter + tail,
            head + code[high:] + code[low:high],
            head,
            head + tail.swapcase(),
            head + tail[:1] + tail,
            code + tail,
            head + tail[1:2] + tail[:1] + tail[2:],
        )
    )


def test_ten_thousand_spoiled_codes_are_refused_or_mean_the_same() -> None:
    turn = random.Random(20261122)
    answers = [BARE, ANSWER]
    answers += [CustomerReply("00abc123", DAY, (1, 2), tidy(comment)) for comment in HARD]
    counted: Counter[str] = Counter()
    for number in range(10_000):
        answer = answers[number % len(answers)]
        text = encode(answer)
        while text == encode(answer):
            for _ in range(turn.choice((1, 1, 1, 2, 5))):
                text = spoiled(text, turn) or " "
        try:
            assert decode(text) == answer, text
            counted["the same"] += 1
        except InvalidInput as refused:
            counted[refused.title] += 1
    assert sum(counted.values()) == 10_000
    assert counted["the same"] < 2_500, counted
    assert set(counted) - {"the same"} <= {title for title, _ in (NO_CODE, CUT_OFF, CHANGED, NEWER)}


@settings(max_examples=500)
@given(
    st.text()
    | st.text(st.sampled_from("IiTt1290.> \n\u00a0abcxyzé😀"), max_size=120)
    | st.builds("IT1.{}.{}.{}.{}.{}".format, *(st.text(max_size=12) for _ in range(5)))
    | st.builds(
        lambda code, at, put: code[:at] + put + code[at:],
        st.just(CODE),
        st.integers(0, 80),
        st.text(),
    )
)
def test_garbage_is_refused_and_nothing_else_happens(text: str) -> None:
    with suppress(InvalidInput):
        assert decode(text) == ANSWER


def test_a_book_in_the_place_of_a_code_is_refused_quickly() -> None:
    assert refusal("IT1." * 200_000) == CHANGED
    assert refusal("> " * 500_000) == NO_CODE
    assert refusal(("IT1.7h3kq9xm.261122.503." + " " * 50) * 5_000) in (CHANGED, CUT_OFF)
