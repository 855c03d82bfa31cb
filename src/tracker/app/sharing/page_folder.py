"""The folder that pages are published to: what each is called, written, left, or taken away.

Only files are touched here, no data: it can be done on any thread. A file of another's is neither
written over nor deleted. Ours is what the ledger says we wrote, or what names us as its maker, and
only under a name that we gave: a copy that somebody saved beside it under another is theirs.

A name is readable, the same each week, and safe on every system: `finance-leads-3f2a9c1b.html` is
the customer's name in small letters, and the first part of their random uid, so that two of one
name have a page each. Nothing in it is a secret.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from tracker.domain.errors import FileTrouble, TrackerError, quoted
from tracker.domain.measure import Measure
from tracker.report.scorecard.decision import GENERATOR, PageLink, index_bytes, index_mark

SUFFIX: Final = ".html"
INDEX: Final = f"index{SUFFIX}"
_LONGEST: Final = 96  # bytes: a folder that encrypts its names has room for 143
_PIECE: Final = re.compile(r"[0-9a-f]{8}-")
_OURS: Final = re.compile(r".*-([0-9a-f]{8})\.html")
_HEAD: Final = 8192  # bytes in which a page has named its maker
_UNFINISHED: Final = re.compile(r"\.[a-z0-9_]{8}\.html")  # as `paper.writer` names it
_LONG_AGO: Final = 3600  # seconds: nobody is writing it any more
_ELSEWHERE: Final = "Check the folder, or choose another in Settings."


def page_name(name: str, uid: str) -> str:
    """Return the file name of a customer's page."""
    signs = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())
    kept = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in signs)
    slug = _cut("-".join(kept.split())) or "customer"
    return f"{slug}-{page_key(uid)}{SUFFIX}"


def page_key(uid: str) -> str:
    """Return the piece of a customer's uid that is in the name of their page."""
    if _PIECE.match(uid):
        return uid[:8]
    return hashlib.sha256(uid.encode()).hexdigest()[:8]  # a uid that is none of ours


def page_key_in(file_name: str) -> str:
    """Return the piece of a uid in a file name; empty if it is no name of a page."""
    found = _OURS.fullmatch(folded(file_name))
    return found[1] if found else ""


def folded(file_name: str) -> str:
    """Return what all systems' spellings of one file name share."""
    return unicodedata.normalize("NFC", file_name).casefold()


def _cut(slug: str) -> str:
    """Cut what is longer than a folder may take, between two signs."""
    while len(slug.encode()) > _LONGEST:
        slug = slug[:-1]
    return slug.strip("-")


Write = Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class FolderPage:
    """A customer's page as it should lie in the folder, and what the ledger keeps of it."""

    customer_id: int
    customer: str
    file: str
    title: str
    content: bytes
    period: tuple[date, date]
    measures: tuple[Measure, ...] = ()
    rated: int = 0
    token: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The list of pages: its title, what it names, whose it is; without links there is none."""

    title: str
    links: tuple[PageLink, ...]
    whose: str


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that should lie in the folder, and how to know what is ours there.

    `ours` has the digests of what was ever published for a customer, by the piece of their uid that
    names their page; `names` (folded) every name that a page of ours has or had; `kept` are those
    whose page could not be made, and shall stay. With `idle` nothing is due, and nothing is out
    that would have to be withdrawn.
    """

    pages: tuple[FolderPage, ...]
    ours: Mapping[str, frozenset[str]]
    index: Index
    names: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()
    idle: bool = False


@dataclass(slots=True)
class FolderResult:
    """What was done in the folder; `withdrawn` has the piece and the name of each file."""

    written: list[FolderPage] = field(default_factory=list)
    unchanged: list[FolderPage] = field(default_factory=list)
    withdrawn: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def write_edition(edition: Edition, folder: Path, write: Write) -> FolderResult:
    """Bring the folder to what the edition says; a problem with one page stops no other."""
    placed = FolderResult(problems=list(edition.problems))
    try:
        there = {folded(path.name): path for path in folder.iterdir()}
    except OSError as error:
        placed.problems.append(f"“{folder}”: {_reason(error)}. {_ELSEWHERE}")
        return placed
    for page in edition.pages:
        ours = partial(_is_ours, known=edition.ours.get(page_key_in(page.file), frozenset()))
        with _collected_problem(placed, page.file, "written"):
            changed = _renew(folder / page.file, page.content, ours, write)
            (placed.written if changed else placed.unchanged).append(page)
    lying = {page.file for page in (*placed.written, *placed.unchanged)}
    failed = {page_key_in(page.file) for page in edition.pages if page.file not in lying}
    for path, known in _left_over(edition, there, failed | edition.kept):
        with _collected_problem(placed, path.name, "taken away"):
            if path.is_file() and _is_ours(path, path.read_bytes(), known=known):
                path.unlink()
                placed.withdrawn.append((page_key_in(path.name), path.name))
    for path in _torn(there):
        with _collected_problem(placed, path.name, "taken away"):
            path.unlink(missing_ok=True)
    with _collected_problem(placed, INDEX, "renewed"):
        _renew_index(edition.index, folder, write)
    return placed


def _renew(path: Path, content: bytes, ours: Callable[[Path, bytes], bool], write: Write) -> bool:
    """Write a page unless it is there as it should be, and say whether it was written."""
    old = path.read_bytes() if path.is_file() else None
    if old == content:
        return False
    if old is not None and not ours(path, old):
        title = f"{quoted(path.name)} in that folder was made by somebody else"
        raise FileTrouble(title, "It was left as it is: rename it, and publish again.")
    write(path, content)
    return True


def _renew_index(index: Index, folder: Path, write: Write) -> None:
    """List the pages that lie in the folder by now, or take the list away."""
    path = folder / INDEX
    ours = partial(_is_index, mark=index_mark(index.whose).encode())
    links = [link for link in index.links if (folder / link.file).is_file()]
    if links:
        _renew(path, index_bytes(index.title, links, index.whose), ours, write)
    elif path.is_file() and ours(path, path.read_bytes()):
        path.unlink()


def _left_over(
    edition: Edition, there: Mapping[str, Path], kept: Set[str]
) -> Iterator[tuple[Path, frozenset[str]]]:
    """Yield what has the name of a page that should be there no more, and what we know of it.

    Who could not be given a new page keeps the old one.
    """
    wanted = {folded(page.file) for page in edition.pages}
    for name, path in there.items():
        piece = page_key_in(name)
        if name in edition.names - wanted and piece in edition.ours and piece not in kept:
            yield path, edition.ours[piece]


def _torn(there: Mapping[str, Path]) -> Iterator[Path]:
    """Yield what a program that was killed while it wrote a page has left behind, out of sight.

    It is old by the folder's own clock: something else there was written long after it.
    """
    torn = [path for name, path in there.items() if _UNFINISHED.fullmatch(name)]
    newest = max((_written(path) for path in there.values()), default=0.0) if torn else 0.0
    for path in torn:
        with suppress(OSError):
            old = newest - _written(path) > _LONG_AGO
            if old and GENERATOR.encode() in path.read_bytes()[:_HEAD]:
                yield path


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _is_ours(_path: Path, content: bytes, *, known: frozenset[str]) -> bool:
    return GENERATOR.encode() in content[:_HEAD] or digest_of(content) in known


def _is_index(_path: Path, content: bytes, *, mark: bytes) -> bool:
    return GENERATOR.encode() in content[:_HEAD] and mark in content[:_HEAD]


def digest_of(content: bytes) -> str:
    """Return what the ledger knows content by."""
    return hashlib.sha256(content).hexdigest()


@contextmanager
def _collected_problem(placed: FolderResult, file: str, what: str) -> Iterator[None]:
    """Keep what goes wrong with one page as a sentence."""
    try:
        yield
    except TrackerError as error:
        placed.problems.append(error.sentence)
    except OSError as error:
        placed.problems.append(
            f"{quoted(file)} could not be {what}: {_reason(error)}. {_ELSEWHERE}"
        )


def _reason(error: OSError) -> str:
    """Return why, in words; what a page of the manual says of a number helps nobody."""
    if isinstance(error, FileNotFoundError):
        return "there is no such folder"
    if isinstance(error, NotADirectoryError):
        return "that is no folder"
    return error.strerror or "the system refused"
