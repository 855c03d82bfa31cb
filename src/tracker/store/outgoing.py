"""The one place where a file is written for a person: which place is refused, and how it appears.

A file is written whole or not at all: beside its place, made durable, then renamed into it. Nothing
is written over a data file, over what belongs to one (its journal, its lock), or over a backup. A
symbolic link stays one: what it leads to is replaced. A file that is replaced keeps its mode; a
private one is for its owner alone.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tracker.domain.errors import FileTrouble, InvalidInput, quoted
from tracker.store.opening import is_data_file

NAMING: Final = "Name a file in a folder that exists."
_LEFT: Final = "It was left as it is: choose another name."
_BESIDE_DATA: Final = ("-journal", "-wal", "-shm", ".lock", ".part")


def check_target(target: Path, naming: str = NAMING) -> None:
    """Refuse a place where no file can be, before any work is done; `naming` says what may be.

    Raises `InvalidInput` for what the name says, `FileTrouble` for what lies there.
    """
    _settled(target, naming)


def _settled(target: Path, naming: str) -> Path:
    """Return the place itself, behind every symbolic link, once nothing speaks against it."""
    try:
        real = Path(os.path.realpath(target))
        found = real.lstat().st_mode if os.path.lexists(real) else None
        if found is None and not real.parent.is_dir():
            raise InvalidInput("file", f"There is no folder “{real.parent}”", naming)
        if found is None:
            _try_name(real)
        else:
            _check_found(real, target.name, found, naming)
        _check_beside(real, target.name)
    except ValueError as error:  # a NUL in it
        raise InvalidInput("file", f"{quoted(target.name)} is no file name", naming) from error
    except OSError as error:  # too long, say
        reason = error.strerror or "the system refused"
        title = f"{quoted(target.name)} cannot be written: {reason}"
        raise FileTrouble(title, "Choose another name.") from error
    return real


def _try_name(real: Path) -> None:
    """Let the system say what it thinks of a name; that nothing is there is what is hoped for."""
    with suppress(FileNotFoundError):
        real.stat()


def _check_found(real: Path, shown: str, mode: int, naming: str) -> None:
    """Refuse to replace what is no file, what is protected, and what holds somebody's data."""
    if stat.S_ISDIR(mode):
        raise InvalidInput("file", f"“{shown}” is a folder", naming)
    if stat.S_ISLNK(mode):
        raise FileTrouble(f"“{shown}” is a link that leads nowhere", "Choose another name.")
    if not stat.S_ISREG(mode):
        raise FileTrouble(f"“{shown}” is a device or a pipe, not a file", "Choose another name.")
    if is_data_file(real):
        title = f"“{shown}” is an Impact Tracker file: your data, or a backup of it"
        raise InvalidInput("file", title, _LEFT)
    if not os.access(real, os.W_OK):
        raise FileTrouble(f"“{shown}” is write-protected", "Choose another name.")


def _check_beside(real: Path, shown: str) -> None:
    """Refuse what SQLite or the program itself keeps beside a data file, there yet or not."""
    for ending in _BESIDE_DATA:
        if real.name.casefold().endswith(ending) and is_data_file(
            real.with_name(real.name[: -len(ending)])
        ):
            title = f"“{shown}” belongs to an Impact Tracker file"
            raise InvalidInput("file", title, _LEFT)


class PreparedFile:
    """Content that lies beside its place, whole and durable; `place` lets it be seen there."""

    def __init__(self, target: Path, content: bytes, *, private: bool, naming: str) -> None:
        self._shown = target.name
        self._real = _settled(target, naming)
        self._part: Path | None = None
        with self._told():
            self._write(content, private=private)

    def place(self) -> None:
        """Rename it into its place; `FileTrouble` where that cannot be, and the old one stays."""
        part = self._part
        if part is None:
            raise ValueError("it was placed, or given up, before")
        with self._told():
            part.replace(self._real)
        self._part = None
        # The name is there by now: a folder that cannot be synced is no reason to say otherwise.
        with suppress(OSError):
            _sync_folder(self._real.parent)

    def discard(self) -> None:
        """Leave nothing of it behind, unless it was placed."""
        part, self._part = self._part, None
        if part is not None:
            part.unlink(missing_ok=True)

    def _write(self, content: bytes, *, private: bool) -> None:
        import tempfile

        real = self._real
        handle, name = tempfile.mkstemp(prefix=".", suffix=real.suffix, dir=real.parent)
        self._part = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:  # as it is made, only its owner reads it
            mode = stat.S_IMODE(real.stat().st_mode) if real.exists() else 0o666 & ~_umask()
            with suppress(PermissionError):  # a disk that knows no modes
                self._part.chmod(mode)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Leave nothing behind where anything fails, and say what the system said."""
        try:
            yield
        except OSError as trouble:
            self.discard()
            reason = trouble.strerror or "the system refused"
            title = f"“{self._shown}” could not be written: {reason}"
            raise FileTrouble(title, "Choose another folder.") from trouble
        except BaseException:
            self.discard()
            raise


@contextmanager
def prepared(
    target: Path, content: bytes, *, private: bool = False, naming: str = NAMING
) -> Iterator[PreparedFile]:
    """Yield content that lies beside its place; what is not placed by the end is gone.

    `private` content is for its owner alone to read, whatever it replaces.
    """
    file = PreparedFile(target, content, private=private, naming=naming)
    try:
        yield file
    finally:
        file.discard()


def write_whole(
    target: Path, content: bytes, *, private: bool = False, naming: str = NAMING
) -> None:
    """Write a file in one step: a reader sees the old one or the new one, never half of one.

    Raises `FileTrouble` and leaves nothing behind where it cannot be written.
    """
    with prepared(target, content, private=private, naming=naming) as file:
        file.place()


def _umask() -> int:
    """Return what the person's other files leave out; asking means setting it for a moment."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
