"""What documents about awards ask and say alike: which awards, which round, from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from sqlalchemy.orm import Session

from allydesk import dates, fairness
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.awards import award, public
from allydesk.models.awards import round as rounds
from allydesk.models.awards.award import Row
from allydesk.models.privacy import Audience
from allydesk.reports.report import Given, Kind, Option

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block

LATELY = dt.timedelta(days=30)
_PERIODS = {
    "month": _("The last month"),
    "quarter": _("The last three months"),
    "twelve": _("The last twelve months"),
    "this_year": _("This year"),
    "last_year": _("Last year"),
}
_FIRST = Option(
    "first", _("From"), Kind.DATE, remembered=False, hint=_("Instead of the time above.")
)
_LAST = Option("last", _("To"), Kind.DATE, remembered=False, hint=_("Today, if left empty."))
WHAT = Option(
    "what", _("What"), Kind.CHOICE, "both",
    {"both": _("Awards and thanks"), "award": _("Awards"), "thanks": _("Thanks")},
)  # fmt: skip


def period_options(default: str) -> tuple[Option, Option, Option]:
    """Make the questions from when to when something was given."""
    return Option("period", _("Time"), Kind.CHOICE, default, _PERIODS), _FIRST, _LAST


def period(options: Given) -> tuple[dt.date, dt.date]:
    """Give the first and the last day that were asked for; raise Problem where they are reversed."""
    day, first, last = options["day"], options["first"], options["last"]
    assert isinstance(day, dt.date)
    if isinstance(first, dt.date) or isinstance(last, dt.date):
        until = last if isinstance(last, dt.date) else day
        since = first if isinstance(first, dt.date) else fairness.a_year_before(until)
        if since > until:
            raise Problem(_("The last day is before the first. Change one of the two."))
        return since, until
    match options["period"]:
        case "month":
            return day - LATELY, day
        case "quarter":
            return day - 3 * LATELY, day
        case "twelve":
            return fairness.a_year_before(day), day
        case "this_year":
            return day.replace(month=1, day=1), day
        case _:
            return dt.date(day.year - 1, 1, 1), dt.date(day.year - 1, 12, 31)


def span(first: dt.date, last: dt.date, language: str) -> str:
    """Give "20 Oct – 19 Nov 2026", or "2026" for a whole year."""
    if (first.month, first.day, last) == (1, 1, dt.date(first.year, 12, 31)):
        return str(first.year)
    return dates.interval(first, last, language)


def kinds(options: Given) -> Sequence[str]:
    """Give the kinds that were asked for by WHAT."""
    return ("award", "thanks") if options["what"] == "both" else (str(options["what"]),)


# ---- awards that are chosen one by one


def certified(s: Session) -> dict[int, str]:
    """Give the awards that have a certificate, the newest first: id -> words."""
    return _in_words(s, award.ids(s, chip="award"))


def every(s: Session) -> dict[int, str]:
    """Give awards and thanks, the newest first: id -> words."""
    return _in_words(s, award.ids(s))


def to_print(s: Session, _day: dt.date) -> tuple[int, ...]:
    """Give the awards whose certificate was not printed yet, in the order in which they were given."""
    return tuple(reversed(award.ids(s, chip="to_print")))


def lately(s: Session, day: dt.date) -> tuple[int, ...]:
    """Give what was given in the last month, in the order in which it was given."""
    return tuple(reversed(award.ids(s, first=day - LATELY, last=day)))


def _in_words(s: Session, ids: Sequence[int]) -> dict[int, str]:
    language = organisation.language(s)
    return {
        r.id: " · ".join(
            filter(None, (r.for_whom, title(r), r.number or dates.medium(r.given_on, language)))
        )
        for r in award.rows(s, ids)
    }


def chosen(s: Session, options: Given, audience: Audience = Audience.COORDINATOR) -> list[Row]:
    """Give the awards that were chosen, in order; those that are gone are left out."""
    ids = options["awards"]
    return award.rows(s, ids, audience) if isinstance(ids, tuple) else []


def title(row: Row) -> str:
    """Give the name of an award, or what it is where it has none."""
    return row.title or award.KINDS[row.kind]


def sender(name: str | None) -> str:
    """Give "From Zoë". Beside a day it comes last: digits would run with a name from right to left."""
    return _("From {name}").format(name=name) if name else ""


def stacked(heading: str, small: Sequence[str], words: str, level: Literal[2, 3] = 3) -> Block:
    """Give an award as lines below each other, for large print: a table would be too narrow."""
    from allydesk.reports.engine.text import Heading, Paragraph
    from allydesk.reports.engine.whole import Whole

    blocks: list[Block] = [Heading(heading, level=level)]
    if said := " · ".join(filter(None, small)):
        blocks.append(Paragraph(said, muted=True))
    return Whole([*blocks, *([Paragraph(words)] if words else [])])


def told(rows: Iterable[Row]) -> list[Row]:
    """Give as much of some awards as everybody may hear: nothing of who did not agree."""
    return [shown for row in rows if (shown := public.told(row)) is not None]


# ---- rounds


def rounds_known(s: Session) -> Mapping[int, str]:
    """Give the rounds there are, the last to close first: id -> name."""
    return {r.id: r.name for r in rounds.listing(s)}


def open_round(s: Session, day: dt.date) -> int | None:
    """Give the round that is open on a day, the one that closes first."""
    found = [r for r in rounds.listing(s) if r.phase(day) == "open"]
    return found[-1].id if found else None


def round_to_read(s: Session, day: dt.date) -> int | None:
    """Give the round that is to be read: closed and undecided, else any undecided, else the last."""
    found = rounds.listing(s)
    closed = [r.id for r in found if r.undecided and r.phase(day) == "closed"]
    undecided = [r.id for r in found if r.undecided]
    return next(iter([*closed, *undecided, *(r.id for r in found)]), None)
