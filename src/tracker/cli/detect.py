"""`detect`: the same judgement for any series."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.app.incoming import content_of
from tracker.cli.judgement import (
    alarm_document,
    forecast_document,
    keeping_document,
    spread_document,
)
from tracker.cli.session import FILE, print_json

if TYPE_CHECKING:
    from tracker.app.series.judging import FoundSeries


NO_SERIES = "No series: the file has a first line only."


@click.command(short_help="The same judgement for any series (CSV), no data file needed.")
@click.argument("file", metavar="SERIES.csv", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def detect(file: Path, as_json: bool) -> None:
    """Judge every series of SERIES.csv as a measure is judged.

    The columns series, period and value are needed: one row a point, rows in any order, an empty
    value for a missing period. A period is 2026-W47, 2026-11, 2026-Q4 or a date.

    These may stand beside them: scale (number, rating, percent, count, yesno, duration), step (the
    smallest step in which values are recorded), better or direction (higher, lower, or a band as
    2..4), promise (>= 4), sensitivity (calm, normal, keen), and planned (any text: a planned change
    begins with this period).
    """
    from tracker.app.series.file import read_series
    from tracker.app.series.judging import judge_file

    read = read_series(content_of(file))
    for name in read.left_out:
        click.echo(f"Left out: the column “{name}”.", err=True)
    found = judge_file(read)
    if as_json:
        as_of = max((one.end for one in found), default=None)
        print_json(
            {
                "as_of": as_of.isoformat() if as_of else None,
                "signals": [as_document(one) for one in found],
            }
        )
    else:
        click.echo(as_text(found))


def as_document(one: FoundSeries) -> dict[str, object]:
    """Return the promised JSON shape."""
    return {
        "series": one.name,
        "verdict": one.verdict,
        "since": one.since.isoformat() if one.since else None,
        "revealed": one.revealed.isoformat() if one.revealed else None,
        "usual": one.usual,
        "lower": one.lower,
        "upper": one.upper,
        "recent": one.recent,
        "promise_met": one.promise_met,
        "keeping": keeping_document(one.keeping),
        "points": one.points,
        "missing": one.missing,
        "sentence": one.sentence,
        "alarms": [
            alarm_document(alarm.revealed, alarm.since, up=alarm.up, continues=alarm.continues)
            for alarm in one.alarms
        ],
        "one_offs": [day.isoformat() for day in one.one_offs],
        "spread": spread_document(one.spread),
        "forecast": forecast_document(one.forecast),
    }


def as_text(found: list[FoundSeries]) -> str:
    """Return one line a series."""
    from tracker.cli.table import table
    from tracker.report.text.verdicts import LABELS

    # A name is a stranger's text: nothing in it may steer the console.
    rows: list[tuple[str, ...]] = [
        (_shown(one.name), LABELS[one.verdict].text, one.sentence) for one in found
    ]
    return table(rows) or NO_SERIES


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
