"""The pictures of docs/import.md: each shape and export as the import shows it.

QT_QPA_PLATFORM=offscreen python -m benchmarks.import_pictures
"""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QApplication

from tracker.app.intake.choices import ReadingChoices
from tracker.app.intake.reading import read_file
from tracker.gui.bring_in.table import TableMarks, TableView
from tracker.gui.theme import Theme, make_application
from tracker.paper.fonts import load_fonts

FOLDER = Path(__file__).parents[1] / "docs" / "pictures" / "import"
WIDTH, ROW, HEAD = 700, 30, 62


def sheets() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Late answers"
    for sheet in (book.active, book.create_sheet("Complaints")):
        for row in (["Week", "Value"], ["2026-W36", 3], ["2026-W37", 2], ["2026-W38", 4]):
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


TABLES = {
    "one-value-a-row": text(
        "Kunde;Kennzahl;KW;Jahr;Wert", "Field sales;Angebote;36;2026;12",
        "Field sales;Angebote;37;2026;15", "Field sales;Späte Antworten;36;2026;1",
    ),
    "weeks-down": text(
        "Team card 2026,,", "KW,Close answers,Quotes as sent", "KW 36,1.9,72 %",
        "KW 37,n/a,69 %", "KW 38,1.7,72 %", "Sum / average,3.6,71 %",
    ),
    "weeks-across": text(
        "Measure,Unit,Target,2026-W36,2026-W37,2026-W38", "First answer,h,<= 3,4.1,2.9,3.3",
        "Solved at once,%,>= 70,71.7%,62.2%,82.5%", "Total,,,75.8,65.1,85.8",
    ),
    "sheet-a-measure": sheets(),
    "loop": text(
        "Date,Call one customer,Pages", "2026-09-07,2,1000", "2026-09-08,0,-1",
        "2026-09-09,-1,2500", "2026-09-10,2,0",
    ),
    "habitbull": text(
        "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText",
        "Thanked somebody,,Work,2026-09-07,1,by mail", "Thanked somebody,,Work,2026-09-08,0,",
        "Thanked somebody,,Work,2026-09-09,1,",
    ),
    "beeminder": text(
        '{"slug": "answers", "data": [["20260907", 3, "by hand"], ["20260908", 0, ""],',
        '["20260909", 2, "by hand"]]}',
    ),
    "xmr": text("Date,Value", "2026-09-07,31", "2026-09-14,28", "2026-09-21,33"),
    "spc": text(
        "Date,Wait,Target,Recalc", "2026-09-07,31,30,", "2026-09-14,28,30,",
        "2026-09-21,19,30,new desk",
    ),
    "time-tracker": text(
        "Client,Project,Description,Billable,Start date,Start time,End time,Duration",
        "Legal,Contracts,draft,No,2026-09-07,09:00:00,10:30:00,01:30:00",
        "Legal,Contracts,check,No,2026-09-08,09:00:00,11:00:00,02:00:00",
    ),
}  # fmt: skip


def main() -> None:
    app = QApplication.instance() or make_application("impact-tracker")
    load_fonts()
    theme = Theme(app, "light")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in TABLES.items():
        reading = read_file(data, ReadingChoices(customer="Legal"), name=name)
        view = TableView(theme)
        view.show_part(reading.parts[0], TableMarks())
        view.resize(WIDTH, HEAD + ROW * view.model().rowCount())
        view.show()
        app.processEvents()
        view.grab().save(str(FOLDER / f"{name}.png"))
        print(name, reading.shape.value, reading.read_as.get("preset", ""))
        view.close()


if __name__ == "__main__":
    main()
