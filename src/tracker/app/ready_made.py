"""Measures to begin from (M3): six or more in each impact area, to be adapted."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from tracker.app.commands.measure_input import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.measure import (
    AREA_NAMES,
    AREA_QUESTIONS,
    SCALES,
    SIGNS,
    Area,
    Better,
    show_value,
)
from tracker.domain.period import Cadence
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

    An area without a match is left out. A word may stand in its question or name, too.
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
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["measure"]
    return tuple(sorted((_read(row) for row in rows), key=lambda one: list(Area).index(one.area)))


def _read(row: dict[str, Any]) -> ReadyMade:
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
    texts = (one.name, one.impact, one.definition, AREA_NAMES[one.area], AREA_QUESTIONS[one.area])
    whole = " ".join(texts).casefold()
    return all(word in whole for word in wanted)
