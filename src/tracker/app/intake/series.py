"""The entries of one measure, read: their periods, their values, days made into weeks or months."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import replace
from statistics import median

from tracker.app.intake.choices import (
    Combine,
    ImportQuestion,
)
from tracker.app.intake.entries import Entry
from tracker.app.intake.figures import (
    SHORT_CLOCK,
    CellValue,
    DecimalSign,
    Kind,
    read_figure_cell,
    says_nothing,
)
from tracker.app.intake.periods import week_of
from tracker.app.intake.rhythm import ReadingNotes, SeriesTask, Time, combine_rows, find_rhythm
from tracker.app.intake.table import PLANNED, CsvRow, SharedCells
from tracker.app.intake.values import (
    FAR_ENOUGH,
    ValueRules,
    beyond_percent,
    find_rules,
    guessed_better,
    may_be_share,
    misfit,
    scale_in,
    unit_told,
    with_minutes,
)
from tracker.app.measures.notation import write_number
from tracker.app.text_input import folded
from tracker.detection.scale import Scale
from tracker.domain.errors import quoted
from tracker.domain.measure import SCALES
from tracker.domain.number import show_number
from tracker.domain.period import Cadence, Period
from tracker.domain.typed_number import FAR


def read_series(task: SeriesTask, notes: ReadingNotes) -> list[CsvRow]:
    """Return the rows of a measure as the diary takes them."""
    unit = _unit_said(task)
    figures = with_minutes([_figure(task, entry) for entry in task.entries], unit)
    notes.step()
    rules = _rules(task, [one for one in figures if one], unit, notes)
    _tell_clock(task, figures, rules, notes)
    why = _misfits(task, figures, rules)
    values = [
        rules.value(one) if one and not said and _fits(one, rules) else None
        for one, said in zip(figures, why, strict=True)
    ]
    rules = _percent_beyond(task, rules, values, notes)
    notes.rules[folded(task.name)] = rules
    notes.step()
    cadence, way = find_rhythm(task, rules, [one for one in figures if one], notes)
    if way is Combine.SHARE:
        rules = ValueRules(Scale.PERCENT, "%")
    elif way is Combine.MEAN and rules.scale in {Scale.RATING, Scale.COUNT} and not task.known:
        rules = replace(rules, scale=Scale.NUMBER)  # a mean of whole numbers is none
    known: dict[tuple[int, str], SharedCells] = {}
    rows = [
        _row(task, rules, at, value, cadence, said, known)
        for at, (value, said) in enumerate(zip(values, why, strict=True))
    ]
    notes.step()
    if way is not None:
        rows = combine_rows(task, rows, values, cadence, way)
    _tell_far(task, rows, notes)
    if rows:
        _say_of_measure(task, rules, cadence, rows[0].cells)
    return rows


def _figure(task: SeriesTask, entry: Entry) -> CellValue | None:
    if says_nothing(entry.value):
        return None
    return read_figure_cell(entry.value, task.decimals.get(entry.series, DecimalSign.POINT))


def _scale_said(task: SeriesTask) -> Scale | None:
    """Return the scale that the rows name; a word that is none is told when the row is taken."""
    if "scale" not in task.says:
        return None
    return next(
        (one for entry in task.entries if (one := _scale_of(entry.said.get("scale", "")))), None
    )


def _scale_of(cell: str) -> Scale | None:
    word = " ".join(cell.split()).casefold()
    return next((one for one in Scale if word in {one.value, SCALES[one].name.casefold()}), None)


def _unit_said(task: SeriesTask) -> str:
    """Return the unit that rows, the diary or the name of a measure say; empty if none does."""
    rows = task.entries if "unit" in task.says else ()
    unit = next((one.said["unit"].strip() for one in rows if one.said.get("unit")), "")
    unit = "" if unit == "-" else unit
    if not unit:
        unit = task.known.unit if task.known else unit_told(task.name) if task.wide else ""
    return unit


def _misfits(task: SeriesTask, figures: Sequence[CellValue | None], rules: ValueRules) -> list[str]:
    """Say of each figure why it is none of this measure's; empty where it is one."""
    marked = [abs(one.number) for one in figures if one and one.kind is Kind.PERCENT]
    usual = median(marked) if marked and rules.factor == 1 else 0
    return [
        misfit(one, rules, entry.value, usual) if one else ""
        for one, entry in zip(figures, task.entries, strict=True)
    ]


def _tell_clock(
    task: SeriesTask,
    figures: Sequence[CellValue | None],
    rules: ValueRules,
    notes: ReadingNotes,
) -> None:
    """Say how a clock of two parts was read: nothing in `4:35` says whether of hours."""
    pairs = zip(figures, task.entries, strict=True)
    cell = next((entry.value for one, entry in pairs if one and one.unit == SHORT_CLOCK), "")
    if not cell or not rules.seconds or task.adds_up:
        return
    if rules.seconds in {1, 60}:
        notes.remarks.append(f"{task.name}: {quoted(cell)} is read as minutes and seconds.")
    else:
        told = "where it is minutes and seconds, let the head say (min)"
        notes.remarks.append(f"{task.name}: {quoted(cell)} is read as hours and minutes; {told}.")


def _rules(
    task: SeriesTask, figures: list[CellValue], unit: str, notes: ReadingNotes
) -> ValueRules:
    chosen, said = task.chosen(task.choices.scales), _scale_said(task)
    if task.known and task.known.unit == "%" and said is Scale.PERCENT:
        said = task.known.scale  # percentages beyond 100 were taken as numbers with that unit
    scale = chosen or said or (task.known.scale if task.known else scale_in(task.name))
    if task.adds_up and not unit and any(one.kind is Kind.TIME for one in figures):
        unit = "h"  # a report of hours is one of hours, also where a project took minutes
    rules = find_rules(figures, scale, unit, wide=task.wide)
    if said or task.own or not may_be_share(figures) or (unit and unit != "%"):
        return rules
    if chosen is Scale.PERCENT and folded(task.name) not in task.choices.as_written:
        return ValueRules(Scale.PERCENT, "%", factor=100)
    if chosen is None:
        notes.asked.append(_share_question(task.name, figures))
    return rules


def _share_question(name: str, figures: Sequence[CellValue]) -> ImportQuestion:
    shown = next(one.number for one in figures if one.number != int(one.number))
    percent = f"{show_number(shown * 100)} %"
    sentence = f"{name}: is {show_number(shown)} a share, so {percent}, or a plain number?"
    options = (("percent", f"a share: {percent}"), ("number", f"a number: {show_number(shown)}"))
    return ImportQuestion("scale", name, sentence, f'--scale "{name}=percent"', options)


def _fits(figure: CellValue, rules: ValueRules) -> bool:
    """Say whether a figure is of the kind that its measure is: a yes among numbers is none."""
    match figure.kind:
        case Kind.YESNO:
            return rules.scale is Scale.YESNO
        case Kind.TIME:
            return rules.seconds > 0
        case Kind.PERCENT:
            return rules.scale is Scale.PERCENT or rules.unit == "%"
        case Kind.OUT_OF:
            return rules.scale in {Scale.RATING, Scale.PERCENT}
        case Kind.MONEY:
            return figure.unit == rules.unit or rules.scale is not Scale.YESNO
    return True


def _percent_beyond(
    task: SeriesTask, rules: ValueRules, values: Sequence[float | None], notes: ReadingNotes
) -> ValueRules:
    """Take percentages beyond 0 to 100 as numbers with the unit %, and say so."""
    numbers = [one for one in values if one is not None]
    chosen = task.chosen(task.choices.scales)
    if rules.scale is not Scale.PERCENT or task.known or chosen or not beyond_percent(numbers):
        return rules
    worst = max(numbers, key=lambda one: abs(one - 50))
    notes.remarks.append(
        f"{task.name} has {show_number(worst)} %, which no percentage from 0 to 100 holds: "
        "it is taken as a number with the unit %."
    )
    return ValueRules(Scale.NUMBER, "%", factor=rules.factor)


def _label(task: SeriesTask, time: Time, raw: str, cadence: Cadence | None) -> str:
    """Write a time as the diary reads it; what is none stays as it was written."""
    if time is None:
        return raw
    if isinstance(time, Period):
        return str(time)
    if cadence in {Cadence.MONTHLY, Cadence.QUARTERLY}:
        return str(Period.of(time, cadence))
    if cadence is Cadence.WEEKLY and task.week_day is not None:
        return str(week_of(time, task.week_day))
    return time.isoformat()


def _row(
    task: SeriesTask,
    rules: ValueRules,
    at: int,
    value: float | None,
    cadence: Cadence | None,
    why: str,
    known: dict[tuple[int, str], SharedCells],
) -> CsvRow:
    entry = task.entries[at]
    cells = entry.said  # not needed any more: of 200,000 rows a second copy would be felt
    if "baseline" in cells and (baseline := cells.pop("baseline").strip()):
        cells[PLANNED] = baseline
    measure = entry.measure or task.name
    nobodys = bool(task.customer) and not cells.get("customer", "").strip()
    if nobodys or cells.get("measure") != measure:
        cells.share(measure, task.customer if nobodys else "", known)
    cells["period"] = _label(task, task.times[at], entry.time, cadence)
    if value is None and not says_nothing(entry.value):
        cells["value"] = entry.value
    if promise := cells.get("promise", "").strip():
        cells["promise"] = _promise(task, promise, rules, entry)
    if rules.scale is Scale.NUMBER and _scale_of(cells.get("scale", "")) is Scale.PERCENT:
        cells["scale"] = rules.scale.value
    where = task.name if task.wide else ""
    return CsvRow(entry.line, cells, value, entry.surplus, where, entry.column, why)


def _promise(task: SeriesTask, text: str, rules: ValueRules, entry: Entry) -> str:
    """Write the numbers of a promise as the values are read: `<= 1.234,5`, a share as per cent."""
    if text == "-":
        return text
    sign = text[: len(text) - len(text.lstrip("<>=≤≥ "))]
    ends = text[len(sign) :].split("..") if ".." in text else [text[len(sign) :]]
    decimal = task.decimals.get(entry.series, DecimalSign.POINT)
    written = []
    for end in ends:
        figure = read_figure_cell(end.strip(), decimal) if end.strip() else None
        if figure is None or figure.kind is not Kind.PLAIN:
            return text  # its unit is understood where the promise is taken
        written.append(write_number(rules.value(figure)))
    return f"{sign.strip()} {'..'.join(written)}".strip()


def _tell_far(task: SeriesTask, rows: Sequence[CsvRow], notes: ReadingNotes) -> None:
    """Say which values are many times the others: they are taken, but looked at first."""
    numbers = [(row.number, row) for row in rows if row.number is not None]
    usual = median(abs(number) for number, _ in numbers) if len(numbers) >= FAR_ENOUGH else 0
    for number, row in numbers if usual else ():
        if abs(number) >= FAR * usual:
            times = show_number(abs(number) / usual, 0)
            notes.remarks.append(
                f"Line {row.line}: {task.name} is {show_number(number)}, {times} times the middle "
                f"one of its values ({show_number(usual)}); it is taken as it stands."
            )


def _say_of_measure(
    task: SeriesTask, rules: ValueRules, cadence: Cadence | None, cells: MutableMapping[str, str]
) -> None:
    """Say in the first row what is known of a new measure, where the rows do not say it."""
    if task.known or task.own:
        return
    choices = task.choices
    told = {
        "scale": rules.scale.value if rules.scale else "",
        "unit": rules.unit,
        "cadence": cadence.value if cadence and cadence is not Cadence.WEEKLY else "",
        "area": task.chosen(choices.areas) or choices.area,
    }
    for column, word in told.items():
        if word and not cells.get(column, "").strip():
            cells[column] = word
    promise, better = task.chosen(choices.promises), task.chosen(choices.better)
    if promise is not None:
        cells["promise"] = promise  # as a person says it: of the measure's values, not the file's
    if better is not None:
        cells["better"] = better
    elif not cells.get("better", "").strip() and not _says_way(task, cells.get("promise", "")):
        cells["better"] = guessed_better(task.name, rules.scale).value


def _says_way(task: SeriesTask, promise: str) -> bool:
    """Say whether a promise tells which way is better, or nobody needs to know."""
    if not promise:
        return not task.wide
    return promise[:1] in {"<", ">", "≤", "≥", "=", "-"} or ".." in promise
