"""The chain as columns of boxes: what each of them says."""

from __future__ import annotations

from datetime import date

from tracker.app.queries.chain import Chain, LinkStanding
from tracker.domain.customer import Customer
from tracker.gui.widgets.chain_box import Node
from tracker.report.upstream import days_line

ADD: tuple[str, int] = ("add", 0)


def nodes_of(shown: Chain, services: dict[int, list[str]], today: date) -> list[list[Node]]:
    """Return the five columns; `services` are the names of what each customer gets."""
    links = [_link(one, today) for one in shown.links]
    add = Node(ADD, "+ Who hands you something?", empty=True, said="Add somebody upstream")
    me = Node(("me", 0), shown.me or "Me", shown.role, said="Say who you are")
    return [
        [*links, add],
        [me],
        [_customer(one, services.get(one.id, [])) for one in shown.customers],
        [_behind(one, "their_customer", "+ Their customer") for one in shown.customers],
        [_behind(one, "end_client", "+ End client") for one in shown.customers],
    ]


def _link(one: LinkStanding, today: date) -> Node:
    line = " · ".join(part for part in (one.link.what, one.link.by_when) if part)
    if one.link.retired_on:
        line = f"retired · {line}" if line else "retired"
    reached = ", ".join(customer.name for customer in one.customers)
    stopped = f"stopped {days_line(one.stopped, today)}" if one.stopped else ""
    return Node(
        ("link", one.link.id),
        one.link.who,
        line,
        stopped,
        said=f"Reaches {reached}" if reached else "Nothing depends on it yet",
    )


def _customer(customer: Customer, services: list[str]) -> Node:
    return Node(("customer", customer.id), customer.name, ", ".join(services))


def _behind(customer: Customer, field: str, ask: str) -> Node:
    first, _, rest = getattr(customer, field).strip().partition("\n")
    said = f"Behind {customer.name}"
    if not first:
        return Node((field, customer.id), ask, empty=True, said=said)
    name, _, what = first.partition(":")
    return Node((field, customer.id), name, (what or rest).strip(), said=said)
