"""What every command has at hand: which file, which day, and the way into the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from tracker.domain.errors import FileTrouble, TrackerError

if TYPE_CHECKING:  # not every command has a file
    from tracker.app.tracker import Tracker
    from tracker.report.documents.document import Document
    from tracker.store.database import File


FILE = click.Path(path_type=Path, readable=False)  # what is wrong with one is said in our words


class Window(Protocol):
    """What opens the window: handed in, because one face does not know the other."""

    def __call__(self, data: Path | None, *, demo: bool, smoke: bool, remind: bool) -> int:
        """Open it on a file (None: the default one) and return its exit status."""


class CommandSession:
    """One command line: `data` None means the person's own file."""

    def __init__(self, window: Window, today: date, data: Path | None = None) -> None:
        self.window = window
        self.today = today
        self.data = data

    def day(self) -> date:
        """Return the day it is, for commands that ask."""
        return self.today

    @property
    def path(self) -> Path:
        """The file that is meant."""
        if self.data is not None:
            return self.data
        from tracker.app.settings import data_file

        return data_file()

    def check_there(self, *, create: bool = False) -> None:
        """Say plainly that there is nothing to read yet, where no file was named."""
        if self.data is None:
            from tracker.app.settings import check_own

            check_own(self.path, create=create)

    @contextmanager
    def reading(self) -> Iterator[Tracker]:
        """Open the file to look at it, also while a window has it open."""
        from tracker.app.tracker import Tracker
        from tracker.domain.period import check_clock
        from tracker.store.errors import translated_errors

        check_clock(self.today)
        self.check_there()
        with (
            translated_errors(self.path),
            Tracker(self.path, create=False, read_only=True) as tracker,
        ):
            tracker.today = self.day
            with _looked_after(tracker):
                yield tracker

    @contextmanager
    def noting(self) -> Iterator[Tracker]:
        """Open the file to write down what leaves; to be read only while another has it open."""
        from tracker.app.tracker import Tracker
        from tracker.domain.period import check_clock
        from tracker.store.errors import translated_errors

        check_clock(self.today)
        self.check_there()
        with translated_errors(self.path):
            try:
                opened = Tracker(self.path, create=False, thorough=True, keep=self._keep)
            except FileTrouble:
                opened = Tracker(self.path, create=False, read_only=True)
            with opened as tracker:
                tracker.today = self.day
                with _looked_after(tracker):
                    yield tracker
                if not tracker.read_only:
                    tracker.words.settle()

    @contextmanager
    def writing(self, *, create: bool = False) -> Iterator[Tracker]:
        """Open the file to change it; of all folders only the default one is made."""
        from tracker.app.tracker import Tracker
        from tracker.domain.period import check_clock
        from tracker.store.errors import translated_errors

        check_clock(self.today)
        if create and self.data is None:
            from tracker.app.settings import data_file

            data_file(make=True)
        self.check_there(create=create)
        with (
            translated_errors(self.path),
            Tracker(self.path, create=create, thorough=True, keep=self._keep) as tracker,
        ):
            for remark in tracker.file.remarks:
                click.echo(remark, err=True)
            tracker.today = self.day
            with _looked_after(tracker):
                yield tracker
            tracker.words.settle()

    def _keep(self, path: Path, file: File) -> Path:
        """Make a backup of a file of an older version before it is brought up to date."""
        from datetime import datetime

        from tracker.app.backups.shelf import BackupReason, chosen_shelf
        from tracker.app.settings import Settings, settings_file

        shelf = chosen_shelf(path, Settings(settings_file()))
        return shelf.make(datetime.now(), BackupReason.UPGRADE, file).backup.path


def document_content(document: Document, file: Path) -> bytes:
    """Return a document as the kind of file that a name says.

    Letters that would be boxes there are named first.
    """
    from tracker.paper.writer import document_bytes, undrawn_in

    if told := undrawn_in(document, file.suffix):
        click.echo(told, err=True)
    return document_bytes(document, file.suffix)


@contextmanager
def _looked_after(tracker: Tracker) -> Iterator[None]:
    """Where something breaks that nobody foresaw, see first whether the file is the reason."""
    try:
        yield
    except (TrackerError, click.ClickException, click.Abort, OSError):
        raise
    except Exception:
        tracker.file.check()
        raise


pass_session = click.make_pass_decorator(CommandSession)


class BelongsToCustomer(Protocol):
    """What is about a customer, or about none."""

    @property
    def customer_id(self) -> int | None:
        """Whose it is."""


Row = TypeVar("Row", bound=BelongsToCustomer)


def only_of(tracker: Tracker, name: str | None, rows: list[Row]) -> list[Row]:
    """Return the rows about the customer whom a person named; without a name all of them."""
    if name is None:
        return rows
    from tracker.app.measures.lists import find_customer

    asked = find_customer(tracker, name).id
    return [row for row in rows if row.customer_id == asked]


def print_json(document: object) -> None:
    """Print one JSON document, in ASCII, which every console and pipe can carry."""
    import json

    click.echo(json.dumps(document))
