"""Every change a person can ask for, one function each, named as they would say it.

A module of commands is loaded when one of its commands is first wanted: a window shows a week long
before anybody starts a fix. What a type checker reads stands in `__init__.pyi` beside this file: a
new command is listed here and there. It may name any folder of `app`, and imports none by itself.
"""

from importlib import import_module

# fmt: off
_HOMES = {
    "backups.one_customer": ("bring_back_customer",),
    "customers.assessments": ("answer", "look_later", "remove_assessment"),
    "customers.commands": (
        "CustomerInput", "add_customer", "add_instead", "add_want", "archive_customer",
        "edit_customer", "edit_want", "explain_move", "look_ahead", "make_room", "move_customer",
        "place_customer", "remove_want", "restore_customer", "set_caps",
    ),
    "customers.services": (
        "add_service", "edit_service", "replace_service", "restore_service", "retire_service",
        "set_standard",
    ),
    "customers.how": (
        "add_element", "copy_elements", "edit_element", "mark_important", "measure_element",
        "rank_element", "remove_element",
    ),
    "customers.moments": ("add_moment", "edit_moment", "remove_moment"),
    "customers.needs": (
        "add_need", "bring_back_need", "drop_need", "edit_need", "measure_need", "pair_needs",
        "rank_need", "tell_need", "unpair_need",
    ),
    "customers.notes": (
        "add_note", "edit_note", "fix_from_note", "keep_in_touch", "NoteInput", "remove_note",
        "complete_note",
    ),
    "customers.worksheet": ("add_mandate", "edit_mandate", "end_mandate", "remove_mandate"),
    "decisions.commands": (
        "answer_side", "answer_step", "close_conflict", "decide", "DecisionInput",
        "edit_conflict", "edit_decision", "judge_decision", "open_conflict", "remove_conflict",
        "remove_decision", "reopen_conflict", "review_decision", "tell_decision",
        "unjudge_decision", "untell_decision",
    ),
    "evaluations.commands": (
        "annotate", "answer_week", "away", "away_in_weeks", "clear", "finish_week", "leave_weeks",
        "record", "record_pulse", "reopen_week", "same_as_last", "skip",
    ),
    "feedback.first_seen": ("record_reported",),
    "feedback.ratings": ("add_rating", "edit_rating", "remove_rating"),
    "feedback.replies": ("take_reply", "TakenReply"),
    "feedback.rota": ("ask_often", "note_asking", "remove_asking"),
    "measures.commands": (
        "add_measure", "add_measures", "archive_measure", "edit_measure", "MeasureInput",
        "move_measure", "restore_measure", "share_measure", "share_measures",
    ),
    "measures.ready_made": ("keep_wording",),
    "person": ("introduce", "plan_review", "publish_into", "set_logo", "set_plan_step"),
    "review.evidence": ("reword", "star", "tell_customer"),
    "sharing.commands": (
        "agree", "disagree", "OutgoingItem", "note_share", "note_withdrawal", "publish_for",
        "set_recourse", "set_scorecard_text", "switch_item",
    ),
    "sharing.telling": ("tell_promise",),
    "signals.corrections": (
        "accept_change", "add_event", "drop_fix", "edit_event", "edit_fix", "explain",
        "finish_fix", "FixInput", "look_at", "plan_change", "remove_event", "remove_fix",
        "reopen_fix", "review_fix", "set_sensitivity", "start_fix", "start_fixes",
        "take_back_acceptance", "take_back_change",
    ),
    "signals.pulse": (
        "answer_pulse", "drop_pulse_fix", "edit_pulse_fix", "finish_pulse_fix", "PulseFixInput",
        "remove_pulse_fix", "reopen_pulse_fix", "review_pulse_fix",
        "start_pulse_fix", "take_back_pulse_answer",
    ),
    "upstream.commands": (
        "add_link", "close_stop", "ease_link", "edit_link", "edit_stop", "end_stop", "fix_stop",
        "remove_stop", "restore_link", "retire_link", "start_stop", "StopInput",
    ),
    "upstream.own": (
        "close_own_stop", "edit_own_stop", "end_own_stop", "fix_own_stop", "OwnStopInput",
        "remove_own_stop", "start_own_stop", "tell_own_stop",
    ),
}
# fmt: on
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605 - read by tests; type checkers read the stub


def __getattr__(name: str) -> object:
    """Load the module that a command lives in."""
    if name not in _HOME:
        raise AttributeError(name)
    found = getattr(import_module(f"tracker.app.{_HOME[name]}"), name)
    globals()[name] = found
    return found
