"""What speaks against a day and a time: with reasons, in order of weight, and never forbidding it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.observance import closed_between
from allydesk.planning import busy, observances, public_holidays
from allydesk.planning.busy import Busy, Other
from allydesk.planning.observances import Occurrence
from allydesk.planning.plan import Plan
from allydesk.planning.public_holidays import Holiday
from allydesk.text import fold

STRONG, SOME, LIGHT = 3, 2, 1
WEIGHTS = {
    STRONG: _("Better another day"),
    SOME: _("Worth a thought"),
    LIGHT: _("Good to know"),
}
_KINDS = ("observance", "holiday", "closed", "room", "person", "event", "school")
# Sunset differs by place and season: what begins then is taken to begin with the earliest of
# winter, and to be over when the latest stars are out.
_DUSK, _NIGHT = dt.time(16), dt.time(21)
_LUNCH = (dt.time(12), dt.time(14))
_MINUTE = dt.timedelta(minutes=1)
_DAY = dt.timedelta(days=1)
_MANY = 5  # people on both lists, or a fifth of them: then both events suffer


class Clash(NamedTuple):
    """One thing that speaks against a time; text is one sentence, advice what to do about it."""

    kind: str  # observance, holiday, closed, school, room, person, event
    weight: int  # of WEIGHTS
    text: str
    advice: tuple[str, ...] = ()
    key: str | None = None  # of an observance
    event: int | None = None  # the other event
    shared: int = 0  # people on both lists


class Around(NamedTuple):
    """What is known about the days around some plans."""

    language: str
    observed: dict[dt.date, list[Occurrence]]  # and on the days beside, where a date may shift
    holidays: list[Holiday]
    closed: list[tuple[str, str, dt.date, dt.date]]
    busy: Busy


# ---- asking


def of(s: Session, plan: Plan) -> list[Clash]:
    """Give what speaks against a plan, the weightiest first."""
    return of_series(s, [plan])[0]


def of_event(s: Session, event: int) -> list[Clash]:
    """Give what speaks against an event as it is stored; nothing when it is gone."""
    found = busy.plans(s, [event])
    return of(s, found[0]) if found else []


def of_series(s: Session, plans: Sequence[Plan]) -> list[list[Clash]]:
    """Give what speaks against each of several plans, in their order."""
    sound = [p for p in plans if p.sound]
    if not sound:
        return [[] for _plan in plans]
    around = look_around(
        s, sound, min(p.starts for p in sound).date(), max(p.until for p in sound).date()
    )
    busy.know(s, around.busy, sound)
    return [against(around, plan) if plan.sound else [] for plan in plans]


def heaviest(found: Iterable[Clash]) -> int:
    """Give the weight of the weightiest; 0 when nothing speaks against a plan."""
    return max((c.weight for c in found), default=0)


def look_around(s: Session, plans: Sequence[Plan], first: dt.date, last: dt.date) -> Around:
    """Read at once what is on between two days and on the days beside them."""
    return days_around(s, first, last)._replace(busy=busy.between(s, plans, first, last))


def days_around(s: Session, first: dt.date, last: dt.date) -> Around:
    """Read what the days from first to last and those beside them are, without any event."""
    observed: dict[dt.date, list[Occurrence]] = defaultdict(list)
    for one in observances.between(s, first - _DAY, last + _DAY):
        if one.clashes:
            for day in busy.days(one.first - _DAY, one.last + _DAY):
                observed[day].append(one)
    return Around(
        organisation.language(s),
        observed,
        public_holidays.between(s, first, last),
        closed_between(s, first, last),
        Busy({}, {}, {}, {}),
    )


def against(around: Around, plan: Plan) -> list[Clash]:
    """Give what speaks against one plan among what is known."""
    found = [
        *on_day(around, plan),
        *(_other(around, plan, other) for other in busy.at(around.busy, plan)),
    ]
    return sorted(found, key=lambda c: (-c.weight, _KINDS.index(c.kind), -c.shared, c.text))


# ---- days


def on_day(around: Around, plan: Plan) -> list[Clash]:
    """Give what speaks against the day of a plan, whatever else is on."""
    return once(_observed(around, plan), days_off(around, plan))


def once(observed: Iterable[Clash], off: Iterable[Clash]) -> list[Clash]:
    """Put together observances and days off; what is both stands as the day off, with the advice."""
    rest = list(observed)
    advice = {c.key: c.advice for c in rest}
    told = [c._replace(advice=advice.get(c.key, ())) for c in off]
    keys = {c.key for c in told}
    return [*(c for c in rest if c.key not in keys), *told]


def _observed(around: Around, plan: Plan) -> Iterator[Clash]:
    on_these = busy.days(plan.starts.date(), (plan.until - _MINUTE).date())
    near = {(one.key, one.first): one for day in on_these for one in around.observed.get(day, ())}
    for one in near.values():
        if touched := _days_touched(one, plan):
            weight, reasons = _weigh(one, plan, touched)
            text = observed_words(one, plan, around.language)
            yield Clash("observance", weight, text, (*reasons, *one.plan), key=one.key)
        elif one.around and one.weight >= SOME:  # the day before or after
            text = may_fall_here(one, plan.starts.date(), around.language)
            yield Clash("observance", LIGHT, text, one.plan, key=one.key)


def may_fall_here(one: Occurrence, day: dt.date, language: str) -> str:
    """Give the sentence that says an observance is near a day and its date may shift."""
    return _("{name} is {when} and may fall on this day.").format(
        name=one.name, when=one.when(language, day)
    )


def _days_touched(one: Occurrence, plan: Plan) -> range:
    """Give which days of an observance a plan falls on, the first being 1.

    A day that begins at sunset has the evening before it, and its own until night.
    """
    end = plan.until - _MINUTE
    low, high = (plan.starts.date() - one.first).days, (end.date() - one.first).days
    if one.evening_before:
        low += plan.starts.time() >= _NIGHT
        high += end.time() >= _DUSK
    length = (one.last - one.first).days + 1
    return range(max(low, 0) + 1, min(high, length - 1) + 2)


def _weigh(one: Occurrence, plan: Plan, touched: range) -> tuple[int, list[str]]:
    """Give the weight of an observance for a plan, and what about this plan makes it so."""
    weight, reasons = weight_of_days(one, touched), []
    if "fast" in one.avoid and (plan.food or plan.touches(*_LUNCH)):
        weight = max(weight, STRONG if plan.food else SOME)
        reasons.append(_("Some people fast, and this session is at a time to eat."))
    if "food" in one.avoid and plan.food:
        weight = max(weight, SOME)
        reasons.append(_("Some people eat differently on these days. Ask the caterer."))
    if "evening" in one.avoid and weight < SOME and plan.touches(_DUSK, _NIGHT):
        weight = SOME
        reasons.append(_("The evening is kept free by those who mark it."))
    return weight, reasons


def weight_of_days(one: Occurrence, touched: range) -> int:
    """Give the weight of some days of an observance; near the main ones, if their date may shift."""
    if not one.full_days or any(day in one.full_days for day in touched):
        return one.weight
    shifts = one.around and any(abs(day - n) == 1 for day in touched for n in one.full_days)
    return one.weight - 1 if shifts else LIGHT


def observed_words(one: Occurrence, plan: Plan, language: str) -> str:
    """Give the sentence that says when an observance is that a plan falls on."""
    day = plan.starts.date()
    if (plan.until - _MINUTE).date() < one.first:
        if one.around:
            return _("{name} begins around this evening.").format(name=one.name)
        return _("{name} begins this evening.").format(name=one.name)
    return _("{name} is {when}.").format(name=one.name, when=_on(one, language, day))


def _on(one: Occurrence, language: str, day: dt.date) -> str:
    if one.first == one.last:
        words = one.when(language, day)
        return words if one.around else _("on {day}").format(day=words)
    return one.when(language, day)


def days_off(around: Around, plan: Plan) -> Iterator[Clash]:
    """Give the public holidays, closed days and school holidays that a plan falls on."""
    first, last = plan.starts.date(), (plan.until - _MINUTE).date()
    for holiday in around.holidays:
        if first <= holiday.day <= last:
            day = dates.short(holiday.day, around.language, first)
            text = _("{day} is a public holiday: {name}.").format(day=day, name=holiday.name)
            here = around.observed.get(holiday.day, ())
            one = next((o for o in here if public_holidays.by_law(o, *holiday.named)), None)
            yield Clash("holiday", STRONG, text, key=one.key if one else None)
    for name, kind, begins, ends in around.closed:
        if begins <= last and ends >= first:
            when = dates.short(begins, around.language, first)
            if begins != ends:
                when = dates.interval(begins, ends, around.language)
            words = _("We are closed: {name}, {when}.")
            if kind == "school":
                words = _("School holidays: {name}, {when}.")
            text = words.format(name=name, when=when)
            yield Clash(kind, LIGHT if kind == "school" else STRONG, text)


# ---- other events


def _other(around: Around, plan: Plan, other: Other) -> Clash:
    """Say what another event takes from a plan: its room, who runs it, its people."""
    mine = around.busy.mine(plan)
    shared = len(mine & other.people) if not other.private else 0
    room = same_room(plan, other)
    runners = around.busy.runners(plan) & other.people
    kind, weight, reasons = "event", _shared_weight(shared, len(mine)), []
    if runners:
        kind, weight = "person", STRONG
        reasons.append(_runner_words(around.busy, other, runners))
    if room:
        kind, weight = "room", STRONG
        reasons.append(_("It has the same room: {room}.").format(room=other.room))
    if not other.private and (both := set(plan.groups) & set(other.groups)):
        weight = STRONG
        names = ", ".join(sorted(other.groups[g] for g in both))
        reasons.append(_("It is also for {group}.").format(group=names))
    if shared:
        words = ngettext("{n} person is on both lists.", "{n} people are on both lists.", shared)
        reasons.append(words.format(n=shared))
    return Clash(kind, weight, _other_words(other), tuple(reasons), event=other.id, shared=shared)


def same_room(plan: Plan, other: Other) -> bool:
    """Say whether two events are in one room, however it is written."""
    if not plan.room or not other.room or fold(plan.room) != fold(other.room):
        return False
    return not plan.place or not other.place or fold(plan.place) == fold(other.place)


def _shared_weight(shared: int, mine: int) -> int:
    if not shared:
        return LIGHT
    return STRONG if shared >= _MANY or shared * 5 >= mine else SOME


def _other_words(other: Other) -> str:
    time = f"{dates.clock(other.starts)}–{dates.clock(other.ends)}"
    if other.whole_day or other.starts.date() != other.ends.date():
        if other.title:
            return _("“{title}” is on the same day.").format(title=other.title)
        return _("Another event is on the same day.")
    if other.title:
        return _("“{title}” is at the same time, {time}.").format(title=other.title, time=time)
    return _("Another event is at the same time, {time}.").format(time=time)


def _runner_words(known: Busy, other: Other, runners: set[int]) -> str:
    names = sorted(known.names[p] for p in runners if p in known.names)
    if other.private or not names:
        return _("Somebody who runs your event is expected there.")
    return _("Expected there: {names}.").format(names=", ".join(names))
