"""Every change a person can ask for, one function each, named as they would say it.

A module of commands is loaded when one of its commands is first wanted: a window shows a week long
before anybody starts a fix. What a type checker reads stands in `__init__.pyi` beside this file: a
new command is listed here and there.
"""

from importlib import import_module

# fmt: off
_HOMES = {
    "askings": ("ask_often", "note_asking", "remove_asking"),
    "assessments": ("answer", "look_later", "remove_assessment"),
    "check_ins": ("answer_week", "finish_week", "record_pulse", "reopen_week"),
    "conflicts": (
        "answer_side", "answer_step", "close_conflict", "edit_conflict", "open_conflict",
        "remove_conflict", "reopen_conflict",
    ),
    "continuum": ("make_room", "place_customer", "set_caps"),
    "corrections": (
        "FixInput", "drop_fix", "edit_fix", "explain", "finish_fix", "look_at", "plan_change",
        "remove_fix", "reopen_fix", "review_fix", "set_sensitivity", "start_fix",
        "take_back_change",
    ),
    "customers": (
        "add_customer", "add_want", "archive_customer", "edit_customer", "move_customer",
        "remove_want", "restore_customer",
    ),
    "decisions": (
        "DecisionInput", "decide", "edit_decision", "judge_decision", "remove_decision",
        "review_decision", "unjudge_decision",
    ),
    "elements": (
        "add_element", "copy_elements", "edit_element", "mark_important", "measure_element",
        "rank_element", "remove_element",
    ),
    "events": ("add_event", "edit_event", "remove_event"),
    "evidence": ("reword", "star"),
    "links": ("add_link", "edit_link", "restore_link", "retire_link"),
    "log": ("annotate", "away", "clear", "record", "same_as_last", "skip"),
    "mandates": ("add_mandate", "edit_mandate", "end_mandate", "remove_mandate"),
    "measures": (
        "MeasureInput", "add_measure", "archive_measure", "edit_measure", "move_measure",
        "restore_measure", "share_measure",
    ),
    "moments": ("add_moment", "edit_moment", "remove_moment"),
    "needs": (
        "add_need", "bring_back_need", "drop_need", "edit_need", "measure_need", "pair_needs",
        "rank_need", "unpair_need",
    ),
    "notes": (
        "NoteInput", "add_note", "edit_note", "fix_from_note", "keep_in_touch", "remove_note",
        "settle_note",
    ),
    "person": ("introduce", "plan_review", "publish_into", "set_logo", "set_plan_step"),
    "ratings": ("add_rating", "edit_rating", "remove_rating"),
    "replies": ("TakenReply", "take_reply"),
    "services": (
        "add_service", "edit_service", "replace_service", "restore_service", "retire_service",
    ),
    "shares": ("note_share", "note_withdrawal"),
    "sharing": ("agree", "disagree", "publish_for", "say_to", "switch_item"),
    "standards": ("set_standard",),
    "stops": (
        "StopInput", "close_stop", "edit_stop", "end_stop", "fix_stop", "remove_stop", "start_stop",
    ),
    "tellings": ("tell_decision", "untell_decision"),
    "told": ("tell_first",),
    "wording": ("keep_wording",),
}
# fmt: on
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605 - read by tests; type checkers read the stub


def __getattr__(name: str) -> object:
    """Load the module that a command lives in."""
    if name not in _HOME:
        raise AttributeError(name)
    found = getattr(import_module(f"tracker.app.commands.{_HOME[name]}"), name)
    globals()[name] = found
    return found
