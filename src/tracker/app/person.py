"""Who this person is on what they share, when their review is, and where pages are published."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from tracker.app.text_input import NAME_LENGTH, check_day, clean_line
from tracker.app.tracker import Tracker
from tracker.domain.customer import Person, read_mail
from tracker.domain.errors import InvalidInput

LARGEST_LOGO: Final = 262_144
_SIGNATURES: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_OTHER_LOGO: Final = "Choose a PNG or JPEG of less than 256 kB."


def person(tracker: Tracker) -> Person:
    """Return who this file belongs to; nobody yet in a new file."""
    return tracker.people.first(id=1) or Person()


def introduce(tracker: Tracker, name: str, role: str, mail: str = "") -> None:
    """Set the name, role and address that stand on what is shared."""
    change_person(
        tracker,
        "change your name and role",
        name=clean_line("name", name, NAME_LENGTH),
        role=clean_line("role", role, NAME_LENGTH),
        mail=read_mail(mail),
    )


def set_logo(tracker: Tracker, content: bytes | None) -> None:
    """Put a PNG or JPEG on what is shared, or (None) take it away."""
    mime = None
    if content is not None:
        found = (mime for start, mime in _SIGNATURES.items() if content.startswith(start))
        mime = next(found, None)
        if mime is None:
            raise InvalidInput("logo", "That file is no picture for a page", _OTHER_LOGO)
        if len(content) > LARGEST_LOGO:
            raise InvalidInput("logo", "That picture is too large", _OTHER_LOGO)
    change_person(tracker, "change your logo", logo=content, logo_mime=mime)


def plan_review(
    tracker: Tracker, review_on: date | None, first: date | None = None, last: date | None = None
) -> None:
    """Set the day of the next review and the period it is about, or (None) no day."""
    if review_on is not None:
        check_day("review_on", review_on)
    if (first is None) != (last is None):
        raise InvalidInput("review_last", "A period has two ends", "Give its first and last day.")
    if first is not None and last is not None and last < first:
        raise InvalidInput("review_last", "The period ends before it begins", "Change a day.")
    change_person(
        tracker, "set the review", review_on=review_on, review_first=first, review_last=last
    )


def publish_into(tracker: Tracker, folder: Path | None, *, index: bool = False) -> None:
    """Choose the folder that scorecards are published to, or (None) publish no more.

    An index page there shows each customer who the others are.
    """
    if folder is not None and not folder.is_dir():
        raise InvalidInput(
            "publish_to", f"There is no folder “{folder}”", "Choose one that exists."
        )
    place = "" if folder is None else str(folder.absolute())
    change_person(tracker, "choose where to publish", publish_to=place, publish_index=index)


def set_plan_step(tracker: Tracker, step: str) -> None:
    """Keep where the guided plan was left; empty where it is not under way.

    That is no work of anybody's, so undo does not take it back: only the row that it needs belongs
    to a step, lest a redo should find that row there already.
    """
    step = clean_line("plan_step", step, 40)
    if person(tracker).plan_step == step:
        return
    if tracker.people.first(id=1):
        with tracker.fact("person"):
            tracker.people.change(1, plan_step=step)
    else:
        with tracker.edit("begin the guided plan"):
            tracker.people.add(id=1, plan_step=step)


def change_person(tracker: Tracker, label: str, **columns: object) -> None:
    """Write columns of the one row there is, in a step of that name; nothing if they say so."""
    now = person(tracker)
    if all(getattr(now, name) == value for name, value in columns.items()):
        return
    with tracker.edit(label):
        tracker.people.put({"id": 1}, **columns)
