"""What the analyst promised, and how each figure went: the plot of the sample data."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.app.commands import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.evaluation import Cause
from tracker.domain.measure import Area, Better, Horizon, Source
from tracker.domain.period import Cadence


@dataclass(frozen=True, slots=True)
class PeriodNote:
    """Words on one period."""

    note: str = ""
    private: str = ""
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class MeasureStory:
    """One measure: what is said of it, and its course in weeks ago.

    The figure lies round `level` with a `spread`, from `turns` weeks ago round other levels;
    `slide` (weeks ago, level) goes there in a straight line until today. `fixed` values are as
    told. `now` is what stands in the running week.
    """

    customer: str
    offer: int | None
    said: MeasureInput
    level: float
    spread: float
    turns: tuple[tuple[int, float], ...] = ()
    slide: tuple[int, float] | None = None
    fixed: dict[int, float] = field(default_factory=dict)
    notes: dict[int, PeriodNote] = field(default_factory=dict)
    now: float | None = None
    archived: int | None = None
    before: float | None = None  # the promise before it was raised, half a year ago


PLOTS = (
    MeasureStory(
        "Finance leads",
        0,
        MeasureInput(
            name="Month-end close answers",
            area=Area.EFFECTIVENESS,
            scale=Scale.DURATION,
            better=Better.LOWER,
            promise=2,
            excellent=1,
            floor=3,
            unit="days",
            shared=True,
            definition="Working days from the question to an answer they can book",
            impact="We close two days earlier because answers come while the books are open",
        ),
        1.65,
        0.17,
        fixed={30: 1.1, 4: 2.3, 3: 2.4, 2: 2.5, 1: 2.5},
        notes={
            4: PeriodNote("“Had to chase twice”", cause=Cause.UPSTREAM),
            3: PeriodNote("Out two days, no cover named", cause=Cause.OWN),
            2: PeriodNote("Two requests waited on the ledger export", cause=Cause.UPSTREAM),
            1: PeriodNote(
                "“We are booking estimates again”", "Ask for read access to the ledger myself"
            ),
            30: PeriodNote("“Fastest close this year”"),
        },
        now=2.6,
    ),
    MeasureStory(
        "Finance leads",
        1,
        MeasureInput(
            name="Forecast was usable as sent",
            area=Area.EFFECTIVENESS,
            promise=4,
            source=Source.CUSTOMER,
            shared=True,
            definition="The forecast file, rated each Friday by who works with it",
            words="Rebuilt it\nFixed a lot\nFixed a little\nUsed as sent\nPassed it on",
        ),
        3.2,
        0.55,
        fixed={27: 2, 13: 3},
        notes={
            0: PeriodNote("“Resent once: cost centre names had changed”"),
            13: PeriodNote("“Good, but the notes are too long”"),
            27: PeriodNote("“Totals did not tie to the ledger”", cause=Cause.MISTAKE),
        },
        now=3,
    ),
    MeasureStory(
        "Finance leads",
        1,
        MeasureInput(
            name="Hours I saved them",
            area=Area.ROI,
            scale=Scale.NUMBER,
            promise=4,
            unit="h / week",
            step=0.5,
            shared=True,
            definition="Hours of re-keying that the template spared, as estimated by who did it",
            their_name="Hours you saved us",
        ),
        5.1,
        0.7,
        fixed={20: 5},
        notes={20: PeriodNote("Counted with them for a whole day: 5 is right")},
        now=6,
        before=3,
    ),
    MeasureStory(
        "My manager",
        1,
        MeasureInput(
            name="No surprises",
            area=Area.USE_AND_SATISFACTION,
            promise=4,
            source=Source.CUSTOMER,
            shared=True,
            definition="Friday question: did you hear anything from others first?",
        ),
        4.2,
        0.5,
        fixed={15: 2},
        notes={
            15: PeriodNote(
                "“Heard of the delay in the corridor”", "Tell her the same day", Cause.OWN
            )
        },
        now=4,
    ),
    MeasureStory(
        "My manager",
        0,
        MeasureInput(
            name="Decisions taken without me",
            area=Area.EFFECTIVENESS,
            scale=Scale.COUNT,
            promise=2,
            definition="Decisions in the steering round that needed my note and not me",
        ),
        2.6,
        0.9,
        fixed={33: 2},
        notes={33: PeriodNote("Both hiring decisions went through on the note alone")},
    ),
    MeasureStory(
        "Platform team",
        0,
        MeasureInput(
            name="Reviews returned within a day",
            area=Area.EFFICIENCY,
            scale=Scale.PERCENT,
            promise=90,
            unit="%",
            source=Source.SYSTEM,
            shared=True,
        ),
        93,
        2.4,
        fixed={28: 54},
        notes={28: PeriodNote("Review tool was down for three days", cause=Cause.UPSTREAM)},
    ),
    MeasureStory(
        "Platform team",
        1,
        MeasureInput(
            name="Docs kept them self-sufficient",
            area=Area.INFRASTRUCTURE,
            promise=3,
            horizon=Horizon.NEXT,
            source=Source.CUSTOMER,
            shared=True,
            definition="On-call hand-over: did the docs answer without asking the author?",
            their_name="Help from the docs",
        ),
        2.5,
        0.55,
        turns=((7, 4.1),),
        fixed={9: 2, 7: 4},
        notes={
            9: PeriodNote("“Woke the author twice”", cause=Cause.POOR_SERVICE),
            7: PeriodNote("“First quiet week”"),
            2: PeriodNote("“The runbook had it”"),
        },
    ),
    MeasureStory(
        "Platform team",
        1,
        MeasureInput(
            name="Ready before the platform changes",
            area=Area.INNOVATION,
            scale=Scale.YESNO,
            promise=1,
            cadence=Cadence.QUARTERLY,
            definition="My pipelines ran on the new version before it was switched on",
        ),
        0.9,
        0.2,
    ),
    MeasureStory(
        "Field sales",
        0,
        MeasureInput(
            name="Quotes used as sent",
            area=Area.USE_AND_SATISFACTION,
            scale=Scale.PERCENT,
            promise=60,
            unit="%",
            source=Source.SYSTEM,
            shared=True,
            definition="Quotes that reached the customer without a change",
        ),
        76,
        2.6,
        slide=(16, 60),
        notes={
            12: PeriodNote("“We retype it into the new layout”", cause=Cause.MISALIGNED_GOALS),
            3: PeriodNote(
                "“Half of us have our own sheet now”", "Visit them before the quarter ends"
            ),
        },
    ),
    MeasureStory(
        "Field sales",
        1,
        MeasureInput(
            name="Price answers held up in the room",
            area=Area.EFFECTIVENESS,
            promise=4,
            cadence=Cadence.FORTNIGHTLY,
            source=Source.COLLEAGUE,
        ),
        3.9,
        0.5,
        notes={10: PeriodNote("“The customer checked, and it was right”")},
    ),
    MeasureStory(
        "Legal",
        0,
        MeasureInput(
            name="Clauses checked twice",
            area=Area.EFFICIENCY,
            scale=Scale.COUNT,
            better=Better.LOWER,
            promise=2,
            cadence=Cadence.MONTHLY,
            source=Source.CUSTOMER,
        ),
        1.2,
        0.8,
    ),
    MeasureStory(
        "Field sales",
        0,
        MeasureInput(
            name="Days from request to quote",
            scale=Scale.DURATION,
            better=Better.LOWER,
            unit="days",
            draft=True,
            definition="To be agreed with them: whose clock counts?",
        ),
        0,
        0,
    ),
    MeasureStory(
        "My manager",
        0,
        MeasureInput(
            name="Pages in the monthly report",
            area=Area.EFFICIENCY,
            scale=Scale.NUMBER,
            better=Better.BAND,
            low=2,
            high=4,
            unit="pages",
            step=1,
            cadence=Cadence.MONTHLY,
        ),
        4.2,
        0.8,
        archived=20,
    ),
)
