"""What the cells of one row say, by the rules of the domain, and the plan they end in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from tracker.app.evaluations.commands import LINK_LENGTH, REASON_LENGTH
from tracker.app.intake.table import NONE
from tracker.app.intake.text import unescape_formula
from tracker.app.measures.commands import UNIT_LENGTH
from tracker.app.measures.notation import NOTHING, NotedPromise, agreed, check_promise, read_better
from tracker.app.text_input import check_length, clean_name, clean_note, folded
from tracker.detection.scale import Scale
from tracker.domain.customer import KIND_NAMES, TIER_NAMES, CustomerKind, Tier
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.evaluation import CAUSE_NAMES, Cause
from tracker.domain.measure import AREA_NAMES, SCALES, Area, Better, Source
from tracker.domain.number import same_unit
from tracker.domain.period import MEASURE_CADENCES, Cadence

Word = TypeVar("Word", bound=StrEnum)
REMEMBERED = 4096  # cells that were read before: long files repeat themselves
WITHOUT_UNIT = (Scale.RATING, Scale.PERCENT, Scale.YESNO)
SAID_COLUMNS = ("area", "scale", "cadence", "source", "kind", "tier", "unit", "better", "promise")


@dataclass(frozen=True, slots=True)
class RowFields:
    """What a row says of its measure and customer; None where it says nothing."""

    area: Area | None
    scale: Scale | None
    cadence: Cadence | None
    source: Source | None
    kind: CustomerKind | None
    tier: Tier | None
    unit: str | None
    better: Better | None
    promised: NotedPromise | None


check_promised = lru_cache(maxsize=REMEMBERED)(check_promise)


@lru_cache(maxsize=REMEMBERED)
def read_name(column: str, cell: str) -> str:
    """Read the name of a customer or measure."""
    return clean_name(column, unescape_formula(cell))


name_key = lru_cache(maxsize=REMEMBERED)(folded)


def plain_spaces(text: str) -> str:
    """Return a text with single plain spaces and its accents put together."""
    return unicodedata.normalize("NFC", " ".join(text.split(" ")))


def read_fields(cells: Mapping[str, str]) -> RowFields:
    """Read what a row says of its measure, or raise `InvalidInput`."""
    get = cells.get
    return _said(*[get(column, "") for column in SAID_COLUMNS])


def read_words(cells: Mapping[str, str]) -> dict[str, object]:
    """Read what a row says beside the value: only the columns that say anything."""
    said: dict[str, object] = {}
    for column in ("note", "private_note"):
        if column in cells and (text := clean_note(column, unescape_formula(cells[column]))):
            said[column] = text
    if "cause" in cells and (cause := _word(Cause, CAUSE_NAMES, "cause", cells["cause"])):
        said["cause"] = cause
    if "link" in cells and (link := unescape_formula(cells["link"]).strip()):
        said["link"] = check_length("link", link, LINK_LENGTH)
    return said


def read_reason(cells: Mapping[str, str]) -> str:
    """Read why a period was skipped; empty if it was not."""
    if "skipped" not in cells:
        return ""
    return check_length(
        "skipped", " ".join(unescape_formula(cells["skipped"]).split()), REASON_LENGTH
    )


@lru_cache(maxsize=REMEMBERED)
def _said(
    area: str,
    scale: str,
    cadence: str,
    source: str,
    kind: str,
    tier: str,
    unit: str,
    better: str,
    promise: str,
) -> RowFields:
    unit, better, promise = unit.strip(), better.strip(), promise.strip()
    scale_names = {one: rule.name for one, rule in SCALES.items()}
    way = read_better(unescape_formula(better)) if better else None
    promised = _promised(way, promise)
    named = _word(Scale, scale_names, "scale", scale)
    if promised and promised.unit:
        unit = _one_unit(unit, promised.unit, named)
        promised = promised._replace(unit="")
    return RowFields(
        _word(Area, AREA_NAMES, "area", area),
        named,
        _word(MEASURE_CADENCES, {}, "cadence", cadence),
        _word(Source, {}, "source", source),
        _word(CustomerKind, KIND_NAMES, "kind", kind),
        _word(Tier, TIER_NAMES, "tier", tier),
        _unit(unit),
        (way.better if way else None) or (promised.better if promised else None),
        promised,
    )


def _one_unit(unit: str, promised: str, scale: Scale | None) -> str:
    """Return the unit of a row whose promise names one, too; they may not contradict each other."""
    if scale in WITHOUT_UNIT:
        title = f"The scale {SCALES[scale].name} has no unit {quoted(promised)}"
        raise InvalidInput("promise", title, "Leave it out of the promise.")
    if unit in {"", NONE}:
        return promised
    if not same_unit(unescape_formula(unit), promised):
        title = f"The promise is in {promised}, the values are in {unit}"
        raise InvalidInput("promise", title, "Convert one of them.")
    return unit


def _unit(cell: str) -> str | None:
    if cell == NONE:
        return ""
    return (
        check_length("unit", " ".join(unescape_formula(cell).split()), UNIT_LENGTH)
        if cell
        else None
    )


def _promised(way: NotedPromise | None, cell: str) -> NotedPromise | None:
    """Bring `better` and `promise` together; they may not contradict each other."""
    if not cell:
        return way if way and way.low is not None else None
    if cell == NONE:
        return NOTHING
    return agreed(way, unescape_formula(cell))


def _word(
    choices: Iterable[Word], names: Mapping[Word, str], column: str, cell: str
) -> Word | None:
    """Read one of a set of words, or the name it has on screen."""
    text = " ".join(unescape_formula(cell).split()).casefold()
    if not text:
        return None
    for word in choices:
        if text in {word.value, word.value.replace("_", " "), names.get(word, "").casefold()}:
            return word
    raise InvalidInput(
        column, f"“{cell.strip()}” is no {column}", f"Choose from: {', '.join(choices)}."
    )


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: the line it begins on, and why.

    `cause` is what rows of one fault share; `column` is the place of a value that cannot be read.
    """

    line: int
    reason: str
    cause: str = ""
    column: int = -1


@dataclass(frozen=True, slots=True)
class MeasureTerms:
    """What counts for a measure from a row on: direction, promise and unit."""

    better: Better
    promise: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""

    @property
    def promised(self) -> bool:
        """Whether anything is promised."""
        return (self.low if self.better is Better.BAND else self.promise) is not None


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer the file names and the diary does not know."""

    name: str
    kind: CustomerKind
    tier: Tier | None


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A measure the file names and the diary does not know; without area or promise a draft.

    `terms` are its versions: each from a day on, oldest first.
    """

    name: str
    area: Area | None
    scale: Scale
    cadence: Cadence
    source: Source
    phase: date
    terms: tuple[tuple[date, MeasureTerms], ...]

    @property
    def draft(self) -> bool:
        """Whether it is not complete yet."""
        return self.area is None or not self.terms[-1][1].promised


@dataclass(frozen=True, slots=True)
class ImportedEvaluation:
    """One evaluation to write: what a new one says, or the columns that change in `known`.

    `line` and `column` are where the file says it. Columns are kept as names, which many rows
    share, and values: of 200,000 rows a mapping each would be felt.
    """

    line: int
    start: date
    names: tuple[str, ...]
    values: tuple[object, ...]
    known: int | None = None
    column: int = -1

    @property
    def columns(self) -> dict[str, object]:
        """What is written, by column."""
        return dict(zip(self.names, self.values, strict=True))


@dataclass(frozen=True, slots=True)
class Target:
    """One measure's share of the import: where its entries go; `same` are logged so already."""

    customer: NewCustomer | int
    measure: NewMeasure | int
    entries: tuple[ImportedEvaluation, ...]
    changes: tuple[tuple[date, str], ...] = ()  # from when on a new usual level counts, and why
    same: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A preview: nothing has been written yet.

    `empty` rows name a period and say nothing of it. `remarks` are sentences on what is left alone.
    `unchanged` are known measures of which the file says nothing that is not logged.
    """

    encoding: str
    delimiter: str
    left_out: tuple[str, ...]
    new: int
    changed: int
    same: int
    empty: int
    bad: tuple[BadRow, ...]
    remarks: tuple[str, ...]
    targets: tuple[Target, ...]
    unchanged: tuple[Target, ...] = ()

    @property
    def new_customers(self) -> tuple[str, ...]:
        """Names of customers that would be made, each once."""
        made = (one.customer.name for one in self.targets if isinstance(one.customer, NewCustomer))
        return tuple(dict.fromkeys(made))

    @property
    def new_measures(self) -> tuple[NewMeasure, ...]:
        """Measures that would be made."""
        return tuple(one.measure for one in self.targets if isinstance(one.measure, NewMeasure))
