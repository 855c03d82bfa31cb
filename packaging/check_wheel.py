"""Check that a wheel carries every resource of the checkout, and that the program finds them there.

    python packaging/check_wheel.py dist/impact_tracker-….whl

The environment that runs this must have the dependencies; the wheel is unpacked into a temporary
folder and used from there, not from the checkout.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def main(wheel: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with ZipFile(wheel) as archive:
            archive.extractall(folder)
        compare(Path(folder) / "tracker" / "resources")
        start(Path(folder))
    print(f"{wheel.name}: resources complete, everything opens, and is written and read")


def compare(packed: Path) -> None:
    """Every shipped file, byte for byte."""
    ours = {path.relative_to(RESOURCES): path.read_bytes() for path in files(RESOURCES)}
    theirs = {path.relative_to(packed): path.read_bytes() for path in files(packed)}
    if ours != theirs:
        differing = sorted(str(name) for name in ours.keys() ^ theirs.keys())
        sys.exit(f"The wheel's resources differ from the checkout's: {differing or 'contents'}")


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def start(site: Path) -> None:
    """Let the program in the wheel try all of itself, away from the checkout."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(site / "data"),
        "XDG_CONFIG_HOME": str(site / "config"),
    }
    command = [sys.executable, "-m", "tracker", "--self-test"]
    where = [sys.executable, "-c", "import tracker; print(tracker.__file__)"]
    found = subprocess.run(where, cwd=site, env=environment, check=True, capture_output=True)
    if not found.stdout.decode().startswith(str(site)):
        sys.exit(f"The program did not start from the wheel but from {found.stdout.decode()}")
    ran = subprocess.run(command, cwd=site, env=environment, check=False, capture_output=True)
    if ran.returncode:
        sys.exit(
            f"The program does not work from the wheel: {ran.stdout.decode()}{ran.stderr.decode()}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
