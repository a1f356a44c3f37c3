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
    from allydesk.ui.feedback.needs import Waiting

NOT_NOW = dt.timedelta(days=7)
BACKUP_OLD, COPY_OLD = dt.timedelta(days=7), dt.timedelta(days=14)
REST = {"copy": dt.timedelta(days=14)}  # what is not asked again after a week already


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
    feedback: Waiting
    now: dt.datetime


def collect(s: Session, now: dt.datetime) -> Today:
    """Read what Home shows at a moment."""
    from allydesk.models import group, membership, organisation, person
    from allydesk.models.awards import reminders
    from allydesk.ui.events import home
    from allydesk.ui.feedback import needs as feedback

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
        feedback.collect(s, on),
        now,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """How old the newest backup is, and the newest in the second place; None is not known."""

    age: dt.timedelta | None = None
    copy: dt.timedelta | None = None

    @property
    def waits(self) -> bool:
        """Say whether either is too old."""
        return _older(self.age, BACKUP_OLD) or _older(self.copy, COPY_OLD)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits; name is what “Not now” remembers."""

    name: str
    text: str
    action: Action = field(compare=False)


def needs(today: Today, desk: Desk, kept: Kept, back_up: Callable[[], object]) -> list[Need]:
    """Give what waits and was not put off: a backup that is too old first, then of each kind in turn.

    Home shows a few: many of one kind must not hide the one of another.
    """
    from allydesk.ui.awards.needs import of_awards
    from allydesk.ui.events.home import needs as of_events
    from allydesk.ui.feedback.needs import of_feedback
    from allydesk.ui.learning.needs import of_expiring, of_late, waits

    found = _of_backups(desk, kept, Action(_("Back up now"), back_up))
    learned = waits(desk).found
    kinds = (
        [Need(*waiting) for waiting in of_events(today.events, desk, today.language)],
        [Need(*waiting) for waiting in of_late(learned, desk)],
        [Need(*waiting) for waiting in of_awards(today.awards, desk)],
        [Need(*waiting) for waiting in of_feedback(today.feedback, desk)],
        [Need(*waiting) for waiting in of_expiring(learned, desk, today.language)],
        _of_groups(today, desk),
    )
    found += [need for turn in zip_longest(*kinds) for need in turn if need is not None]
    return [need for need in found if not is_put_off(desk, need.name)]


def _of_backups(desk: Desk, kept: Kept, back_up: Action) -> list[Need]:
    """Give the backup that is too old; or, if that is fresh, its copy in the second place."""
    if kept.age is not None and _older(kept.age, BACKUP_OLD):
        days = kept.age.days
        text = ngettext(
            "Your last backup is {n} day old.", "Your last backup is {n} days old.", days
        )
        return [Need("backup", text.format(n=days), back_up)]
    if kept.copy is not None and _older(kept.copy, COPY_OLD):
        text = _("{folder} has had no backup for {n} days. Plug it in, then back up.")
        words = text.format(folder=desk.settings.backup_folder, n=kept.copy.days)
        return [Need("copy", words, back_up)]
    return []


def _older(age: dt.timedelta | None, limit: dt.timedelta) -> bool:
    return age is not None and age > limit


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


def rest(name: str) -> dt.timedelta:
    """Give for how long “Not now” holds."""
    return REST.get(name, NOT_NOW)


def is_put_off(desk: Desk, name: str) -> bool:
    """Say whether somebody said “Not now” a short time ago."""
    told = desk.settings.later.get(name)
    if told is None:
        return False
    try:
        return dt.date.fromisoformat(told) + rest(name) > desk.today()
    except ValueError:
        return False


def put_off(desk: Desk, need: Need) -> None:
    """Remember “Not now”; what was put off before that is over is forgotten."""
    kept = {name: day for name, day in desk.settings.later.items() if is_put_off(desk, name)}
    desk.prefer(later=kept | {need.name: desk.today().isoformat()})
