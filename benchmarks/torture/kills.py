"""kill -9 at every call that writes, and at any time: of a step, a first start, an upgrade.

What was said to be kept is there; otherwise the file is as before. Nothing is ever half.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture import forked, shim
from benchmarks.torture.forked import Word, content, demo, fresh, run, soundness
from benchmarks.torture.shim import KILLS
from benchmarks.torture.tally import Tally

NEXT: list[Word] = ["log", "Clauses checked twice", "1", "--period", "2026-10"]
HEADER = "customer,measure,scale,cadence,period,value\n"
SCHEMAS = Path(__file__).parents[2] / "tests" / "fixtures" / "schema"
OLD_CUSTOMER = "SELECT count(*) FROM customer"


def table(customers: int, measures: int, weeks: int = 52) -> str:
    """Return a table of weekly numbers to import."""
    lines = (
        f"Cust {number % customers},Meas {number},number,weekly,2025-W{week:02d},{number + week}\n"
        for number in range(measures)
        for week in range(1, weeks + 1)
    )
    return HEADER + "".join(lines)


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Kill the command line."""
    if not shim.loaded():
        return
    luck = random.Random(seed)
    yield _steps(fresh(work / "kills"), demo(work), luck, short=short)
    yield _first_starts(fresh(work / "starts"), luck, short=short)


def _cases(folder: Path, *, short: bool) -> dict[str, tuple[list[Word], bool]]:
    """Return command lines, and whether what they print is a promise about the file."""
    (folder / "in.csv").write_text(table(8, 4 if short else 20))
    out = folder / "out"
    cases: dict[str, tuple[list[Word], bool]] = {
        "log": (["log", "quotes used as sent", "63", "--note", "why it was so"], True),
        "import": (["import", folder / "in.csv"], True),
        "note": (["note", "They close two days earlier", "--customer", "legal"], True),
        "skip": (["log", "No surprises", "--skip", "away"], True),
        "need": (["need", "Legal", "One list a month"], True),
        "stop": (["stop", "ledger team", "--from", "2026-11-18"], True),
        "rate": (["rate", "legal", "4"], True),
        "scorecard": (["scorecard", "finance leads", out / "f.html"], True),
        "publish": (["publish", out], True),
        "moment": (["moment", "legal", "Budget round", "2026-12-01"], True),
        "agreement": (["agreement", "finance leads", out / "a.html"], True),
        "backup": (["backup"], True),
        "restore": (["restore", _older(folder)], True),
    }
    kept = ("log", "import", "restore")
    return {name: cases[name] for name in kept} if short else cases


def _older(folder: Path) -> Path:
    """Make a file of fewer weeks, to be brought back."""
    path = folder / "older.db"
    path.write_bytes(demo(folder, weeks=20))
    return path


def _steps(folder: Path, base: bytes, luck: random.Random, *, short: bool) -> Tally:
    tally = Tally("killed in the midst of a step")
    for name, (words, _) in _cases(folder, short=short).items():
        one = _Step(folder, base, words)
        points = _sample(luck, one.calls, 4 if short else 16)
        for fault in KILLS:
            for at in points:
                one.kill(tally, f"{name}, {fault.name} {at}", at, fault)
        for _ in range(2 if short else 10):
            one.kill_after(tally, f"{name}, any time", luck.uniform(0, one.seconds * 1.1))
    return tally


class _Step:
    """One command line on one file: what it leaves where it ends well, and where it never ran."""

    def __init__(self, folder: Path, base: bytes, words: list[Word]) -> None:
        self.folder, self._base, self._words = folder, base, words
        self._out = folder / "out"
        self.before = self._content_after([])
        done = self._put(words)
        if done.status:
            raise RuntimeError(done.err)
        self.seconds = done.seconds
        run(["--data", self.path, *NEXT])
        self.after = content(self.path)
        log = folder / "calls.txt"
        log.unlink(missing_ok=True)
        self._fresh()
        arm = shim.armed(self.folder, 0, shim.Fault.COUNT, log)
        run(["--data", self.path, *words], before=arm)
        self.calls = len(shim.calls(log))

    @property
    def path(self) -> Path:
        return self.folder / "work" / "a.db"

    def kill(self, tally: Tally, what: str, at: int, fault: shim.Fault) -> None:
        self._fresh()
        arm = shim.armed(self.folder, at, fault)
        self._judge(tally, what, run(["--data", self.path, *self._words], before=arm))

    def kill_after(self, tally: Tally, what: str, seconds: float) -> None:
        self._fresh()
        self._judge(tally, what, run(["--data", self.path, *self._words], kill_after=seconds))

    def _judge(self, tally: Tally, what: str, ran: forked.Ran) -> None:
        looked, went_on = run(["--data", self.path, "status"]), run(["--data", self.path, *NEXT])
        sound, now = soundness(self.path), content(self.path)
        whole = now == self.after if ran.out.strip() else now in (self.before, self.after)
        hidden = [one.name for one in self._out.iterdir() if one.name.startswith(".")]
        if self._parts():  # who makes a backup takes what a kill left away
            run(["--data", self.path, "backup"])
            hidden += self._parts()
        ok = whole and sound == "ok" and looked.status == went_on.status == 0 and not hidden
        why = (ran.status, ran.out[:60], sound, looked.last, went_on.last, hidden)
        tally.held(what, ok=ok, why=why if whole else ("neither before nor after", *why))

    def _parts(self) -> list[str]:
        """Name what of backups was left half."""
        folders = (one for one in self.path.parent.iterdir() if one.name.endswith("backups"))
        return [part.name for folder in folders for part in folder.glob("*.part*")]

    def _content_after(self, words: list[Word]) -> dict[str, list[str]]:
        self._put(words)
        run(["--data", self.path, *NEXT])
        return content(self.path)

    def _put(self, words: list[Word]) -> forked.Ran:
        self._fresh()
        return run(["--data", self.path, *words])

    def _fresh(self) -> None:
        fresh(self.path.parent)
        fresh(self._out)
        self.path.write_bytes(self._base)


def _first_starts(folder: Path, luck: random.Random, *, short: bool) -> Tally:
    tally = Tally("killed while a file is made or upgraded")
    (folder / "in.csv").write_text(table(4, 3))
    old = sorted(SCHEMAS.glob("*.db"))
    cases: dict[str, tuple[Path | None, list[Word]]] = {
        "demo": (None, ["demo", "--weeks", "8"]),
        "import into a new file": (None, ["import", folder / "in.csv"]),
        **{f"upgrade from {one.stem}": (one, ["note", "first words"]) for one in old},
    }
    for name, (source, words) in list(cases.items())[: 3 if short else None]:
        path = fresh(folder / "work") / "a.db"
        _put_old(path, source)
        log = folder / "calls.txt"
        log.unlink(missing_ok=True)
        run(["--data", path, *words], before=shim.armed(path.parent, 0, shim.Fault.COUNT, log))
        for fault in KILLS:
            for at in _sample(luck, len(shim.calls(log)), 3 if short else 8):
                fresh(path.parent)
                _put_old(path, source)
                ran = run(["--data", path, *words], before=shim.armed(path.parent, at, fault))
                _judge_start(tally, f"{name}, {fault.name} {at}", path, source, words, ran)
    return tally


def _judge_start(
    tally: Tally, what: str, path: Path, source: Path | None, words: list[Word], ran: forked.Ran
) -> None:
    looked, again = run(["--data", path, "status"]), run(["--data", path, *words])
    went_on = again.status == 0
    if "has data already" in again.last:  # only looked at: the next writer rolls back what is left
        again = run(["--data", path, "note", "and on"])
        went_on = again.status == 0
    sound = soundness(path)
    kept = source is None or forked.rows(path, OLD_CUSTOMER) == forked.rows(source, OLD_CUSTOMER)
    ok = looked.clean and went_on and sound == "ok" and kept
    tally.held(what, ok=ok, why=(ran.status, looked.last, again.last, sound, kept))


def _put_old(path: Path, source: Path | None) -> None:
    if source:
        shutil.copyfile(source, path)


def _sample(luck: random.Random, calls: int, most: int) -> list[int]:
    points = list(range(1, calls + 1))
    return points if len(points) <= most else sorted(luck.sample(points, most))
