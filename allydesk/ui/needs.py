"""What waits for the coordinator: Home asks, and “Not now” is remembered for a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from allydesk.language import _, ngettext
from allydesk.ui.desk import Action, Desk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from allydesk.models.awards.reminders import Reminder
    from allydesk.models.group import Row
    from allydesk.ui.events.home import Events

NOT_NOW = dt.timedelta(days=7)
BACKUP_OLD = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Today:
    """What Home shows."""

    language: str
    people: int
    called: str  # what groups are called here
    groups: list[Row]
    leaderless: list[Row]
    unanswered: dict[int, int]  # group -> people never asked
    events: Events
    awards: list[Reminder]
    now: dt.datetime


def collect(s: Session, now: dt.datetime) -> Today:
    """Read what Home shows at a moment."""
    from allydesk.models import group, membership, organisation, person
    from allydesk.models.awards import reminders
    from allydesk.ui.events import home

    on = now.date()
    groups = group.listing(s, on=on)
    led = membership.led(s, on)
    return Today(
        organisation.language(s),
        person.count(s),
        organisation.called(s),
        groups,
        [g for g in groups if g.people and g.id not in led],
        membership.unanswered(s, on),
        home.collect(s, now),
        reminders.of(s, on),
        now,
    )


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits; name is what “Not now” remembers."""

    name: str
    text: str
    action: Action = field(compare=False)


def needs(
    today: Today, desk: Desk, backup_age: dt.timedelta | None, back_up: Callable[[], object]
) -> list[Need]:
    """Give what waits and was not put off: a backup that is too old first, then of each kind in turn.

    Home shows a few: many of one kind must not hide the one of another.
    """
    from allydesk.ui.awards.needs import of_awards
    from allydesk.ui.events.home import needs as of_events

    found: list[Need] = []
    if backup_age is not None and is_old(backup_age):
        days = backup_age.days
        text = ngettext(
            "Your last backup is {n} day old.", "Your last backup is {n} days old.", days
        ).format(n=days)
        found.append(Need("backup", text, Action(_("Back up now"), back_up)))
    kinds = (
        [Need(*waiting) for waiting in of_events(today.events, desk, today.language)],
        [Need(*waiting) for waiting in of_awards(today.awards, desk)],
        _of_groups(today, desk),
    )
    found += [need for turn in zip_longest(*kinds) for need in turn if need is not None]
    return [need for need in found if not is_put_off(desk, need.name)]


def _of_groups(today: Today, desk: Desk) -> list[Need]:
    found = []
    for group in today.groups:
        if count := today.unanswered.get(group.id):
            text = ngettext(
                "{group}: {n} person was not asked yet who may see that they take part.",
                "{group}: {n} people were not asked yet who may see that they take part.",
                count,
            ).format(group=group.name, n=count)
            found.append(_of_group("consent", group, text, desk))
    for group in today.leaderless:
        text = _("{group} has no lead.").format(group=group.name)
        found.append(_of_group("lead", group, text, desk))
    return found


def _of_group(kind: str, group: Row, text: str, desk: Desk) -> Need:
    go = Action(_("Open"), partial(desk.go, "groups", group.id))
    return Need(f"{kind} {group.id}", text, go)


def is_old(backup_age: dt.timedelta | None) -> bool:
    return backup_age is not None and backup_age > BACKUP_OLD


def is_put_off(desk: Desk, name: str) -> bool:
    """Say whether somebody said “Not now” less than a week ago."""
    told = desk.settings.later.get(name)
    if told is None:
        return False
    try:
        return dt.date.fromisoformat(told) + NOT_NOW > desk.today()
    except ValueError:
        return False


def put_off(desk: Desk, need: Need) -> None:
    """Remember “Not now”; what was put off before that is over is forgotten."""
    kept = {name: day for name, day in desk.settings.later.items() if is_put_off(desk, name)}
    desk.prefer(later=kept | {need.name: desk.today().isoformat()})
