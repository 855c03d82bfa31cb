"""`needs` and `need` as a person types them."""

from __future__ import annotations

import pytest

from tracker.app import commands
from tracker.app.tracker import Tracker
from tracker.domain.customer import Tier


@pytest.fixture
def legal(file):
    with Tracker(file) as tracker:
        commands.add_customer(tracker, "Legal", Tier.MAINTAIN)
        commands.add_customer(tracker, "My manager", Tier.WOW)


def test_what_is_added_is_shown(cli, legal):
    assert cli("needs").out.startswith("No needs yet.")
    added = cli("need", "legal", "One list a month")
    assert (added.status, added.out) == (0, "Legal: One list a month, 1 on your list\n")
    cli("need", "legal", "A contact", "--theirs", "--source", "focus-group")
    cli("need", "legal", "Calm", "--theirs", "--rank", 1)
    cli("need", "my manager", "No surprises")
    told = cli("needs").out
    assert told.index("My manager") < told.index("Legal"), "WOW comes first"
    (owner,) = cli("needs", "LEGAL", "--json").json["customers"]
    assert owner["customer"] == "Legal"
    assert [(one["state"], one["theirs"] and one["theirs"]["text"]) for one in owner["needs"]] == [
        ("only_mine", None), ("only_theirs", "Calm"), ("only_theirs", "A contact"),
    ]  # fmt: skip
    assert owner["needs"][2]["theirs"] == {
        "text": "A contact", "rank": 2, "source": "focus_group", "stated_on": "2026-11-20",
        "status": "stated",
    }  # fmt: skip
    assert owner["difference"].startswith("None of 3 agree.")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("need", "nobody", "Calm"), 1, "There is no customer “nobody”"),
        (("need", "legal", " "), 2, "The text is empty"),
        (("need", "legal", "x" * 201), 2, "201 characters"),
        (("need", "legal", "Calm", "--rank", "0"), 2, "A rank begins with 1"),
        (("need", "legal", "Calm", "--source", "dream"), 2, "dream"),
        (("need", "legal"), 2, "TEXT"),
        (("needs", "nobody"), 1, "There is no customer “nobody”"),
    ],
)
def test_what_cannot_be_is_one_line(cli, legal, words, status, said):
    answer = cli(*words)
    assert answer.status == status
    assert said in answer.refusal


def test_one_need_stands_once(cli, legal):
    cli("need", "legal", "Calm")
    again = cli("need", "legal", "CALM")
    assert (again.status, again.refusal) == (
        2, "That need is on the list already. Rank it instead.",
    )  # fmt: skip
