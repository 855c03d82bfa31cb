"""Units as signs."""

from __future__ import annotations

import pytest

from tracker.domain.number import unit_sign


@pytest.mark.parametrize(
    ("unit", "sign"),
    [("days", "d"), ("Day", "d"), ("working days", "d"), ("h", "h"), ("EUR", "EUR"), ("", "")],
)
def test_a_unit_in_any_number_and_case_has_its_sign(unit, sign):
    assert unit_sign(unit, 3) == sign


def test_a_unit_without_a_sign_is_left_out_where_it_has_no_room():
    assert unit_sign("pages", 3) == ""
    assert unit_sign("pages", 6) == "pages"
