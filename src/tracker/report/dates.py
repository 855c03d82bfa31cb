"""Days, months and periods in words, in every form that screen and paper use.

It stands below all other parts of report because drawings and documents write days, too. A form is
*long* (`9 November 2026`, in sentences and titles), *medium* (`9 Nov 2026`, beside figures) or
*short* (`9 Nov`, `W46`, in a column of a list). With `beside`, the year is left out where it is
that of `beside`; to leave it out always, say the day itself. Names are English without asking the
system, so that the same data gives the same words and bytes anywhere.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tracker.domain.period import DAY_NAMES, MONTH_NAMES, Cadence, Period

_DAYS = tuple(name[:3] for name in DAY_NAMES)


def long_month(day: date, beside: date | None = None) -> str:
    """Write the month of a day: `November 2026`, or `November` beside a day of that year."""
    return _with_year(MONTH_NAMES[day.month - 1], day, beside)


def medium_month(day: date, beside: date | None = None) -> str:
    """Write the month of a day: `Nov 2026`, or `Nov` beside a day of that year."""
    return _with_year(_three_letters(day), day, beside)


def long_day(day: date, beside: date | None = None) -> str:
    """Write `9 November 2026`, or `9 November` beside a day of that year."""
    return f"{day.day} {long_month(day, beside)}"


def medium_day(day: date, beside: date | None = None) -> str:
    """Write `9 Nov 2026`, or `9 Nov` beside a day of that year."""
    return f"{day.day} {medium_month(day, beside)}"


def short_day(day: date, beside: date) -> str:
    """Write a day in a column of a list: `9 Nov`, and `9 Nov 25` of another year."""
    name = f"{day.day} {_three_letters(day)}"
    return name if day.year == beside.year else f"{name} {_two_digits(day.year)}"


def long_weekday(day: date, beside: date | None = None) -> str:
    """Write `Monday, 9 November 2026`, or `Monday, 9 November` beside a day of that year."""
    return f"{DAY_NAMES[day.weekday()]}, {long_day(day, beside)}"


def medium_weekday(day: date, beside: date | None = None) -> str:
    """Write `Mon 9 Nov 2026`, or `Mon 9 Nov` beside a day of that year."""
    return f"{_DAYS[day.weekday()]} {medium_day(day, beside)}"


def long_days(first: date, last: date, *, compact: bool = False, beside: date | None = None) -> str:
    """Write `1 July – 30 September 2026`, `1 – 30 September 2026`; if compact, `1–30 September`.

    Beside a day of that year the year is left out, unless the days lie in two years.
    """
    end = long_day(last, beside if first.year == last.year else None)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}" if compact else f"{first.day} – {end}"
    return f"{long_day(first, last)} – {end}"


def medium_days(
    first: date, last: date, *, compact: bool = True, beside: date | None = None
) -> str:
    """Write `26 Oct – 1 Nov 2026`, `2–8 Nov 2026`; if not compact, `2 Nov – 8 Nov 2026`.

    Beside a day of that year the year is left out, unless the days lie in two years.
    """
    end = medium_day(last, beside if first.year == last.year else None)
    if compact and (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{medium_day(first, last)} – {end}"


def moment_name(at: datetime, now: datetime) -> str:
    """Write when something was done: `Today 09:10`, `Yesterday 17:42`, `Wed 25 Nov 18:05`.

    The year stands in it where it is not the year of `now`.
    """
    day, time = at.date(), f"{at:%H:%M}"
    if day == now.date():
        return f"Today {time}"
    if day == now.date() - timedelta(days=1):
        return f"Yesterday {time}"
    return f"{medium_weekday(day, now.date())} {time}"


def moment_within(at: datetime, now: datetime) -> str:
    """Write the same within a sentence: `today 09:10`; the name of a day keeps its capital."""
    name = moment_name(at, now)
    return name if name[:3] in _DAYS else f"{name[:1].lower()}{name[1:]}"


def began(start: date, cadence: Cadence, beside: date) -> str:
    """Name the beginning of a period: `12 October`, or the month or quarter itself."""
    if cadence is Cadence.MONTHLY:
        return long_month(start, beside)
    if cadence is Cadence.QUARTERLY:
        return f"the quarter from {long_month(start, beside)}"
    return long_day(start, beside)


def month_of(start: date, cadence: Cadence, beside: date) -> str:
    """Name the month in which most of a period lies, as `November`; a quarter names itself."""
    if cadence is Cadence.QUARTERLY:
        return began(start, cadence, beside)
    return long_month(start + (Period(start, cadence).end - start) / 2, beside)


def began_briefly(start: date, cadence: Cadence, beside: date) -> str:
    """Name the beginning of a period beside a figure: `12 Oct`, or its month, `Oct`."""
    if cadence in {Cadence.MONTHLY, Cadence.QUARTERLY}:
        return medium_month(start, beside)
    return medium_day(start, beside)


def period_name(period: Period, *, year: bool = False) -> str:
    """Write `week 46` (with `year`: `week 46 of 2026`), `November 2026` or `Q4 2026`."""
    if period.cadence is Cadence.DAILY:
        return long_day(period.start)
    match period.cadence:
        case Cadence.MONTHLY:
            return long_month(period.start)
        case Cadence.QUARTERLY:
            return f"{_quarter(period)} {period.start.year}"
    iso_year, week, _ = period.start.isocalendar()
    return f"week {week} of {iso_year}" if year else f"week {week}"


def period_with_days(period: Period, beside: date | None = None) -> str:
    """Name a period with its days: `Week 46 · 9–15 Nov 2026`, `Nov 2026`, `Q4 2026`.

    This is how every week reads on screen; beside a day of its year, `Week 46 · 9–15 Nov`.
    """
    match period.cadence:
        case Cadence.MONTHLY:
            return medium_month(period.start)
        case Cadence.QUARTERLY:
            return f"{_quarter(period)} {period.start.year}"
    weeks = f"Week {period.start.isocalendar().week}"
    if period.cadence is Cadence.FORTNIGHTLY:
        weeks = f"Weeks {period.start.isocalendar().week}–{period.end.isocalendar().week}"
    return f"{weeks} · {medium_days(period.start, period.end, beside=beside)}"


def short_period(period: Period, beside: date) -> str:
    """Name a period in a column of a list: `W46`, `Nov 26`, `Q4 26`; `W46 25` of another year."""
    start = period.start
    match period.cadence:
        case Cadence.MONTHLY:
            return f"{_three_letters(start)} {_two_digits(start.year)}"
        case Cadence.QUARTERLY:
            return f"{_quarter(period)} {_two_digits(start.year)}"
    iso_year, week, _ = start.isocalendar()
    return f"W{week}" if iso_year == beside.year else f"W{week} {_two_digits(iso_year)}"


def days_in_column(period: Period, beside: date) -> str:
    """Write a period's days in a column of a list: `9–15 Nov`; `Nov 26`, `Q4 26` where longer."""
    if period.cadence in {Cadence.MONTHLY, Cadence.QUARTERLY}:
        return short_period(period, beside)
    return medium_days(period.start, period.end, beside=beside)


def _with_year(name: str, day: date, beside: date | None) -> str:
    return name if beside and beside.year == day.year else f"{name} {day.year}"


def _three_letters(day: date) -> str:
    return MONTH_NAMES[day.month - 1][:3]


def _two_digits(year: int) -> str:
    return f"{year % 100:02}"


def _quarter(period: Period) -> str:
    return f"Q{(period.start.month + 2) // 3}"
