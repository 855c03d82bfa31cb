"""The tables of what detection promises: false alarms in a year, weeks to notice, other methods."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from benchmarks import detection_limit, detection_python, detection_rules, detection_shapes
from benchmarks.detection_data import ALL, BY_NAME, KINDS, Kind, steady
from benchmarks.detection_measures import (
    BASELINES,
    HISTORY,
    SPANS,
    YEAR,
    drift_runs,
    false_alarms,
    measured,
    noticed,
    quiet_runs,
    step_runs,
    tuned,
)
from benchmarks.detection_peers import METHODS
from benchmarks.detection_vector import ALARM, ours
from tracker.detection import Sensitivity, cost

SIZES = (1.0, 1.5, 2.0)
WORSE = (0.5, 1.0, 1.5, 2.0, 3.0)
BETTER = (1.0, 1.5, 2.0, 3.0)
LEVEL = 0.995  # nearer than this is level
SHORT = {
    "normal, 10 % missing": "missing",
    "heavy tails": "heavy",
    "rating 1-5": "rating",
    "rating 1-5, nearly all 4": "near 4",
    "percent near 100": "percent",
    "duration, skewed": "duration",
    "count, mean 3": "count",
    "normal, autocorrelation 0.3": "leaning",
}
BOTH_WAYS = (
    "normal",
    "heavy tails",
    "rating 1-5",
    "rating, mostly 5",
    "percent near 100",
    "percent 95.2 +- 0.5",
    "duration, skewed",
    "duration 10 +- 0.2",
    "count, mean 3",
    "yes/no",
)
RIVALS = ("this detector", "self-starting CUSUM k = 0.5", "rank CUSUM")
BOTH_SIZE = 1.5
FIXED = ("normal", "rating 1-5", "percent near 100", "duration, skewed", "count, mean 3", "yes/no")
Peers = dict[str, dict[float, float]]


def promise(kind: Kind, seed: int, series: int) -> str:
    """One row of what this detector promises, as shipped."""
    rng = np.random.default_rng([seed, 1, list(BY_NAME).index(kind.name)])
    look = partial(ours, kind=kind)
    alarms = false_alarms(look(quiet_runs(kind, rng, 5 * series)), ALARM)
    row = [f"{alarms:>8.1%}"]
    for size in WORSE:
        found = noticed(measured(step_runs(kind, rng, series, size), look), ALARM)
        row.append(f"{found.weeks:>7.1f}")
    slide = noticed(measured(drift_runs(kind, rng, series, 0.1), look), ALARM)
    row.append(f"{slide.weeks:>7.1f}")
    for size in BETTER:
        found = noticed(measured(step_runs(kind, rng, series, -size), look), ALARM)
        row.append(f"{found.weeks:>7.1f}")
    return f"  {kind.name:<28}" + "".join(row)


def peers(kind: Kind, seed: int, series: int) -> Peers:
    """Mean weeks to notice of every method at 10 % false alarms a year, by size of the shift."""
    rng = np.random.default_rng([seed, 2, list(BY_NAME).index(kind.name)])
    quiet = quiet_runs(kind, rng, 3 * series)
    runs = {size: step_runs(kind, rng, series, size) for size in SIZES}
    out: Peers = {}
    for name, method in METHODS.items():
        look = partial(method, kind=kind)
        threshold = ALARM if method is ours else tuned(look(quiet))
        out[name] = {size: noticed(measured(runs[size], look), threshold).weeks for size in SIZES}
    return out


def both_ways(name: str, seed: int, series: int) -> str:
    """One row of this detector and its nearest peers, to the worse and to the better."""
    kind = BY_NAME[name]
    rng = np.random.default_rng([seed, 8, list(BY_NAME).index(name)])
    quiet = quiet_runs(kind, rng, 3 * series)
    runs = [step_runs(kind, rng, series, size) for size in (BOTH_SIZE, -BOTH_SIZE)]
    cells = []
    for title in RIVALS:
        look = partial(METHODS[title], kind=kind)
        threshold = ALARM if title == "this detector" else tuned(look(quiet))
        worse, better = (noticed(measured(run, look), threshold).weeks for run in runs)
        cells.append(f"{worse:>12.1f} / {better:>4.1f}")
    return f"  {name:<28}" + "".join(cells)


def short(kind: Kind) -> str:
    """Name a kind in eight letters."""
    return SHORT.get(kind.name, kind.name)


def peer_lines(found: dict[str, Peers], size: float) -> list[str]:
    """Write one table of peers; a star marks one ahead of this detector."""
    best = {name: rows["this detector"][size] for name, rows in found.items()}
    head = "".join(f"{short(BY_NAME[name]):>9}" for name in found)
    out = [f"Weeks to notice {size} sigma, each at 10 % false alarms a year (* ahead of ours)"]
    out.append(" " * 34 + head)
    for method in METHODS:
        cells = []
        for name, rows in found.items():
            weeks = rows[method][size]
            star = "*" if weeks < LEVEL * best[name] else " "
            cells.append(f"{weeks:>8.1f}{star}")
        out.append(f"  {method:<32}" + "".join(cells))
    return [*out, *ahead(found, size)]


def ahead(found: dict[str, Peers], size: float) -> list[str]:
    """Say in words where a peer is ahead, the best one for each kind of data."""
    out = []
    for name, rows in found.items():
        weeks, method = min((each[size], method) for method, each in rows.items())
        mine = rows["this detector"][size]
        if weeks < LEVEL * mine:
            out.append(f"  {name}: {label(method)} is ahead by {1 - weeks / mine:.0%}")
    return out or ["  No peer is ahead."]


def label(method: str) -> str:
    """Name a variant in full."""
    names = list(METHODS)
    if not method.startswith(" "):
        return method
    base = next(name for name in names[names.index(method) :: -1] if not name.startswith(" "))
    return f"{base} ({method.strip().removeprefix('the same').strip(' ,')})"


def fixed_lines(seed: int, series: int) -> list[str]:
    """Write the false alarms of rule sets that cannot be tuned."""
    rng = np.random.default_rng([seed, 3])
    out = ["False alarms in a year of fixed rule sets (limits locked after 12 weeks)"]
    out.append(" " * 28 + "".join(f"{short(BY_NAME[name]):>9}" for name in FIXED))
    locked = detection_rules.LOCKED_AFTER + YEAR
    values = {name: steady(BY_NAME[name], rng, series, locked) for name in FIXED}
    for title, rules in detection_rules.RULE_SETS.items():
        shares = [detection_rules.false_alarms(rules, values[name]) for name in FIXED]
        out.append(f"  {title:<26}" + "".join(f"{share:>9.0%}" for share in shares))
    red, slide = [], []
    for name in FIXED:
        kind, year = BY_NAME[name], values[name][:, :YEAR]
        red.append(detection_rules.red_twice(year, kind.target, kind.worse))
        slide.append(detection_rules.worsening(year, kind.worse))
    out.append(f"  {'red twice against target':<26}" + "".join(f"{share:>9.0%}" for share in red))
    out.append(
        f"  {'three weeks running worse':<26}" + "".join(f"{share:>9.0%}" for share in slide)
    )
    return out


def history_lines(seed: int, series: int) -> list[str]:
    """Write how the wait depends on the weeks before the change."""
    rng = np.random.default_rng([seed, 4])
    kind, threshold = BY_NAME["normal"], ALARM
    look = partial(ours, kind=kind)
    spans = (8, 12, *SPANS, 52)
    out = ["Weeks to notice, normal data, by all weeks logged before the change"]
    out.append("  weeks before " + "".join(f"{span:>8}" for span in spans))
    for size in (*SIZES, 3.0):
        runs = [step_runs(kind, rng, series, size, (span,)) for span in spans]
        weeks = [noticed(measured(run, look), threshold).weeks for run in runs]
        out.append(f"  +{size} sigma   " + "".join(f"{each:>8.1f}" for each in weeks))
    return out


def sensitivity_lines(seed: int, series: int) -> list[str]:
    """Write what each sensitivity costs, on normal data."""
    rng = np.random.default_rng([seed, 6])
    kind = BY_NAME["normal"]
    values = quiet_runs(kind, rng, 4 * series)
    runs = {size: step_runs(kind, rng, series, size) for size in (*SIZES, 3.0)}
    out = ["Sensitivity, normal data      false alarms       weeks to notice"]
    out.append("                                 in a year  +1 s  +1.5 s  +2 s  +3 s")
    for each in Sensitivity:
        look = partial(ours, kind=kind, sensitivity=each)
        share = false_alarms(look(values), ALARM)
        weeks = "".join(
            f"{noticed(measured(run, look), ALARM).weeks:>7.1f}" for run in runs.values()
        )
        out.append(f"  {each.value:<8} at {cost(each).worse:>6.0f}{share:>21.1%}{weeks}")
    return out


def limit_lines(seed: int, series: int) -> list[str]:
    """Write how early it could be known at all."""
    rng = np.random.default_rng([seed, 7])
    kind, size, span = BY_NAME["normal"], detection_limit.SIZE, HISTORY + 12
    quiet = steady(kind, rng, 2 * series, span + YEAR)
    runs = step_runs(kind, rng, 2 * series, size, (span,))
    out = [f"The limit: normal data, 10 % false alarms, baseline 12, weeks to notice {size} sigma"]
    for title, look in {
        "a CUSUM that knows mean, SD and size": detection_limit.all_knowing,
        "the best that knows the size but must learn": detection_limit.must_learn,
        "this detector": partial(ours, kind=kind),
    }.items():
        own = title == "this detector"
        threshold = ALARM if own else tuned(look(quiet), spans=(span,))
        out.append(f"  {title:<46}{noticed(measured(runs, look), threshold).weeks:>5.1f}")
    return out


def show(lines: list[str]) -> None:
    """Print a table as soon as it is known."""
    print("\n".join([*lines, ""]), flush=True)


def main(arguments: list[str]) -> int:
    """Run the simulation and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer series")
    parser.add_argument("--series", type=int, default=0, help="so many instead")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args(arguments)
    series = given.series or (150 if given.quick else 600)
    print(f"seed {given.seed}, {series} series each\n")
    with ProcessPoolExecutor(2) as pool:
        rows = pool.map(partial(promise, seed=given.seed, series=series), ALL)
        compared = pool.map(partial(peers, seed=given.seed, series=series), KINDS)
        facing = pool.map(partial(both_ways, seed=given.seed, series=series), BOTH_WAYS)
        shapes = pool.submit(detection_shapes.lines, given.seed, 2 * series)
        extra = pool.submit(detection_python.lines, given.seed, max(series // 2, 20))
        title = f"This detector as shipped ({HISTORY} weeks of history, baselines {BASELINES})"
        head = "in a year  0.5 s    1 s  1.5 s    2 s    3 s  drift    1 s  1.5 s    2 s    3 s"
        over = f"{'false alarms':>39}, weeks to notice for the worse{'for the better':>27}"
        show([title, over, " " * 30 + head, *rows])
        show(shapes.result())
        show(history_lines(given.seed, series))
        show(sensitivity_lines(given.seed, 2 * series))
        show(limit_lines(given.seed, 2 * series))
        show(fixed_lines(given.seed, 4 * series))
        found = dict(zip((kind.name for kind in KINDS), compared, strict=True))
        for size in SIZES:
            show(peer_lines(found, size))
        title = f"Weeks to notice {BOTH_SIZE} sigma to the worse / to the better, peers at 10 %"
        rivals = "".join(f"{each.removesuffix(' k = 0.5'):>19}" for each in RIVALS)
        show([title, " " * 30 + rivals, *facing])
        show(extra.result())
    return 0
