"""Ready-made measures to begin from, and the advice on wording that a person may silence (M3)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import NotRequired, TypedDict

from tracker.app.measures.commands import MeasureInput
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import (
    AREA_NAMES,
    AREA_QUESTIONS,
    SCALES,
    SIGNS,
    Area,
    Better,
    show_value,
    unbreakable,
)
from tracker.domain.number import show_number
from tracker.domain.period import Cadence
from tracker.domain.wording import RULES, Subject, WordingRule, found, plain
from tracker.shipped import resource_path

RHYTHMS = {
    Cadence.WEEKLY: "every week",
    Cadence.FORTNIGHTLY: "every two weeks",
    Cadence.MONTHLY: "every month",
    Cadence.QUARTERLY: "every quarter",
}


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """A measure of the shelf; `impact` is in the customer's voice, `promise` is to be adapted."""

    name: str
    area: Area
    impact: str
    definition: str
    scale: Scale
    better: Better
    promise: float
    cadence: Cadence
    unit: str = ""
    words: tuple[str, ...] = ()

    @property
    def said(self) -> MeasureInput:
        """Return it as what a person says of a measure."""
        return MeasureInput(
            name=self.name,
            area=self.area,
            scale=self.scale,
            better=self.better,
            promise=self.promise,
            unit=self.unit or SCALES[self.scale].unit,
            cadence=self.cadence,
            definition=self.definition,
            impact=self.impact,
            words="\n".join(self.words),
        )

    @property
    def promised(self) -> str:
        """The promise with its rhythm, as in `≤ 2 days, every week`."""
        value = show_value(self.promise, self.scale, self.unit)
        sign = "" if self.scale is Scale.YESNO else f"{SIGNS[self.better]} "
        return f"{sign}{value}, {RHYTHMS[self.cadence]}"


def shelf(text: str = "", first: Area | None = None) -> list[tuple[Area, tuple[ReadyMade, ...]]]:
    """Return what holds every word of a text, by area; one area may come first.

    An area without a match is left out. A word may stand in its question or name, too, or in the
    name of the scale.
    """
    wanted = text.casefold().split()
    areas = sorted(Area, key=lambda area: area is not first)
    found = [
        (area, tuple(one for one in ready_made() if one.area is area and _holds(one, wanted)))
        for area in areas
    ]
    return [(area, some) for area, some in found if some]


@cache
def ready_made() -> tuple[ReadyMade, ...]:
    """Return the whole shelf, in the order of the areas."""
    path = resource_path("measures.toml")
    rows: list[_ShelfRow] = tomllib.loads(path.read_text(encoding="utf-8"))["measure"]
    return tuple(sorted((_read(row) for row in rows), key=lambda one: list(Area).index(one.area)))


class _ShelfRow(TypedDict):
    """A measure as the shelf's file writes it."""

    name: str
    area: str
    impact: str
    definition: str
    scale: str
    better: str
    promise: float
    cadence: str
    unit: NotRequired[str]
    words: NotRequired[list[str]]


def _read(row: _ShelfRow) -> ReadyMade:
    return ReadyMade(
        name=row["name"],
        area=Area(row["area"]),
        impact=row["impact"],
        definition=row["definition"],
        scale=Scale(row["scale"]),
        better=Better(row["better"]),
        promise=float(row["promise"]),
        cadence=Cadence(row["cadence"]),
        unit=row.get("unit", ""),
        words=tuple(row.get("words", ())),
    )


def _holds(one: ReadyMade, wanted: list[str]) -> bool:
    asked = (AREA_NAMES[one.area], AREA_QUESTIONS[one.area])
    texts = (one.name, one.impact, one.definition, SCALES[one.scale].name, *asked)
    whole = " ".join(texts).casefold()
    return all(word in whole for word in wanted)


def advice_on(tracker: Tracker, subject: Subject, text: str, about: str = "") -> WordingRule | None:
    """Return the first rule that has something to say and was not told to be quiet.

    `about` is what a promise is kept with: 100 % may be right for one measure only.
    """
    for rule in found(subject, text):
        kept = "rule = ? AND text = ?"
        if not tracker.kept_wordings.where(kept, rule.key, kept_as(text, about)):
            return rule
    return None


def kept_as(text: str, about: str = "") -> str:
    """Return what a kept wording is remembered by."""
    return plain(f"{about}: {text}" if about.strip() else text)


def promise_words(
    scale: Scale,
    better: Better,
    promise: float | None,
    excellent: float | None = None,
    *,
    band: tuple[float | None, float | None] = (None, None),
) -> str:
    """Return a promise as rules read it; empty where it can be kept, broken and bettered."""
    if unbreakable(scale, better, promise, *band):
        return ANY_VALUE
    best = {(Scale.PERCENT, Better.HIGHER): 100.0}
    if SCALES[scale].low == 0 and scale is not Scale.YESNO:
        best[scale, Better.LOWER] = 0.0
    if promise is None or excellent is not None or best.get((scale, better)) != promise:
        return ""
    return f"{show_number(promise)} %" if scale is Scale.PERCENT else show_number(promise)


ANY_VALUE = "any value"
"""How rules read a promise that nothing can break."""


def keep_wording(tracker: Tracker, rule: str, text: str) -> None:
    """Keep a wording as it is: its rule says nothing about it from now on."""
    if rule not in {one.key for one in RULES}:
        raise InvalidInput("rule", "There is no such wording check", "Nothing was saved.")
    if not (text := plain(text)):
        raise InvalidInput("text", "There is nothing to save", "Type at least one letter.")
    if tracker.kept_wordings.first(rule=rule, text=text):
        return
    with tracker.edit("keep a wording"):
        tracker.kept_wordings.add(rule=rule, text=text)
