"""Table by table, what a search finds: its kind, its words, what of them is private, its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_WHO: Final = (
    *("who", "motives", "knowledge", "attitudes", "invests"),
    *("benefit", "their_customer", "end_client"),
)
_FIX: Final = ("obstacle", "note", "owner")
_STANDARD: Final = ("good", "floor", "excellent")
_JOTTED: Final = ("text", "disagreement", "tags")
_CONFLICT: Final = ("really", "common", "ground")
_SIDE: Final = ("asked_for", "true_need")
_DECIDED: Final = (
    *("choice", "logic", "options", "learned", "next_choice", "admitted_to", "note"),
)
_STOP: Final = ("effect", "cause", "no_fix")
_BY_CUSTOMER: Final = "customer_id"
_BY_MEASURE: Final = "measure_id"


class HitKind(StrEnum):
    """What was found, in the words of `--kind`."""

    CUSTOMER = "customer"
    SERVICE = "service"
    MEASURE = "measure"
    WANT = "want"
    VERSION = "definition"
    EVALUATION = "note"
    EVENT = "event"
    PULSE = "pulse"
    CHECK_IN = "answer"
    FIX = "fix"
    PLANNED_CHANGE = "planned"
    EXPLANATION = "explanation"
    RATING = "rating"
    NEED = "need"
    ELEMENT = "how"
    STANDARD = "standard"
    MANDATE = "mandate"
    TIER_MOVE = "move"
    MOMENT = "moment"
    QUICK_NOTE = "quick-note"
    CONFLICT = "conflict"
    SIDE = "side"
    DECISION = "decision"
    LINK = "upstream"
    STOP = "stop"
    OWN_STOP = "own-stop"
    PULSE_FIX = "own-fix"
    PULSE_WORD = "own-word"
    MENTION = "told"
    AGREEMENT = "agreement"
    SHARING = "message"
    SHARE = "shared"
    WORDING = "review"


class HitPlace(StrEnum):
    """Where a hit opens."""

    TREND = "trend"
    CUSTOMER = "customer"
    FIXES = "fixes"
    CHOICES = "choices"
    IDEAS = "ideas"
    UPSTREAM = "upstream"
    WEEK = "week"
    SHARE = "share"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class SearchTable:
    """How a row of a table is shown: its day, its words with those that stay private.

    `title` is the column that names the row; without it the measure or the customer does.
    """

    kind: HitKind
    place: HitPlace
    words: tuple[str, ...]
    private: frozenset[str] = frozenset()
    day: str = "NULL"
    title: str = ""
    customer: str = "NULL"
    measure: str = "NULL"


TABLES: Final = {
    "customer": SearchTable(
        HitKind.CUSTOMER, HitPlace.CUSTOMER, _WHO, frozenset(_WHO), title="name", customer="id"
    ),
    "service": SearchTable(
        HitKind.SERVICE,
        HitPlace.CUSTOMER,
        ("definition", "why", "done_when", "needed_when"),
        title="name",
        customer=_BY_CUSTOMER,
    ),
    "measure": SearchTable(
        HitKind.MEASURE, HitPlace.TREND, ("their_name",), title="name", measure="id"
    ),
    "want": SearchTable(
        HitKind.WANT,
        HitPlace.CUSTOMER,
        ("text",),
        frozenset({"text"}),
        "stated_on",
        "",
        _BY_CUSTOMER,
    ),
    "version": SearchTable(
        HitKind.VERSION,
        HitPlace.TREND,
        ("definition", "impact", "reason", "words"),
        frozenset({"reason"}),
        "valid_from",
        measure=_BY_MEASURE,
    ),
    "evaluation": SearchTable(
        HitKind.EVALUATION,
        HitPlace.TREND,
        ("note", "private_note", "skipped", "link"),
        frozenset({"private_note", "link"}),
        "start",
        measure=_BY_MEASURE,
    ),
    "event": SearchTable(
        HitKind.EVENT,
        HitPlace.TREND,
        ("note",),
        frozenset({"note"}),
        "happened_on",
        "title",
        _BY_CUSTOMER,
        _BY_MEASURE,
    ),
    "pulse": SearchTable(HitKind.PULSE, HitPlace.WEEK, ("note",), frozenset({"note"}), "week"),
    "check_in": SearchTable(
        HitKind.CHECK_IN, HitPlace.WEEK, ("answer",), frozenset({"answer"}), "week"
    ),
    "fix": SearchTable(
        HitKind.FIX,
        HitPlace.FIXES,
        _FIX,
        frozenset(_FIX),
        "started_on",
        "what",
        measure=_BY_MEASURE,
    ),
    "planned_change": SearchTable(
        HitKind.PLANNED_CHANGE, HitPlace.TREND, ("reason",), day="starts_on", measure=_BY_MEASURE
    ),
    "explanation": SearchTable(
        HitKind.EXPLANATION,
        HitPlace.TREND,
        ("text",),
        frozenset({"text"}),
        "start",
        measure=_BY_MEASURE,
    ),
    "rating": SearchTable(
        HitKind.RATING,
        HitPlace.CUSTOMER,
        ("words",),
        day="rated_on",
        customer=_BY_CUSTOMER,
        measure=_BY_MEASURE,
    ),
    "need": SearchTable(
        HitKind.NEED,
        HitPlace.CUSTOMER,
        (),
        day="stated_on",
        title="text",
        customer=_BY_CUSTOMER,
    ),
    "element": SearchTable(
        HitKind.ELEMENT, HitPlace.CUSTOMER, (), title="name", customer=_BY_CUSTOMER
    ),
    "standard": SearchTable(
        HitKind.STANDARD,
        HitPlace.CUSTOMER,
        _STANDARD,
        frozenset(_STANDARD),
        "valid_from",
        customer="(SELECT customer_id FROM service WHERE id = service_id)",
    ),
    "mandate": SearchTable(
        HitKind.MANDATE,
        HitPlace.CUSTOMER,
        ("text",),
        frozenset({"text"}),
        "made_on",
        "",
        _BY_CUSTOMER,
    ),
    "tier_move": SearchTable(
        HitKind.TIER_MOVE,
        HitPlace.CUSTOMER,
        ("reason",),
        frozenset({"reason"}),
        "moved_on",
        customer=_BY_CUSTOMER,
    ),
    "moment": SearchTable(
        HitKind.MOMENT,
        HitPlace.CUSTOMER,
        ("note",),
        frozenset({"note"}),
        "first_on",
        "title",
        _BY_CUSTOMER,
    ),
    "note": SearchTable(
        HitKind.QUICK_NOTE,
        HitPlace.IDEAS,
        _JOTTED,
        frozenset(_JOTTED),
        "happened_on",
        customer=_BY_CUSTOMER,
    ),
    "conflict": SearchTable(
        HitKind.CONFLICT, HitPlace.CHOICES, _CONFLICT, frozenset(_CONFLICT), "opened_on", "title"
    ),
    "conflict_side": SearchTable(
        HitKind.SIDE,
        HitPlace.CHOICES,
        _SIDE,
        frozenset(_SIDE),
        title="(SELECT title FROM conflict WHERE id = conflict_id)",
        customer=_BY_CUSTOMER,
    ),
    "decision": SearchTable(
        HitKind.DECISION,
        HitPlace.CHOICES,
        _DECIDED,
        frozenset(_DECIDED),
        "decided_on",
        "title",
        "less_happy_id",
    ),
    "link": SearchTable(
        HitKind.LINK,
        HitPlace.UPSTREAM,
        ("what", "by_when", "easy"),
        frozenset({"what", "by_when", "easy"}),
        title="who",
    ),
    "stop": SearchTable(
        HitKind.STOP,
        HitPlace.UPSTREAM,
        _STOP,
        frozenset(_STOP),
        "started_on",
        "(SELECT who FROM link WHERE id = link_id)",
    ),
    "own_stop": SearchTable(
        HitKind.OWN_STOP,
        HitPlace.UPSTREAM,
        _STOP,
        frozenset(_STOP),
        "started_on",
        "what",
        _BY_CUSTOMER,
    ),
    "pulse_fix": SearchTable(
        HitKind.PULSE_FIX,
        HitPlace.FIXES,
        ("what", "obstacle"),
        frozenset({"what", "obstacle"}),
        "started_on",
    ),
    "pulse_word": SearchTable(
        HitKind.PULSE_WORD, HitPlace.WEEK, ("text",), frozenset({"text"}), "said_on"
    ),
    "mention": SearchTable(
        HitKind.MENTION, HitPlace.TREND, ("text",), day="told_on", measure=_BY_MEASURE
    ),
    "agreement": SearchTable(
        HitKind.AGREEMENT, HitPlace.TREND, ("agreed_by",), day="agreed_on", measure=_BY_MEASURE
    ),
    "sharing": SearchTable(
        HitKind.SHARING,
        HitPlace.SHARE,
        ("words", "if_broken", "come_back"),
        customer=_BY_CUSTOMER,
    ),
    "share": SearchTable(
        HitKind.SHARE,
        HitPlace.SHARE,
        ("customer",),
        day="shared_on",
        title="title",
        customer="(SELECT id FROM customer WHERE uid = customer_uid)",
    ),
    "wording": SearchTable(HitKind.WORDING, HitPlace.REVIEW, ("text",), day="last"),
}
TABLE_OF: Final = {table.kind: name for name, table in TABLES.items()}
