"""What waits for the coordinator among nominations and rounds, for Home."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.language import _, ngettext
from allydesk.models.awards import round as rounds
from allydesk.models.awards.nomination import Nomination


class Reminder(NamedTuple):
    """Something that waits for the coordinator. kind is "nominations" or "round"; the oldest first."""

    kind: str
    id: int | None  # of the round
    text: str
    since: dt.date


_SOON = 7  # days before a round opens or closes
_AHEAD = dt.timedelta(days=30)  # before next year's round would open


def of(s: Session, on: dt.date) -> list[Reminder]:
    """Give what waits on a day, the oldest first, for Home."""
    found = []
    q = select(Nomination.received_on).where(Nomination.state == "received")
    if waiting := sorted(s.execute(q).scalars()):
        n = len(waiting)
        text = ngettext(
            "Awards: {n} nomination waiting to be read",
            "Awards: {n} nominations waiting to be read", n,
        )  # fmt: skip
        found.append(Reminder("nominations", None, text.format(n=n), waiting[0]))
    every = rounds.listing(s)
    followed = rounds.followed(s)
    for row in every:
        if text := _about(row, on, made=row.id in followed):
            since = row.closes if row.closes < on else row.opens
            found.append(Reminder("round", row.id, text, min(since, on)))
    return sorted(found, key=lambda r: r.since)


def _about(row: rounds.Row, on: dt.date, *, made: bool) -> str:
    """Give what is to be said about a round on a day, or nothing."""
    opens, closes = (row.opens - on).days, (row.closes - on).days
    if 0 < opens <= _SOON:
        return ngettext("“{name}” opens in {n} day", "“{name}” opens in {n} days", opens).format(
            name=row.name, n=opens
        )
    if opens <= 0 <= closes <= _SOON:
        if closes == 0:
            return _("“{name}” closes today").format(name=row.name)
        return ngettext("“{name}” closes in {n} day", "“{name}” closes in {n} days", closes).format(
            name=row.name, n=closes
        )
    if closes < 0 and row.undecided:
        return ngettext(
            "“{name}” is closed: {n} nomination to decide",
            "“{name}” is closed: {n} nominations to decide", row.undecided,
        ).format(name=row.name, n=row.undecided)  # fmt: skip
    again = rounds.a_year_on(row.opens)
    if closes < 0 and not made and again - _AHEAD <= on <= again + _AHEAD:
        return _("“{name}” was a year ago: make the next round").format(name=row.name)
    return ""
