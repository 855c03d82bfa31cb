"""The way through the guided plan for this file: who is asked about, what comes next.

Nothing of it is kept but the place where it was left: every answer lives where it belongs, so the
way is read anew at each step and never disagrees with what somebody changed elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.app.person import person
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer, Service, Tier
from tracker.domain.measure import Measure, Version, show_promise
from tracker.domain.practice import PlanPlace, PlanQuestion, read_place


def customers_of(tracker: Tracker) -> list[Customer]:
    """Return whom the plan is about, those to be wowed first."""
    return sorted(tracker.customers.where("archived_on IS NULL"), key=lambda one: one.rank)


def services_of(tracker: Tracker, customer_id: int) -> list[Service]:
    """Return the services a customer has now, in order."""
    active = "customer_id = ? AND retired_on IS NULL"
    return tracker.services.where(active, customer_id, order="position, id")


def measures_of(tracker: Tracker, customer_id: int) -> list[Measure]:
    """Return what is promised to a customer now."""
    return tracker.measures.where("customer_id = ? AND archived_on IS NULL", customer_id)


def places(tracker: Tracker) -> list[PlanPlace]:
    """Return every place on the way, first to last."""
    way = [PlanPlace(PlanQuestion.WHO)]
    everyone = customers_of(tracker)
    if everyone:
        way.append(PlanPlace(PlanQuestion.WOW))
    for customer in everyone:
        way += _about(tracker, customer)
        if customer is not everyone[-1]:
            way.append(PlanPlace(PlanQuestion.NEXT, customer.id))
    return [*way, PlanPlace(PlanQuestion.END)]


def resume(tracker: Tracker) -> PlanPlace:
    """Return where the plan was left, or its beginning."""
    kept = read_place(person(tracker).plan_step)
    return nearest(tracker, kept) if kept else PlanPlace(PlanQuestion.WHO)


def nearest(tracker: Tracker, place: PlanPlace) -> PlanPlace:
    """Return a place if it is on the way, else what is left of it."""
    way = places(tracker)
    if place in way:
        return place
    about = [one for one in way if one.customer_id == place.customer_id != 0]
    if not about:
        return way[1] if len(way) > 2 else way[0]
    order = list(PlanQuestion)
    at = order.index(place.question)
    return next((one for one in reversed(about) if order.index(one.question) <= at), about[0])


def step(tracker: Tracker, place: PlanPlace, by: int) -> PlanPlace:
    """Return the place so many steps on (or back, if negative), within the way."""
    way = places(tracker)
    at = way.index(nearest(tracker, place)) + by
    return way[min(max(at, 0), len(way) - 1)]


def left_at(tracker: Tracker) -> str:
    """Say where the plan was left, as in `4 of 8`; empty where none is under way."""
    kept = read_place(person(tracker).plan_step)
    if kept is None or kept.question is PlanQuestion.END:
        return ""
    place = nearest(tracker, kept)
    return place.progress or step(tracker, place, 1).progress


def promises(tracker: Tracker, customer_id: int) -> list[str]:
    """Return what is promised to a customer in words, as in `Time to an answer (≤ 2 days)`.

    Or the floor, where nothing is promised. No line breaks within the figure.
    """
    return [_promise(one) for one in measures_of(tracker, customer_id)]


def _promise(measure: Measure) -> str:
    shown = show_promise(_with_floor(measure.now), measure.scale).replace(" ", "\u00a0")
    return f"{measure.name} ({shown})" if shown else measure.name


def _with_floor(version: Version) -> Version:
    return version if version.has_promise else replace(version, promise=version.floor)


def _about(tracker: Tracker, customer: Customer) -> list[PlanPlace]:
    """Return what is asked about a customer: little of whom is only not to be annoyed."""
    key = customer.id
    if customer.tier is Tier.MAINTAIN:
        return [PlanPlace(PlanQuestion.MEASURE, key)]
    wow = [PlanPlace(PlanQuestion.BENEFIT, key)] if customer.tier is Tier.WOW else []
    whys = [PlanPlace(PlanQuestion.WHY, key, one.id) for one in services_of(tracker, key)]
    rest = [
        PlanPlace(one, key) for one in (PlanQuestion.WHEN, PlanQuestion.HOW, PlanQuestion.MEASURE)
    ]
    return [*wow, PlanPlace(PlanQuestion.SERVICES, key), *whys, *rest]
