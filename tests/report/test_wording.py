"""What sentences, names and drawings all do with words."""

from tracker.report.wording import (
    by_number,
    capitalised,
    listed,
    number_of,
    number_word,
    plural,
    spelled_number_of,
)


def test_a_number_stands_with_its_noun_in_one_or_several() -> None:
    assert [number_of(at, "week") for at in (0, 1, 2)] == ["0 weeks", "1 week", "2 weeks"]
    assert spelled_number_of(0, "page") == "no pages"
    assert spelled_number_of(1, "page") == "one page"
    assert spelled_number_of(11, "page") == "11 pages"


def test_a_noun_takes_the_end_that_its_number_wants() -> None:
    assert [plural(2, noun) for noun in ("week", "entry", "day", "fix", "bad row")] == [
        "weeks",
        "entries",
        "days",
        "fixes",
        "bad rows",
    ]
    assert plural(1, "entry") == plural(1.0, "entry") == "entry"
    assert plural(1.5, "day") == plural(0, "day") == "days"


def test_a_sentence_is_chosen_whole_by_its_number() -> None:
    said = [by_number(at, "1 page is new", f"{at} pages are new") for at in (0, 1, 2)]
    assert said == ["0 pages are new", "1 page is new", "2 pages are new"]


def test_small_numbers_are_words() -> None:
    assert [number_word(number) for number in (0, 1, 10, 11, -1)] == [
        "no",
        "one",
        "ten",
        "11",
        "−1",
    ]


def test_names_are_listed_with_one_and() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C"]) == "A, B and C"


def test_a_capital_begins_a_text_and_the_rest_stays() -> None:
    assert capitalised("within 2 H") == "Within 2 H"
    assert capitalised("") == ""
