"""Wordings that hide what is meant: everyone, everything, effort, done, 100 % (W3, N4, M6).

The rules are data. A rule advises and never blocks; what it says once and the person keeps stays
quiet. Each is narrow on purpose: advice that is often wrong is soon not read any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST: Final = 300  # letters that are looked at: what is wrong is said at the beginning
_CROWD = (
    r"customers?|clients?|users?|people|persons|teams?|groups?|colleagues|coworkers|co-workers"
    r"|departments?|units|employees?|staff|managers?|leads|leaders|stakeholders|partners|suppliers"
    r"|analysts?|engineers?|developers?|sites|offices|countries|regions|branches|projects"
)
_COMPANY = r"company|organi[sz]ation|firm|business|enterprise|corporation|agency|group"
_THINGS = (
    r"meetings?|calls?|e-?mails?|mails?|messages?|letters?|reports?|tickets?|hours?|days?|overtime"
    r"|trainings?|workshops?|courses?|sessions?|presentations?|slides?|documents?|pages?"
    r"|newsletters?|visits?|tasks?|dashboards?|analyses|posts?|lines(?:\ of\ code)?|commits?"
)
_EFFORTS = (
    r"held|attended|organi[sz]ed|chaired|worked|spent|logged|booked|sent|written|drafted|closed"
    r"|handled|processed|resolved|made|taken|done|given|run|delivered|created|produced|prepared"
    r"|answered|completed|finished|published|issued|built|invested"
)
# "Calls answered within a day" is about them, "calls answered" about me.
_FOR_THEM = (
    r"(?!\ (?:on\ time|in\ time|within|before|by|early|right|the\ same|first|without|late|back|that"
    r"|they|them|for|instead|twice|again|wrong|until|as))"
)


class Subject(StrEnum):
    """What a text is about; a rule looks at some of them."""

    CUSTOMER = "customer"
    SERVICE = "service"
    DEFINITION = "definition"
    MEASURE = "measure"
    IMPACT = "impact"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class WordingRule:
    """A pattern over folded text, what to say where it is found, and what to ask."""

    key: str
    subjects: frozenset[Subject]
    pattern: re.Pattern[str]
    sentence: str
    question: str

    @property
    def advice(self) -> str:
        """The sentence and the question as running text."""
        return f"{self.sentence} {self.question}"


def _rule(key: str, subjects: str, pattern: str, sentence: str, question: str) -> WordingRule:
    found = frozenset(Subject(one) for one in subjects.split())
    return WordingRule(key, found, re.compile(pattern, re.VERBOSE), sentence, question)


RULES: Final = (
    _rule(
        "everyone",
        "customer service",
        r"\b(?:every\ ?one|everybody|anyone|anybody|whoever)\b(?![’'-])",
        "Everyone means no one in particular.",
        "Which person or group would notice first if you stopped?",
    ),
    _rule(
        "all",
        "customer",
        r"^all$ | ^(?:we|us|you)\ all$ | \ball\ of\b"
        r"| (?<!-)\ball\ (?:the|our|my|these|those|other)\b"
        rf"| (?<!-)\ball\ (?:\w+\ )?(?:{_CROWD})\b(?!-)",
        "“All” is more than one person can wow.",
        "Which of them depend on your work the most?",
    ),
    _rule(
        "company",
        "customer",
        rf"^(?:(?:the|our|my|this|whole|entire)\ )*(?:{_COMPANY})(?:\ as\ a\ whole)?$"
        rf"| \b(?:whole|entire)\ (?:{_COMPANY}|world)\b | ^(?:the\ )?world$",
        "A company cannot tell you whether you helped.",
        "Who in it receives what you make?",
    ),
    _rule(
        "crowd",
        "customer",
        r"^(?:(?:the|our|my|internal|external|various|several|many)\ )*"
        r"(?:customers|clients|users|people|public|stakeholders|colleagues|employees|staff"
        r"|management|others|departments|teams)$",
        "A crowd cannot tell you whether you helped.",
        "Which of them, by name or by team?",
    ),
    _rule(
        "everything",
        "service",
        r"(?:^|\b(?:do|does|doing|with|handle|handles|handling|for|in|on|of)\ )everything\b(?!-)"
        r"| \beverything\ (?:they|else|we|you|around)\b"
        r"| ^(?:anything|whatever|all\ kinds\ of|all\ sorts\ of|misc|miscellaneous)\b(?!-)",
        "Everything cannot be promised.",
        "Which one thing would they miss first?",
    ),
    _rule(
        "effort",
        "service measure impact",
        rf"\b(?:{_THINGS})\ (?:(?:i|we|that|have|had|were|was|are|been|being)\ )*"
        rf"(?:{_EFFORTS})\b{_FOR_THEM}"
        rf"| ^(?:number|count|amount|sum|total)\ of\ (?:\w+\ )?(?:{_THINGS})\b"
        r"(?!\ (?:that|they|until|without))"
        r"| \bhours\ of\ (?:work|meetings?|training|overtime|support)\b | ^(?:my\ )?overtime$",
        "That counts what you put in.",
        "What can they do because of it, that they could not before?",
    ),
    _rule(
        "done",
        "definition",
        r"^(?:[\w'’]+\ ){0,3}?"
        r"(?:done|finished|delivered|complete|completed|sent|shipped|closed)[.!]?$",
        "That says when you stop, not when it helps.",
        "What can they do from then on?",
    ),
    _rule(
        "done",
        "measure service",
        r"^(?:(?:it|work|job|task|tasks|project|everything)\ )?(?:(?:is|was|gets)\ )?"
        r"(?:done|finished|delivered|completed)[.!]?$",
        "That says when you stop, not when it helps.",
        "What can they do from then on?",
    ),
    _rule(
        "hundred",
        "promise",
        r"^100\ ?%$",
        "With 100 % one slip breaks the promise, and nothing can be better.",
        "What is good, and what would excellent be?",
    ),
    _rule(
        "zero",
        "promise",
        r"^(?:≤\ )?0(?:\ \D+)?$",
        "With 0 one slip breaks the promise, and nothing can be better.",
        "What is good, and what would excellent be?",
    ),
    _rule(
        "unbreakable",
        "promise",
        r"^any\ value\b",
        "Every value there can be keeps this promise, so it says nothing.",
        "What would be too little for them?",
    ),
)


def plain(text: str) -> str:
    """Return a text as rules read it and as it is remembered: small letters, single spaces."""
    return " ".join(text[:LONGEST].casefold().split())


def found(subject: Subject, text: str) -> Iterator[WordingRule]:
    """Yield the rules that have something to say about a text, in their order."""
    folded = plain(text)
    for rule in RULES:
        if folded and subject in rule.subjects and rule.pattern.search(folded):
            yield rule
