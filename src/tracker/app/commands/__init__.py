"""Every change a person can ask for, one function each, named as they would say it."""

from tracker.app.commands.check_ins import finish_week, record_pulse, reopen_week
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
from tracker.app.commands.services import add_service, edit_service, restore_service, retire_service

__all__ = [
    "MeasureInput",
    "add_customer",
    "add_event",
    "add_measure",
    "add_service",
    "add_want",
    "annotate",
    "archive_customer",
    "archive_measure",
    "away",
    "clear",
    "edit_customer",
    "edit_event",
    "edit_measure",
    "edit_service",
    "finish_week",
    "move_customer",
    "move_measure",
    "record",
    "record_pulse",
    "remove_event",
    "remove_want",
    "reopen_week",
    "restore_customer",
    "restore_measure",
    "restore_service",
    "retire_service",
    "same_as_last",
    "share_measure",
    "skip",
]
