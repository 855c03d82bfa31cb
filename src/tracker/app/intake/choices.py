"""What a person says of a file that the file itself does not, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from tracker.app.intake.columns import Role
from tracker.app.intake.figures import DecimalSign
from tracker.app.intake.periods import DayOrder, WeekDay
from tracker.app.text_input import folded
from tracker.detection.scale import Scale
from tracker.domain.period import Cadence

Choice = TypeVar("Choice")


class Combine(StrEnum):
    """How the days of a week or month become one value."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    SHARE = "share"


COMBINED = {
    Combine.SUM: "the sum of the days",
    Combine.MEAN: "the mean of the days",
    Combine.LAST: "the last day",
    Combine.SHARE: "the share of days with a yes",
}


class TableShape(StrEnum):
    """How a table is laid out."""

    ONE_VALUE_A_ROW = "one value a row"
    TIMES_DOWN = "times down, measures across"
    TIMES_ACROSS = "times across, measures down"
    SHEET_A_MEASURE = "one sheet a measure"


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What a person chose for a file; None and empty where the file decides.

    `columns` names roles by head or by the letter of the column. `scales`, `better`, `promises`,
    `areas`, `customers` and `names` are by `measure_key`; `as_written` names those whose fractions
    are per cent already, and no shares. `names` says which measure of the diary one of the file is:
    customer and name. `cells` says by line and column what a cell should have said.
    """

    sheet: str = ""
    header: int | None = None
    encoding: str = ""
    customer: str = ""
    area: str = ""
    cadence: Cadence | None = None
    dates: DayOrder | None = None
    decimal: DecimalSign | None = None
    week_day: WeekDay | None = None
    combine: Combine | None = None
    year: int | None = None
    scales: Mapping[str, Scale] = field(default_factory=dict)
    as_written: frozenset[str] = frozenset()
    better: Mapping[str, str] = field(default_factory=dict)
    promises: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    customers: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    columns: Mapping[str, Role] = field(default_factory=dict)


def go_on() -> None:
    """Hear that a part of the work is done, and let it go on."""


def measure_key(customer: str, measure: str) -> str:
    """Return the name by which choices about a measure are kept.

    `customer` is whose the file says it is, empty where it does not say.
    """
    return f"{folded(customer)} · {folded(measure)}" if customer else folded(measure)


def chosen_for(choices: Mapping[str, Choice], customer: str, measure: str) -> Choice | None:
    """Return what was chosen for this measure, or for every measure of its name."""
    found = choices.get(measure_key(customer, measure))
    return choices.get(folded(measure)) if found is None else found


class KnownMeasure(NamedTuple):
    """A measure that the diary has already: it decides what its values are."""

    customer: str
    name: str
    scale: Scale
    cadence: Cadence
    unit: str = ""


class KnownMeasures:
    """The measures of the diary by name, so that a file need not say whose they are."""

    def __init__(self, measures: tuple[KnownMeasure, ...] = (), today: date | None = None) -> None:
        self.today = today
        self._by_name: dict[str, list[KnownMeasure]] = {}
        for one in measures:
            self._by_name.setdefault(folded(one.name), []).append(one)

    def find(self, customer: str, name: str) -> KnownMeasure | None:
        """Return the measure of a customer, or of the only one who has it; None if nobody has."""
        found = self._by_name.get(folded(name), [])
        if customer:
            wanted = folded(customer)
            return next((one for one in found if folded(one.customer) == wanted), None)
        return found[0] if len(found) == 1 else None


class ImportQuestion(NamedTuple):
    """What has to be said before a file can go in.

    `about` is the measure or column, `option` what settles it on the command line, `choices` the
    answers by what they mean.
    """

    what: str
    about: str
    sentence: str
    option: str
    choices: tuple[tuple[str, str], ...] = ()
