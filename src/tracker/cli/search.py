"""`search`: words in everything that was kept."""

from __future__ import annotations

import click

from tracker.app.measures.lists import find_customer
from tracker.app.search.search import SearchHit, SearchResult, search
from tracker.app.search.tables import HitKind
from tracker.cli.session import CommandSession, pass_session, print_json
from tracker.domain.period import read_date

NOTHING = "Nothing found. Every word must be there; the last one may go on."
MORE = "There is more: add a word, or --limit."
KINDS = [kind.value for kind in HitKind]


@click.command(name="search", short_help="Words in everything logged; private notes too.")
@click.argument("words", nargs=-1)
@click.option("--customer", metavar="C", help="Only what is about this customer.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind.")
@click.option("--from", "first", metavar="D", help="Not before this day (2026-01-01).")
@click.option("--to", "last", metavar="D", help="Not after this day.")
@click.option("--limit", default=50, type=click.IntRange(1, 10_000), help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def search_(
    session: CommandSession,
    /,
    words: tuple[str, ...],
    customer: str | None,
    kinds: tuple[str, ...],
    first: str | None,
    last: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find WORDS in notes, names, events, fixes, customers’ words and all else that was kept.

    All words must be there, in any letter case and without accents; the last one may go on. Words
    in "quotes" (write them as '"two requests"') stand together. Private notes are found, too.
    """
    with session.reading() as tracker:
        owner = find_customer(tracker, customer) if customer else None
        found = search(
            tracker,
            " ".join(words),
            customer_id=owner.id if owner else None,
            kinds=[HitKind(kind) for kind in kinds],
            first=read_date(first, "from") if first else None,
            last=read_date(last, "to") if last else None,
            limit=limit,
        )
    if as_json:
        print_json(as_document(found))
    else:
        click.echo(as_text(found))


def as_document(found: SearchResult) -> dict[str, object]:
    """Return the promised JSON shape."""
    return {
        "more": found.more,
        "hits": [
            {
                "kind": hit.kind,
                "day": hit.day.isoformat() if hit.day else None,
                "customer": hit.customer or None,
                "measure": hit.measure or None,
                "title": hit.title.text,
                "text": hit.snippet.text,
                "private": hit.private,
            }
            for hit in found.hits
        ],
    }


def as_text(found: SearchResult) -> str:
    """Return a paragraph for each hit."""
    told = [_hit_text(hit) for hit in found.hits] or [NOTHING]
    return "\n\n".join(told + [MORE] * found.more)


def _hit_text(hit: SearchHit) -> str:
    where = [hit.title.text] if hit.title.text else []
    where += [name for name in (hit.measure, hit.customer) if name and name not in where]
    kind = f"private {hit.kind}" if hit.private and hit.kind is HitKind.EVALUATION else hit.kind
    head = "  ".join([*([hit.day.isoformat()] if hit.day else []), f"[{kind}]", " · ".join(where)])
    return f"{head.rstrip()}\n  {hit.snippet.text}" if hit.snippet.text else head
