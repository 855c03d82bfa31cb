"""A file written whole or not at all: beside its place first, then renamed into it."""

from __future__ import annotations

import os
from pathlib import Path

from tracker.domain.errors import FileTrouble, InvalidInput

NAMING = "Name a file that ends in .svg, .png or .pdf, in a folder that exists."


def check_target(target: Path, naming: str = NAMING) -> None:
    """Refuse a place where no file can be, before any work is done; `naming` says what may be."""
    if target.is_dir():
        raise InvalidInput("file", f"“{target.name}” is a folder", naming)
    if not target.parent.is_dir():
        raise InvalidInput("file", f"There is no folder “{target.parent}”", naming)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file in one step: a reader sees the old one or the new one, never half of one.

    Raises `FileTrouble` and leaves nothing behind where it cannot be written.
    """
    import tempfile

    check_target(target)
    if target.exists() and not os.access(target, os.W_OK):
        raise FileTrouble(f"“{target.name}” is write-protected", "Choose another name.")
    place = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=".", suffix=target.suffix, dir=target.parent)
        place = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        place.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        place.replace(target)
    except OSError as trouble:
        if place is not None:
            place.unlink(missing_ok=True)
        reason = trouble.strerror or "the system refused"
        raise FileTrouble(
            f"“{target.name}” could not be written: {reason}", "Choose another folder."
        ) from trouble


def _umask() -> int:
    """Return what the person's other files leave out; asking means setting it for a moment."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
