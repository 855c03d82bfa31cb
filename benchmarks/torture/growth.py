"""A hundred weeks in one window: every page, a value, undo, redo. Nothing grows with the rounds.

python -m benchmarks.torture.growth FILE ROUNDS
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.torture.forked import TODAY, demo, fresh, soundness
from benchmarks.torture.tally import Tally

PAGES = ("week", "overview", "customers", "trends", "correct", "share", "review", "settings")
WARM = 10  # rounds until everything that is made once is there
LIMITS = {"handles": 4, "widgets": 60, "MiB": 60}


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Let one window live long."""
    folder = fresh(work / "growth")
    path = folder / "a.db"
    path.write_bytes(demo(work, seed=seed % 100))
    rounds = WARM + (5 if short else 150)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.torture.growth", str(path), str(rounds)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    tally = Tally("a window that lives long")
    lines = done.stdout.splitlines()
    tally.held("rounds", ok=done.returncode == 0 and len(lines) == 2, why=done.stderr[-600:])
    if len(lines) == 2:
        first, last = map(json.loads, lines)
        for name, most in LIMITS.items():
            grown = last[name] - first[name]
            tally.held(f"{name} after {rounds - WARM} rounds", ok=grown <= most, why=grown)
    tally.held("the file afterwards", ok=soundness(path) == "ok", why=soundness(path))
    yield tally


def main() -> int:
    """Go round; print what is held after the first rounds, and after the last."""
    from PySide6.QtWidgets import QApplication

    from tracker.app import commands
    from tracker.app.settings import Settings
    from tracker.domain.period import Cadence, Period
    from tracker.gui.shell.errors import ExceptionHandler
    from tracker.gui.shell.session import Session
    from tracker.gui.theme import Theme, make_application
    from tracker.paper.fonts import load_fonts

    path, rounds = Path(sys.argv[1]), int(sys.argv[2])
    app = make_application("impact-tracker")
    load_fonts()
    settings = Settings(None)
    session = Session(Theme(app, settings.now.theme), settings, ExceptionHandler())
    session.start(path)
    if session.bridge is None or session.window is None:
        return 1
    tracker, window = session.bridge.tracker, session.window
    weekly = next(
        one for one in tracker.measures.all() if one.cadence is Cadence.WEEKLY and not one.draft
    )
    for number in range(1, rounds + 1):
        for page in PAGES:
            window.show_page(page)
            QApplication.processEvents()
        week = Period.of(TODAY) + -(number % 40)
        commands.record(tracker, weekly.id, week.start, float(number % 5 + 1))
        for step in (window.undo, window.redo, window.undo):
            step()
            QApplication.processEvents()
        if number in {WARM, rounds}:
            gc.collect()
            print(json.dumps(_held(app.allWidgets())), flush=True)
    session.close()
    return 0


def _held(widgets: Sequence[object]) -> dict[str, int]:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    memory = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return {
        "handles": sum(1 for _ in Path("/proc/self/fd").iterdir()),
        "widgets": len(widgets),
        "MiB": int(memory.split()[1]) // 1024,
    }


if __name__ == "__main__":
    sys.exit(main())
