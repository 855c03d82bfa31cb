"""`make torture`: break everything on purpose, and count what was lost. Exit 1 if anything was.

python -m benchmarks.torture [--seed N] [--short] [--only NAME]… [--folder WORK]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

from benchmarks.torture import shim

PROGRAMS = (
    "kills", "damage", "disk", "journals", "underneath", "arguments", "hostile", "tables",
    "places", "windows", "growth", "replies", "fuzz", "books", "privacy",
)  # fmt: skip
TOTAL = "TOTAL"


def one(name: str, work: Path, seed: int, *, short: bool) -> int:
    """Carry out one program in this process; print its lines, and last what they add up to."""
    tried = lost = 0
    module = import_module(f"benchmarks.torture.{name}")
    for tally in module.torment(work / name, seed, short=short):
        print("\n".join(tally.lines()), flush=True)
        tried, lost = tried + tally.tried, lost + len(tally.lost)
    print(TOTAL, tried, lost, flush=True)
    return 0


def all_of(names: list[str], work: Path, seed: int, *, short: bool) -> int:
    """Carry out programs, two at a time, each in a process of its own."""
    library = shim.made(work)
    if library is None:
        print("No compiler, or no Linux: no call is killed or refused here.", file=sys.stderr)
    environment = {**os.environ, **({"LD_PRELOAD": str(library)} if library else {})}

    def carried_out(name: str) -> tuple[int, int]:
        (work / name).mkdir(exist_ok=True)
        command = [sys.executable, "-m", "benchmarks.torture", "--in-process", name]
        command += ["--folder", str(work), "--seed", str(seed), *(["--short"] if short else [])]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        lines = done.stdout.splitlines()
        if done.returncode or not lines or not lines[-1].startswith(TOTAL):
            print(f"{name} broke off\n{done.stdout}\n{done.stderr[-3000:]}", flush=True)
            return 1, 1
        print("\n".join(lines[:-1]), flush=True)
        tried, lost = lines[-1].split()[1:]
        return int(tried), int(lost)

    with ThreadPoolExecutor(2) as pool:
        figures = list(pool.map(carried_out, names))
    tried, lost = (sum(column) for column in zip(*figures, strict=True))
    print(f"faults tried {tried}, survived {tried - lost}, lost {lost} (seed {seed})")
    return int(lost > 0)


def main() -> int:
    """Read the wishes and carry them out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2026, help="another seed breaks elsewhere")
    parser.add_argument("--short", action="store_true", help="a minute, for every day")
    parser.add_argument("--only", action="append", choices=PROGRAMS, help="one program, or some")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    parser.add_argument("--in-process", choices=PROGRAMS, help=argparse.SUPPRESS)
    wished = parser.parse_args()
    if wished.in_process:
        return one(wished.in_process, wished.folder, wished.seed, short=wished.short)
    names = wished.only or list(PROGRAMS)
    if wished.folder:
        wished.folder.mkdir(parents=True, exist_ok=True)
        return all_of(names, wished.folder.resolve(), wished.seed, short=wished.short)
    with tempfile.TemporaryDirectory() as folder:
        return all_of(names, Path(folder).resolve(), wished.seed, short=wished.short)


if __name__ == "__main__":
    sys.exit(main())
