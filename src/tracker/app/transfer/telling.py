"""An import told in sentences: how a file was read, what it would do, what is wrong where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.app.intake.reading import Reading
from tracker.app.measures.ready_made import ANY_VALUE, promise_words
from tracker.app.transfer.cells import BadRow, NewMeasure, Plan
from tracker.domain.number import show_number
from tracker.domain.texts.cutting import first_of
from tracker.domain.wording import Subject, found
from tracker.report.wording import by_number, plural

SHOWN_AT_MOST = 20
FEW = 3  # bad rows of one cause that are listed one by one


def as_document(plan: Plan, reading: Reading) -> dict[str, object]:
    """Return the promised JSON shape, and what else was found out."""
    return {
        "new": plan.new,
        "changed": plan.changed,
        "same": plan.same,
        # What a question leaves open is not bad: nobody knows yet.
        "bad": [{"line": one.line, "reason": one.reason} for one in plan.bad if not reading.asked],
        "empty": plan.empty,
        "encoding": plan.encoding,
        "delimiter": plan.delimiter,
        "left_out": list(plan.left_out),
        "new_customers": list(plan.new_customers),
        "new_measures": [one.name for one in plan.new_measures],
        "drafts": [one.name for one in plan.new_measures if one.draft],
        "remarks": list(plan.remarks),
        "shape": reading.shape.value,
        "read_as": dict(reading.read_as),
        "lines_left_out": [{"line": one.line, "what": one.what} for one in reading.left_out],
        "asked": [
            {
                "what": one.what,
                "about": one.about,
                "question": one.sentence,
                "option": one.option,
                "choices": [choice for choice, _ in one.choices],
            }
            for one in reading.asked
        ],
    }


def as_text(plan: Plan, *, dry_run: bool) -> str:
    """Return the outcome in a few lines."""
    counted = [
        f"{show_number(plan.new)} new",
        f"{show_number(plan.changed)} changed",
        f"{show_number(plan.same)} same",
    ]
    counted += [f"{len(plan.bad)} bad"] if plan.bad else []
    counted += [f"{plan.empty} saying nothing"] if plan.empty else []
    told = [f"{', '.join(counted)}{' (nothing was written)' if dry_run else ''}"]
    made = [f"{one.name}{' (draft)' if one.draft else ''}" for one in plan.new_measures]
    told += _named("customer", list(plan.new_customers)) + _named("measure", made)
    if any(one.draft for one in plan.new_measures):
        told.append(
            "A draft is kept, but not asked for and not judged until it has an impact area and a "
            "promise (--area, --promise)."
        )
    return "\n".join(told)


def bad_rows(number: int) -> str:
    """Say that nothing was taken in, because of rows that cannot be read."""
    return by_number(
        number,
        "1 row is bad, so nothing was imported",
        f"{number} rows are bad, so nothing was imported",
    )


def _named(what: str, names: list[str]) -> list[str]:
    """Name what would be made, or count it where it is much."""
    if not names:
        return []
    return [
        f"New {plural(2, what)}: {', '.join(names) if len(names) <= SHOWN_AT_MOST else len(names)}"
    ]


def file_told(plan: Plan, reading: Reading) -> list[str]:
    """Return what a person should know of the file before it is taken in, a line each."""
    told = _how_read(plan, reading)
    told += [f"Left out: the column “{name}”." for name in plan.left_out]
    told += lines_left_out(reading)
    told += plan.remarks[:SHOWN_AT_MOST]
    if len(plan.remarks) > SHOWN_AT_MOST:
        told.append(f"… and {len(plan.remarks) - SHOWN_AT_MOST} more remarks; --json lists them.")
    if not reading.asked:
        told += [f"{one.name}: {said}" for one in plan.new_measures if (said := _advice(one))]
        told += bad_lines(plan.bad)
    return told


def _advice(one: NewMeasure) -> str:
    """Say of a new measure that its promise says nothing; empty where it says something."""
    _, terms = one.terms[-1]
    band = terms.low, terms.high
    words = promise_words(one.scale, terms.better, terms.promise, band=band)
    if words != ANY_VALUE or one.draft:
        return ""
    return next(rule.advice for rule in found(Subject.PROMISE, words))


def _how_read(plan: Plan, reading: Reading) -> list[str]:
    said = reading.read_as
    if plan.delimiter:
        told = [f"Read as {plan.encoding}, separated by {plan.delimiter}."]
    elif sheet := said.get("sheet"):
        names = ", ".join(map(str, sheet)) if isinstance(sheet, list) else str(sheet)
        told = [f"Read from {plan.encoding}: {names}."]
    else:
        told = [f"Read as {plan.encoding}."]
    if reading.shape != "one value a row":
        told.append(f"Laid out as {reading.shape}, the heads in row {said['header']}.")
    if preset := said.get("preset"):
        told.append(f"It has the columns of {preset}.")
    if order := said.get("dates"):
        words = {"d": "day", "m": "month", "y": "year"}
        told.append(f"Dates are written {', '.join(words[one] for one in str(order))}.")
    combined = said.get("combine")
    if isinstance(combined, Mapping):
        for way in dict.fromkeys(combined.values()):
            mine = [name for name, one in combined.items() if one == way]
            told.append(f"Several days are one value, by {way}: {first_of(mine, 5)}.")
    return told


def lines_left_out(reading: Reading) -> list[str]:
    """Say which lines of the file are not taken, by what they are."""
    lines: dict[str, list[int]] = {}
    for one in reading.left_out:
        lines.setdefault(one.what, []).append(one.line)
    told = []
    for what, numbers in lines.items():
        told.append(f"Left out: line {first_of(numbers, 5)} ({what}).")
    return told


def bad_lines(bad: Sequence[BadRow]) -> list[str]:
    """List the bad rows; those of one cause once, with their count and the cure."""
    causes: dict[str, list[BadRow]] = {}
    for row in bad:
        causes.setdefault(row.cause, []).append(row)
    told: list[tuple[int, str]] = []
    for alike in causes.values():
        if len(alike) <= FEW:
            told += [(row.line, f"Line {row.line}: {row.reason}") for row in alike]
            continue
        lines = first_of([row.line for row in alike], 5)
        told.append(
            (alike[0].line, f"{len(alike)} lines ({lines}), the first of them: {alike[0].reason}")
        )
    shown = [text for _, text in sorted(told)]
    if len(shown) > SHOWN_AT_MOST:
        more = len(shown) - SHOWN_AT_MOST + 1
        shown = [*shown[: SHOWN_AT_MOST - 1], f"… and {more} more causes; --json lists all rows."]
    return shown
