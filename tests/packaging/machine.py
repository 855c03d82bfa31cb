"""A machine that is not there: a clone with the scripts, and one stand-in for all that they call.

The stand-in writes down how it was called and does just enough. What is installed, and what goes
wrong, are the names of empty files in a folder.
"""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SH = shutil.which("dash") or shutil.which("sh") or "sh"
REAL = ("cat", "cp", "dirname", "find", "head", "mkdir", "paste", "readlink", "rm", "sort", "touch")

# Called as python3, apt-get, sudo, id, uname, ruff and so on; it is whom it is called.
STAND_IN = """#!/bin/sh
is() { [ -e "$STATE/$1" ]; }
me=${0##*/}
case "$me $*" in
    id*) cat "$STATE/.id"; exit ;;
    uname*) cat "$STATE/.uname"; exit ;;
    python*" -c import sys"*) ! is "$me is old"; exit ;;
    python*" -c import venv"*) is python3-venv; exit ;;
    python*" -c import tracker"*) exit ;;
    python*" -IS -c"*) is libgl1; exit ;;
    python*" -V") echo "Python 3.9.2"; exit ;;
esac
echo "$me $*" >>"$STATE/.calls"
case "$me $*" in
    "sudo -n"*) shift; exec "$@" ;;
    sudo*) exec "$@" ;;
    apt-get*install*)
        if is "no network"; then echo "E: Unable to fetch"; exit 100; fi
        for name; do
            if [ "$name" = python3 ]; then cp "$0" "${0%/*}/python3"; fi
            if [ "$name" = chromium ] && is "no chromium"; then exit 100; fi
            touch "$STATE/$name"
            case $name in python3*-venv) touch "$STATE/python3-venv" ;; esac
        done ;;
    python*" -m venv"*) mkdir -p "$3/bin"; touch "$3/pyvenv.cfg"; cp "$0" "$3/bin/python" ;;
    python*" -m pip"*)
        if is "Ctrl+C"; then kill -INT "$PPID"; exit 1; fi
        if is "power cut"; then kill -KILL "$PPID"; exit 1; fi
        if is "no network"; then echo "ERROR: no network"; exit 1; fi
        for name in ruff mypy lint-imports vulture; do cp "$0" "${0%/*}/$name"; done ;;
esac
"""


class Machine:
    """Debian without Python, seen by somebody at a screen; say what else is there or is wrong."""

    def __init__(self, folder: Path, *there: str, user: int = 1000, system: str = "Linux") -> None:
        self.clone = folder / "the clone"
        self.programs = folder / "programs"
        self.state = folder / "state"
        for path in (self.clone, self.programs, self.state):
            path.mkdir()
        shutil.copytree(ROOT / "packaging", self.clone / "packaging")
        for name in ("pyproject.toml", "constraints.txt"):
            shutil.copy2(ROOT / name, self.clone)
        (self.programs / "sh").symlink_to(SH)
        for name in REAL:
            (self.programs / name).symlink_to(shutil.which(name) or name)
        (self.state / ".id").write_text(f"{user}\n")
        (self.state / ".uname").write_text(f"{system}\n")
        (self.state / ".calls").touch()
        self.has("id", "uname", *there)

    def has(self, *names: str) -> None:
        """Put programs there; python3 comes with what it needs."""
        for name in names:
            program = self.programs / name
            program.write_text(STAND_IN)
            program.chmod(0o755)
            if name.startswith("python3"):
                self.now("python3-venv", "libgl1")

    def has_office(self, *parts: str) -> None:
        """Put LibreOffice there as its packages do: one program, a link to it, a file a part."""
        folder = self.programs.parent / "libreoffice" / "program"
        folder.mkdir(parents=True)
        for name in ("soffice", *parts):
            (folder / name).touch(mode=0o755)
        (self.programs / "soffice").symlink_to(folder / "soffice")

    def now(self, *names: str) -> None:
        """Let something be so: installed, or wrong."""
        for name in names:
            (self.state / name).touch()

    def no_more(self, name: str) -> None:
        (self.state / name).unlink()

    def type(self, *words: str, answer: str | None = None, **env: str) -> Told:
        """Type `sh packaging/…` in the clone; only with an answer is there a terminal."""
        before = len(self.calls())
        keyboard, terminal = pty.openpty()
        # Tests that were started in the background ignore Ctrl+C, and so would all that they start.
        heard = signal.signal(signal.SIGINT, signal.default_int_handler)
        if answer is not None:
            os.write(keyboard, answer.encode())
        ran = subprocess.run(
            [SH, f"packaging/{words[0]}", *words[1:]],
            cwd=self.clone,
            env={
                "PATH": str(self.programs),
                "STATE": str(self.state),
                "DISPLAY": ":0",
                **env,
            },
            stdin=subprocess.DEVNULL if answer is None else terminal,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        signal.signal(signal.SIGINT, heard)
        os.close(keyboard)
        os.close(terminal)
        return Told(ran.returncode, ran.stdout, ran.stderr, self.calls()[before:])

    def calls(self) -> list[str]:
        return (self.state / ".calls").read_text().splitlines()


class Told:
    """What one command ended with, said and called."""

    def __init__(self, status: int, said: str, complained: str, calls: list[str]) -> None:
        self.status, self.said, self.complained, self.calls = status, said, complained, calls

    def called(self, start: str) -> list[str]:
        return [call for call in self.calls if call.startswith(start)]
