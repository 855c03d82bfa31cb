"""What was written into a form and not kept yet: a small file beside the data, for its owner alone.

It is no part of the data: nobody reads it but the form itself, it is in no export and no history,
and gone with the last draft in it. So leaving a form by Escape, a click elsewhere, quitting or a
kill costs no words, and none of them is mistaken for something that was said. Where the file makes
no sense any more it is kept aside and spoken of: there may be words in it that nobody else has.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

SUFFIX = ".drafts"
MOST = 200  # forms; the oldest draft is let go for a newer one
_ONLY_MINE = 0o600
log = logging.getLogger(__name__)


class Drafts:
    """Texts by form and field; `path` None keeps them for this run only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.remarks: list[str] = []
        self._forms, whole = _read(path) if path else ({}, True)
        if path and not whole:
            self.remarks = _set_aside(path)
            if self._forms:
                self._write()

    @classmethod
    def beside(cls, data: Path | None) -> Drafts:
        """Return the drafts of a data file."""
        return cls(data.with_name(data.name + SUFFIX) if data else None)

    def of(self, form: str) -> dict[str, str]:
        """Return what was written into a form; empty if nothing was."""
        return dict(self._forms.get(form, {}))

    def keep(self, form: str, fields: Mapping[str, str]) -> bool:
        """Keep what is written into a form, nothing discards it; False if no file takes it."""
        if self.of(form) == dict(fields):
            return True
        self._forms.pop(form, None)
        if fields:
            self._forms[form] = dict(fields)
        while len(self._forms) > MOST:
            del self._forms[next(iter(self._forms))]
        return self._write()

    def discard(self, form: str) -> None:
        """Forget what was written into a form: it is kept as data now, or not wanted."""
        self.keep(form, {})

    def _write(self) -> bool:
        if self._path is None:
            return True
        try:
            if self._forms:
                _write(self._path, json.dumps(self._forms, ensure_ascii=False, indent=1))
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("drafts cannot be written: %s", error.strerror)
            return False
        return True


def _write(path: Path, text: str) -> None:
    """Write the file whole or not at all, readable by its owner only from the first byte on."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_MINE)
        # Half a letter, as a broken copy may hold: JSON reads what `backslashreplace` makes of it.
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _read(path: Path) -> tuple[dict[str, dict[str, str]], bool]:
    """Take what makes sense, and say whether all of it did; without a file there are no drafts."""
    try:
        if not path.is_file():  # to read from a pipe would wait for ever
            return {}, True
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}, False
    if not isinstance(said, dict):
        return {}, False
    found = {
        form: {name: text for name, text in fields.items() if isinstance(text, str)}
        for form, fields in said.items()
        if isinstance(fields, dict)
    }
    return found, found == said


def _set_aside(path: Path) -> list[str]:
    """Rename a file of drafts that makes no sense; return what is to be said of it."""
    said: list[str] = []
    ends = (".aside", *(f".aside{number}" for number in range(2, MOST)))
    places = (path.with_name(path.name + end) for end in ends)
    target = next((one for one in places if not os.path.lexists(one)), None)
    try:
        if target is None:
            raise OSError
        path.rename(target)
        target.chmod(_ONLY_MINE)
    except OSError:
        said.append(
            f"{path.name} cannot be read: it holds what you wrote and had not saved. Copy it to"
            " another place before you write anything more."
        )
        return said
    said.append(
        f"{path.name} could not be read: it held what you wrote and had not saved. It was kept as"
        f" {target.name}."
    )
    return said
