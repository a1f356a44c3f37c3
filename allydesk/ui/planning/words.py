"""What observances, days off and clashes are called on screen, and how they sound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from allydesk import dates
from allydesk.language import _
from allydesk.models.observance import KINDS
from allydesk.planning.clashes import LIGHT, SOME, STRONG, Clash
from allydesk.planning.marks import Mark
from allydesk.planning.observances import Occurrence
from allydesk.planning.table import TRADITIONS

TONES = {STRONG: "problem", SOME: "attention", LIGHT: "info"}
_DAYS_OFF = {
    "holiday": _("Public holiday"),
    "closed": _("We are closed"),
    "school": _("School holidays"),
}


def name(mark: Mark, day: dt.date) -> str:
    """Give what a mark is called in a narrow place on one of its days."""
    if mark.eve(day):
        return _("Eve: {name}").format(name=mark.name)
    return mark.name


def spoken(mark: Mark, day: dt.date) -> str:
    """Give how a mark sounds on one of its days."""
    if mark.kind in _DAYS_OFF:
        return _("{what}: {name}").format(what=_DAYS_OFF[mark.kind], name=mark.name)
    assert mark.observance is not None
    if mark.eve(day):
        return _("{name} begins this evening").format(name=mark.name)
    number, length = (day - mark.first).days + 1, (mark.last - mark.first).days + 1
    text = (
        mark.name
        if not mark.observance.around
        else _("{name}, around this day").format(name=mark.name)
    )
    if length == 1:
        return text
    return _("{name}, day {n} of {length}").format(name=text, n=number, length=length)


def what(mark: Mark) -> str:
    """Give what kind of mark it is: "Public holiday", "Religious · Jewish", or both."""
    off = _DAYS_OFF.get(mark.kind, "")
    return " · ".join(filter(None, [off, kind(mark.observance) if mark.observance else ""]))


def kind(one: Occurrence) -> str:
    """Give the kind of an observance and where it comes from."""
    if one.own is not None:
        return _("{kind} · ours").format(kind=KINDS[one.kind])
    return " · ".join(filter(None, [KINDS[one.kind], TRADITIONS.get(one.tradition, "")]))


def span(mark: Mark, language: str, now: dt.date) -> str:
    """Give when it is; nothing for what is on one day alone, which stands above it."""
    if mark.observance is not None:
        return when(mark.observance, language, now) if not _plain(mark.observance) else ""
    return "" if mark.first == mark.last else dates.interval(mark.first, mark.last, language)


def _plain(one: Occurrence) -> bool:
    return one.first == one.last and not one.around and not one.evening_before


def when(one: Occurrence, language: str, now: dt.date) -> str:
    """Give when an observance is, and that it begins on the evening before."""
    words = one.when(language, now)
    if one.evening_before:
        return _("{day}, from the evening before").format(day=words)
    return words


def listed(found: Sequence[Clash], most: int = 2) -> str:
    """Give the weightiest clashes in a row, for one line."""
    heavy = [c for c in found if c.weight >= SOME][:most]
    return " ".join(c.text for c in heavy)
