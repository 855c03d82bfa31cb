"""`stops` and `stop`: what did not arrive from upstream, and one more, or the end of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.session import CommandSession, pass_session, print_json
from tracker.cli.table import table
from tracker.domain.errors import InvalidInput, NotFound, quoted
from tracker.domain.period import read_date

if TYPE_CHECKING:  # `--help` reads no file
    from collections.abc import Sequence
    from datetime import date

    from tracker.app.tracker import Tracker
    from tracker.app.upstream.own import OwnStopStanding
    from tracker.app.upstream.queries import StopStanding, UpstreamShare
    from tracker.domain.upstream import Link, Stop


NONE_YET = "Nothing has stopped. `stop LINK` logs it; links are added in the window, under Fixes."


@click.command(short_help="What did not arrive from upstream.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def stops(session: CommandSession, as_json: bool) -> None:
    """List what stopped: what still does first, then what waits for an answer, newest first.

    Works while the window has the file open.
    """
    from tracker.app.upstream.own import own_stop_standings
    from tracker.app.upstream.queries import stop_standings, upstream_share
    from tracker.report.text.choices import share_line

    with session.reading() as tracker:
        found = stop_standings(tracker)
        mine = own_stop_standings(tracker)
        share = upstream_share(tracker, session.today)
        names = {one.id: one.name for one in tracker.measures.all()}
    if as_json:
        print_json({**as_document(found, share, names), "mine": own_document(mine, names)})
        return
    told = [as_text([*mine, *found], session.today) if found or mine else NONE_YET]
    told += [line] if (line := share_line(share.upstream, share.bad)) else []
    click.echo("\n".join(told))


@click.command(short_help="Log that something upstream stopped, or arrives again.")
@click.argument("link")
@click.option("--from", "first", metavar="D", help="Its first day; today unless said.")
@click.option("--to", "last", metavar="D", help="Its last day. Alone, it ends what still stops.")
@click.option("--effect", metavar="T", help="What came of it.")
@click.option("--cause", metavar="T", help="In the same words each time, so that it is noticed.")
@pass_session
def stop(
    session: CommandSession,
    link: str,
    first: str | None,
    last: str | None,
    effect: str | None,
    cause: str | None,
) -> None:
    """Log that LINK stopped; it lasts until --to.

    LINK is who hands you something, in any letter case; where one hands over several things,
    "who: what". With --to and without --from what still stops of it ends on that day.
    """
    from tracker.app.commands import StopInput, start_stop
    from tracker.report.text.choices import days_line

    begins = read_date(first, "from") if first else None
    ends = read_date(last, "to") if last else None
    with session.writing() as tracker:
        found = _find(tracker, link)
        lasting = tracker.stops.where("link_id = ? AND ended_on IS NULL", found.id)
        if ends and begins is None and lasting:
            key = _end(tracker, lasting[-1], ends, effect, cause)
        else:
            said = StopInput(
                started_on=begins or (min(ends, session.today) if ends else session.today),
                ended_on=ends,
                effect=effect or "",
                cause=cause or "",
            )
            key = start_stop(tracker, found.id, said)
        kept = tracker.stops.get(key)
    click.echo(f"{_name(found)}: {days_line(kept, session.today)}")


@click.command("my-stop", short_help="Log that you did not hand something on, or that it is there.")
@click.argument("customer")
@click.argument("what")
@click.option("--from", "first", metavar="D", help="Its first day; today unless said.")
@click.option("--to", "last", metavar="D", help="Its last day. Alone, it ends what still lasts.")
@click.option("--effect", metavar="T", help="What came of it for them.")
@click.option("--cause", metavar="T", help="In the same words each time, so that it is noticed.")
@pass_session
def my_stop(
    session: CommandSession,
    customer: str,
    what: str,
    first: str | None,
    last: str | None,
    effect: str | None,
    cause: str | None,
) -> None:
    """Log that CUSTOMER waits for WHAT because of you; it lasts until --to.

    It stands among what would surprise them until you say in the window that they know.
    """
    from tracker.app.measures.lists import find_customer
    from tracker.report.text.choices import days_line

    begins = read_date(first, "from") if first else None
    ends = read_date(last, "to") if last else None
    with session.writing() as tracker:
        owner = find_customer(tracker, customer)
        key = _end_mine(tracker, owner.id, what, ends, effect, cause) if begins is None else None
        if key is None:
            begins = begins or (min(ends, session.today) if ends else session.today)
            key = _start_mine(tracker, owner.id, what, (begins, ends), effect, cause)
        kept = tracker.own_stops.get(key)
    click.echo(f"Mine, for {owner.name}: {kept.what}: {days_line(kept, session.today)}")


def _start_mine(
    tracker: Tracker,
    customer_id: int,
    what: str,
    days: tuple[date, date | None],
    effect: str | None,
    cause: str | None,
) -> int:
    from tracker.app.commands import OwnStopInput, start_own_stop

    said = OwnStopInput(
        what=what, started_on=days[0], ended_on=days[1], effect=effect or "", cause=cause or ""
    )
    return start_own_stop(tracker, customer_id, said)


def _end_mine(
    tracker: Tracker,
    customer_id: int,
    what: str,
    ends: date | None,
    effect: str | None,
    cause: str | None,
) -> int | None:
    """End what still lasts under that name; None where a last day or such a stop is missing."""
    from dataclasses import replace

    from tracker.app.commands import OwnStopInput, edit_own_stop
    from tracker.app.text_input import same

    lasts = tracker.own_stops.where("customer_id = ? AND ended_on IS NULL", customer_id)
    lasting = [one for one in lasts if same(one.what, what)]
    if ends is None or not lasting:
        return None
    old = lasting[-1]
    said = replace(
        OwnStopInput.of(old),
        ended_on=ends,
        effect=old.effect if effect is None else effect,
        cause=old.cause if cause is None else cause,
    )
    edit_own_stop(tracker, old.id, customer_id, said)
    return old.id


def as_document(
    found: list[StopStanding], share: UpstreamShare, names: dict[int, str]
) -> dict[str, object]:
    """Return the promised JSON shape."""
    return {
        "bad_weeks": share.bad,
        "began_upstream": share.upstream,
        "stops": [
            {
                "link": one.link.who,
                "what": one.link.what,
                "from": one.stop.started_on.isoformat(),
                "to": one.stop.ended_on.isoformat() if one.stop.ended_on else None,
                "effect": one.stop.effect,
                "cause": one.stop.cause,
                "seen": one.stop.seen,
                "again": one.again is not None,
                "fix": one.fix.what if one.fix else None,
                "no_fix": one.stop.no_fix or None,
                "measures": [names[key] for key in one.measures],
            }
            for one in found
        ],
    }


def own_document(found: list[OwnStopStanding], names: dict[int, str]) -> list[dict[str, object]]:
    """Return the promised JSON shape of stops of mine."""
    return [
        {
            "customer": one.customer.name,
            "what": one.stop.what,
            "from": one.stop.started_on.isoformat(),
            "to": one.stop.ended_on.isoformat() if one.stop.ended_on else None,
            "effect": one.stop.effect,
            "cause": one.stop.cause,
            "knew": one.stop.knew,
            "told_on": one.stop.told_on.isoformat() if one.stop.told_on else None,
            "again": one.again is not None,
            "fix": one.fix.what if one.fix else None,
            "no_fix": one.stop.no_fix or None,
            "measures": [names[key] for key in one.measures],
        }
        for one in found
    ]


def as_text(found: Sequence[StopStanding | OwnStopStanding], today: date) -> str:
    """Return one line a stop."""
    from tracker.report.text.choices import stop_line

    rows = [(one.title, stop_line(one.stop, today, one.again), one.stop.cause) for one in found]
    return table([tuple(row) for row in rows])


def _end(tracker: Tracker, lasting: Stop, ends: date, effect: str | None, cause: str | None) -> int:
    from dataclasses import replace

    from tracker.app.commands import StopInput, edit_stop

    said = replace(
        StopInput.of(lasting),
        ended_on=ends,
        effect=lasting.effect if effect is None else effect,
        cause=lasting.cause if cause is None else cause,
    )
    edit_stop(tracker, lasting.id, lasting.link_id, said)
    return lasting.id


def _find(tracker: Tracker, text: str) -> Link:
    """Return the link that is meant: by who, or by who and what."""
    from tracker.app.text_input import same

    links = tracker.links.where("retired_on IS NULL", order="position, id")
    found = [one for one in links if same(one.who, text) or same(_name(one), text)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(quoted(_name(one)) for one in found)
        raise InvalidInput("link", f"{quoted(text)} hands over several things", f"Name {names}.")
    known = ", ".join(quoted(one.who) for one in links)
    hint = f"There are {known}." if known else "Add it in the window first, under Fixes, Upstream."
    raise NotFound(f"Nobody upstream is called {quoted(text)}", hint)


def _name(link: Link) -> str:
    return f"{link.who}: {link.what}" if link.what else link.who
