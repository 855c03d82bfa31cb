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
        self._handle: int | None = None
        with self._translated_errors():
            self._write(content, private=private)

    @property
    def real(self) -> Path:
        """The place itself, behind every symbolic link."""
        return self._real

    def place(self) -> None:
        """Rename it into its place; `FileTrouble` where that cannot be, and the old one stays."""
        with self._translated_errors():
            if self._handle is not None:
                self._part = _named(self._handle, self._real)
            if self._part is None:
                raise ValueError("it was placed, or given up, before")
            if self._part != self._real:
                self._part.replace(self._real)
        self._part = None
        self.discard()
        # The name is there by now: a folder that cannot be synced is no reason to say otherwise.
        with suppress(OSError):
            _sync_folder(self._real.parent)

    def discard(self) -> None:
        """Leave nothing of it behind, unless it was placed."""
        part, self._part = self._part, None
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
        if part is not None:
            part.unlink(missing_ok=True)

    def _write(self, content: bytes, *, private: bool) -> None:
        real = self._real
        self._handle = _nameless(real.parent)
        if self._handle is None:
            import tempfile

            self._handle, name = tempfile.mkstemp(prefix=".", suffix=real.suffix, dir=real.parent)
            self._part = Path(name)
        with os.fdopen(self._handle, "wb", closefd=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:  # as it is made, only its owner reads it
            mode = stat.S_IMODE(real.stat().st_mode) if real.exists() else 0o666 & ~_umask()
            with suppress(PermissionError):  # a disk that knows no modes
                _chmod(self._handle, self._part, mode)
        if self._part is not None:
            os.close(self._handle)
            self._handle = None

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
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


def _nameless(folder: Path) -> int | None:
    """Return a new file that has no name yet, so that a kill leaves nothing; None where none is."""
    unnamed = getattr(os, "O_TMPFILE", None)
    if unnamed is None or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, unnamed | os.O_WRONLY, 0o600)
    except OSError:  # a disk that knows none; what else is wrong with it shows at the next try
        return None


def _named(handle: int, real: Path) -> Path:
    """Give a file without a name its own; beside it, where something lies there already."""
    target = real
    if os.path.lexists(real):
        target = real.with_name(f".{os.getpid()}-{os.urandom(4).hex()}{real.suffix[:20]}")
    folder = os.open(real.parent, os.O_RDONLY)
    try:  # told where it is, the system follows the link that stands for the handle
        os.link(f"/proc/self/fd/{handle}", target, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)
    return target


def _chmod(handle: int, part: Path | None, mode: int) -> None:
    if part is None:
        os.fchmod(handle, mode)
    else:
        part.chmod(mode)


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
