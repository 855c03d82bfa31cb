"""`make torture`: break everything on purpose, and count what was lost. Exit 1 if anything was.

python -m benchmarks.torture [--seed N] [--short] [--only NAME]… [--folder WORK]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path

from benchmarks.torture import forked, shim

PROGRAMS = (
    "kills", "damage", "disk", "journals", "underneath", "arguments", "hostile", "tables",
    "places", "windows", "growth", "replies", "fuzz", "books", "privacy",
)  # fmt: skip
AT_ONCE = 2


def one(name: str, work: Path, seed: int, *, short: bool) -> tuple[int, int]:
    """Carry out one program in this process and print its lines; return what they add up to."""
    tried = lost = 0
    module = import_module(f"benchmarks.torture.{name}")
    for tally in module.torment(work, seed, short=short):
        print("\n".join(tally.lines()), flush=True)
        tried, lost = tried + tally.tried, lost + len(tally.lost)
    return tried, lost


def all_of(names: list[str], work: Path, seed: int, *, short: bool) -> int:
    """Carry out programs behind the shim, which has to be there before Python begins."""
    library = shim.made(work)
    if library is None:
        print("No compiler, or no Linux: no call is killed or refused here.", file=sys.stderr)
    environment = {**os.environ, **({"LD_PRELOAD": str(library)} if library else {})}
    command = [sys.executable, "-m", "benchmarks.torture", "--in-process"]
    command += ["--folder", str(work), "--seed", str(seed), *(["--short"] if short else [])]
    command += [word for name in names for word in ("--only", name)]
    return subprocess.run(command, env=environment, check=False).returncode


def two_at_a_time(names: list[str], work: Path, seed: int, *, short: bool) -> int:
    """Carry out programs, each in a fork of this process, which loads everything once."""
    forked.preload()
    forked.demo(work)
    waiting, running, figures = list(names), dict[int, str](), list[tuple[int, int]]()
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            name = waiting.pop(0)
            running[_begun(name, work, seed, short=short)] = name
        child, status = os.wait()
        figures.append(_ended(running.pop(child), work, os.waitstatus_to_exitcode(status)))
    tried, lost = (sum(column) for column in zip(*figures, strict=True))
    print(f"{_figures(tried, lost)} (seed {seed})", flush=True)
    return int(lost > 0)


def _begun(name: str, work: Path, seed: int, *, short: bool) -> int:
    """Begin a program, whose words go into a file; return its process."""
    here = work / name
    here.mkdir(exist_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        for stream, file in ((1, _said(work, name)), (2, _told(work, name))):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), stream)
        print(*one(name, here, seed, short=short), flush=True)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _ended(name: str, work: Path, status: int) -> tuple[int, int]:
    """Print what a program said; return how much it tried, and lost."""
    lines = _said(work, name).read_text(encoding="utf-8").splitlines()
    if status or not lines:
        error = _told(work, name).read_text(encoding="utf-8")[-3000:]
        print(f"{name} broke off ({status})", *lines, error, sep="\n")
        tried, lost = 1, 1
    else:
        print("\n".join(lines[:-1]))
        tried, lost = map(int, lines[-1].split())
    print(f"{name}: {_figures(tried, lost)}", flush=True)
    return tried, lost


def _figures(tried: int, lost: int) -> str:
    return f"faults tried {tried}, survived {tried - lost}, lost {lost}"


def _said(work: Path, name: str) -> Path:
    return work / f"{name}.said.txt"


def _told(work: Path, name: str) -> Path:
    return work / f"{name}.told.txt"


def main() -> int:
    """Read the wishes and carry them out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2026, help="another seed breaks elsewhere")
    parser.add_argument("--short", action="store_true", help="a minute, for every day")
    parser.add_argument("--only", action="append", choices=PROGRAMS, help="one program, or some")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    parser.add_argument("--in-process", action="store_true", help=argparse.SUPPRESS)
    wished = parser.parse_args()
    if wished.in_process:
        return two_at_a_time(wished.only, wished.folder, wished.seed, short=wished.short)
    names = wished.only or list(PROGRAMS)
    if wished.folder:
        wished.folder.mkdir(parents=True, exist_ok=True)
        return all_of(names, wished.folder.resolve(), wished.seed, short=wished.short)
    with tempfile.TemporaryDirectory() as folder:
        return all_of(names, Path(folder).resolve(), wished.seed, short=wished.short)


if __name__ == "__main__":
    sys.exit(main())
