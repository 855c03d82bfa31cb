"""Every change a person can ask for, one function each, named as they would say it.

A module of commands is loaded when one of its commands is first wanted: a window shows a week long
before anybody starts a fix.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.app.commands.check_ins import answer_week, finish_week, record_pulse, reopen_week
    from tracker.app.commands.corrections import (
        FixInput,
        drop_fix,
        edit_fix,
        explain,
        finish_fix,
        look_at,
        plan_change,
        remove_fix,
        reopen_fix,
        review_fix,
        set_sensitivity,
        start_fix,
        take_back_change,
    )
    from tracker.app.commands.customers import (
        add_customer,
        add_want,
        archive_customer,
        edit_customer,
        move_customer,
        remove_want,
        restore_customer,
    )
    from tracker.app.commands.events import add_event, edit_event, remove_event
    from tracker.app.commands.evidence import reword, star
    from tracker.app.commands.log import annotate, away, clear, record, same_as_last, skip
    from tracker.app.commands.measures import (
        MeasureInput,
        add_measure,
        archive_measure,
        edit_measure,
        move_measure,
        restore_measure,
        share_measure,
    )
    from tracker.app.commands.person import introduce, plan_review, publish_into, set_logo
    from tracker.app.commands.ratings import add_rating, edit_rating, remove_rating
    from tracker.app.commands.replies import TakenReply, take_reply
    from tracker.app.commands.services import (
        add_service,
        edit_service,
        restore_service,
        retire_service,
    )
    from tracker.app.commands.shares import note_share, note_withdrawal
    from tracker.app.commands.sharing import agree, disagree, publish_for, say_to, switch_item

_HOMES = {
    "check_ins": (
        "answer_week",
        "finish_week",
        "record_pulse",
        "reopen_week",
    ),
    "corrections": (
        "FixInput",
        "drop_fix",
        "edit_fix",
        "explain",
        "finish_fix",
        "look_at",
        "plan_change",
        "remove_fix",
        "reopen_fix",
        "review_fix",
        "set_sensitivity",
        "start_fix",
        "take_back_change",
    ),
    "customers": (
        "add_customer",
        "add_want",
        "archive_customer",
        "edit_customer",
        "move_customer",
        "remove_want",
        "restore_customer",
    ),
    "events": (
        "add_event",
        "edit_event",
        "remove_event",
    ),
    "evidence": (
        "reword",
        "star",
    ),
    "log": (
        "annotate",
        "away",
        "clear",
        "record",
        "same_as_last",
        "skip",
    ),
    "measures": (
        "MeasureInput",
        "add_measure",
        "archive_measure",
        "edit_measure",
        "move_measure",
        "restore_measure",
        "share_measure",
    ),
    "person": (
        "introduce",
        "plan_review",
        "publish_into",
        "set_logo",
    ),
    "ratings": (
        "add_rating",
        "edit_rating",
        "remove_rating",
    ),
    "replies": (
        "TakenReply",
        "take_reply",
    ),
    "services": (
        "add_service",
        "edit_service",
        "restore_service",
        "retire_service",
    ),
    "shares": (
        "note_share",
        "note_withdrawal",
    ),
    "sharing": (
        "agree",
        "disagree",
        "publish_for",
        "say_to",
        "switch_item",
    ),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "FixInput",
    "MeasureInput",
    "TakenReply",
    "add_customer",
    "add_event",
    "add_measure",
    "add_rating",
    "add_service",
    "add_want",
    "agree",
    "annotate",
    "answer_week",
    "archive_customer",
    "archive_measure",
    "away",
    "clear",
    "disagree",
    "drop_fix",
    "edit_customer",
    "edit_event",
    "edit_fix",
    "edit_measure",
    "edit_rating",
    "edit_service",
    "explain",
    "finish_fix",
    "finish_week",
    "introduce",
    "look_at",
    "move_customer",
    "move_measure",
    "note_share",
    "note_withdrawal",
    "plan_change",
    "plan_review",
    "publish_for",
    "publish_into",
    "record",
    "record_pulse",
    "remove_event",
    "remove_fix",
    "remove_rating",
    "remove_want",
    "reopen_fix",
    "reopen_week",
    "restore_customer",
    "restore_measure",
    "restore_service",
    "retire_service",
    "review_fix",
    "reword",
    "same_as_last",
    "say_to",
    "set_logo",
    "set_sensitivity",
    "share_measure",
    "skip",
    "star",
    "start_fix",
    "switch_item",
    "take_back_change",
    "take_reply",
]


def __getattr__(name: str) -> object:
    """Load the module that a command lives in."""
    if name not in _HOME:
        raise AttributeError(name)
    found = getattr(import_module(f"tracker.app.commands.{_HOME[name]}"), name)
    globals()[name] = found
    return found
