from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.app.intake import text as text_files
from tracker.app.intake.text import decoded, escape_formula, records, unescape_formula
from tracker.app.tracker import Tracker
from tracker.app.transfer import plan_import, read_rows
from tracker.app.transfer.exporting import COLUMNS
from tracker.domain.errors import InvalidInput

HEADER = "customer,measure,period,value"


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidInput) as caught:
        read_rows(data)
    return caught.value.sentence


@pytest.mark.parametrize(("name", "sign"), [("comma", ","), ("semicolon", ";"), ("tab", "\t")])
def test_the_delimiter_is_the_one_that_yields_known_columns(name: str, sign: str) -> None:
    text = f"{HEADER},note\nA,B,2026-W47,4,x\n".replace(",", sign)
    table = read_rows(text.encode())
    assert table.delimiter == name
    (row,) = table.rows
    assert row.cells == {"customer": "A", "measure": "B", "period": "2026-W47", "note": "x"}
    assert row.number == 4


def test_commas_in_notes_do_not_make_a_semicolon_file_a_comma_file() -> None:
    text = "customer;measure;period;value;note\nA;B;2026-W47;2,6;one, two, three, four, five\n"
    table = read_rows(text.encode())
    assert table.delimiter == "semicolon"
    assert table.rows[0].number == 2.6


def test_a_line_that_names_the_delimiter_is_taken_at_its_word_and_counted() -> None:
    table = read_rows(f"sep=;\r\n{HEADER.replace(',', ';')}\r\nA;B;2026-W47;4\r\n".encode())
    assert (table.delimiter, table.rows[0].line) == ("semicolon", 3)


@pytest.mark.parametrize(
    ("codec", "shown"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
    ],
)
def test_the_encoding_is_found_and_told(codec: str, shown: str) -> None:
    table = read_rows(f"{HEADER}\nMüller “Söhne” & Cie,B,2026-W47,4\n".encode(codec))
    assert table.encoding == shown
    assert table.columns[0] == "customer"
    assert table.rows[0].cells["customer"] == "Müller “Söhne” & Cie"


WORDS = {
    "cp1251": ("Windows-1251", "Отдел продаж"),
    "cp1250": ("Windows-1250", "Zażółć gęślą jaźń"),
    "cp1252": ("Windows-1252", "Équipe façade – Größe"),
    "cp932": ("Shift-JIS", "営業チームの受注"),
    "utf-16-le": ("UTF-16", "Équipe"),
}


@pytest.mark.parametrize("codec", WORDS)
def test_a_code_page_is_told_by_its_words(codec: str) -> None:
    shown, words = WORDS[codec]
    data = f"{HEADER}\n{words},B,2026-W47,4\n".encode(codec)
    assert decoded(data) == (f"{HEADER}\n{words},B,2026-W47,4\n", shown)


def test_an_encoding_can_be_chosen_and_a_wrong_one_is_refused() -> None:
    data = "größe".encode("cp1252")
    assert decoded(data, "Latin-1") == ("größe", "Latin-1")
    assert decoded(data, "windows-1250")[1] == "Windows-1250"
    for wrong in ("UTF-8", "no-such", "hex", "utf-16"):
        with pytest.raises(InvalidInput) as refused:
            decoded(data, wrong)
        assert refused.value.field == "encoding"


def test_column_names_are_read_in_any_case_spacing_and_order() -> None:
    table = read_rows(b"VALUE,Private note,Measure ,PERIOD, customer\n4,p,B,2026-W47,A\n")
    assert table.columns == ("value", "private_note", "measure", "period", "customer")
    assert table.rows[0].cells["private_note"] == "p"


def test_unknown_columns_are_named_and_left_out() -> None:
    table = read_rows(f"{HEADER},Mood,\nA,B,2026-W47,4,good,x\n".encode())
    assert table.left_out == ("Mood",)
    assert "mood" not in table.rows[0].cells


def test_a_row_is_known_by_the_line_it_begins_on() -> None:
    text = f'{HEADER},note\r\nA,B,2026-W45,4,"two\r\nlines"\r\n\r\n,,,,\r\nA,B,2026-W46,4,\r\n'
    table = read_rows(text.encode())
    assert [row.line for row in table.rows] == [2, 6]
    assert table.rows[0].cells["note"] == "two\r\nlines"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("piece", [1, 2, 7, 30])
def test_a_long_file_is_read_in_pieces_as_in_one(monkeypatch, piece: int, end: str) -> None:
    rows = [
        ["A", str(at), "" if at % 3 else f"two{end}lines, \x0b\u2028 one", "x"] for at in range(9)
    ]
    lines = end.join(",".join(f'"{one}"' if "," in one else one for one in row) for row in rows)
    monkeypatch.setattr(text_files, "_PIECE", piece)
    found = list(records(lines, ","))
    assert [cells for _, cells in found] == rows
    # Rows 0, 3 and 6 take two lines each.
    assert [line for line, _ in found] == [1, 3, 4, 5, 7, 8, 9, 11, 12]


def test_cells_beyond_the_header_are_counted_unless_they_are_empty() -> None:
    table = read_rows(f"{HEADER}\nA,B,2026-W47,2,6\nA,B,2026-W46,2,,\n".encode())
    assert [row.surplus for row in table.rows] == [1, 0]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"a,b,c\n1,2,3\n", "No column names weeks, months or days"),
        (b"customer,measure,value\nA,B,4\n", "No column names weeks, months or days"),
        (f"{HEADER},Value\n".encode(), "two columns value"),
        (b"PK\x03\x04\x14\x00\x06", "damaged packed file"),
        (b"\x89PNG\r\n\x1a\n\x00", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"SQLite format 3\0", "a database"),
        (b"\0\0\0\0abc", "NUL"),
        (f"{HEADER}\nA\0,B,2026-W47,4".encode(), "NUL"),
        (b"\xff\xfe\x00\xd8\x00", "not text"),
        (b"x" * 1_000_000, "not a table"),
        (f'{HEADER}\nA,"{"y" * 200_000}'.encode(), "not a table"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(data: bytes, told: str) -> None:
    sentence = refusal(data)
    assert told in sentence
    assert len(sentence) < 400


def test_a_header_alone_is_a_table_without_rows(tracker: Tracker) -> None:
    plan = plan_import(tracker, read_rows(",".join(COLUMNS).encode()))
    assert (plan.new, plan.changed, plan.same, plan.bad) == (0, 0, 0, ())


@pytest.fixture(scope="module")
def untouched() -> Iterator[Tracker]:
    with Tracker() as tracker:
        yield tracker


@given(data=st.binary(max_size=300))
@example(data=b"\xff\xfe")
@example(data=b"\xef\xbb\xbf")
@example(data=b'customer,measure,period,value\n"')
@example(data=b"customer,measure,period,value\r\r\n\x85,\xa0,=,-")
def test_no_bytes_do_more_than_refuse(untouched: Tracker, data: bytes) -> None:
    for start in (b"", b"customer;measure;period;value;skipped\n", b"\xff\xfe"):
        with suppress(InvalidInput):
            plan_import(untouched, read_rows(start + data))
    assert untouched.empty


@given(st.text(max_size=8) | st.text("='+-@\t\r\nab", max_size=5))
@example("'")
@example("''")
@example("'=1")
@example("-")
def test_marked_text_is_harmless_and_comes_back(text: str) -> None:
    marked = escape_formula(text)
    assert unescape_formula(marked) == text
    assert not marked.startswith(("=", "+", "-", "@", "\t", "\r"))
