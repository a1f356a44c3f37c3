"""The people of a group, or any selection of people, on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _, ngettext
from allydesk.models import base, group, membership, person
from allydesk.models.privacy import Audience
from allydesk.reports import report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from allydesk.reports.engine.theme import Theme

_MAIL = Option("contact", _("E-mail addresses"), Kind.FLAG, default=False, remembered=False)
_AFFILIATION = Option(
    "affiliation", _("Takes part as"), Kind.FLAG, default=False, remembered=False,
    hint=_("Member or ally, where they said so."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the roster."""

    name: str
    pronouns: str
    role: str
    team: str
    takes_part_as: str
    email: str


@dataclass(frozen=True, slots=True)
class Roster:
    """What the roster says. not_listed counts who takes part but did not agree to this reader."""

    title: str
    purpose: str
    printed: str
    lines: tuple[Line, ...]
    not_listed: int
    audience: str
    private: bool
    of_group: bool
    contact: bool
    affiliation: bool


def collect(s: Session, options: Given) -> Roster:
    """Gather the people of the chosen group as the audience may know them, or the chosen people."""
    day, language = options["day"], str(options["language"])
    assert isinstance(day, dt.date)
    common = {
        "printed": report.printed_on(day, language),
        "contact": bool(options["contact"]),
        "affiliation": bool(options["affiliation"]),
    }
    people = options["people"]
    if isinstance(people, tuple):
        return _of_people(s, people, common)
    assert isinstance(options["group"], int)
    return _of_group(s, options["group"], Audience(str(options["audience"])), day, common)


def _of_group(
    s: Session, id: int, audience: Audience, day: dt.date, common: dict[str, object]
) -> Roster:
    facts = base.values(s, group.Group, id)
    assert facts is not None
    rows = membership.of_group(s, id, audience, day)
    return Roster(
        title=str(facts["name"]),
        purpose=str(facts["purpose"] or ""),
        lines=tuple(
            Line(
                r.name, r.pronouns or "", ", ".join(r.roles), r.team or "",
                "" if r.takes_part_as == "not_stated" else membership.TAKES_PART_AS[r.takes_part_as],
                r.email or "",
            )
            for r in rows
        ),
        not_listed=membership.not_listed(s, id, audience, day),
        audience=audience.value,
        private=facts["listing"] == "private",
        of_group=True,
        **common,  # type: ignore[arg-type]
    )  # fmt: skip


def _of_people(s: Session, ids: Sequence[int], common: dict[str, object]) -> Roster:
    return Roster(
        title=_("People"),
        purpose="",
        lines=tuple(
            Line(r.name, r.pronouns or "", r.job_title or "", r.team or "", "", r.email or "")
            for r in person.rows(s, ids)
        ),
        not_listed=0,
        audience=Audience.COORDINATOR.value,
        private=False,
        of_group=False,
        **common,  # type: ignore[arg-type]
    )


def story(data: Roster, theme: Theme) -> list[Flowable]:
    raise NotImplementedError


def page(data: Roster, options: Given) -> Page:
    title = _("Roster of {group}").format(group=data.title) if data.of_group else _("List of people")
    return Page(title, data.title, report.privacy_line(data.audience, private=data.private))


def count(data: Roster) -> str:
    """Give how many people the roster names and how many it does not."""
    n = len(data.lines)
    named = ngettext("{n} person", "{n} people", n).format(n=n)
    return " · ".join(filter(None, [named, report.not_listed(data.not_listed)]))


REPORT = Report(
    "roster",
    _("Roster"),
    _("Who takes part in a group, or any list of people, in name order."),
    (report.GROUP, report.PEOPLE, report.audience(Audience.COORDINATOR), _MAIL, _AFFILIATION),
    collect,
    story,
    page,
)
