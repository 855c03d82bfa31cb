"""`--self-test`, as whoever packs the program runs it: a process, one JSON object, a status."""

from __future__ import annotations

import json
import subprocess
import sys

from tracker.app.transfer.forms import ExportForm
from tracker.cli.root import COMMANDS
from tracker.gui.menus import PAGE_ENTRIES
from tracker.paper.writer import KINDS, SUFFIXES
from tracker.self_test.windows import ALONE, all_windows

# Parts are left out or spoilt, as a packer does who does not know of them. Of the windows only some
# are opened beside the one that is spoilt: the test above opens all.
BROKEN = """
import sys
sys.argv = ["tracker", "--self-test"]
import babel.dates
import tracker.gui
from tracker.gui.shell.help import AboutDialog
from tracker.gui.trends import chart_view
from tracker.report.documents import docx_writer, pptx_writer
from tracker.self_test import windows

def nothing(*_): return b"PK nothing"
def lost(*_): raise FileNotFoundError("templates/notes.xml")
def blank(*_): raise ImportError("No module named 'pydoc'")

docx_writer.docx_bytes = nothing
pptx_writer.pptx_bytes = lost
chart_view.ChartView.show_picture = blank
AboutDialog.paintEvent = blank
every = windows.all_windows
windows.all_windows = lambda: {one for one in every() if one.__name__[0] in "AS"}
babel.dates.get_month_names = lost
sys.modules["tracker.cli.search"] = None
sys.modules["PySide6.QtNetwork"] = None
from tracker.__main__ import main
raise SystemExit(main())
"""


def program(*arguments: str) -> tuple[int, dict[str, list[object]]]:
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=400
    )
    return done.returncode, json.loads(done.stdout)


def test_everything_is_opened_written_and_read():
    status, found = program("-m", "tracker", "--self-test")
    assert (found["failed"], status) == ([], 0)
    assert {f"page {seat.key}" for seat in PAGE_ENTRIES} <= set(found["opened"])
    assert {f"window {kind.__name__}" for kind in all_windows() - ALONE} <= set(found["opened"])
    assert "a second start" in found["opened"]
    for name in ("scorecard", "agreement", "decision", "review pack"):
        assert {f"{name} {suffix}" for suffix in KINDS} <= set(found["read"])
    for name in ("chart", "heat map"):
        assert {f"{name} {suffix}" for suffix in SUFFIXES} <= set(found["read"])
    assert {f"export .{form.value}" for form in ExportForm} <= set(found["read"])
    assert {"moments .ics", "backup .db", "import .csv", "import .xlsx"} <= set(found["read"])
    assert "names of months" in found["read"]
    assert {f"{name} --help" for name in COMMANDS} <= set(found["commands"])
    assert set(found["written"]) <= set(found["read"])


def test_what_a_packer_left_out_is_named():
    status, found = program("-c", BROKEN)
    assert status == 1
    failed = {one["what"]: one["why"] for one in found["failed"]}
    assert failed["scorecard .docx"].startswith("BadZipFile")
    assert failed["review pack .pptx"] == "FileNotFoundError: templates/notes.xml"
    assert failed["page trends"] == "ImportError: No module named 'pydoc'"
    assert failed["window AboutDialog"] == "ImportError: No module named 'pydoc'"
    assert failed["names of months"] == "FileNotFoundError: templates/notes.xml"
    assert "search --help" in failed
    assert "scorecard .html" in found["read"]  # the rest is tried all the same
    assert "page review" in found["opened"]
    later = {name for name in found["opened"] if name.startswith("window S")}
    assert len(later) >= 3
