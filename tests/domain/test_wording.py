"""What the wording checks find, and what they leave alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.wording import LONGEST, RULES, Subject, found

HITS = {
    (Subject.CUSTOMER, "everyone"): (
        "Everyone", "everybody in the building", "Anyone who asks", "every one", "EVERYONE ",
    ),
    (Subject.CUSTOMER, "all"): (
        "All", "all customers", "All of Finance", "All our teams", "Teams of all departments",
        "all internal customers", "All the analysts", "We all",
    ),
    (Subject.CUSTOMER, "company"): (
        "The company", "the organisation", "Our organization", "the whole company", "The business",
        "company", "the company as a whole", "The entire firm",
    ),
    (Subject.CUSTOMER, "crowd"): (
        "Customers", "our users", "The public", "internal customers", "Stakeholders", "Management",
    ),
    (Subject.SERVICE, "everything"): (
        "Everything", "everything they need", "I do everything", "Help with everything",
        "anything they ask for", "Whatever comes up", "All kinds of support",
    ),
    (Subject.SERVICE, "everyone"): ("Reports for everyone",),
    (Subject.SERVICE, "effort"): ("Reports written", "Calls made"),
    (Subject.SERVICE, "done"): ("Delivered", "Work is done"),
    (Subject.MEASURE, "effort"): (
        "Meetings held", "hours worked", "Mails sent", "E-mails sent", "tickets closed",
        "Reports written", "calls made", "Trainings given", "Number of meetings",
        "Hours of training", "Tickets I closed", "reports we have written", "Lines of code written",
        "Overtime", "Number of weekly reports",
    ),
    (Subject.MEASURE, "done"): ("Done", "project finished", "It is delivered."),
    (Subject.IMPACT, "effort"): ("You give me twenty reports written", "Tickets closed"),
    (Subject.DEFINITION, "done"): (
        "Done", "finished", "When it is done", "Report delivered.", "The ticket is closed",
        "it's finished",
    ),
    (Subject.PROMISE, "hundred"): ("100 %", "100%"),
    (Subject.PROMISE, "zero"): ("0", "≤ 0", "≤ 0 errors", "0 days"),
    (Subject.PROMISE, "unbreakable"): ("any value",),
}  # fmt: skip
MISSES = {
    Subject.CUSTOMER: (
        "All-hands team", "Hallmark", "Do-not-disturb list", "Finance leads", "Allianz",
        "Ball team",
        "The Company Secretary", "Company lawyers", "Organisation development", "Business analysts",
        "User research", "Customer care, Basel", "Everyone’s Energy Ltd", "All Saints parish",
        "Overall equipment team", "My manager", "People team", "Small-business desk", "日本支社",
        "Management accounting", "Public affairs", "World Bank desk", "Group treasury",
        "Stall holders", "Tall users group", "Anna",
    ),
    Subject.SERVICE: (
        "Month-end answers they can act on", "Everything-as-code templates", "A working forecast",
        "Reports they can use unchanged", "Calls answered within a day", "Early word on changes",
        "Delivered before the third working day", "A named cover when I am away", "Whatevers shop",
        "Trainings that let them work alone", "Closed books by day three",
    ),
    Subject.MEASURE: (
        "Month-end close answers", "Hours saved for them", "Errors they found", "Time to an answer",
        "Calls answered the same day", "Reports used as sent", "Meetings worth having",
        "Tickets closed without asking back", "Nothing left undone", "Quotes used as sent",
        "Mails sent on time", "Reports sent back", "Days until they could close",
        "Number of errors they found", "Handovers on time", "Well done, they say",
    ),
    Subject.IMPACT: (
        "I close two days earlier", "I need fewer meetings", "My report is written in an hour",
        "I save four hours a week",
    ),
    Subject.DEFINITION: (
        "Done when they close the month without a call",
        "Share of hand-overs that did not come back",
        "Delivered by the third working day", "What is left undone",
        "From question to usable answer",
        "The books are closed and they asked nothing", "",
    ),
    Subject.PROMISE: ("99 %", "≤ 1", "≥ 4", "10 %", "1000 %", "≤ 0.5 days", "≥ 100", "yes", ""),
}  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "key", "text"),
    [(subject, key, text) for (subject, key), texts in HITS.items() for text in texts],
)
def test_a_rule_finds_what_it_is_for(subject, key, text):
    assert [rule.key for rule in found(subject, text)][:1] == [key]


@pytest.mark.parametrize(
    ("subject", "text"), [(subject, text) for subject, texts in MISSES.items() for text in texts]
)
def test_what_says_something_is_left_alone(subject, text):
    assert [rule.key for rule in found(subject, text)] == []


def test_every_rule_says_one_thing_and_asks_one():
    for rule in RULES:
        assert re.fullmatch(r"[^.?!]+\.", rule.sentence)
        assert re.fullmatch(r"[^.?!]+\?", rule.question)
        assert len(rule.advice) <= 130
        assert rule.subjects


def test_every_subject_has_a_rule():
    assert {subject for rule in RULES for subject in rule.subjects} == set(Subject)


@given(st.text(max_size=2_000), st.sampled_from(Subject))
def test_any_text_can_be_looked_at(text, subject):
    for rule in found(subject, text):
        assert rule.pattern.search(" ".join(text[:LONGEST].casefold().split()))
