"""Search over everything that was kept: names first, then the newest; private words too.

Words must all be there; accents and letter case do not count. The last word may go on, and so may a
word in a script that is written without spaces: of such a run only the beginning is indexed. Signs
alone find nothing.

What is found is shown to nobody but this person, in the window or the console; none of it is ever
in what is shared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from tracker.app.search.tables import TABLE_OF, TABLES, HitKind, HitPlace
from tracker.app.tracker import Tracker
from tracker.domain.evaluation import SKIP_REASONS
from tracker.domain.texts.cutting import CUT
from tracker.store.derived import kind_token

MOST_WORDS, LONGEST_WORD = 32, 100
SNIPPET: Final = 150
_BEFORE: Final = 40
_LETTER: Final = r"[^\W_]"
_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff]"
)

Marks = tuple[tuple[int, int], ...]
_NAMES: Final = (
    "SELECT m.id, m.name, c.id, c.name FROM measure AS m JOIN customer AS c ON c.id = m.customer_id"
)
LEAST = 50
"""So many are read before the best are chosen among the names."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text on one line, and where in it (from, to) the words stand."""

    text: str
    marks: Marks = ()


@dataclass(frozen=True)
class SearchQuery:
    """What is looked for: words or phrases, each with whether it may go on."""

    parts: tuple[tuple[str, bool], ...]

    def match(self, *scopes: Iterable[str]) -> str:
        """Write it for the index: all words, and one token of each scope."""
        words = [f'"{part}"{"*" if goes_on else ""}' for part, goes_on in self.parts]
        clauses = [f"words : ({' AND '.join(words)})"] if words else []
        clauses += [f"scope : ({' OR '.join(tokens)})" for tokens in scopes]
        return " AND ".join(clauses)

    def marks(self, text: str) -> Marks:
        """Return where the words stand in a text, in order, each place once."""
        if self._pattern is None:
            return ()
        bare, places = folded(text)
        found = (one.span() for one in self._pattern.finditer(bare))
        if places is None:
            return tuple(found)
        return tuple((places[start], places[end - 1] + 1) for start, end in found)

    def snippet(self, text: str) -> Snippet:
        """Return the piece of a text around the first of the words, with their places marked."""
        line = " ".join(text.split())
        marks = self.marks(line)
        begin = _word_before(line, marks[0][0] - _BEFORE) if marks else 0
        if len(line) <= SNIPPET:
            begin = 0
        end = len(line) if len(line) <= begin + SNIPPET else _word_before(line, begin + SNIPPET)
        if end <= begin:
            end = begin + SNIPPET
        before, after = f"{CUT} " if begin else "", f" {CUT}" if end < len(line) else ""
        piece = line[begin:end].rstrip()
        shift = len(before) - begin
        inside = tuple(
            (start + shift, min(stop, end) + shift)
            for start, stop in marks
            if begin <= start < begin + len(piece)
        )
        return Snippet(f"{before}{piece}{after}", inside)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        wanted = []
        for part, goes_on in sorted(self.parts, key=_longest_first):
            tokens = re.findall(f"{_LETTER}+", folded(part)[0])
            if tokens:
                end = f"{_LETTER}*" if goes_on else f"(?!{_LETTER})"
                wanted.append(r"[\W_]+".join(tokens) + end)
        return re.compile(f"(?<!{_LETTER})(?:{'|'.join(wanted)})") if wanted else None


def read_words(text: str) -> SearchQuery:
    """Read what was typed: whatever it is, it can be looked for."""
    pieces: list[str] = []
    for at, piece in enumerate(text[: MOST_WORDS * LONGEST_WORD].split('"')):
        pieces += [piece] if at % 2 else piece.split()  # between quotes it is a phrase
    words = [" ".join(piece.split())[:LONGEST_WORD] for piece in pieces]
    words = ["".join(one for one in word if one.isprintable()) for word in words]
    words = [word for word in words if any(sign.isalnum() for sign in word)][:MOST_WORDS]
    closed = text.rstrip().endswith('"') and text.count('"') % 2 == 0
    return SearchQuery(
        tuple(
            (word, (at == len(words) - 1 and not closed) or bool(_SPACELESS.search(word)))
            for at, word in enumerate(words)
        )
    )


def _longest_first(part: tuple[str, bool]) -> int:
    return -len(part[0])


def _word_before(line: str, at: int) -> int:
    """Return where the word that holds this place begins; a place far from any space is kept."""
    if at <= 0:
        return 0
    space = line.rfind(" ", max(at - _BEFORE, 0), at)
    return at if space < 0 else space + 1


def folded(text: str) -> tuple[str, list[int] | None]:
    """Return a text as the index reads it, and whence each letter came (None: from its place)."""
    if text.isascii():
        return text.lower(), None
    letters = [_fold(letter) for letter in text]
    folded = "".join(letters)
    if len(folded) == len(text) and all(letters):
        return folded, None
    return folded, [at for at, letter in enumerate(letters) for _ in letter]


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter.lower())
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    # Hangul comes apart into its parts without a mark among them: the index leaves it whole.
    return bare if bare != apart else letter.lower()


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One row that was found; `private` says that these words never leave this file."""

    kind: HitKind
    id: int
    place: HitPlace
    title: Snippet
    snippet: Snippet
    private: bool = False
    day: date | None = None
    customer_id: int | None = None
    customer: str = ""
    measure_id: int | None = None
    measure: str = ""


def hits(
    tracker: Tracker, wanted: SearchQuery, rows: Sequence[tuple[str, int]]
) -> Iterator[SearchHit]:
    """Yield what is shown of rows (table and id), in their order."""
    asked: dict[str, list[int]] = {}
    for table, key in rows:
        asked.setdefault(table, []).append(key)
    kept = {
        (table, row[0]): row
        for table, keys in asked.items()
        for row in tracker.file.query(_select(table, len(keys)), *keys)
    }
    names = _Names(tracker)
    for found in rows:
        if found in kept:
            yield _hit(wanted, names, found[0], kept[found])


def _select(name: str, count: int) -> str:
    table = TABLES[name]
    columns = ("id", table.day, table.customer, table.measure, table.title or "''", *table.words)
    marks = ", ".join("?" * count)
    return f"SELECT {', '.join(columns)} FROM {name} WHERE id IN ({marks})"  # noqa: S608 - names of ours


class _Names:
    """Measures and customers by id."""

    def __init__(self, tracker: Tracker) -> None:
        self.customers = dict(tracker.file.query("SELECT id, name FROM customer"))
        self.measures = {row[0]: row[1:] for row in tracker.file.query(_NAMES)}


def _hit(wanted: SearchQuery, names: _Names, name: str, row: tuple[object, ...]) -> SearchHit:
    table = TABLES[name]
    key, day, customer_id, measure_id, title, *words = row
    measure, owner, owner_name = names.measures.get(measure_id, ("", customer_id, ""))
    customer = names.customers.get(owner, owner_name)
    column, said = _best(wanted, table.words, words)
    when = date.fromisoformat(str(day)) if day else None
    return SearchHit(
        table.kind,
        int(str(key)),
        table.place,
        wanted.snippet(str(title)) if title else Snippet(measure or customer),
        wanted.snippet(said),
        column in table.private,
        when,
        owner,
        customer,
        measure_id if isinstance(measure_id, int) else None,
        measure,
    )


def _best(wanted: SearchQuery, columns: Sequence[str], cells: Sequence[object]) -> tuple[str, str]:
    """Return the text that holds most of the words, or else the first that says something."""
    best, most = ("", ""), -1
    for column, cell in zip(columns, cells, strict=True):
        said = str(cell or "")
        if not said or (column == "skipped" and said in SKIP_REASONS):
            continue
        count = len(wanted.marks(said))
        if count > most:
            best, most = (column, said), count
    return best


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found, and whether there is more than was asked for."""

    hits: tuple[SearchHit, ...] = ()
    more: bool = False


def search(
    tracker: Tracker,
    text: str,
    *,
    customer_id: int | None = None,
    kinds: Iterable[HitKind] = (),
    first: date | None = None,
    last: date | None = None,
    limit: int = 50,
) -> SearchResult:
    """Return what holds every word, names first and then the newest; nothing typed is an error.

    Without words the filters alone choose; without either nothing is found.
    """
    wanted = read_words(text)
    scopes = [tokens for tokens in (_kinds(kinds), _owner(tracker, customer_id)) if tokens]
    if not wanted.parts and (text.strip() or not scopes):
        return SearchResult()
    count = max(limit, LEAST)
    rows = tracker.words.find(wanted.match(*scopes), first, last, limit=count + 1)
    found = list(hits(tracker, wanted, rows[:count]))
    found.sort(key=_named_so_first)  # what has a day stays in its order
    return SearchResult(tuple(found[:limit]), len(rows) > limit)


def _named_so_first(hit: SearchHit) -> int:
    """Put what is named so before what is only described so."""
    return 2 if hit.day else int(not hit.title.marks)


def _kinds(kinds: Iterable[HitKind]) -> list[str]:
    return [kind_token(TABLE_OF[kind]) for kind in kinds]


def _owner(tracker: Tracker, customer_id: int | None) -> list[str]:
    """Return how the index names a customer: themselves, their measures, what was sent to them."""
    if customer_id is None:
        return []
    query = tracker.file.query
    measures = query("SELECT id FROM measure WHERE customer_id = ?", customer_id)
    sent = query("SELECT replace(uid, '-', '') FROM customer WHERE id = ?", customer_id)
    return [f"c{customer_id}", *(f"m{key}" for (key,) in measures), *(f"u{uid}" for (uid,) in sent)]
