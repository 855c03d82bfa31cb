"""The judge, who keeps every measure's judgement: a change only doubts it, who asks has it judged.

So an entry waits for no judgement, and one more entry costs the same after twenty years as after
one: the kept state of a series stops one value short of its end, so a new value, and a correction
of the newest, are one step each. Only what happens further back, an alarm, or an old change that
must be told from a slide, reads the history.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import date, timedelta

from tracker.detection import Effect, Follower, Judgement
from tracker.domain.correction import Fix, PlannedChange, Signal
from tracker.domain.finding import Finding, continue_finding, finding_of
from tracker.domain.levels.history import MeasureHistory, accepted_in, settings_of, settled
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.store.database import File
from tracker.store.history import Touched
from tracker.store.rows import Measures, Rows
from tracker.store.verdicts import StoredFinding, Verdicts

_LATER = """WITH given (measure, day) AS (VALUES (?, ?))
SELECT 1 FROM given JOIN evaluation ON measure_id = measure AND start > day AND value IS NOT NULL
UNION ALL SELECT 1 FROM given JOIN planned_change ON measure_id = measure AND starts_on > day
UNION ALL SELECT 1 FROM given JOIN accepted_change ON measure_id = measure AND start > day
LIMIT 1"""
_USUAL = "SELECT max(start) FROM accepted_change WHERE measure_id = ?"
_ONE_OFFS = "SELECT start FROM explanation WHERE measure_id = ? AND kind = 'one_off'"
RULE = 2
"""The generation of the rules that find signals: version 2 of the detection is the second."""

JUDGED = frozenset(
    {"evaluation", "version", "measure", "planned_change", "accepted_change", "explanation"}
)


class Judge:
    """Keeps the verdict of every measure, and the signals that were revealed."""

    def __init__(
        self,
        file: File,
        measures: Measures,
        planned: Rows[PlannedChange],
        signals: Rows[Signal],
    ) -> None:
        self._file = file
        self._measures = measures
        self._planned = planned
        self._signals = signals
        self._verdicts = Verdicts(file)
        self._newest: dict[int, Finding] = {}
        # Signals that vanished, by their measure's uid: one that comes again is the same one.
        self._gone: dict[tuple[str, date], Signal] = {}
        # What became of a fix, with all that it rests on: a long history takes 20 ms to judge.
        self.effects: dict[int, tuple[MeasureHistory, Fix, Effect]] = {}

    def invalidate(self, touched: Sequence[Touched]) -> None:
        """Doubt what was judged of the measures that a change touches, in its transaction."""
        if any(table in {"measure", "version"} for table, _, _ in touched):
            self._measures.forget()
        earliest: dict[int, str] = {}
        for table, measure_id, start in touched:
            if table in JUDGED and measure_id is not None:
                known = earliest.get(measure_id, "9999")
                earliest[measure_id] = min(known, start)
        for measure_id, start in earliest.items():
            self._verdicts.invalidate(measure_id, start)
            self._newest.pop(measure_id, None)

    def findings(self, as_of: date | None = None) -> dict[int, Finding]:
        """Return the finding of every measure; what is missing is judged, and kept if it can be.

        With `as_of` everything is judged as it stood at the end of that day; that is not kept.
        """
        ids = [row[0] for row in self._file.query("SELECT id FROM measure")]
        if as_of:
            return {key: self._past(self._measures.get(key), as_of) for key in ids}
        kept = self._verdicts.all()
        missing = [measure_id for measure_id in ids if measure_id not in kept]
        with self.in_one_go() if missing else nullcontext():
            kept.update((measure_id, self.finding(measure_id)) for measure_id in missing)
        return {measure_id: kept[measure_id] for measure_id in ids}

    @contextmanager
    def in_one_go(self) -> Iterator[None]:
        """Keep all that is judged in the body with one wait for the disk instead of one each."""
        if self._file.read_only:
            yield
            return
        try:
            with self._file.atomic():
                yield
        except BaseException:
            self.reload()
            raise

    def finding(self, measure_id: int) -> Finding:
        """Return the finding of one measure."""
        if measure_id in self._newest:
            return self._newest[measure_id]
        if found := self._verdicts.get(measure_id):
            return found
        measure = self._measures.get(measure_id)
        if self._file.read_only:
            return self._noticed(self._whole(measure))
        with self._file.atomic():
            return self._refresh(measure)

    def latest(self, measure_id: int) -> Finding | None:
        """Return what was found of a measure last, doubted or not; None where nothing is kept."""
        return self._newest.get(measure_id) or self._verdicts.latest(measure_id)

    def waiting(self) -> list[int]:
        """List the measures whose judgement is not kept, or was made by an earlier rule."""
        kept = self._verdicts.all()
        ids = (row[0] for row in self._file.query("SELECT id FROM measure ORDER BY id"))
        return [measure_id for measure_id in ids if measure_id not in kept]

    def as_of(self, measure: Measure, day: date) -> Finding:
        """Judge a measure, with the versions it is given with, as it stood at the end of a day.

        Where nothing came later that is what is kept.
        """
        versions = self._measures.get(measure.id).versions
        later = self._file.query(_LATER, measure.id, day.isoformat())
        if len(versions) == len(measure.versions) and not later:
            return self.finding(measure.id)
        return self._past(measure, day)

    def history(self, measure: Measure) -> MeasureHistory:
        """Read everything that the judgement of a measure rests on."""
        rows = self._file.query(
            "SELECT start, value FROM evaluation WHERE measure_id = ? AND value IS NOT NULL"
            " ORDER BY start",
            measure.id,
        )
        values = tuple((date.fromisoformat(start), value) for start, value in rows)
        return self._with_statements(MeasureHistory(measure, values))

    def history_until(self, measure: Measure, until: date) -> MeasureHistory:
        """Read a history as it was at the end of a day."""
        whole = self.history(measure)
        said = whole.usual_until
        return replace(
            whole,
            values=tuple(pair for pair in whole.values if pair[0] <= until),
            changes=tuple(day for day in whole.changes if day <= until),
            usual_until=said if said is None or said <= until else self._usual_by(measure, until),
        )

    def reload(self) -> None:
        """Read from the file again: what was judged last was taken back with its transaction."""
        self._newest.clear()

    def forget(self) -> None:
        """Drop every verdict that is kept; they are judged again when wanted."""
        self.reload()
        with self._file.atomic():
            self._verdicts.forget()

    def _with_statements(self, history: MeasureHistory) -> MeasureHistory:
        """Add what the person said of a history: what was planned, is usual, or one alone."""
        key = history.measure.id
        planned = self._planned.where("measure_id = ?", key, order="starts_on")
        ((usual,),) = self._file.query(_USUAL, key)
        return replace(
            history,
            changes=tuple(one.starts_on for one in planned),
            usual_until=date.fromisoformat(usual) if usual else None,
            one_offs=frozenset(
                date.fromisoformat(day) for (day,) in self._file.query(_ONE_OFFS, key)
            ),
        )

    def _refresh(self, measure: Measure) -> Finding:
        if kept := self._verdicts.stored(measure.id):
            finding = self._step(measure, kept)
            if finding is not None:
                return self._keep(self._noticed(finding))
        finding = self._noticed(self._whole(measure, keep=True))
        self._keep_signals(measure, finding)
        return self._keep(finding)

    def _keep(self, finding: Finding) -> Finding:
        self._verdicts.put(finding)
        self._newest[finding.measure_id] = finding
        return finding

    def _step(self, measure: Measure, kept: StoredFinding) -> Finding | None:
        """Go on from the kept state; None where the history is needed."""
        first, until = kept.finding.first, kept.until
        if first is None:
            return None
        rows = self._file.query(
            "SELECT start, value FROM evaluation WHERE measure_id = ? AND start > ?"
            " AND value IS NOT NULL ORDER BY start",
            measure.id,
            until.isoformat(),
        )
        if not rows:
            return None
        history = self._with_statements(MeasureHistory(measure, ((first, 0.0),)))
        accepted = kept.finding.accepted
        base = None if accepted is None else history.position(accepted)
        try:
            follower = Follower.from_state(settings_of(history, base), kept.state)
        except ValueError:
            return None
        values = [(date.fromisoformat(start), value) for start, value in rows]
        at = Period(until, measure.cadence)
        judgement = None
        for start, value in values:
            if len(values) > 1 and start == values[-1][0]:
                self._verdicts.put_state(measure.id, at.start, follower.to_state())
            judgement, at = continue_finding(follower, at, Period(start, measure.cadence), value)
            if judgement is None:
                return None
        found = accepted_in(history, judgement) if judgement else None
        if judgement is None or (found.start if found else None) != base:
            return None
        return finding_of(history, judgement, values[-1], kept.finding, self._since, found)

    def _past(self, measure: Measure, until: date) -> Finding:
        """Judge a history as it was at the end of a day; from the state kept there, if one is."""
        history = self.history_until(measure, until)
        values = history.values
        kept, judgement = self._verdicts.stored(measure.id), None
        if kept and values and kept.until == values[-1][0]:
            with suppress(ValueError):
                judgement = Follower.from_state(settings_of(history), kept.state).judgement()
        if judgement is None or accepted_in(history, judgement):
            judgement = Follower.of(settled(history)).judgement()
        return self._noticed(_found(history, judgement))

    def _usual_by(self, measure: Measure, until: date) -> date | None:
        """Return up to when the person had called the level their usual by a day."""
        ((day,),) = self._file.query(_USUAL + " AND start <= ?", measure.id, until.isoformat())
        return date.fromisoformat(day) if day else None

    def _whole(self, measure: Measure, *, keep: bool = False) -> Finding:
        """Judge a whole history; `keep` keeps the state one value before its end."""
        history = self.history(measure)
        series = settled(history)
        judgement = None
        if keep and len(history.values) < 2:
            self._verdicts.drop_state(measure.id)
        if keep and len(history.values) > 1:
            before = Period(history.values[-2][0], measure.cadence)
            length = before - Period(history.values[0][0], measure.cadence) + 1
            follower = Follower.of(series.until(length))
            self._verdicts.put_state(measure.id, before.start, follower.to_state())
            last = Period(history.values[-1][0], measure.cadence)
            judgement, _ = continue_finding(follower, before, last, history.values[-1][1])
        if judgement is None:
            judgement = Follower.of(series).judgement()
        return _found(history, judgement)

    def _since(self, measure: Measure, start: date) -> list[tuple[date, float]]:
        rows = self._file.query(
            "SELECT start, value FROM evaluation WHERE measure_id = ? AND start >= ?"
            " AND value IS NOT NULL ORDER BY start",
            measure.id,
            start.isoformat(),
        )
        return [(date.fromisoformat(day), value) for day, value in rows]

    def _noticed(self, finding: Finding) -> Finding:
        """Let a change that an earlier rule noticed keep the period in which it did so.

        What was seen, said and told of it is kept at that period.
        """
        rows = self._signals.where(
            "measure_id = ? AND rule < ?", finding.measure_id, RULE, order="revealed"
        )
        return with_earlier(finding, rows) if rows else finding

    def _keep_signals(self, measure: Measure, finding: Finding) -> None:
        """Let the signal rows follow the alarms: new ones come, vanished ones go.

        One that vanished and comes again is the row that it was. One that an earlier rule found
        stays: it was noticed then.
        """
        kept = {one.revealed: one for one in self._signals.where("measure_id = ?", measure.id)}
        new = []
        for revealed, since, up in finding.alarms:
            old = kept.pop(revealed, None)
            if old is None:
                new.append((revealed, since, up))
            elif (old.since, old.up) != (since, up):
                self._signals.change(old.id, since=since, up=up)
        for gone in kept.values():
            if gone.rule == RULE:
                self._gone[measure.uid, gone.revealed] = gone
                self._signals.remove(gone.id)
        for revealed, since, up in new:
            again = self._gone.pop((measure.uid, revealed), None)
            self._signals.add(
                measure_id=measure.id,
                revealed=revealed,
                since=since,
                up=up,
                rule=RULE,
                **self._as_before(again),
            )

    def _as_before(self, again: Signal | None) -> dict[str, object]:
        """Return what a signal that comes again was known by; its number, if no other has it."""
        if again is None:
            return {}
        known: dict[str, object] = {
            "uid": again.uid,
            "looked_on": again.looked_on,
            "found_at": again.found_at,
        }
        if self._signals.first(id=again.id) is None:
            known["id"] = again.id
        return known


def with_earlier(finding: Finding, rows: Sequence[Signal]) -> Finding:
    """Give a finding whose alarms are revealed when an earlier rule revealed them.

    An alarm and a signal are one change if they go one way and their spans from beginning to reveal
    meet; each signal belongs to one alarm, the oldest first.
    """
    free = [one for one in rows if finding.last is None or one.revealed <= finding.last]
    moved: dict[date, date] = {}
    alarms = []
    for revealed, since, up in finding.alarms:
        same = (one for one in free if one.revealed == revealed)
        near = (
            one for one in free if one.up is up and one.since <= revealed and since <= one.revealed
        )
        if (row := next(same, None) or next(near, None)) is not None:
            free.remove(row)
            moved[revealed] = row.revealed
        alarms.append((moved.get(revealed, revealed), since, up))
    shown = finding.revealed and moved.get(finding.revealed, finding.revealed)
    return replace(finding, alarms=tuple(alarms), revealed=shown)


def earlier_signals(finding: Finding, rows: Sequence[Signal]) -> list[Signal]:
    """List the signals of a measure that only an earlier rule noticed, oldest first.

    One that belongs to a slide which is told once is no news of its own, but no error either.
    """
    told = {revealed for revealed, _, _ in finding.alarms}
    slid = [*finding.alarms, *finding.continued]
    return [
        one
        for one in rows
        if one.rule < RULE
        and one.revealed not in told
        and not any(
            one.up is up and one.since <= revealed and since <= one.revealed
            for revealed, since, up in slid
        )
    ]


def judged_history(history: MeasureHistory) -> Finding:
    """Judge a history that is kept nowhere."""
    return _found(history, Follower.of(settled(history)).judgement())


def _found(history: MeasureHistory, judgement: Judgement) -> Finding:
    """Say what a judgement of a whole history found."""

    def since(_measure: Measure, start: date) -> list[tuple[date, float]]:
        return [pair for pair in history.values if pair[0] >= start]

    last = history.values[-1] if history.values else None
    accepted = accepted_in(history, judgement)
    return finding_of(history, judgement, last, None, since, accepted)


def due_until(measure: Measure, today: date) -> Period:
    """Return the newest period of a measure that has fallen due by the week that holds a day."""
    sunday = Period.of(today).end
    running = Period.of(today, measure.cadence, measure.phase)
    return running if running.end <= sunday else running + -1


def stale_after(measure: Measure, last: date, today: date) -> bool:
    """Say whether the last three due periods hold no value."""
    newest = due_until(measure, today)
    return newest - Period(last, measure.cadence) >= 3 and today - last > timedelta(weeks=3)
