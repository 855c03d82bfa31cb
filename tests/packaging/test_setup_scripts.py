"""The README's two commands, on machines that lack one thing or another."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("POSIX sh is not there", allow_module_level=True)

from tests.packaging.machine import ROOT, SH, Machine

SCRIPTS = sorted((ROOT / "packaging").glob("*.sh"))
TABLE = [
    line.split()
    for line in (ROOT / "packaging/system_packages.txt").read_text().splitlines()
    if not line.startswith("#")
]
PROGRAM = sorted({row[3] for row in TABLE if row[0] in {"python", "qt"}})
WINDOW = sorted({row[3] for row in TABLE if row[0] in {"python", "qt", "screen"}})
TESTS = sorted({row[3] for row in TABLE if row[0] == "tests"})
OPTIONS = "--yes --no-install-recommends -o DPkg::Lock::Timeout=120"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_one_that_sh_can_read(script: Path) -> None:
    assert subprocess.run([SH, "-n", script], check=False).returncode == 0


def test_every_line_of_the_list_names_a_package_for_each_manager() -> None:
    assert {len(row) for row in TABLE} == {7}
    assert {row[0] for row in TABLE} == {"python", "qt", "screen", "tests"}
    assert {row[1] for row in TABLE} == {"python", "module", "library", "command", "office"}


# --- A bare Debian


def test_root_gets_everything_at_once_and_then_the_window(tmp_path: Path) -> None:
    told = Machine(tmp_path, "apt-get", user=0).type("run.sh", "--demo")
    assert told.status == 0
    assert told.calls == [
        "apt-get update",
        f"apt-get install {OPTIONS} {' '.join(WINDOW)}",
        "python3 -m venv .venv",
        "python -m pip install --progress-bar off --editable . --constraint constraints.txt",
        "python -m tracker --demo",
    ]
    assert told.said.splitlines()[-1] == "Opening Impact Tracker"


@pytest.mark.parametrize("answer", ["\n", "y\n", "Yes\n"])
def test_others_are_asked_once_and_it_goes_through_sudo(tmp_path: Path, answer: str) -> None:
    told = Machine(tmp_path, "apt-get", "sudo").type("run.sh", answer=answer)
    assert told.status == 0
    assert told.said.count("?") == 1
    assert f"lacks these packages of the system: {' '.join(WINDOW)}\n" in told.said
    assert len(told.called("sudo sh -c")) == 1
    assert told.calls[-1] == "python -m tracker"


def test_who_says_no_is_told_the_line_and_nothing_is_touched(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "apt-get", "sudo")
    told = machine.type("run.sh", answer="n\n")
    assert (told.status, told.calls) == (1, [])
    assert told.complained.endswith(f"again: sudo apt-get install {' '.join(WINDOW)}\n")
    assert not (machine.clone / ".venv").exists()


@pytest.mark.parametrize(("words", "env"), [(["--yes"], {}), ([], {"CI": "true"})])
def test_yes_and_ci_ask_nothing(tmp_path: Path, words: list[str], env: dict[str, str]) -> None:
    told = Machine(tmp_path, "apt-get", "sudo").type("run.sh", "--demo", *words, **env)
    assert told.status == 0
    assert "?" not in told.said
    assert len(told.called("sudo -n sh -c")) == 1
    assert told.calls[-1] == "python -m tracker --demo"


def test_where_nobody_can_answer_nobody_is_asked(tmp_path: Path) -> None:
    told = Machine(tmp_path, "apt-get", "sudo").type("test.sh", CI="false")
    assert (told.status, told.calls) == (1, [])
    assert told.complained.endswith(f"again: sudo apt-get install {' '.join(PROGRAM)}\n")
    assert told.complained.count("\n") == 1


def test_without_sudo_the_line_is_said_and_nobody_is_asked(tmp_path: Path) -> None:
    told = Machine(tmp_path, "apt-get").type("run.sh", answer="y\n")
    assert (told.status, told.calls) == (1, [])
    assert told.complained.endswith(f"again: as root, apt-get install {' '.join(WINDOW)}\n")


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("dnf", "sudo dnf install dbus-libs fontconfig glib2 krb5-libs libglvnd-egl libglvnd-glx "),
        ("pacman", "sudo pacman -S dbus fontconfig glib2 krb5 libglvnd libxkbcommon python\n"),
        ("zypper", "sudo zypper install Mesa-libEGL1 Mesa-libGL1 "),
        ("uname", f"{' '.join(PROGRAM)} (these are Debian's names)\n"),
    ],
)
def test_other_systems_get_one_line_that_names_the_packages(
    tmp_path: Path, manager: str, line: str
) -> None:
    told = Machine(tmp_path, manager, "sudo").type("test.sh", answer="y\n", LC_ALL="C")
    assert (told.status, told.calls) == (1, [])
    assert f"type the same command again: {line}" in told.complained
    assert told.complained.count("\n") == 1


def test_a_mac_without_python_is_told_where_it_comes_from(tmp_path: Path) -> None:
    told = Machine(tmp_path, system="Darwin").type("run.sh", "--yes")
    assert (told.status, told.calls) == (1, [])
    assert told.complained.endswith(
        "Python 3.11 or newer, from python.org or with brew install python\n"
    )


def test_a_mac_with_python_needs_nothing_of_the_system(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "python3", system="Darwin")
    machine.no_more("libgl1")
    assert machine.type("run.sh").calls[-1] == "python -m tracker"


def test_packages_that_cannot_be_fetched_are_named_and_nothing_is_half_made(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "apt-get", user=0)
    machine.now("no network")
    told = machine.type("test.sh")
    assert told.status == 1
    assert "It takes a network, and the right to install." in told.complained
    assert told.complained.endswith(f"again: apt-get install {' '.join(PROGRAM)}\n")
    assert not (machine.clone / ".venv").exists()


# --- Python


def test_an_old_python_is_told_so_before_anything_is_fetched(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "apt-get", "python3", user=0)
    machine.now("python3 is old")
    told = machine.type("run.sh")
    assert (told.status, told.calls) == (1, [])
    assert told.complained == (
        "Impact Tracker needs Python 3.11 or newer, and python3 is Python 3.9.2: install a newer"
        " one and put its name before the command, as in: PYTHON=python3.12 sh packaging/run.sh\n"
    )


def test_a_newer_python_beside_an_old_one_is_found(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "python3", "python3.12")
    machine.now("python3 is old")
    assert machine.type("run.sh").calls[0] == "python3.12 -m venv .venv"


def test_a_python_of_another_name_gets_the_package_of_its_own(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "python3.12", "apt-get", user=0)
    machine.no_more("python3-venv")
    assert machine.type("run.sh").called("apt-get install") == [
        f"apt-get install {OPTIONS} python3.12-venv"
    ]


def test_a_python_that_is_named_is_the_one_that_is_used(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "python3", "python3.13")
    assert machine.type("run.sh", PYTHON="python3.13").calls[0] == "python3.13 -m venv .venv"
    told = machine.type("run.sh", PYTHON="python4")
    assert (told.status, told.calls) == (1, [])
    assert told.complained.startswith("There is no python4 here: ")


# --- The environment


def test_who_only_runs_it_fetches_nothing_that_tests_need(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "python3")
    fetched = "python -m pip install --progress-bar off --editable {} --constraint constraints.txt"
    assert fetched.format(".") in machine.type("run.sh").calls
    assert fetched.format(".[dev]") in machine.type("test.sh").calls
    assert not machine.type("test.sh").called("python -m pip")
    assert machine.type("run.sh").calls == ["python -m tracker"]
    os.utime(machine.clone / ".venv" / ".installed", (1, 1))
    assert fetched.format(".[dev]") in machine.type("run.sh").calls  # what is there is kept up


def test_the_second_time_nothing_is_fetched(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "python3")
    machine.type("run.sh")
    assert machine.type("run.sh", "--demo").calls == ["python -m tracker --demo"]


@pytest.mark.parametrize(
    ("trouble", "status", "word"),
    [
        (
            "no network",
            1,
            "The environment is not complete, for the reason above. Is there a network?",
        ),
        ("Ctrl+C", 130, "Stopped."),
        ("power cut", 137, ""),
    ],
)
def test_what_is_half_made_is_never_taken_for_whole(
    tmp_path: Path, trouble: str, status: int, word: str
) -> None:
    machine = Machine(tmp_path, "python3")
    machine.now(trouble)
    told = machine.type("run.sh")
    assert told.status == status
    assert word in told.complained
    assert "Opening" not in told.said
    half = machine.clone / ".venv" / "lib" / "half a package"
    half.mkdir(parents=True)
    machine.no_more(trouble)
    assert machine.type("run.sh").calls[-1] == "python -m tracker"
    assert not half.exists()


def test_an_environment_is_brought_up_to_date_when_what_it_is_made_of_changes(
    tmp_path: Path,
) -> None:
    machine = Machine(tmp_path, "python3")
    machine.type("run.sh")
    os.utime(machine.clone / ".venv" / ".installed", (1, 1))
    kept = machine.clone / ".venv" / "lib"
    kept.mkdir()
    told = machine.type("run.sh")
    assert "up to date" in told.said
    assert len(told.called("python -m pip install")) == 1
    assert kept.exists()


def test_a_clone_that_was_moved_gets_a_new_environment(tmp_path: Path) -> None:
    """Its programs begin with the path they were made for."""
    machine = Machine(tmp_path, "python3")
    machine.type("run.sh")
    machine.clone = machine.clone.rename(tmp_path / "another place")
    assert machine.type("run.sh").calls[0] == "python3 -m venv .venv"


def test_an_environment_of_somebody_else_is_never_taken_away(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "python3")
    theirs = tmp_path / "theirs"
    (theirs / "lib").mkdir(parents=True)
    (theirs / "pyvenv.cfg").touch()
    machine.now("no network")
    assert machine.type("run.sh", VENV=str(theirs)).status == 1
    machine.no_more("no network")
    assert machine.type("run.sh", VENV=str(theirs)).status == 0
    assert (theirs / "lib").exists()


# --- What is opened


def test_without_a_screen_nothing_is_fetched_for_one(tmp_path: Path) -> None:
    told = Machine(tmp_path, "apt-get", user=0).type("run.sh", "--demo", DISPLAY="")
    assert (told.status, told.calls) == (1, [])
    assert told.complained == (
        "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
    )


@pytest.mark.parametrize("words", [["status", "--json"], ["--data", "my work.impact", "status"]])
def test_the_command_line_needs_no_screen_and_opens_nothing(
    tmp_path: Path, words: list[str]
) -> None:
    told = Machine(tmp_path, "python3").type("run.sh", *words, DISPLAY="")
    assert told.calls[-1] == f"python -m tracker {' '.join(words)}"
    assert "Opening" not in told.said


def test_a_wayland_screen_needs_no_x11_libraries(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "python3")
    told = machine.type("run.sh", "--data", "my.impact", DISPLAY="", WAYLAND_DISPLAY="wayland-0")
    assert told.said.splitlines()[-1] == "Opening Impact Tracker"


# --- The tests


def test_the_tests_come_last_and_get_what_else_was_typed(tmp_path: Path) -> None:
    told = Machine(tmp_path, "python3").type("test.sh", "tests/domain", "-k", "a period")
    assert told.status == 0
    assert told.calls[-6:] == [
        "ruff check .",
        "ruff format --check .",
        "mypy ",
        "lint-imports ",
        "vulture ",
        "python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder tests/domain"
        " -k a period",
    ]


def test_a_person_is_told_in_one_line_which_tools_some_tests_want(tmp_path: Path) -> None:
    told = Machine(tmp_path, "python3", "apt-get", user=0).type("test.sh")
    assert told.called("apt-get") == []
    line = (
        f"Some tests skip themselves for want of {' '.join(TESTS)}; with --all they are installed."
    )
    assert line in told.said.splitlines()


@pytest.mark.parametrize(("words", "env"), [(["--all"], {}), ([], {"CI": "true"})])
def test_all_and_ci_bring_these_tools_too(
    tmp_path: Path, words: list[str], env: dict[str, str]
) -> None:
    told = Machine(tmp_path, "apt-get", user=0).type("test.sh", *words, **env)
    assert told.called("apt-get install") == [
        f"apt-get install {OPTIONS} {' '.join(WINDOW)}",
        f"apt-get install {OPTIONS} {' '.join(TESTS)}",
    ]


OFFICE = {row[2]: row[3] for row in TABLE if row[1] == "office"}


@pytest.mark.parametrize("lacking", [*OFFICE, ""])
def test_a_part_of_an_office_that_is_there_is_brought_by_itself(
    tmp_path: Path, lacking: str
) -> None:
    machine = Machine(tmp_path, "python3", "apt-get", user=0)
    machine.has_office(*(part for part in OFFICE if part != lacking))
    told = machine.type("test.sh", CI="true")
    (installed,) = told.called("apt-get install")
    offices = [name for name in installed.split() if name.startswith("libreoffice")]
    assert offices == ([OFFICE[lacking]] if lacking else [])


def test_a_tool_that_is_not_to_be_had_keeps_nobody_from_testing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "apt-get", user=0)
    machine.now("no chromium")
    told = machine.type("test.sh", CI="true")
    assert told.status == 0
    line = f"Some tests skip themselves for want of {' '.join(TESTS)}."
    assert line in told.said.splitlines()
    assert told.called("python -m pytest")


def test_lint_is_all_but_the_tests(tmp_path: Path) -> None:
    told = Machine(tmp_path, "python3").type("test.sh", "--lint")
    assert told.called("ruff check")
    assert not told.called("python -m pytest")


# --- Who else calls them


def test_ci_calls_the_readmes_command_and_keeps_no_list_of_its_own() -> None:
    ci = (ROOT / ".ci" / "run").read_text()
    assert "\nsh packaging/test.sh " in ci
    assert "sh packaging/test.sh" in (ROOT / "README.md").read_text()
    assert not re.search(r"\b(apt|apt-get|pytest -|ruff|mypy|make)\b", ci)
    assert not [name for name in WINDOW + TESTS if re.search(rf"\b{re.escape(name)}\b", ci)]


@pytest.mark.skipif(not shutil.which("make"), reason="make is for who likes it")
def test_make_calls_the_same() -> None:
    said = [
        subprocess.run(
            ["make", "--dry-run", "--no-print-directory", *words],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for words in (["run", "ARGS=--demo"], ["test"], ["lint"], ["wheel"])
    ]
    assert [line.strip() for line in said] == [
        "sh packaging/run.sh --demo",
        "sh packaging/test.sh",
        "sh packaging/test.sh --lint",
        "sh packaging/wheel.sh",
    ]
