"""Say in one line what Qt misses on this system, and the command that installs it.

Runs on the system's own Python before anything is installed, so it needs the standard library only.
With no option it looks for what tests and the command line need, with `--window` also for what a
screen needs, with `--venv` for what `python -m venv` needs. Exit 1 when something is missing.
`--names` prints the names of all packages of this system's package manager instead.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import shutil
import sys

INSTALL = {
    "apt-get": "apt install",
    "dnf": "dnf install",
    "pacman": "pacman -S",
    "zypper": "zypper install",
}
MANAGERS = list(INSTALL)

# The library, then the package that holds it, in the order of MANAGERS.
ALWAYS = {
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd", "Mesa-libGL1"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd", "Mesa-libEGL1"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig", "libfontconfig1"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2", "libglib-2_0-0"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3"),
}
SCREEN = {
    "libxcb-cursor.so.0": (
        "libxcb-cursor0",
        "xcb-util-cursor",
        "xcb-util-cursor",
        "libxcb-cursor0",
    ),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4"),
    "libxcb-keysyms.so.1": (
        "libxcb-keysyms1",
        "xcb-util-keysyms",
        "xcb-util-keysyms",
        "libxcb-keysyms1",
    ),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0"),
    "libxkbcommon-x11.so.0": (
        "libxkbcommon-x11-0",
        "libxkbcommon-x11",
        "libxkbcommon-x11",
        "libxkbcommon-x11-0",
    ),
}
WAYLAND = ("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--window", action="store_true", help="also what a window on a screen needs"
    )
    parser.add_argument("--venv", action="store_true", help="only what an environment needs")
    parser.add_argument("--names", action="store_true", help="print all package names")
    asked = parser.parse_args()
    if asked.names:
        libraries = {**ALWAYS, **SCREEN} if asked.window else ALWAYS
        print(" ".join(packages(list(libraries), libraries)))
        return 0
    sentence = venv_problem() if asked.venv else qt_problem(asked.window)
    if sentence:
        print(sentence, file=sys.stderr)
    return 1 if sentence else 0


def venv_problem() -> str:
    """Say why `python -m venv` cannot work here; empty when it can."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs before pip could refuse
        return f"Impact Tracker needs Python 3.11 or newer, this is {found}: make PYTHON=python3.11"
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return ""
    version = "{}.{}".format(*sys.version_info)
    how = f": {sudo()}apt install python{version}-venv" if manager() == "apt-get" else ""
    return f"Python {found} cannot make an environment (no venv or ensurepip){how}"


def qt_problem(window: bool) -> str:
    """Say what Qt misses; empty when nothing, and on systems where its wheels bring everything."""
    if not sys.platform.startswith("linux"):
        return ""
    screen = window and os.environ.get("QT_QPA_PLATFORM", "xcb").startswith(("xcb", "wayland"))
    if screen and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set."
    wanted = {**ALWAYS, **SCREEN} if screen and not wayland_works() else ALWAYS
    missing = [library for library in wanted if not loads(library)]
    if not missing:
        return ""
    names = packages(missing, wanted)
    if names:
        return f"Qt misses {', '.join(missing)}: {sudo()}{INSTALL[manager()]} {' '.join(names)}"
    return f"Qt misses {', '.join(missing)}: install them with your system's package manager"


def wayland_works() -> bool:
    """Tell whether Qt can use a Wayland screen here; then it needs no X11 libraries."""
    return bool(os.environ.get("WAYLAND_DISPLAY")) and all(map(loads, WAYLAND))


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def packages(libraries: list[str], table: dict[str, tuple[str, ...]]) -> list[str]:
    """Names of the packages that hold these libraries, each once; none when we know no manager."""
    if not manager():
        return []
    column = MANAGERS.index(manager())
    return list(dict.fromkeys(table[library][column] for library in libraries))


def manager() -> str:
    return next((name for name in MANAGERS if shutil.which(name)), "")


def sudo() -> str:
    return "" if os.geteuid() == 0 else "sudo "


if __name__ == "__main__":
    sys.exit(main())
