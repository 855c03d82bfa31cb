"""What a wording check has to say, unless the person said that it may stay as it is."""

from __future__ import annotations

from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.measure import SCALES, Better
from tracker.domain.number import show_number
from tracker.domain.wording import Rule, Subject, found, plain


def advice_on(tracker: Tracker, subject: Subject, text: str, about: str = "") -> Rule | None:
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
    scale: Scale, better: Better, promise: float | None, excellent: float | None = None
) -> str:
    """Return a promise as rules read it; empty where nothing better is ruled out by it."""
    best = {(Scale.PERCENT, Better.HIGHER): 100.0}
    if SCALES[scale].low == 0 and scale is not Scale.YESNO:
        best[scale, Better.LOWER] = 0.0
    if promise is None or excellent is not None or best.get((scale, better)) != promise:
        return ""
    return f"{show_number(promise)} %" if scale is Scale.PERCENT else show_number(promise)
