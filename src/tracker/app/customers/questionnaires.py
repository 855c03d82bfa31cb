"""The questionnaires of looking around, as `resources/assessments.toml` has them (Q1 to Q4, W6)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tracker.domain.errors import NotFound, TrackerError, quoted
from tracker.shipped import resource_path

RELATIONSHIP, OPERATIONS, PRACTICE, WORKSHEET, SUPPLIER = (
    "relationship",
    "operations",
    "practice",
    "worksheet",
    "supplier",
)
LONGEST_KEY = 40
MOST_WEIGHT = 10
Answer = int | str


class AnswerScale(StrEnum):
    """How a question is answered."""

    FIVE = "1-5"
    HISTORY = "-2-2"
    YES_NO = "yes-no"
    TEXT = "text"

    @property
    def figures(self) -> tuple[int, ...]:
        """Every figure that there is; none where the answer is a text."""
        return _FIGURES[self]


_FIGURES = {
    AnswerScale.FIVE: (1, 2, 3, 4, 5),
    AnswerScale.HISTORY: (-2, -1, 0, 1, 2),
    AnswerScale.YES_NO: (0, 1),
    AnswerScale.TEXT: (),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `low` and `high` say what the ends of its scale mean.

    `after_no` names the question that has to be answered with no before this one is asked.
    """

    key: str
    text: str
    scale: AnswerScale
    help: str = ""
    low: str = ""
    high: str = ""
    weight: int = 1
    after_no: str = ""

    @property
    def rated(self) -> bool:
        """Whether it is answered by a figure."""
        return self.scale is not AnswerScale.TEXT


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A few questions about each customer, each supplier (`of_link`), or about me.

    `counts` says that figures are summed.
    """

    key: str
    name: str
    of_customer: bool
    intro: str
    note: str
    questions: tuple[Question, ...]
    counts: bool = False
    of_link: bool = False

    @property
    def rated(self) -> tuple[Question, ...]:
        """The questions answered by a figure."""
        return tuple(one for one in self.questions if one.rated)

    def question(self, key: str) -> Question:
        """Return a question by its key."""
        for one in self.questions:
            if one.key == key:
                return one
        raise NotFound(f"{self.name} has no question {quoted(key)}", "Choose another one.")


def questionnaire(key: str) -> Questionnaire:
    """Return a questionnaire by its key."""
    for one in shipped():
        if one.key == key:
            return one
    raise NotFound(f"There is no questionnaire {quoted(key)}", "Choose another one.")


@cache
def shipped() -> tuple[Questionnaire, ...]:
    """Return the questionnaires that come with the app."""
    return read_questionnaires(resource_path("assessments.toml").read_text(encoding="utf-8"))


def read_questionnaires(text: str) -> tuple[Questionnaire, ...]:
    """Return the questionnaires that a text describes, or say in a sentence what is wrong in it."""
    try:
        rows = tomllib.loads(text).get("questionnaire")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _wrong(f"it is not TOML ({error})") from error
    found = tuple(_read(row) for row in _rows(rows, "no questionnaire is in it"))
    _different([one.key for one in found], "two questionnaires")
    return found


def _read(row: dict[str, object]) -> Questionnaire:
    key = _key(row, "a questionnaire")
    about = _text(row, "about", key)
    if about not in {"customer", "upstream", "me"}:
        raise _wrong(f"{key} is about {quoted(about)}, none of “customer”, “upstream” and “me”")
    questions = tuple(
        _question(one, key) for one in _rows(row.get("question"), f"{key} has no question")
    )
    _different([one.key for one in questions], f"two questions of {key}")
    counts = row.get("counts", False)
    if not isinstance(counts, bool):
        raise _wrong(f"counts of {key} is neither true nor false")
    intro, note = _text(row, "intro", key), _text(row, "note", key)
    return Questionnaire(
        key,
        _text(row, "name", key),
        about == "customer",
        intro,
        note,
        questions,
        counts,
        of_link=about == "upstream",
    )


def _question(row: dict[str, object], owner: str) -> Question:
    key = _key(row, f"a question of {owner}")
    where = f"{owner}.{key}"
    said = _text(row, "scale", where)
    if said not in set(AnswerScale):
        raise _wrong(f"{where} has the scale {quoted(said)}, which is none of ours")
    scale = AnswerScale(said)
    ends = scale in {AnswerScale.FIVE, AnswerScale.HISTORY}
    weight = row.get("weight", 1)
    if type(weight) is not int or not 1 <= weight <= MOST_WEIGHT:
        raise _wrong(f"the weight of {where} is no whole number from 1 to {MOST_WEIGHT}")
    return Question(
        key,
        _text(row, "text", where),
        scale,
        _text(row, "help", where, needed=False),
        _text(row, "low", where, needed=ends),
        _text(row, "high", where, needed=ends),
        weight,
        _text(row, "after_no", where, needed=False),
    )


def _rows(rows: object, missing: str) -> list[dict[str, object]]:
    if not isinstance(rows, list) or not rows or not all(isinstance(one, dict) for one in rows):
        raise _wrong(missing)
    return rows


def _key(row: dict[str, object], owner: str) -> str:
    key = _text(row, "key", owner)
    if not key.isidentifier() or len(key) > LONGEST_KEY:
        raise _wrong(f"the key {quoted(key)} is no plain word")
    return key


def _text(row: dict[str, object], name: str, owner: str, *, needed: bool = True) -> str:
    text = row.get(name, "")
    if not isinstance(text, str) or (needed and not text.strip()):
        raise _wrong(f"{owner} has no {name}")
    return text.strip()


def _different(keys: list[str], what: str) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise _wrong(f"{what} are called {quoted(key)}")


def _wrong(reason: str) -> TrackerError:
    return TrackerError(f"The questionnaires cannot be read: {reason}", "Install the app again.")
