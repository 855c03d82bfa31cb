"""When is a change more than noise: numbers in, verdict out.

It imports the standard library only. A name is loaded when it is first asked for: whoever needs a
`Scale` does not pay for the detector.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.detection.baseline import Baseline, xmr
    from tracker.detection.detector import Alarm, Detection, OneOff, Origin, RegimeSpan, detect
    from tracker.detection.effect import Effect, Outcome, effect_of
    from tracker.detection.evidence import Evidence
    from tracker.detection.explanation import (
        Comparison,
        Offer,
        Rule,
        VerdictExplanation,
        WindowSide,
        explain,
        offer,
    )
    from tracker.detection.follower import Follower
    from tracker.detection.forecast import Forecast, forecast
    from tracker.detection.scale import Scale, recording_step
    from tracker.detection.sensitivity import (
        VERSION,
        WATCH,
        Cost,
        Rarity,
        Sensitivity,
        cost,
        rarity,
    )
    from tracker.detection.series import Band, Direction, Series
    from tracker.detection.slide import SlideOdds
    from tracker.detection.spread import Restlessness, SpreadChange
    from tracker.detection.tally import KeptTally, RegimeStanding
    from tracker.detection.verdict import Change, Judgement, Verdict, judge, spread_of

__all__ = [
    "VERSION",
    "WATCH",
    "Alarm",
    "Band",
    "Baseline",
    "Change",
    "Comparison",
    "Cost",
    "Detection",
    "Direction",
    "Effect",
    "Evidence",
    "Follower",
    "Forecast",
    "Judgement",
    "KeptTally",
    "Offer",
    "OneOff",
    "Origin",
    "Outcome",
    "Rarity",
    "RegimeSpan",
    "RegimeStanding",
    "Restlessness",
    "Rule",
    "Scale",
    "Sensitivity",
    "Series",
    "SlideOdds",
    "SpreadChange",
    "Verdict",
    "VerdictExplanation",
    "WindowSide",
    "cost",
    "detect",
    "effect_of",
    "explain",
    "forecast",
    "judge",
    "offer",
    "rarity",
    "recording_step",
    "spread_of",
    "xmr",
]  # fmt: skip
_HOMES = {
    "baseline": "Baseline xmr",
    "detector": "Alarm Detection OneOff Origin RegimeSpan detect",
    "series": "Band Direction Series",
    "effect": "Effect Outcome effect_of",
    "evidence": "Evidence",
    "explanation": "Comparison VerdictExplanation Rule WindowSide explain Offer offer",
    "follower": "Follower",
    "forecast": "Forecast forecast",
    "tally": "KeptTally RegimeStanding",
    "scale": "Scale recording_step",
    "sensitivity": "VERSION WATCH Cost Rarity Sensitivity cost rarity",
    "slide": "SlideOdds",
    "spread": "Restlessness SpreadChange",
    "verdict": "Change Judgement Verdict judge spread_of",
}


def __getattr__(name: str) -> object:
    """Load a name from its module."""
    for module, names in _HOMES.items():
        if name in names.split():
            return getattr(import_module(f"tracker.detection.{module}"), name)
    raise AttributeError(f"tracker.detection has no {name}")
