"""Every command that writes a file, at every place where it must not, and at those where it may."""

from __future__ import annotations

import ast
import shutil
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Answer
from tests.store.test_outgoing import posix, state

from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker
from tracker.cli.root import run
from tracker.store.backup import write_backup

SOURCE = Path(__file__).parents[1] / "src" / "tracker"
TODAY = date(2026, 11, 20)
FILE = "FILE"
WRITERS = {
    "chart svg": ["chart", "No surprises", FILE],
    "chart png": ["chart", "No surprises", FILE],
    "chart pdf": ["chart", "No surprises", FILE, "--for-me"],
    "scorecard html": ["scorecard", "finance leads", FILE],
    "scorecard pdf": ["scorecard", "finance leads", FILE],
    "agreement html": ["agreement", "finance leads", FILE],
    "agreement pdf": ["agreement", "finance leads", FILE],
    "decision html": ["decision", "1", FILE],
    "decision pdf": ["decision", "1", FILE],
    "review html": ["review", FILE, "--from", "2026-06-01", "--to", "2026-11-20"],
    "review pdf": ["review", FILE, "--from", "2026-06-01", "--to", "2026-11-20"],
    "review docx": ["review", FILE, "--from", "2026-06-01", "--to", "2026-11-20"],
    "review pptx": ["review", FILE, "--from", "2026-06-01", "--to", "2026-11-20"],
    "review md": ["review", FILE, "--from", "2026-06-01", "--to", "2026-11-20"],
    "moments ics": ["moments", "--ics", FILE],
    "export csv": ["export", FILE],
    "export xlsx": ["export", FILE],
    "export json": ["export", FILE, "--private"],
    "export jsonl": ["export", FILE, "--shared"],
}
QUICK = {name: words for name, words in WRITERS.items() if name.split()[1] not in {"pdf", "png"}}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with sample data, and a backup of it."""
    folder = tmp_path_factory.mktemp("shelf")
    with Tracker(folder / "impact.db") as tracker:
        fill_demo(tracker, TODAY)
        write_backup(tracker.file.conn, folder / "kept.db")
    return folder


@pytest.fixture
def write(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[str, Path], Answer]:
    """Return what types a writer's command, on a data file of the writer's own ending."""

    def typed(name: str, target: Path) -> Answer:
        words = [str(target) if word == FILE else word for word in WRITERS[name]]
        status = run(["--data", str(data_of(name, tmp_path)), *words], no_window, TODAY)
        return Answer(status, *capsys.readouterr())

    return typed


def no_window(data: Path | None, *, demo: bool, smoke: bool, remind: bool) -> int:
    raise AssertionError("a command that writes opens no window")


def data_of(name: str, folder: Path) -> Path:
    """Return a data file that is named as what the writer writes."""
    return folder / f"impact.{name.split()[1]}"


def its_data(data: Path, ending: str) -> Path:
    return data


def a_link_to_it(data: Path, ending: str) -> Path:
    path = data.with_name(f"link{ending}")
    path.symlink_to(data)
    return path


def a_copy_of_it(data: Path, ending: str) -> Path:
    path = data.with_name(f"Monday{ending}")
    shutil.copy2(data.with_name("kept.db"), path)
    return path


def beside_it(what: str) -> Callable[[Path, str], Path]:
    def link(data: Path, ending: str) -> Path:
        beside = data.with_name(data.name + what)
        if what == "-wal":
            beside.write_bytes(b"what SQLite has not put in its place yet")
        path = data.with_name(f"way{ending}")
        path.symlink_to(beside)
        return path

    return link


PLACES = {
    "the data file": its_data,
    "a backup": a_copy_of_it,
    "a link to it": a_link_to_it,
    "its journal": beside_it("-journal"),
    "its wal": beside_it("-wal"),
    "its lock": beside_it(".lock"),
}


@posix
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", WRITERS)
def test_no_command_writes_over_data_or_what_belongs_to_it(
    write: Callable[[str, Path], Answer], shelf: Path, tmp_path: Path, name: str, place: str
) -> None:
    data = data_of(name, tmp_path)
    shutil.copy2(shelf / "impact.db", data)
    shutil.copy2(shelf / "kept.db", tmp_path)
    if (
        place == "its wal"
    ):  # a file of ours that is not open: SQLite would take that wal for its own
        held = data.with_name("other.db")
        shutil.copy2(data, held)
        target = PLACES[place](held, data.suffix)
    else:
        target = PLACES[place](data, data.suffix)
    before = state(tmp_path)
    answer = write(name, target)
    assert answer.status == 2
    assert "Impact Tracker file" in answer.refusal
    after = state(tmp_path)
    after.pop(f"{data.name}.lock", None)
    before.pop(f"{data.name}.lock", None)
    assert after == before
    with Tracker(data, create=False, read_only=True) as tracker:
        assert len(tracker.measures.all()) > 5


@posix
@pytest.mark.parametrize("name", QUICK)
def test_a_link_stays_one_and_what_is_replaced_keeps_its_mode(
    write: Callable[[str, Path], Answer], shelf: Path, tmp_path: Path, name: str
) -> None:
    data = data_of(name, tmp_path)
    shutil.copy2(shelf / "impact.db", data)
    (tmp_path / "shared").mkdir()
    real, way = tmp_path / "shared" / f"Q4.2026{data.suffix}", tmp_path / f"way{data.suffix}"
    real.write_bytes(b"old")
    real.chmod(0o640)
    way.symlink_to(Path("shared") / real.name)
    answer = write(name, way)
    assert answer.status == 0, answer.err
    assert way.is_symlink()
    assert real.read_bytes() not in {b"", b"old"}
    assert state(tmp_path / "shared").keys() == {real.name}
    alone = "--private" in WRITERS[name] or name.startswith(("decision", "review"))
    assert stat.S_IMODE(real.stat().st_mode) == (0o600 if alone else 0o640)


@pytest.mark.parametrize("name", WRITERS)
def test_a_name_with_dots_is_told_which_endings_there_are(
    write: Callable[[str, Path], Answer], shelf: Path, tmp_path: Path, name: str
) -> None:
    shutil.copy2(shelf / "impact.db", data_of(name, tmp_path))
    answer = write(name, tmp_path / "Q4.2026 report")
    assert answer.status == 2
    assert f".{name.split()[1]}" in answer.refusal
    assert not (tmp_path / "Q4.2026 report").exists()


# What is the program's own, and at a place that nobody chooses.
OWN = {
    "app/settings.py", "app/drafts.py", "app/login_start.py",
    "gui/share/sending.py", "gui/dialogs/hand_over.py",
}  # fmt: skip
WRITES = {"write_bytes", "write_text", "rename", "copyfile", "copy2", "QSaveFile", "fdopen"}


def test_nothing_but_the_one_place_writes_a_file_for_a_person() -> None:
    """A writer that opens its target itself would be a writer that no check of these sees."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _writes(node):
                found.add(path.relative_to(SOURCE).as_posix())
    assert {one for one in found if not one.startswith("store/")} == OWN
    assert "store/outgoing.py" in found


def _writes(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    modes = [one.value for one in (*call.args, *(key.value for key in call.keywords))
             if isinstance(one, ast.Constant) and isinstance(one.value, str)]  # fmt: skip
    opens = name == "open" and any(mode[:1] in "wxa" and len(mode) < 4 for mode in modes)
    return opens or name in WRITES


def test_what_is_dragged_or_looked_at_is_written_into_the_programs_own_folder() -> None:
    for name in ("gui/share/sending.py", "gui/dialogs/hand_over.py"):
        text = (SOURCE / name).read_text(encoding="utf-8")
        assert text.count("write_bytes(") == text.count("DragFolder.folder() /") > 0
