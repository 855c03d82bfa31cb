"""What a person chooses for a file: each answer, guesses said once, kept for files of its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from tracker.app.incoming import content_of
from tracker.app.intake.choices import Combine, ReadingChoices, measure_key
from tracker.app.intake.figures import DecimalSign
from tracker.app.intake.parts import read_book
from tracker.app.intake.periods import DayOrder, WeekDay
from tracker.app.intake.reading import Reading
from tracker.app.intake.sheet import Book
from tracker.app.settings import Settings
from tracker.app.text_input import folded
from tracker.app.tracker import Snapshot, Tracker
from tracker.app.transfer.preview import (
    ImportPreview,
    MeasureOutcome,
    choices_as_text,
    choices_from_text,
    preview,
    shape_key,
)
from tracker.detection.scale import Scale
from tracker.domain.measure import Better
from tracker.gui.bring_in.measure_card import NewTerms
from tracker.gui.jobs import Progress

REMEMBERED = 30  # shapes whose choices are kept


def answered(choices: ReadingChoices, what: str, about: str, answer: str) -> ReadingChoices:
    """Return the choices with the answer to a question."""
    match what:
        case "dates":
            return replace(choices, dates=DayOrder(answer))
        case "decimal":
            return replace(choices, decimal=DecimalSign(answer))
        case "week_day":
            return replace(choices, week_day=WeekDay(answer))
        case "combine":
            return replace(choices, combine=Combine(answer))
        case "year":
            return replace(choices, year=int(answer))
        case "customer":
            return replace(choices, customer=answer)
    return replace(choices, scales={**choices.scales, measure_key("", about): Scale(answer)})


def with_terms(choices: ReadingChoices, key: str, said: NewTerms) -> ReadingChoices:
    """Return the choices with what was said of a new measure; a draft promises nothing."""
    way = Better.BAND if ".." in said.promise else said.better
    areas = dict(choices.areas)
    if said.area is not None:
        areas[key] = said.area.value
    return replace(
        choices,
        better={**choices.better, key: way.value},
        promises={**choices.promises, key: "" if said.draft else said.promise},
        areas=areas,
    )


def as_known(choices: ReadingChoices, key: str, known: tuple[str, str] | None) -> ReadingChoices:
    """Return the choices with a measure of the file being one of the diary, or a new one."""
    names = dict(choices.names)
    names.pop(key, None)
    if known is not None:
        names[key] = known
    return replace(choices, names=names)


class NewGuesses:
    """Guesses for new measures, taken as said once; whoever sees them may change them."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}

    def taken(
        self, choices: ReadingChoices, outcomes: Iterable[MeasureOutcome]
    ) -> ReadingChoices | None:
        """Return the choices with guesses for what is not said yet; None where nothing is new."""
        better, promises = dict(choices.better), dict(choices.promises)
        areas = dict(choices.areas)
        fresh = [one for one in outcomes if one.is_new and self._is_fresh(one, choices)]
        for one in fresh:
            guess = one.guess if one.key in promises else one.promise or one.guess
            promises[one.key] = self._made[one.key] = guess
            better.setdefault(one.key, one.better.value)
            if one.area is None and not choices.area:
                areas.setdefault(one.key, one.area_guess.value)
        if not fresh:
            return None
        return replace(choices, better=better, promises=promises, areas=areas)

    def _is_fresh(self, one: MeasureOutcome, choices: ReadingChoices) -> bool:
        made, said = self._made.get(one.key), choices.promises.get(one.key)
        if said is None:
            return True
        return made is not None and said == made and one.guess != made


def recalled(settings: Settings, reading: Reading) -> ReadingChoices | None:
    """Return what was chosen for a file of this shape last time."""
    text = settings.now.import_choices.get(shape_key(reading), "")
    return choices_from_text(text) if text else None


def remember(settings: Settings, reading: Reading, choices: ReadingChoices) -> None:
    """Keep what was chosen for the next file of this shape."""
    kept = dict(settings.now.import_choices)
    kept.pop(shape_key(reading), None)
    kept[shape_key(reading)] = choices_as_text(choices)
    settings.change(import_choices=dict(list(kept.items())[-REMEMBERED:]))


def changed_most(tracker: Tracker, outcomes: Sequence[MeasureOutcome]) -> int | None:
    """Return the measure with most new values, to be looked at first."""
    best = max(outcomes, key=_news, default=None)
    if best is None:
        return None
    names = {one.id: one.name for one in tracker.customers.all()}
    for measure in tracker.measures.all():
        same = folded(measure.name) == best.place[0]
        if same and best.customer in {"", names[measure.customer_id]}:
            return measure.id
    return None


def _news(outcome: MeasureOutcome) -> int:
    return outcome.new + outcome.changed


def worked_out(
    path: Path,
    book: Book | None,
    choices: ReadingChoices,
    content: Snapshot,
    today: Callable[[], date],
    tell: Progress,
) -> tuple[Book, ImportPreview]:
    """Read the file, if it is not read yet, and work out what it would do."""
    if book is None:
        book = read_book(content_of(path), choices.encoding, partial(_heard, tell))
    return book, preview(content, book, choices, path.stem, today, partial(tell, 0, 0))


def _heard(tell: Progress, lines: int) -> None:
    tell(lines, 0)
