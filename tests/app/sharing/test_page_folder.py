"""Pages in a real folder: written whole, left alone, taken away, and never another's file."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tracker.app.sharing.page_folder import (
    Edition,
    FolderPage,
    FolderResult,
    Index,
    digest_of,
    page_key,
    page_key_in,
    page_name,
    write_edition,
)
from tracker.domain.errors import FileTrouble
from tracker.report.scorecard.decision import GENERATOR, PageLink, index_bytes, index_mark
from tracker.store.outgoing import write_whole

KIM, LEA = "11111111-aaaa", "22222222-bbbb"
SEPTEMBER = date(2026, 9, 1), date(2026, 9, 30)
MARK = index_mark("33333333")
NONE = Index("Scorecards", (), "33333333")


def page(name: str = "Kim", uid: str = KIM, words: str = "first") -> FolderPage:
    content = f"<!doctype html>{GENERATOR}<p>{words}".encode()
    return FolderPage(1, name, page_name(name, uid), f"For {name}", content, SEPTEMBER)


def edition(*pages: FolderPage, **said) -> Edition:
    ours = {page_key(uid): frozenset() for uid in (KIM, LEA)}
    names = frozenset(f"{name}.html" for name in ("kim-11111111", "lea-22222222"))
    return Edition(pages, **{"ours": ours, "index": NONE, "names": names} | said)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def files(pages: list[FolderPage]) -> list[str]:
    return [one.file for one in pages]


def test_pages_are_written_and_then_left_as_they_are(tmp_path):
    made = edition(page(), page("Lea", LEA))
    placed = write_edition(made, tmp_path, write_whole)
    assert files(placed.written) == ["kim-11111111.html", "lea-22222222.html"] == names(tmp_path)
    assert (tmp_path / "kim-11111111.html").read_bytes() == made.pages[0].content
    again = write_edition(made, tmp_path, refuse)
    assert (files(again.unchanged), again.written, again.problems) == (names(tmp_path), [], [])


def test_a_page_that_changed_or_was_lost_is_written_again(tmp_path):
    write_edition(edition(page(), page("Lea", LEA)), tmp_path, write_whole)
    (tmp_path / "lea-22222222.html").unlink()
    placed = write_edition(edition(page(words="second"), page("Lea", LEA)), tmp_path, write_whole)
    assert len(placed.written) == 2
    assert b"second" in (tmp_path / "kim-11111111.html").read_bytes()


def test_pages_of_customers_who_went_or_were_renamed_are_taken_away(tmp_path):
    write_edition(edition(page(), page("Lea", LEA)), tmp_path, write_whole)
    placed = write_edition(edition(page("Kim Berg")), tmp_path, write_whole)
    assert names(tmp_path) == ["kim-berg-11111111.html"]
    assert sorted(placed.withdrawn) == [
        ("11111111", "kim-11111111.html"), ("22222222", "lea-22222222.html"),
    ]  # fmt: skip


def test_a_page_that_could_not_be_made_stays_as_it_was(tmp_path):
    write_edition(edition(page()), tmp_path, write_whole)
    placed = write_edition(
        edition(kept=frozenset({page_key(KIM)}), problems=("Kim: no.",)), tmp_path, write_whole
    )
    assert (names(tmp_path), placed.problems) == (["kim-11111111.html"], ["Kim: no."])


def test_what_somebody_else_put_there_stays(tmp_path):
    others = {
        "notes.html": "mine",
        "kim-99999999.html": f"{GENERATOR} of a colleague",
        "May kim-11111111.html": f"{GENERATOR} kept by the person",
        "backup-kim-11111111.html": f"{GENERATOR} kept by the person",
        "lea-22222222.html": "written by hand",
        "lea-22222222 (1).html": GENERATOR,
        "lea-22222222.html.bak": GENERATOR,
        "index.html": f"{GENERATOR}{index_mark('99999999')}",
    }
    for name, text in others.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "old-11111111.html").mkdir()
    placed = write_edition(edition(), tmp_path, write_whole)
    assert names(tmp_path) == sorted([*others, "old-11111111.html"])
    assert (placed.withdrawn, placed.problems) == ([], [])


def test_a_page_without_our_mark_is_ours_if_the_ledger_knows_it(tmp_path):
    (tmp_path / "lea-22222222.html").write_bytes(b"an older page")
    known = {"22222222": frozenset({digest_of(b"an older page")})}
    assert write_edition(edition(ours=known), tmp_path, write_whole).withdrawn
    assert names(tmp_path) == []


def test_another_file_of_the_same_name_is_not_written_over(tmp_path):
    (tmp_path / "kim-11111111.html").write_text("by hand", encoding="utf-8")
    placed = write_edition(edition(page(), page("Lea", LEA)), tmp_path, write_whole)
    assert files(placed.written) == ["lea-22222222.html"]
    assert (tmp_path / "kim-11111111.html").read_text(encoding="utf-8") == "by hand"
    (said,) = placed.problems
    assert said == (
        "“kim-11111111.html” in that folder was made by somebody else. It was left as it is: "
        "rename it, and publish again."
    )


def test_a_folder_in_the_place_of_a_page_is_told(tmp_path):
    (tmp_path / "kim-11111111.html").mkdir()
    placed = write_edition(edition(page(), page("Lea", LEA)), tmp_path, write_whole)
    assert files(placed.written) == ["lea-22222222.html"]
    assert "“kim-11111111.html” is a folder" in placed.problems[0]


def test_a_folder_that_is_gone_or_none_is_one_sentence(tmp_path):
    gone = write_edition(edition(page(), page("Lea", LEA)), tmp_path / "gone", write_whole)
    (said,) = gone.problems
    assert said.endswith(
        "gone”: there is no such folder. Check the folder, or choose another in Settings."
    )
    (tmp_path / "file").touch()
    (said,) = write_edition(edition(page()), tmp_path / "file", write_whole).problems
    assert "file”: that is no folder." in said


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.ENAMETOOLONG, "File name too long"),
        PermissionError(errno.EACCES, "Permission denied"),
        OSError(),
        FileTrouble("“kim-11111111.html” could not be written: Permission denied", "Try."),
    ],
)
def test_a_problem_with_one_page_stops_no_other(tmp_path, error):
    def write(path: Path, content: bytes) -> None:
        if path.name.startswith("kim"):
            raise error
        write_whole(path, content)

    placed = write_edition(edition(page(), page("Lea", LEA)), tmp_path, write)
    assert files(placed.written) == names(tmp_path) == ["lea-22222222.html"]
    (said,) = placed.problems
    assert said.startswith("“kim-11111111.html” could not be written: ")


def test_who_was_renamed_keeps_the_old_page_until_there_is_a_new_one(tmp_path):
    write_edition(edition(page()), tmp_path, write_whole)

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    placed = write_edition(edition(page("Kim Berg")), tmp_path, full)
    assert (names(tmp_path), placed.withdrawn) == (["kim-11111111.html"], [])


def test_a_full_disk_leaves_the_old_page_whole(tmp_path, monkeypatch):
    write_edition(edition(page()), tmp_path, write_whole)
    old = (tmp_path / "kim-11111111.html").read_bytes()

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    placed = write_edition(edition(page(words="second")), tmp_path, write_whole)
    monkeypatch.undo()
    assert placed.problems[0].startswith(
        "“kim-11111111.html” could not be written: No space left on device"
    )
    assert (tmp_path / "kim-11111111.html").read_bytes() == old
    assert names(tmp_path) == ["kim-11111111.html"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told_page_by_page(tmp_path):
    tmp_path.chmod(0o500)
    placed = write_edition(edition(page(), page("Lea", LEA)), tmp_path, write_whole)
    tmp_path.chmod(0o700)
    assert len(placed.problems) == 2
    assert all("could not be written" in said for said in placed.problems)


def test_a_page_that_cannot_be_taken_away_is_told(tmp_path, monkeypatch):
    write_edition(edition(page()), tmp_path, write_whole)

    def locked(_self: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "unlink", locked)
    placed = write_edition(edition(page("Lea", LEA)), tmp_path, write_whole)
    assert files(placed.written) == ["lea-22222222.html"]
    assert placed.withdrawn == []
    assert "“kim-11111111.html” could not be taken away: Permission denied." in placed.problems[0]


def test_half_a_page_of_a_killed_program_is_taken_away_later(tmp_path):
    torn, fresh, foreign = (tmp_path / f".abcdefg{n}.html" for n in "123")
    for path in (torn, fresh):
        path.write_text(f"<!doctype html>{GENERATOR}<p>hal", encoding="utf-8")
    foreign.write_text("somebody else's", encoding="utf-8")
    for path in (torn, foreign):
        os.utime(path, (0, 0))
    placed = write_edition(edition(), tmp_path, write_whole)
    assert names(tmp_path) == [fresh.name, foreign.name]
    assert (placed.withdrawn, placed.problems) == ([], [])


def test_a_program_that_is_killed_leaves_the_old_page_whole(tmp_path):
    write_edition(edition(page()), tmp_path, write_whole)
    old = (tmp_path / "kim-11111111.html").read_bytes()
    child = (
        "import os, pathlib, sys\nfrom tracker.store.outgoing import write_whole\n"
        "real = os.fdopen\n"
        "def fdopen(*a, **b):\n f = real(*a, **b)\n f.write(b'half')\n f.flush()\n"
        " os.kill(os.getpid(), 9)\n"
        "os.fdopen = fdopen\nwrite_whole(pathlib.Path(sys.argv[1]), b'new')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", child, str(tmp_path / "kim-11111111.html")], check=False
    )
    assert done.returncode == -9
    assert (tmp_path / "kim-11111111.html").read_bytes() == old
    assert len(names(tmp_path)) <= 2  # where the system can, half a page has no name at all
    assert write_edition(edition(page(words="second")), tmp_path, write_whole).problems == []


def test_the_index_comes_and_goes_and_another_person_s_stays(tmp_path):
    links = (PageLink("kim-11111111.html", "Kim"), PageLink("lea-22222222.html", "Lea"))
    made = edition(page(), index=Index("Scorecards", links, "33333333"))
    write_edition(made, tmp_path, write_whole)
    assert names(tmp_path) == ["index.html", "kim-11111111.html"]
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert ">Kim</a>" in index
    assert ">Lea</a>" not in index, "their page is not there"
    write_edition(edition(page()), tmp_path, write_whole)
    assert names(tmp_path) == ["kim-11111111.html"]
    (tmp_path / "index.html").write_text("our intranet", encoding="utf-8")
    placed = write_edition(made, tmp_path, write_whole)
    assert "“index.html” in that folder was made by somebody else" in placed.problems[0]
    write_edition(replace(made, index=NONE), tmp_path, write_whole)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "our intranet"


def test_the_index_links_beside_itself_and_shows_what_is_hostile_as_text():
    links = [
        PageLink("日記 #1-11111111.html", '<script>alert("x")</script>\u202e'),
        PageLink("b.html", "&"),
    ]
    shown = index_bytes('"A" <b>', links, "33333333").decode()
    assert '<a href="%E6%97%A5%E8%A8%98%20%231-11111111.html" dir="auto">&lt;script&gt;' in shown
    assert "\u202e" not in shown
    assert "<title>&quot;A&quot; &lt;b&gt;</title>" in shown
    assert ">&amp;</a>" in shown
    assert GENERATOR in shown
    assert MARK in shown


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Finance leads", "finance-leads-11111111.html"),
        ("Größe & Söhne", "grösse-söhne-11111111.html"),
        ("日記", "日記-11111111.html"),
        ("नमस्ते", "नमस्ते-11111111.html"),
        ("CON", "con-11111111.html"),
        ("..", "customer-11111111.html"),
        ("a/b\\c:d*?\u202e", "a-b-c-d-11111111.html"),
        ("x" * 200, f"{'x' * 96}-11111111.html"),
        ("日" * 200, f"{'日' * 32}-11111111.html"),
    ],
)
def test_a_file_name_is_readable_and_safe_everywhere(name, file):
    assert page_name(name, KIM) == file
    assert page_key_in(file) == "11111111"
    assert page_name(name, KIM) == page_name(name, KIM)


def test_two_of_one_name_have_a_page_each_and_no_uid_leads_out_of_the_folder():
    assert page_name("Kim", KIM) != page_name("Kim", LEA)
    assert "/" not in page_name("Kim", "../../etc/passwd")
    assert page_key_in(page_name("Kim", "../../etc/passwd")) == page_key("../../etc/passwd")


def test_no_page_is_made_of_nothing(tmp_path):
    assert write_edition(edition(), tmp_path, refuse) == FolderResult()


def refuse(path: Path, _content: bytes) -> None:
    raise AssertionError(f"{path.name} is written again")
