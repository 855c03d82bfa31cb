"""How a table is laid out: its shape, and what each of its columns is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tracker.app.intake.choices import ReadingChoices, TableShape
from tracker.app.intake.columns import (
    ACTUAL,
    OWN_COLUMNS,
    TARGET,
    Role,
    head_word,
    is_own_word,
    role_of,
    span_in,
)
from tracker.app.intake.figures import looks_like_figure, looks_like_number, says_nothing
from tracker.app.intake.frame import TableFrame, time_heads, year_heads
from tracker.app.intake.periods import YEAR, may_name_time, names_time
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.measure import AREA_NAMES, Area
from tracker.domain.texts.cutting import cut

_LOOKED_AT = 400  # rows that are looked at to tell what a column holds
_MOSTLY = 0.8
_COUNTED = frozenset({"#", "id", "nr", "no", "lfd"})  # heads of columns that number their lines
_AREA_WORDS = {head_word(word) for area in Area for word in (area.value, AREA_NAMES[area])}
NO_COLUMN = -1  # in `values`: the only measure of a table that no column names


@dataclass(frozen=True, slots=True)
class TableLayout:
    """The shape of a table and the role of each column.

    `values` names the measure of each value column of times down; empty where a column names it.
    `across` are the columns of times across. `targets` leads from a column of promises to the value
    column it is about, `notes` likewise. `times` leads from a value column to its times where
    tables stand side by side, `years` to its year where each column is one.
    """

    shape: TableShape
    roles: tuple[Role, ...]
    values: Mapping[int, str] = field(default_factory=dict)
    across: tuple[int, ...] = ()
    targets: Mapping[int, int] = field(default_factory=dict)
    notes: Mapping[int, int] = field(default_factory=dict)
    times: Mapping[int, int] = field(default_factory=dict)
    years: Mapping[int, str] = field(default_factory=dict)
    own: bool = False

    def column(self, role: Role) -> int | None:
        """Return the first column of a role."""
        return self.roles.index(role) if role in self.roles else None


class _ColumnContent(NamedTuple):
    """What the filled cells of a column are, as shares of them."""

    filled: int
    times: float
    may_times: float
    figures: float
    numbers: float
    areas: bool
    distinct: int


def find_layout(frame: TableFrame, choices: ReadingChoices) -> TableLayout:
    """Find how a table is laid out, or raise `InvalidInput`."""
    chosen = _chosen(frame, choices)
    own = _is_own(frame)
    named = [
        chosen.get(at) or (None if own and not is_own_word(head) else role_of(head))
        for at, head in enumerate(frame.heads)
    ]
    across = [at for at in time_heads(frame.heads) if at not in chosen]
    held = [_content_of(frame, at) for at in range(frame.width)]
    if len(across) >= 2 and not any(one.times >= _MOSTLY for one in held):
        return _across(frame, _with_areas(named, held, chosen), across, chosen)
    elsewhere = any(one.times >= _MOSTLY for one in held)
    if not own:
        named = _with_areas(named, held, chosen)
    for at, role in enumerate(named):
        word = is_own_word(frame.heads[at]) and role is not Role.PERIOD
        sure = own or word or at in chosen  # a word of our own table is taken as it is
        named[at] = role if sure else _fitting(role, held[at], times_elsewhere=elsewhere)
    if Role.PERIOD not in named:
        named = _with_period(frame, named, held)
    _only_one(frame, named, held, chosen)
    _weak_name(frame, named, held, chosen)
    if Role.MEASURE not in named and not chosen:
        _find_measure(frame, named, held)
    if Role.MEASURE in named and (Role.VALUE in named or Role.SKIPPED in named):
        return _long(frame, named, chosen)
    if Role.MEASURE in named and (value := _only_figures(named, held)) is not None:
        named[value] = Role.VALUE
        return _long(frame, named, chosen)
    return _down(frame, named, held, chosen)


def _with_areas(
    named: Sequence[Role | None], held: Sequence[_ColumnContent], chosen: Mapping[int, Role]
) -> list[Role | None]:
    """Return the roles without a column `Area` that holds departments."""
    return [
        None if role is Role.AREA and at not in chosen and not held[at].areas else role
        for at, role in enumerate(named)
    ]


def _chosen(frame: TableFrame, choices: ReadingChoices) -> dict[int, Role]:
    """Return the roles that a person chose, by column."""
    found: dict[int, Role] = {}
    for name, role in choices.columns.items():
        word = head_word(name)
        hits = [at for at, head in enumerate(frame.heads) if head_word(head) == word]
        if not hits:
            hits = [at for at in range(frame.width) if frame.letter(at).casefold() == word]
        if not hits:
            heads = ", ".join(head for head in frame.heads if head) or "none"
            raise InvalidInput("map", f"There is no column {quoted(name)}", f"There are: {heads}.")
        found |= dict.fromkeys(hits, role)
    return found


def _content_of(frame: TableFrame, at: int) -> _ColumnContent:
    rows = frame.rows
    step = max(len(rows) // _LOOKED_AT, 1)
    cells = [row.cells[at] for row in rows[::step] if at < len(row.cells)]
    cells = [cell for cell in cells if not says_nothing(cell)]
    count = len(cells) or 1
    return _ColumnContent(
        len(cells),
        sum(map(names_time, cells)) / count,
        sum(map(may_name_time, cells)) / count,
        sum(map(looks_like_figure, cells)) / count,
        sum(map(looks_like_number, cells)) / count,
        any(head_word(cell) in _AREA_WORDS for cell in cells),
        len(set(cells)),
    )


def _is_own(frame: TableFrame) -> bool:
    """Say whether a table has the columns that our own export writes, with private notes or not."""
    words = {head_word(head).replace(" ", "_") for head in frame.heads}
    return words >= set(OWN_COLUMNS) - {Role.PRIVATE_NOTE}


def _fitting(role: Role | None, held: _ColumnContent, *, times_elsewhere: bool) -> Role | None:
    """Return the role that a head names if the column holds that; a head may mislead."""
    if role is None or not held.filled:
        return role
    if role in {Role.CUSTOMER, Role.MEASURE, Role.UNIT, Role.NOTE} and held.numbers == 1:
        return None if held.times < 1 else role
    if role is Role.PERIOD and held.may_times < 0.3 and times_elsewhere:
        return None
    return role


def _with_period(
    frame: TableFrame, named: list[Role | None], held: list[_ColumnContent]
) -> list[Role | None]:
    """Find the column of times by what it holds."""
    for at, one in enumerate(held):
        if named[at] is None and one.filled and one.times >= _MOSTLY:
            return [*named[:at], Role.PERIOD, *named[at + 1 :]]
    for at, one in enumerate(held):
        if named[at] is None and one.filled and span_in(frame.heads[at]) and one.may_times == 1:
            return [*named[:at], Role.PERIOD, *named[at + 1 :]]
    return named


def _weak_name(
    frame: TableFrame,
    named: list[Role | None],
    held: list[_ColumnContent],
    chosen: Mapping[int, Role],
) -> None:
    """Take `Name` for who filled in a form, where the values stand under a question."""
    if Role.MEASURE not in named or Role.VALUE in named:
        return
    at = named.index(Role.MEASURE)
    if at in chosen or head_word(frame.heads[at]) not in {"name", "was"}:
        return
    values = [one for one, role in enumerate(named) if _is_values(role, held[one])]
    if values and all(len(frame.heads[one].split()) > 2 for one in values):
        named[at] = Role.LEFT_OUT


def _only_one(
    frame: TableFrame,
    named: list[Role | None],
    held: list[_ColumnContent],
    chosen: Mapping[int, Role],
) -> None:
    """Keep one column of each role that a row has once: the chosen one, else the best filled.

    Columns of times of one name stay: they are those of tables side by side.
    """
    for role in (Role.PERIOD, Role.MEASURE, Role.CUSTOMER, Role.YEAR, Role.UNIT, Role.AREA):
        places = [at for at, one in enumerate(named) if one is role]
        if len(places) < 2:
            continue
        wanted = [at for at in places if at in chosen]
        heads = {head_word(frame.heads[at]) for at in places}
        beside = role is Role.PERIOD and len(heads) == 1 and not wanted
        if beside and all(held[at].times >= _MOSTLY for at in places):
            continue
        best = wanted[0] if wanted else _best(role, places, held)
        for at in places:
            if at != best:
                named[at] = Role.LEFT_OUT if role is Role.PERIOD else None


def _best(role: Role, places: list[int], held: list[_ColumnContent]) -> int:
    if role is not Role.PERIOD:
        return places[0]
    return max(places, key=lambda at: (round(held[at].times, 1), held[at].filled > 0, -at))


def _find_measure(frame: TableFrame, named: list[Role | None], held: list[_ColumnContent]) -> None:
    """Find the column that names the measure of a row: times repeat, and it tells them apart."""
    period, values = named.index(Role.PERIOD) if Role.PERIOD in named else None, []
    values = [at for at, role in enumerate(named) if _is_values(role, held[at])]
    if period is None or len(values) != 1 or held[period].distinct == held[period].filled:
        return
    others = [at for at, role in enumerate(named) if role is Role.CUSTOMER]
    for at, role in enumerate(named):
        if role is not None or held[at].figures > 0.2 or held[at].filled < len(frame.rows[:1]):
            continue
        keys = [tuple(row.cells[one] for one in (*others, at, period)) for row in frame.rows]
        if len(set(keys)) == len(keys):
            named[at] = Role.MEASURE
            return


def _is_values(role: Role | None, held: _ColumnContent) -> bool:
    return role in {None, Role.VALUE} and held.filled > 0 and held.figures >= 0.5


def _only_figures(named: Sequence[Role | None], held: list[_ColumnContent]) -> int | None:
    found = [at for at, role in enumerate(named) if role is None and held[at].figures >= _MOSTLY]
    return found[0] if len(found) == 1 else None


def _long(frame: TableFrame, named: list[Role | None], chosen: Mapping[int, Role]) -> TableLayout:
    values = [at for at, role in enumerate(named) if role is Role.VALUE]
    for role in set(named) - {None, Role.LEFT_OUT}:
        places = [at for at, one in enumerate(named) if one is role and at not in chosen]
        if len(places) > 1 and role in {Role.VALUE, Role.PERIOD, Role.MEASURE, Role.CUSTOMER}:
            same = {head_word(frame.heads[at]) for at in places}
            if len(same) < len(places):
                title = f"There are two columns {frame.heads[places[0]].strip().casefold()}"
                raise InvalidInput("file", title, "Rename one of them.")
            for at in places[1:]:
                named[at] = None
    roles = tuple(role or Role.LEFT_OUT for role in named)
    _require_period(frame, roles)
    return TableLayout(
        TableShape.ONE_VALUE_A_ROW, roles, dict.fromkeys(values[:1], ""), own=_is_own(frame)
    )


def _require_period(frame: TableFrame, roles: Sequence[Role]) -> None:
    if Role.PERIOD not in roles:
        heads = ", ".join(head.strip() for head in frame.heads if head.strip())
        title = "No column names weeks, months or days"
        hint = f"Say which one does with --map “Column=period”; there are: {cut(heads, 300)}."
        raise InvalidInput("file", title, hint)


def _down(
    frame: TableFrame,
    named: list[Role | None],
    held: list[_ColumnContent],
    chosen: Mapping[int, Role],
) -> TableLayout:
    _targets_by_name(frame, named, held, chosen)
    roles = [role or Role.LEFT_OUT for role in named]
    values: dict[int, str] = {}
    for at, role in enumerate(named):
        if role is Role.VALUE or (role is None and _is_values(role, held[at])):
            roles[at] = Role.VALUE
            values[at] = " ".join(frame.heads[at].split()) or f"Column {frame.letter(at)}"
    _require_period(frame, roles)
    if not values:  # a total beside nothing sums nothing up: it is what there is
        for at, role in enumerate(named):
            left = role is Role.LEFT_OUT and at not in chosen and head_word(frame.heads[at])
            if left and left not in _COUNTED and _is_values(None, held[at]):
                roles[at] = Role.VALUE
                values[at] = " ".join(frame.heads[at].split())
    if not values:
        heads = ", ".join(head.strip() for head in frame.heads if head.strip())
        title = "No column holds values beside weeks, months or days"
        hint = f"Say which one does with --map “Column=value”; there are: {cut(heads, 300)}."
        raise InvalidInput("file", title, hint)
    years: dict[int, str] = {}
    if set(year_heads(frame.heads)) == set(values):
        years = {at: frame.heads[at] for at in values}
        values = dict.fromkeys(values, "")
    layout = TableLayout(TableShape.TIMES_DOWN, tuple(roles), values, years=years)
    return replace(
        layout,
        times=_nearest_times(roles, values),
        targets=_beside(frame, roles, values, Role.PROMISE),
        notes=_beside(frame, roles, values, Role.NOTE),
    )


def _nearest_times(roles: Sequence[Role], values: Mapping[int, str]) -> dict[int, int]:
    """Lead each value column to the times that stand before it, where there are several."""
    times = [at for at, role in enumerate(roles) if role is Role.PERIOD]
    if len(times) < 2:
        return {}
    return {at: max((one for one in times if one < at), default=times[0]) for at in values}


def _targets_by_name(
    frame: TableFrame,
    named: list[Role | None],
    held: list[_ColumnContent],
    chosen: Mapping[int, Role],
) -> None:
    """Make `Answers target` beside `Answers` a column of promises."""
    words = {head_word(ACTUAL.sub(" ", head)).rstrip(":- ") for head in frame.heads}
    for at, head in enumerate(frame.heads):
        if at in chosen or named[at] not in {None, Role.PROMISE} or not TARGET.search(head):
            continue
        rest = head_word(TARGET.sub(" ", head)).rstrip(":- ")
        if rest in words and held[at].filled:
            named[at] = Role.PROMISE


def _beside(
    frame: TableFrame, roles: Sequence[Role], values: Mapping[int, str], role: Role
) -> dict[int, int]:
    """Lead each column of a role to its value column: the one it names, else the one before it."""
    found = {}
    for at, one in enumerate(roles):
        if one is not role:
            continue
        rest = head_word(TARGET.sub(" ", frame.heads[at])).rstrip(":- ")
        named = [value for value, name in values.items() if rest and _bare(name) == rest]
        before = [value for value in values if value < at]
        found[at] = named[0] if named else before[-1] if before else min(values)
    return found


def _bare(name: str) -> str:
    return head_word(ACTUAL.sub(" ", name)).rstrip(":- ")


def _across(
    frame: TableFrame, named: list[Role | None], across: list[int], chosen: Mapping[int, Role]
) -> TableLayout:
    roles = [role or Role.LEFT_OUT for role in named]
    for at in across:
        roles[at] = Role.PERIOD
    for at, role in enumerate(roles):
        if at not in across and role in {Role.PERIOD, Role.VALUE} and at not in chosen:
            roles[at] = Role.LEFT_OUT
    if Role.MEASURE not in roles:
        free = [at for at in range(frame.width) if at not in across and named[at] is None]
        places = [*free, *(at for at in range(across[0]) if at not in free)]
        texts = [at for at in places if at not in across and _texts(frame, at)]
        if not texts and (found := _year_column(frame, across)) is not None:
            roles[found] = Role.YEAR
            return TableLayout(
                TableShape.TIMES_ACROSS, tuple(roles), {NO_COLUMN: ""}, tuple(across)
            )
        if not texts:
            title = "No column names the measures"
            raise InvalidInput("file", title, "Say which one does with --map “Column=measure”.")
        roles[texts[0]] = Role.MEASURE
    return TableLayout(TableShape.TIMES_ACROSS, tuple(roles), across=tuple(across))


def _year_column(frame: TableFrame, across: Sequence[int]) -> int | None:
    """Return the column that holds nothing but years: a row a year of one measure."""
    for at in range(frame.width):
        cells = [row.cells[at].strip() for row in frame.rows if row.cells[at].strip()]
        if at not in across and cells and all(YEAR.fullmatch(cell) for cell in cells):
            return at
    return None


def _texts(frame: TableFrame, at: int) -> bool:
    cells = [row.cells[at] for row in frame.rows if row.cells[at].strip()]
    return bool(cells) and sum(map(looks_like_figure, cells)) * 2 < len(cells)
