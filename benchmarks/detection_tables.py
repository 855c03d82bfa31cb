"""The tables of what detection promises: false alarms in a year, weeks to notice, other methods."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from benchmarks import detection_limit, detection_python, detection_rules
from benchmarks.detection_data import BY_NAME, KINDS, Kind, steady
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
from benchmarks.detection_vector import ours
from tracker.detection import Sensitivity

SIZES = (1.0, 1.5, 2.0)
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
FIXED = ("normal", "rating 1-5", "percent near 100", "duration, skewed", "count, mean 3", "yes/no")
Peers = dict[str, dict[float, float]]


def promise(kind: Kind, seed: int, series: int) -> str:
    """One row of what this detector promises, as shipped."""
    rng = np.random.default_rng([seed, 1, KINDS.index(kind)])
    threshold = Sensitivity.NORMAL.threshold
    look = partial(ours, kind=kind)
    alarms = false_alarms(look(quiet_runs(kind, rng, 5 * series)), threshold)
    row = [f"{alarms:>8.1%}"]
    for size in (*SIZES, 3.0):
        found = noticed(measured(step_runs(kind, rng, series, size), look), threshold)
        row.append(f"{found.weeks:>7.1f}")
        row += [f"{found.within_eight:>8.0%}"] if size == 1.5 else []
    slide = noticed(measured(drift_runs(kind, rng, series, 0.1), look), threshold)
    return f"  {kind.name:<28}" + "".join(row) + f"{slide.weeks:>7.1f}"


def peers(kind: Kind, seed: int, series: int) -> Peers:
    """Mean weeks to notice of every method at 10 % false alarms a year, by size of the shift."""
    rng = np.random.default_rng([seed, 2, KINDS.index(kind)])
    quiet = quiet_runs(kind, rng, 3 * series)
    runs = {size: step_runs(kind, rng, series, size) for size in SIZES}
    out: Peers = {}
    for name, method in METHODS.items():
        look = partial(method, kind=kind)
        threshold = tuned(look(quiet))
        out[name] = {size: noticed(measured(runs[size], look), threshold).weeks for size in SIZES}
    return out


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
    kind, threshold = BY_NAME["normal"], Sensitivity.NORMAL.threshold
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
    look = partial(ours, kind=kind)
    quiet = look(quiet_runs(kind, rng, 4 * series))
    runs = {size: measured(step_runs(kind, rng, series, size), look) for size in (*SIZES, 3.0)}
    out = ["Sensitivity, normal data      false alarms       weeks to notice"]
    out.append("                                 in a year  +1 s  +1.5 s  +2 s  +3 s")
    for each in Sensitivity:
        weeks = "".join(f"{noticed(runs[size], each.threshold).weeks:>7.1f}" for size in runs)
        share = false_alarms(quiet, each.threshold)
        out.append(f"  {each.value:<8} at {each.threshold:>6.0f}{share:>21.1%}{weeks}")
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
        threshold = tuned(look(quiet), spans=(span,))
        out.append(f"  {title:<46}{noticed(measured(runs, look), threshold).weeks:>5.1f}")
    return out


def show(lines: list[str]) -> None:
    """Print a table as soon as it is known."""
    print("\n".join([*lines, ""]), flush=True)


def main(arguments: list[str]) -> int:
    """Run the simulation and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer series")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args(arguments)
    series = 150 if given.quick else 600
    print(f"seed {given.seed}, {series} series each{', quick' if given.quick else ''}\n")
    with ProcessPoolExecutor(2) as pool:
        rows = pool.map(partial(promise, seed=given.seed, series=2 * series), KINDS)
        compared = pool.map(partial(peers, seed=given.seed, series=series), KINDS)
        extra = pool.submit(detection_python.lines, given.seed, 60 if given.quick else 300)
        title = f"This detector as shipped ({HISTORY} weeks of history, baselines {BASELINES})"
        head = "in a year   +1 s  +1.5 s <=8 wk   +2 s   +3 s  drift"
        show([title, f"  {'false alarms':>41}, then mean weeks to notice", " " * 28 + head, *rows])
        show(history_lines(given.seed, series))
        show(sensitivity_lines(given.seed, 2 * series))
        show(limit_lines(given.seed, 2 * series))
        show(fixed_lines(given.seed, 4 * series))
        found = dict(zip((kind.name for kind in KINDS), compared, strict=True))
        for size in SIZES:
            show(peer_lines(found, size))
        show(extra.result())
    return 0
