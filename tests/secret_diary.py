"""A diary in which every text that must not leave is a secret, and every other one is hostile.

Every text column of the file is a secret unless `PUBLIC` says otherwise, so a column that comes
later is one as well, until somebody decides; a table that nothing is put into fails the test.
"""

from __future__ import annotations

import base64
import re
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZipFile

from tests.report.sample_document import HOSTILE

from tracker.app import commands
from tracker.app.commands import FixInput, MeasureInput, OutgoingItem
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area, Better
from tracker.domain.period import Cadence, Period
from tracker.domain.pulse import PulseWordKind
from tracker.domain.sharing import ShareKind, SharingWay

TODAY = date(2026, 11, 20)
FIRST, LAST = date(2026, 8, 17), date(2026, 11, 15)
TOKEN = "zqsecret"
DECIDED = "2026-11-02"
FIGURE = 987651.25  # a value of a measure that is not shared
SHOWN_FIGURE = re.compile(r"98765[12]")
WEEKS = 30

# What may stand on the page of the customer: column by column, and for which rows. A measure stands
# there under their name for it alone.
_MEASURES = (
    "SELECT id FROM measure WHERE customer_id = 1 AND shared = 1 AND draft = 0"
    " AND archived_on IS NULL"
)
_OF_MEASURE = f"measure_id IN ({_MEASURES})"
SCORECARD: Mapping[str, tuple[tuple[str, ...], str]] = {
    "customer": (("name",), "id = 1"),
    "service": (
        ("name", "definition", "done_when", "needed_when"),
        "customer_id = 1 AND retired_on IS NULL",
    ),
    "measure": (("their_name",), f"id IN ({_MEASURES})"),
    "version": (("unit", "definition", "impact"), _OF_MEASURE),
    "evaluation": (("note",), _OF_MEASURE),
    "event": (
        ("title",),
        f"coalesce(customer_id, 1) = 1 AND (measure_id IS NULL OR {_OF_MEASURE})",
    ),
    "fix": (("what",), _OF_MEASURE),
    "planned_change": (("reason",), _OF_MEASURE),
    "person": (("name", "role", "mail"), "1"),
    "sharing": (("words", "if_broken", "come_back"), "customer_id = 1"),
    "mention": (("text",), _OF_MEASURE),
    "rating": (("words",), f"customer_id = 1 AND (measure_id IS NULL OR {_OF_MEASURE})"),
    "agreement": (("agreed_by",), _OF_MEASURE),
    "decision": (
        ("title", "options", "logic", "choice"),
        "id IN (SELECT decision_id FROM decision_told WHERE customer_id = 1)",
    ),
}
# The review is the person's own: all customers, all measures that were in use; of the evidence only
# what has a star.
_USED = "measure_id IN (SELECT id FROM measure WHERE draft = 0)"
REVIEW: Mapping[str, tuple[tuple[str, ...], str]] = {
    "customer": (("name", "benefit"), "1"),
    "want": (("text",), "1"),
    "service": (("name",), "1"),
    "measure": (("name",), "draft = 0"),
    "version": (("unit", "definition", "impact"), _USED),
    "evaluation": (("note",), f"{_USED} AND id IN (SELECT evaluation_id FROM star)"),
    "event": (("title",), "1"),
    "fix": (("what",), _USED),
    "planned_change": (("reason",), _USED),
    "person": (("name", "role"), "1"),
    "rating": (("words",), "1"),
    "decision": (
        ("title", "options", "logic", "choice", "admitted_to", "learned", "next_choice"),
        "id IN (SELECT decision_id FROM decision_told)",
    ),
}
# A chart that is handed over, until the person takes more along.
CHART: Mapping[str, tuple[tuple[str, ...], str]] = {
    "customer": (("name",), "id = 1"),
    "measure": (("their_name",), f"id IN ({_MEASURES})"),
    "version": (("unit",), _OF_MEASURE),
    "event": (("title",), f"customer_id = 1 OR {_OF_MEASURE}"),
    "fix": (("what",), _OF_MEASURE),
    "planned_change": (("reason",), _OF_MEASURE),
}
# With all that can be taken along: what stopped, what is about nobody, why a period was skipped.
WHOLE_CHART: Mapping[str, tuple[tuple[str, ...], str]] = {
    **CHART,
    "event": SCORECARD["event"],
    "evaluation": (("skipped",), _OF_MEASURE),
    "link": (("who", "what"), "1"),
    "own_stop": (("what",), "customer_id = 1"),
}
HEAT_MAP: Mapping[str, tuple[tuple[str, ...], str]] = {
    "customer": (("name",), "1"),
    "measure": (("name",), "1"),
    "version": (("unit",), "1"),
}
# A table of everything is the person's own; only private notes have to be asked for.
TABLE: Mapping[str, tuple[tuple[str, ...], str]] = {
    "customer": (("name",), "1"),
    "measure": (("name",), "1"),
    "version": (("unit",), "1"),
    "evaluation": (("note", "skipped", "link"), "1"),
}
# Everything as JSON, without the wish for private words: names of rows, and what others may read.
WHOLE: Mapping[str, tuple[tuple[str, ...], str]] = {
    "customer": (("name",), "1"),
    "service": (("name", "area", "definition", "why", "done_when", "needed_when"), "1"),
    "measure": (("name", "their_name"), "1"),
    "version": (("unit", "definition", "impact", "words"), "1"),
    "evaluation": (("note", "skipped"), "1"),
    "event": (("title",), "1"),
    "fix": (("what",), "1"),
    "planned_change": (("reason",), "1"),
    "person": (("name", "role", "mail", "plan_step", "publish_to"), "1"),
    "sharing": (("words", "if_broken", "come_back"), "1"),
    "agreement": (("agreed_by", "terms"), "1"),
    "rating": (("words", "code"), "1"),
    "need": (("text",), "1"),
    "element": (("name",), "1"),
    "moment": (("title",), "1"),
    "conflict": (("title",), "1"),
    "decision": (("title",), "1"),
    "link": (("who",), "1"),
    "asking": (("how",), "1"),
    "kept_wording": (("text",), "1"),
    "mention": (("text",), "1"),
    "own_stop": (("what",), "1"),
    "share": (("title", "customer", "token"), "1"),
}
CALENDAR: Mapping[str, tuple[tuple[str, ...], str]] = {
    "customer": (("name",), "id = 1"),
    "moment": (("title",), "customer_id = 1"),
}
# What a customer is handed to fill in holds nothing but their name and mine.
BLANK_LIST: Mapping[str, tuple[tuple[str, ...], str]] = {
    "customer": (("name",), "id = 1"),
    "person": (("name", "role"), "1"),
}
# Names and links of rows, and what only the program writes.
_KEYS = re.compile(r"(^|_)uid$|_at$|^switches$|^logo_mime$|^answers$|^parts$|^key$|^state$|^rule$")
_DERIVED = re.compile(
    r"^(signal|word|word_\w+|stamp|verdict|verdict_state|_sqlite_migrations|sqlite_\w+)$"
)
_IN_THE_LEDGER = frozenset({"share", "share_measure", "share_part"})


@dataclass(frozen=True)
class Shape:
    """What differs from one diary to the next."""

    scales: tuple[Scale, ...]
    cadence: Cadence
    tier: Tier
    values: tuple[float, ...]
    wrapping: str
    turn: int


def hostile_texts(turn: int) -> Iterator[str]:
    """Yield hostile texts without end, beginning with another one each turn."""
    for at in count(turn):
        text = HOSTILE[at % len(HOSTILE)].replace("\0", "")
        yield f"{text[:150]} {at}" if at % 3 else text


def world(
    tracker: Tracker, shape: Shape, public: Mapping[str, tuple[tuple[str, ...], str]]
) -> None:
    """Fill a diary with something in every table, then put secrets and hostile texts into it."""
    with tracker.edit("fill"):
        _customers(tracker, shape)
        for measure in tracker.measures.all():
            _log(tracker, measure.id, shape)
        _around(tracker)
        _choosing(tracker)
    _share(tracker)
    with tracker.edit("spoil"):
        _spoil(tracker, shape, public)


def _said(name: str, scale: Scale = Scale.DURATION, **other: Any) -> MeasureInput:
    better = Better.LOWER if scale is Scale.DURATION else Better.HIGHER
    said = {"promise": 1.0, "shared": True, "area": Area.ROI, "definition": "d", "impact": "i"}
    return MeasureInput(name=name, scale=scale, better=better, **(said | other))


def _customers(tracker: Tracker, shape: Shape) -> None:
    begun = (Period.of(TODAY) + -WEEKS).start
    for name, tier in (("Ours", shape.tier), ("Theirs", Tier.WOW)):
        key = commands.add_customer(tracker, name, tier, CustomerKind.TEAM, "who")
        service = commands.add_service(tracker, key, "Service", Area.ROI, why="why")
        old = commands.add_service(tracker, key, "Old service")
        commands.retire_service(tracker, old, TODAY)
        commands.add_want(tracker, key, "want", TODAY)
        commands.set_scorecard_text(tracker, key, "my words")
        for at, scale in enumerate(shape.scales):
            said = _said(f"Shared {at}", scale, cadence=shape.cadence, service_id=service)
            commands.add_measure(tracker, key, said, begun)
        for kind in ("private", "draft", "archived"):
            said = _said(kind, Scale.NUMBER, shared=kind != "private", draft=kind == "draft")
            measure = commands.add_measure(tracker, key, said, begun)
            if kind == "archived":
                commands.archive_measure(tracker, measure, FIRST + timedelta(days=40))


def _log(tracker: Tracker, measure_id: int, shape: Shape) -> None:
    measure = tracker.measures.get(measure_id)
    if measure.draft:
        return
    own = measure.shared and measure.customer_id == 1 and measure.archived_on is None
    period = Period.of(TODAY, measure.cadence, measure.phase)
    back = WEEKS if measure.cadence is Cadence.WEEKLY else 6
    for at in range(back):
        start = (period + -at).start
        value = shape.values[at % len(shape.values)] if own else FIGURE + at % 3
        if at % 7 == 6:
            commands.skip(tracker, measure_id, start, "a reason")
            continue
        small = measure.scale in {Scale.RATING, Scale.YESNO, Scale.PERCENT, Scale.COUNT}
        low, high = (0, 1) if measure.scale is Scale.YESNO else (1, 5)
        commands.record(
            tracker, measure_id, start, min(max(round(value), low), high) if small else value
        )
        commands.annotate(
            tracker, measure_id, start, note=f"note {at}", private_note="private", link="link"
        )
    starts = (period + -2).start
    fixed = FixInput(
        what="what", obstacle="obstacle", owner="owner", note="note", started_on=starts,
        due_on=TODAY + timedelta(days=20), review_on=TODAY + timedelta(days=30),
    )  # fmt: skip
    commands.start_fix(tracker, measure_id, fixed)
    commands.plan_change(tracker, measure_id, (period + -3).start, "reason")
    tracker.accepted_changes.add(measure_id=measure_id, start=(period + -4).start)
    commands.explain(tracker, measure_id, (period + -4).start, "word")
    commands.agree(tracker, [measure_id], TODAY - timedelta(days=9), "somebody")
    changed = measure.now
    tracker.measures.put_version(
        measure_id, (period + -1).start, better=changed.better, promise=2.0, unit=changed.unit,
        step=changed.step, definition="d", impact="i", words="w", reason="r",
    )  # fmt: skip


def _around(tracker: Tracker) -> None:
    customers = [None, *(one.id for one in tracker.customers.all())]
    measures = [one.id for one in tracker.measures.all()]
    for at, (customer, measure) in enumerate(
        [(one, None) for one in customers] + [(None, one) for one in measures]
    ):
        day = FIRST + timedelta(days=5 * at + 1)
        commands.add_event(tracker, day, "title", "note", customer_id=customer, measure_id=measure)
    for one in tracker.measures.all():
        day = FIRST + timedelta(days=3 * one.id)
        commands.add_rating(tracker, one.customer_id, day, 4, "words", measure_id=one.id)
    for key in customers[1:]:
        commands.add_rating(tracker, key, LAST, None, "words")
    for one in tracker.evaluations.all()[::5]:
        if one.note:
            commands.star(tracker, evaluation_id=one.id, on=True)
    commands.star(tracker, rating_id=1, on=True)
    commands.introduce(tracker, "me", "role", "me@example.org")
    commands.set_logo(tracker, logo_with_notes())
    commands.reword(tracker, FIRST, LAST, "summary", "my wording")
    commands.reword(tracker, FIRST, TODAY, "other", "my wording")
    commands.record_pulse(tracker, Period.of(LAST).start, energy=3)
    commands.answer_pulse(
        tracker, "energy", Period.of(LAST).start, TODAY, PulseWordKind.ONE_OFF, "a word"
    )
    commands.finish_week(tracker, Period.of(LAST).start, "an answer")


def _choosing(tracker: Tracker) -> None:
    """Put a row into every table of decisions, needs, notes and the chain."""
    day, run = TODAY.isoformat(), tracker.file.conn.execute
    for customer in (1, 2):
        for table, columns in _CHOOSING.items():
            marks = ", ".join("?" * (len(columns) + 1))
            names = ", ".join(("id", *columns))
            given = [
                {"day": day, "customer": customer}.get(str(one), one) for one in columns.values()
            ]
            run(f"INSERT INTO {table} ({names}) VALUES ({marks})", [customer, *given])
    run(f"INSERT INTO decision (id, title, decided_on) VALUES (3, 'x', '{DECIDED}')")  # none told


_CUSTOMER = {"customer_id": "customer"}
_CHOOSING: dict[str, dict[str, object]] = {
    "tier_move": {**_CUSTOMER, "moved_on": "day", "reason": "x"},
    "mandate": {**_CUSTOMER, "text": "x", "made_on": "day"},
    "assessment": {
        "kind": "k", **_CUSTOMER, "taken_on": "day", "note": "x",
        "answers": f'{{"unlearn": "{TOKEN} unlearned"}}',
    },
    "need": {
        **_CUSTOMER, "side": "mine", "text": "x", "rank": 1, "source": "guess",
        "stated_on": "day", "status": "stated",
    },
    "standard": {"service_id": "customer", "valid_from": "day", "good": "x"},
    "element": {**_CUSTOMER, "name": "x", "basis": "asked"},
    "moment": {**_CUSTOMER, "title": "x", "first_on": "day", "repeats": "once"},
    "conflict": {"title": "x", "kind": "need", "opened_on": "day"},
    "conflict_side": {"conflict_id": "customer", **_CUSTOMER, "asked_for": "x"},
    "decision": {
        "title": "x", "decided_on": DECIDED, "less_happy_id": "customer", "choice": "x",
        "conflict_id": "customer", "review_on": DECIDED, "verdict": "bad", "verdict_on": DECIDED,
    },
    "decision_told": {"decision_id": "customer", **_CUSTOMER, "told_on": DECIDED},
    "note": {**_CUSTOMER, "kind": "note", "happened_on": "day", "text": "x"},
    "link": {"who": "x"},
    "link_service": {"link_id": "customer", "service_id": "customer"},
    "stop": {"link_id": "customer", "started_on": "day"},
    "told": {"measure_id": "customer", "revealed": "day", "told_on": "day"},
    "asking": {**_CUSTOMER, "asked_on": "day"},
    "mention": {"measure_id": "customer", "told_on": "day"},
    "kept_wording": {"rule": "customer", "text": "x"},
    "pulse_fix": {"field": "energy", "what": "x", "obstacle": "x", "started_on": "day"},
    "own_stop": {
        **_CUSTOMER, "what": "x", "started_on": "day", "effect": "x", "cause": "x", "no_fix": "x",
    },
}  # fmt: skip


def _share(tracker: Tracker) -> None:
    measures = tracker.measures.all()[:2]
    left = OutgoingItem(ShareKind.SCORECARD, "title", 1, measures, 1, "token", FIRST, LAST)
    content = f"<p>{TOKEN} in the ledger</p>".encode()
    commands.note_share(tracker, left, content, TODAY, form="html", way=SharingWay.FILE)


def _spoil(
    tracker: Tracker, shape: Shape, public: Mapping[str, tuple[tuple[str, ...], str]]
) -> None:
    """Overwrite every text: secrets, but what is public with something hostile."""
    run = tracker.file.conn.execute
    numbers, texts = count(1), hostile_texts(shape.turn)
    for table, columns in text_columns(tracker):
        shown, rows = public.get(table, ((), "0"))
        if table not in _IN_THE_LEDGER:
            assert run(f"SELECT count(*) FROM {table}").fetchone()[0], f"nothing in {table}"
        for column in columns:
            ours = {row[0] for row in run(f"SELECT id FROM {table} WHERE {rows}")}
            for (key,) in run(f"SELECT id FROM {table}").fetchall():
                free = column in shown and key in ours
                text = next(texts) if free else shape.wrapping.format(f"{TOKEN}{next(numbers)}")
                _put(tracker, table, column, key, text)
    tracker.measures.forget()


def _put(tracker: Tracker, table: str, column: str, key: int, text: str) -> None:
    """Write a text, shortened until the file takes it; what takes none is no free text."""
    for longest in (10_000, 2000, 400, 200, 120, 40):
        try:
            tracker.file.conn.execute(
                f"UPDATE {table} SET {column} = ? WHERE id = ? AND {column} IS NOT NULL",
                [text[:longest].strip(), key],
            )
        except sqlite3.IntegrityError:
            continue
        return


def text_columns(tracker: Tracker) -> list[tuple[str, list[str]]]:
    """Return every table that a person fills, with its columns of text."""
    tables = tracker.file.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
    )
    found = []
    for (table,) in tables:
        if not _DERIVED.match(table):
            rows = tracker.file.query(f"PRAGMA table_info({table})")
            if "id" in {row[1] for row in rows}:
                texts = [row[1] for row in rows if row[2] == "TEXT" and not _KEYS.search(row[1])]
                found.append((table, texts))
    return found


def logo_with_notes() -> bytes:
    """Return a PNG in which a drawing program wrote down who drew it and where."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    noted = chunk(b"tEXt", f"Author\0{TOKEN} on my machine".encode())
    packed = chunk(b"zTXt", b"Path\0\0" + zlib.compress(TOKEN.encode()))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0\xff" * 2))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + noted + packed + pixels + chunk(b"IEND", b"")
    )


def strings_in(value: object) -> Iterator[str]:
    """Yield every text within a value, however deep; bytes as text, too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.decode("latin-1")
    elif isinstance(value, Mapping):
        yield from strings_in(tuple(value.items()))
    elif isinstance(value, Iterable):
        for one in value:
            yield from strings_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))


def secrets_in(texts: Iterable[str]) -> list[str]:
    """Return the texts that hold a secret, also where a line was broken within it."""
    return [
        text[:300]
        for text in texts
        if TOKEN in "".join(text.split()).casefold() or TOKEN in text.casefold()
    ]


def texts_of(content: bytes, suffix: str) -> list[str]:
    """Return everything that a file says or hides, as far as it can be unpacked without its app."""
    found = [content.decode("latin-1"), content.decode("utf-16-le", "ignore")]
    if suffix in {".docx", ".pptx"}:
        with ZipFile(BytesIO(content)) as parts:
            for name in parts.namelist():
                found += [name, *texts_of(parts.read(name), name[name.rfind(".") :])]
            found.append(str([(one.comment, one.extra) for one in parts.infolist()]))
    elif suffix == ".html":
        for data in re.findall(rb"base64,([A-Za-z0-9+/=]+)", content):
            found.append(base64.b64decode(data).decode("latin-1"))
    elif suffix == ".pdf":
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            found.append(_unpacked(stream))
    elif suffix == ".png":
        found += [_unpacked(content[at:]) for at in _chunk_starts(content)]
    return found


def _chunk_starts(content: bytes) -> Iterator[int]:
    for kind in (b"zTXt", b"iTXt"):
        if (at := content.find(kind)) >= 0:
            yield content.find(b"\0\0", at) + 2


def _unpacked(stream: bytes) -> str:
    try:
        return zlib.decompressobj().decompress(stream).decode("latin-1")
    except zlib.error:
        return stream.decode("latin-1")
