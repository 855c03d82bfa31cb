"""What becomes of shapes of change other than one step: slides, stairs, wild weeks, spreads.

Through the package itself, on normal data: 30 weeks of history, then the shape for a year.
"""

from __future__ import annotations

import numpy as np

from benchmarks.detection_data import BY_NAME, Floats, Kind, drifting, normal, stepped
from benchmarks.detection_measures import YEAR
from benchmarks.detection_vector import ours, series_of
from tracker.detection import Restlessness, Verdict, detect, judge

BEFORE = 30
HALF = 26
SLOPES = (0.1, 0.2, 0.3, 0.5, 1.0)
DRIFTING = (Verdict.DRIFTING_WORSE, Verdict.DRIFTING_BETTER)
NORMAL = BY_NAME["normal"]


def share(flags: list[bool]) -> float:
    """Give the share that is true."""
    return sum(flags) / max(len(flags), 1)


def announced(values: Floats, kind: Kind = NORMAL) -> tuple[float, float]:
    """Give mean news in the year after the change, and the share of series with two or more."""
    news = []
    for row in values:
        alarms = detect(series_of(row, kind)).alarms
        news.append(sum(each.revealed >= BEFORE and not each.continues for each in alarms))
    return float(np.mean(news)), share([count > 1 for count in news])


def slide_lines(rng: np.random.Generator, series: int) -> list[str]:
    """Write what is said of slides: how often news, and whether they are called so."""
    out = ["Slides, normal data, for the worse        news in   called drifting after  begins"]
    out.append("                                           a year     26 wk     40 wk    wk late")
    for slope in SLOPES:
        values = drifting(NORMAL, rng, series, BEFORE, YEAR, slope)
        called, late = [], []
        for weeks in (HALF, 40):
            found = [judge(series_of(row[: BEFORE + weeks], NORMAL)) for row in values]
            called.append(share([each.if_fresh in DRIFTING for each in found]))
            late = [each.since - BEFORE for each in found if each.since is not None]
        told = "".join(f"{each:>10.0%}" for each in called)
        middle = float(np.median(late)) if late else float("nan")
        line = f"  {slope} sigma a week"
        out.append(f"{line:<38}{announced(values)[0]:>11.1f}{told}{middle:>11.0f}")
    return out


def step_lines(rng: np.random.Generator, series: int) -> list[str]:
    """Write how often clean steps, stairs and single wild weeks are mistaken."""
    out = ["Steps and wild weeks, normal data      news in a year  twice or more  called drifting"]
    rows: dict[str, Floats] = {}
    for size in (2.0, 5.0, 10.0, 20.0):
        rows[f"one step of {size:.0f} sigma"] = stepped(NORMAL, rng, series, BEFORE, YEAR, size)
    shift = np.zeros((series, BEFORE + YEAR))
    shift[:, BEFORE:], shift[:, BEFORE + 12 :] = 3.0, 6.0
    rows["two steps of 3 sigma, 12 weeks apart"] = normal(rng, shift)
    shift = np.zeros((series, BEFORE + YEAR))
    shift[:, BEFORE] = 10.0
    rows["one wild week of 10 sigma"] = normal(rng, shift)
    for name, values in rows.items():
        mean, twice = announced(values)
        found = [judge(series_of(row[: BEFORE + HALF], NORMAL)).if_fresh for row in values]
        drifts = share([each in DRIFTING for each in found])
        out.append(f"  {name:<38}{mean:>13.2f}{twice:>15.1%}{drifts:>17.0%}")
    return out


def spread_lines(rng: np.random.Generator, series: int) -> list[str]:
    """Write what is said within 26 weeks when the spread changes and the level does not."""
    out = ["Spread, normal data, within 26 weeks     level alarm   unsteadier   steadier"]
    for times in (1.0, 2.0, 3.0, 1 / 3):
        noise = rng.standard_normal((series, BEFORE + HALF))
        noise[:, BEFORE:] *= times
        values = np.round(50 + 10 * noise, 1)
        level, wide, narrow = [], [], []
        for row in values:
            alarms = detect(series_of(row, NORMAL)).alarms
            level.append(any(each.revealed >= BEFORE for each in alarms))
            looks = [
                judge(series_of(row[:weeks], NORMAL)).restless
                for weeks in range(BEFORE + 4, BEFORE + HALF + 1, 2)
            ]
            wide.append(Restlessness.UNSTEADIER in looks)
            narrow.append(Restlessness.STEADIER in looks)
        cells = "".join(f"{share(each):>12.1%}" for each in (level, wide, narrow))
        out.append(f"  {f'{times:.2g} times as wide':<38}{cells}")
    return out


def leaning_lines(rng: np.random.Generator, series: int) -> list[str]:
    """Write the false alarms of data that lean, in the first year and in the third."""
    out = ["False alarms in a year of experience        year 1    year 2    year 3"]
    names = ("normal", "normal, autocorrelation 0.3", "normal, autocorrelation 0.5")
    for name in names:
        kind = BY_NAME[name]
        marks = ours(stepped(kind, rng, series, 3 * YEAR, 0, 0.0), kind)
        years = [marks[:, YEAR * at : YEAR * (at + 1)].any(axis=1).mean() for at in range(3)]
        out.append(f"  {name:<36}" + "".join(f"{float(each):>10.1%}" for each in years))
    return out


def lines(seed: int, series: int) -> list[str]:
    """Write all four tables."""
    rng = np.random.default_rng([seed, 8])
    tables = (slide_lines, step_lines, spread_lines, leaning_lines)
    return [line for table in tables for line in [*table(rng, series), ""]][:-1]
