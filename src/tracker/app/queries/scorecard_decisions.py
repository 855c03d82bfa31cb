"""What a customer reads of decisions: only those they were told of in the period, by its end."""

from __future__ import annotations

from tracker.app.queries.decisions import told_to
from tracker.app.queries.scorecard_beside import Page
from tracker.report.decision import tradeoff_lines
from tracker.report.phrases import day
from tracker.report.scorecard_content import DecisionPart, Kind


def decisions_on(page: Page, customer_id: int) -> tuple[DecisionPart, ...]:
    """Return the decisions that are on the page, in the order they were made."""
    parts = []
    until = min(page.last, page.today)
    for one, told_on in told_to(page.tracker, customer_id, page.first, until):
        key = f"decision:{one.uid}"
        text = f"{day(told_on, page.last)}: {one.title}: {one.choice}"
        if page.items.offer(key, Kind.DECISION, text):
            yours = one.less_happy_id == customer_id
            lines = tradeoff_lines(one, page.last, yours=yours)
            parts.append(DecisionPart(key, lines, told_on))
    return tuple(parts)
