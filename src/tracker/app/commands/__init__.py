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
    from tracker.app.commands.services import (
        add_service,
        edit_service,
        restore_service,
        retire_service,
    )

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
    "services": (
        "add_service",
        "edit_service",
        "restore_service",
        "retire_service",
    ),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "FixInput",
    "MeasureInput",
    "add_customer",
    "add_event",
    "add_measure",
    "add_service",
    "add_want",
    "annotate",
    "answer_week",
    "archive_customer",
    "archive_measure",
    "away",
    "clear",
    "drop_fix",
    "edit_customer",
    "edit_event",
    "edit_fix",
    "edit_measure",
    "edit_service",
    "explain",
    "finish_fix",
    "finish_week",
    "look_at",
    "move_customer",
    "move_measure",
    "plan_change",
    "record",
    "record_pulse",
    "remove_event",
    "remove_fix",
    "remove_want",
    "reopen_fix",
    "reopen_week",
    "restore_customer",
    "restore_measure",
    "restore_service",
    "retire_service",
    "review_fix",
    "same_as_last",
    "set_sensitivity",
    "share_measure",
    "skip",
    "start_fix",
    "take_back_change",
]


def __getattr__(name: str) -> object:
    """Load the module that a command lives in."""
    if name not in _HOME:
        raise AttributeError(name)
    found = getattr(import_module(f"tracker.app.commands.{_HOME[name]}"), name)
    globals()[name] = found
    return found
