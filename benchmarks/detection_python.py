"""The checks of effect and structure: few series, through the package itself."""

from __future__ import annotations

import numpy as np

from benchmarks.detection_data import BY_NAME, Floats, Kind, normal, steady
from tracker.detection import Outcome, Scale, Series, effect_of, offer

AFTER = 52
BEFORE = (4, 8, 12, 30)
LOOKS = range(6, AFTER + 1, 2)
CHANGED = (Outcome.CHANGED_BETTER, Outcome.CHANGED_WORSE)


def fooled(kind: Kind, rng: np.random.Generator, series: int, before: int) -> tuple[float, float]:
    """Share of steady series called changed after a fix: after 12 weeks; ever in a year."""
    at_twelve = ever = 0
    for row in steady(kind, rng, series, before + AFTER):
        whole = Series(row.tolist(), kind.scale, kind.step)
        looks = {n: effect_of(whole.until(before + n), before).outcome in CHANGED for n in LOOKS}
        at_twelve += looks[12]
        ever += any(looks.values())
    return at_twelve / series, ever / series


def worked(rng: np.random.Generator, series: int, before: int, size: float) -> tuple[float, float]:
    """Share of real effects seen 12 and 26 weeks after the fix, normal data."""
    shift = np.zeros((series, before + 26))
    shift[:, before:] = -size
    seen = [0, 0]
    for row in normal(rng, shift):
        whole = Series(row.tolist(), Scale.NUMBER, 0.1)
        for place, weeks in enumerate((12, 26)):
            found = effect_of(whole.until(before + weeks), before)
            seen[place] += found.outcome is Outcome.CHANGED_BETTER
    return seen[0] / series, seen[1] / series


def offered(values: Floats, kind: Kind) -> float:
    """Share of series that are offered calm."""
    found = [offer(Series(row.tolist(), kind.scale, kind.step)) for row in values]
    return sum(each is not None for each in found) / len(found)


def seasonal(rng: np.random.Generator, series: int, weeks: int, cycle: int) -> Floats:
    """Draw weeks that swing with a season of one sigma to either side."""
    wave = np.sin(2 * np.pi * np.arange(weeks) / cycle)
    return normal(rng, np.tile(wave, (series, 1)))


def lines(seed: int, series: int) -> list[str]:
    """Write both tables."""
    rng = np.random.default_rng([seed, 5])
    out = ["Before and after of a fix. Steady data called changed: after 12 weeks / ever in a year"]
    out.append("  weeks before the fix       " + "".join(f"{before:>14}" for before in BEFORE))
    for name in ("normal", "rating 1-5", "duration, skewed", "count, mean 3", "yes/no"):
        pairs = [fooled(BY_NAME[name], rng, series, before) for before in BEFORE]
        out.append(f"  {name:<27}" + "".join(f"{a:>7.1%} /{b:>5.1%}" for a, b in pairs))
    for size in (1.0, 1.5, 2.0):
        pairs = [worked(rng, series, before, size) for before in BEFORE]
        cells = "".join(f"{a:>7.0%} /{b:>5.0%}" for a, b in pairs)
        out.append(f"  seen, +{size} sigma, 12/26 wk  {cells}")
    out += ["", "Calm is offered to (share of series), by weeks of history"]
    out.append("  " + " " * 27 + "".join(f"{weeks:>8}" for weeks in (30, 52, 104, 208)))
    plain = {name: BY_NAME[name] for name in ("normal", "rating 1-5", "yes/no", "duration, skewed")}
    for name, kind in plain.items():
        shares = [offered(steady(kind, rng, series, weeks), kind) for weeks in (30, 52, 104, 208)]
        out.append(f"  {name:<27}" + "".join(f"{share:>8.1%}" for share in shares))
    kind = BY_NAME["normal"]
    lean = BY_NAME["normal, autocorrelation 0.3"]
    shares = [offered(steady(lean, rng, series, n), lean) for n in (30, 52, 104, 208)]
    out.append(f"  {'autocorrelation 0.3':<27}" + "".join(f"{share:>8.0%}" for share in shares))
    for cycle in (4, 13, 52):
        shares = [offered(seasonal(rng, series, n, cycle), kind) for n in (30, 52, 104, 208)]
        name = f"season of {cycle} weeks"
        out.append(f"  {name:<27}" + "".join(f"{share:>8.0%}" for share in shares))
    return out
