"""A shim between Python and the disk: one write-like call is killed, torn or refused.

It is made with the system's compiler and loaded before Python (`LD_PRELOAD`); where there is no
compiler, or no Linux, what needs it is left out, and said.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")


class Fault(IntEnum):
    """What happens to the call; the numbers are those of `shim.c`."""

    KILL_BEFORE = 1
    KILL_AFTER = 2
    KILL_TORN = 3
    FULL_FROM = 4
    FULL_ONCE = 5
    EIO_ONCE = 6
    EIO_FROM = 7
    COUNT = 8
    SAVE_JOURNAL = 9


KILLS = (Fault.KILL_BEFORE, Fault.KILL_AFTER, Fault.KILL_TORN)
REFUSALS = (Fault.FULL_ONCE, Fault.FULL_FROM, Fault.EIO_ONCE, Fault.EIO_FROM)


def made(folder: Path) -> Path | None:
    """Return the shim, made now; None where it cannot be."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not sys.platform.startswith("linux") or compiler is None:
        return None
    library = folder / "shim.so"
    if not library.exists():
        command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
        subprocess.run(command, check=True)
    return library


def loaded() -> bool:
    """Say whether this process runs with the shim."""
    return hasattr(ctypes.CDLL(None), "shim_arm")


def armed(folder: Path, at: int, fault: Fault, log: Path | None = None) -> Callable[[], None]:
    """Return what arms the shim in a child: the `at`-th call below a folder meets the fault."""

    def arm() -> None:
        library = ctypes.CDLL(None)
        library.shim_arm.argtypes = [
            ctypes.c_char_p,
            ctypes.c_long,
            ctypes.c_int,
            ctypes.c_char_p,
        ]
        library.shim_arm(os.fsencode(folder), at, int(fault), os.fsencode(log) if log else b"")

    return arm


def calls(log: Path) -> list[tuple[str, str]]:
    """Return the calls that were counted: what was called, and on which file."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return [(line.split()[1], line.split()[2]) for line in lines]
