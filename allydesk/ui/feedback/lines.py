"""What the list holds behind each chip, and how its rows read: notes, and incidents apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models.feedback import incident, note, period
from allydesk.models.feedback.incident import Access
from allydesk.models.feedback.note import Filter
from allydesk.text import fold
from allydesk.ui.desk import Desk
from allydesk.ui.kit.lines import TwoLines

INCIDENTS = "incidents"
CHIPS = {
    "new": _("New"),
    "looking": _("Looking into it"),
    "answered": _("Answered"),
    "all": _("All"),
    INCIDENTS: _("Incidents"),
}
STATES: dict[str, tuple[str, ...]] = {
    "new": ("new",), "looking": ("looking",), "answered": ("done", "referred", "closed"),
}  # fmt: skip
_SHOWN = 300  # characters of a text that a row may show


class Line(NamedTuple):
    """One row. The id of a note is its own, that of an incident its own with a minus."""

    id: int
    row: note.Row | incident.Row


def find(desk: Desk, text: str, chip: str, narrow: Filter, access: Access | None) -> list[int]:
    """Give what stands behind a chip; Problem where a filter would single out a few."""
    if chip != INCIDENTS:
        return desk.store.read(note.ids, text, narrow._replace(states=STATES.get(chip, ())))
    if access is None or not access.is_open:
        return []
    words = fold(text).split()
    rows = desk.store.read(incident.listing, access)
    return [-r.id for r in rows if all(word in _said(r) for word in words)]


def _said(r: incident.Row) -> str:
    parts = (incident.CATEGORIES[r.category], r.place, r.owner, r.referred_to)
    return fold(" ".join(filter(None, parts)))


def fetch(desk: Desk, keys: Sequence[int], chip: str, access: Access | None) -> list[Line]:
    """Give the rows of keys; those behind no such chip are left out, as if they were gone."""
    found: dict[int, Line] = {}
    if chip != INCIDENTS:
        ids = [k for k in keys if k > 0]
        found = {r.id: Line(r.id, r) for r in desk.store.read(note.rows, ids)}
    elif access is not None and access.is_open:
        rows = desk.store.read(incident.listing, access)
        found = {-r.id: Line(-r.id, r) for r in rows}
    return [found[k] for k in keys if k in found]


def line(one: Line, language: str, today: dt.date) -> TwoLines:
    """Give how a row reads."""
    r = one.row
    if isinstance(r, note.Row):
        due = dates.short(r.due, language, today) if r.due and r.state in note.OPEN else ""
        by = _("by {day}").format(day=due) if due else ""
        parts = (note.KINDS[r.kind], r.topic, period.age(r.period, today), r.owner, by)
        end = note.STATES[r.state] if r.state != "new" else ""
        return TwoLines(
            " ".join(r.text[:_SHOWN].split()), below=" · ".join(filter(None, parts)), end=end,
            locked=r.keeping == "confidential", quiet=r.state == "closed",
        )  # fmt: skip
    again = dates.short(r.check_back, language, today) if r.check_back else ""
    ask = _("ask again {day}").format(day=again) if again and r.state != "closed" else ""
    told = (incident.SEVERITIES[r.severity], happened(r, language, today), r.place, ask)
    return TwoLines(
        incident.CATEGORIES[r.category], below=" · ".join(filter(None, told)),
        end=note.STATES[r.state], locked=True, quiet=r.state == "closed",
    )  # fmt: skip


def happened(r: incident.Row, language: str, today: dt.date) -> str:
    """Give when it happened, no finer than it is known."""
    if r.happened is None:
        return ""
    if r.precision == "month":
        return dates.month(r.happened, language)
    return dates.short(r.happened, language, today)


def filter_words(count: int, chip: str) -> str:
    """Give what stands in the empty filter."""
    if chip == INCIDENTS:
        words = ngettext("Filter {n} incident", "Filter {n} incidents", count)
    else:
        words = ngettext("Filter {n} note", "Filter {n} notes", count)
    return words.format(n=f"{count:,}")


def none_words(desk: Desk, chip: str, narrow: Filter, access: Access | None) -> str:
    """Give what a chip with nothing behind it says."""
    if chip == INCIDENTS and access is None:
        return _("Incidents are closed.")
    try:
        desk.store.read(note.check, narrow)
    except Problem as problem:
        return str(problem)
    return {
        "new": _("Nothing new. Notes without a name are filed five at a time."),
        "looking": _("Nothing is being looked into."),
        "answered": _("Nothing is answered yet. Say what was done, and people speak again."),
        INCIDENTS: _("No incidents. Press New to note one."),
    }.get(chip, _("No notes are filed yet."))
