"""A Word file with a table of thousands of cells: as a review writes it, and by python-docx."""

from __future__ import annotations

import time
from datetime import date
from io import BytesIO

from tracker.report.documents.document import Cell, Column, Document, Table
from tracker.report.documents.docx_writer import docx_bytes

COLUMNS, ROWS = 8, 800
TEXTS = tuple(tuple(str(at * row) for at in range(COLUMNS)) for row in range(ROWS))


def ours() -> float:
    """Write the whole file."""
    columns = tuple(Column(f"Column {at}", number=at > 0) for at in range(COLUMNS))
    rows = tuple(tuple(Cell(text) for text in row) for row in TEXTS)
    document = Document("T", "", date(2026, 11, 16), (Table(columns, rows),))
    began = time.perf_counter()
    docx_bytes(document, _no_picture)
    return (time.perf_counter() - began) * 1000


def python_docx() -> float:
    """Write the same cells with the library, row by row, which is its quicker way."""
    import docx

    began = time.perf_counter()
    word = docx.Document()
    table = word.add_table(rows=ROWS, cols=COLUMNS)
    for row, texts in zip(table.rows, TEXTS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    word.save(BytesIO())
    return (time.perf_counter() - began) * 1000


def _no_picture(_svg: str) -> bytes:
    raise AssertionError("there is no picture in it")
