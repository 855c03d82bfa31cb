from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.app.intake.figures import (
    CellValue,
    DecimalSign,
    Kind,
    decimal_sign,
    read_figure_cell,
    says_nothing,
)
from tracker.app.intake.sheet import Exact

P, C = DecimalSign.POINT, DecimalSign.COMMA
K = Kind
CELLS = {
    "12": (12, K.PLAIN, ""),
    "12 %": (12, K.PERCENT, "%"),
    "96.50%": (96.5, K.PERCENT, "%"),
    "€ 3k": (3000, K.MONEY, "€"),
    "3k": (3000, K.PLAIN, ""),
    "1.2 Mio. €": (1_200_000, K.MONEY, "€"),
    "$1,200.50": (1200.5, K.MONEY, "$"),
    "-$5": (-5, K.MONEY, "$"),
    "1,200.50 USD": (1200.5, K.MONEY, "USD"),
    "1.234,5": (1234.5, K.PLAIN, ""),
    "1'234": (1234, K.PLAIN, ""),
    "1’234.50": (1234.5, K.PLAIN, ""),
    "1 234": (1234, K.PLAIN, ""),
    "1\u202f234,5": (1234.5, K.PLAIN, ""),
    "1,234,567": (1234567, K.PLAIN, ""),
    "1.234.567,8": (1234567.8, K.PLAIN, ""),
    "1,5": (1.5, K.PLAIN, ""),
    "0,123": (0.123, K.PLAIN, ""),
    "1:30 h": (5400, K.TIME, ""),
    "0:11:35": (695, K.TIME, ""),
    "11:35 min": (695, K.TIME, ""),
    "90 min": (5400, K.TIME, "min"),
    "1h 30m": (5400, K.TIME, ""),
    "2 days": (172800, K.TIME, "days"),
    "(12)": (-12, K.PLAIN, ""),
    "(1,200.50)": (-1200.5, K.PLAIN, ""),
    "−3": (-3, K.PLAIN, ""),
    "3-": (-3, K.PLAIN, ""),
    "yes": (1, K.YESNO, ""),
    "Ja": (1, K.YESNO, ""),
    "nein": (0, K.YESNO, ""),
    "oui": (1, K.YESNO, ""),
    "non": (0, K.YESNO, ""),
    "x": (1, K.YESNO, ""),
    "✓": (1, K.YESNO, ""),
    "3/5": (3, K.OUT_OF, "5"),
    "12 of 15": (12, K.OUT_OF, "15"),
    "12 pcs": (12, K.COUNTED, "pcs"),
    "1.5e3": (1500, K.PLAIN, ""),
    "٣": (3, K.PLAIN, ""),
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_value_is_understood_as_people_write_it(cell: str) -> None:
    number, kind, unit = CELLS[cell]
    assert read_figure_cell(cell, P) == CellValue(pytest.approx(number), kind, unit)


@pytest.mark.parametrize(
    "cell", ["1 ?", "two", "1.23,45,6", "12 34", "1,2345,678", "--5", "5 % $", "1e400", "3/0", "()"]
)
def test_what_is_no_value_is_none(cell: str) -> None:
    assert read_figure_cell(cell, P) is None


@pytest.mark.parametrize(
    "cell", ["", "  ", "n/a", "NA", "#N/A", "–", "-", "—", "#DIV/0!", "k. A.", "\u200b", "N/A"]
)
def test_a_cell_may_say_nothing(cell: str) -> None:
    assert says_nothing(cell)


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1,234", "5.5"], P),
        (["1.234", "5,5"], C),
        (["1,234", "1,234,567"], P),
        (["1,234", "12,5"], C),
        (["0,123", "1,234"], C),
        (["12,5", "13"], C),
        (["12.5"], P),
        (["1,234.50", "1,100"], P),
    ],
)
def test_a_column_settles_its_sign_by_one_cell(cells: list[str], sign: DecimalSign) -> None:
    assert decimal_sign(cells) == (sign, "")


@pytest.mark.parametrize("cells", [["1,234", "987"], ["1,234"], ["1,234", "0.5", "0,5"]])
def test_what_a_column_leaves_open_is_told(cells: list[str]) -> None:
    assert decimal_sign(cells).unclear == "1,234"


def test_programs_write_points_and_the_rest_of_a_file_counts() -> None:
    assert decimal_sign(["1.234", "2.345"], ",") == (P, "")
    assert decimal_sign(["1.234", "2.345"], ";").unclear
    assert decimal_sign(["1.234", "987"], ",").unclear
    assert decimal_sign(["1,234", "987"], ",", usual=".") == (P, "")
    assert decimal_sign(["1,234", "987"], ";", usual=",").unclear
    assert decimal_sign([Exact("1.234"), Exact("987")]) == (P, "")


@given(st.floats(-1e9, 1e9).map(lambda one: round(one, 4)))
def test_a_number_written_in_either_way_is_read_back(number: float) -> None:
    american = f"{number:,.4f}"
    german = american.replace(",", "_").replace(".", ",").replace("_", ".")
    for text, sign in ((american, P), (german, C), (f"{number:.4f}", P)):
        found = read_figure_cell(text, sign)
        assert found is not None
        assert found.number == pytest.approx(number)


@given(
    st.text(max_size=15) | st.text("0123456789.,'()%:/-+ e€kM", max_size=12),
    st.sampled_from(DecimalSign),
)
def test_no_cell_does_more_than_be_no_value(cell: str, sign: DecimalSign) -> None:
    found = read_figure_cell(cell, sign)
    assert found is None or abs(found.number) < 1e18
    decimal_sign([cell])
