"""A text that is too long for its place."""

from hypothesis import given
from hypothesis.strategies import integers, text

from tracker.report.cut import CUT, cut


def test_a_text_is_cut_between_words() -> None:
    assert cut("a  b\nc", 5) == "a b c"
    assert cut("Month-end close answers", 16) == "Month-end close…"
    assert cut("W" * 50, 10) == "W" * 9 + "…"
    assert cut("Answers, and more", 9) == "Answers…"


@given(text(), integers(2, 40))
def test_what_is_cut_fits_and_is_the_beginning_of_the_text(said: str, longest: int) -> None:
    shown = cut(said, longest)
    line = " ".join(said.split())
    assert len(shown) <= longest
    assert shown == line or line.startswith(shown.removesuffix(CUT))
