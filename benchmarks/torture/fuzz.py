"""Whatever hypothesis comes up with, given to everything that reads: examples tried, crashes 0.

A crash is anything but a value or a refusal in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from benchmarks.torture.forked import TODAY, demo, fresh, run
from benchmarks.torture.tally import Tally
from tracker.app.tracker import Tracker
from tracker.app.transfer import plan_import, read_rows
from tracker.domain.errors import TrackerError
from tracker.domain.number import read_figure, read_number
from tracker.domain.period import read_date, read_period
from tracker.domain.typed_number import meanings
from tracker.report.scorecard.reply import decode

Example = TypeVar("Example")
SIGNS = st.text(alphabet=st.characters(), max_size=80)
NUMBERLIKE = st.text(alphabet="0123456789.,-+−eE'  %½٣:hmind_x", max_size=24)
PERIODLIKE = st.text(alphabet="0123456789-WQwq ./T", max_size=14)
CODELIKE = st.text(alphabet="IT1.0123456789abcdefghjkmnpqrstvwxyz \n>", max_size=120)
CELLS = st.one_of(SIGNS, NUMBERLIKE, PERIODLIKE, st.sampled_from(["rating", "weekly", "number"]))
NAMES = ("customer", "measure", "scale", "cadence", "period", "value", "note", "promise", "skipped")
VERBS = st.sampled_from(
    ["status", "log", "signals", "search", "note", "notes", "needs", "need", "moment", "moments",
     "stop", "stops", "rate", "ratings", "decisions", "decision", "reply", "import", "detect",
     "chart", "scorecard", "check"]
)  # fmt: skip
OPTIONS = st.sampled_from(
    ["--period", "--json", "--customer", "--from", "--to", "--date", "--note", "--limit", "--skip"]
)


def torment(work: Path, start: int, *, short: bool) -> Iterator[Tally]:
    """Read what hypothesis writes."""
    folder = fresh(work / "fuzz")
    base = demo(work, weeks=8)
    few = 30 if short else 1500
    yield fuzzed("fuzz: numbers", NUMBERLIKE | SIGNS, _number, few, start)
    yield fuzzed("fuzz: periods", PERIODLIKE | SIGNS, _period, few, start)
    yield fuzzed("fuzz: reply codes", CODELIKE | SIGNS, decode, few, start)
    table = st.lists(st.lists(CELLS, min_size=6, max_size=9), max_size=6)
    yield fuzzed("fuzz: tables", table, _Table(base), few // 4, start)
    yield fuzzed("fuzz: tables as bytes", st.binary(max_size=600), _bytes, few // 2, start)
    spoiled = st.lists(
        st.tuples(st.integers(0, len(base) - 1), st.binary(min_size=1, max_size=40)), max_size=4
    )
    yield fuzzed("fuzz: data files", spoiled, _DataFile(folder, base), few // 10, start)
    words = st.tuples(VERBS, st.lists(OPTIONS | CELLS, max_size=4))
    yield fuzzed("fuzz: command lines", words, _CommandLine(folder, base), few // 5, start)


def fuzzed(
    name: str,
    given_: st.SearchStrategy[Example],
    read: Callable[[Example], object],
    most: int,
    start: int,
) -> Tally:
    """Hand so many examples to a reader; one that ends in neither value nor sentence is lost."""
    tally = Tally(name)

    @seed(start)
    @settings(
        max_examples=max(most, 5),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(given_)
    def one(example: Example) -> None:
        try:
            read(example)
        except TrackerError as refused:
            sentence = refused.sentence
            ok = "\n" not in sentence and len(sentence) < 700
            tally.held(repr(example)[:200], ok=ok, why=sentence[:300])
        except Exception as error:
            tally.held(repr(example)[:200], ok=False, why=repr(error))
        else:
            tally.held("", ok=True)

    one()
    return tally


def _number(text: str) -> None:
    _each((read_number, read_figure, meanings), text)


def _period(text: str) -> None:
    _each((read_period, read_date), text)


def _each(readers: Iterable[Callable[[str], object]], text: str) -> None:
    """Let every reader read a text; one may refuse what another takes."""
    refusals: list[TrackerError] = []
    for read in readers:
        try:
            read(text)
        except TrackerError as refused:
            refusals.append(refused)
    if refusals:
        raise refusals[0]


def _bytes(content: bytes) -> None:
    with Tracker() as tracker:
        tracker.today = _today
        plan_import(tracker, read_rows(content))


def _today() -> date:
    return TODAY


class _Table:
    def __init__(self, base: bytes) -> None:
        self._base = base

    def __call__(self, rows: list[list[str]]) -> None:
        lines = [
            ",".join(NAMES),
            *(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows),
        ]
        with Tracker(read_only=True, copy=self._base) as tracker:
            tracker.today = _today
            plan_import(tracker, read_rows("\n".join(lines).encode("utf-8", "replace")))


class _DataFile:
    def __init__(self, folder: Path, base: bytes) -> None:
        self._path = folder / "data.db"
        self._base = base

    def __call__(self, spots: list[tuple[int, bytes]]) -> None:
        content = bytearray(self._base)
        for at, harm in spots:
            content[at : at + len(harm)] = harm
        whole = bytes(content[: len(self._base)])
        self._path.write_bytes(whole)
        for words in (["status"], ["signals"], ["search", "a"], ["note", "x"]):
            _carried_out(run(["--data", self._path, *words]).err)


class _CommandLine:
    def __init__(self, folder: Path, base: bytes) -> None:
        self._path = folder / "line.db"
        self._path.write_bytes(base)
        self._folder = folder

    def __call__(self, words: tuple[str, list[str]]) -> None:
        verb, rest = words
        fit = [word.encode("utf-8", "replace").decode() for word in rest if "\0" not in word]
        ran = run(["--data", self._path, verb, *fit], folder=self._folder, timeout=60)
        _carried_out(ran.err)


def _carried_out(told: str) -> None:
    if "Traceback" in told:
        raise RuntimeError(told[-600:])
