"""Wordings that a check advised against, and that the person keeps."""

from __future__ import annotations

from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.wording import RULES, plain


def keep_wording(tracker: Tracker, rule: str, text: str) -> None:
    """Keep a wording as it is: its rule says nothing about it from now on."""
    if rule not in {one.key for one in RULES}:
        raise InvalidInput("rule", "There is no such wording check", "Nothing was kept.")
    if not (text := plain(text)):
        raise InvalidInput("text", "There is nothing to keep", "Type at least one letter.")
    if tracker.kept_wordings.where("rule = ? AND text = ?", rule, text):
        return
    with tracker.edit("keep a wording"):
        tracker.kept_wordings.add(rule=rule, text=text)
