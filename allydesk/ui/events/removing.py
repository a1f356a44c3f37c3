"""Delete events; of a series this one, this and later ones, or all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from allydesk.language import _, ngettext
from allydesk.models import schedule, series
from allydesk.models.base import drop
from allydesk.models.event import Event
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.form import now
from allydesk.ui.kit.widgets import menu


def delete(desk: Desk, parent: QWidget, ids: Sequence[int]) -> None:
    """Delete events at once; one of a series asks which of its dates go."""
    rows = desk.store.read(schedule.rows, ids)
    if len(rows) == 1 and rows[0].series_id is not None:
        offered = [
            Action(f"{_('Delete')}: {words}", partial(_of_series, desk, rows[0], scope), "trash-2")
            for scope, words in series.SCOPES.items()
        ]
        made = menu(offered, parent)
        made.aboutToHide.connect(made.deleteLater)
        made.popup(QCursor.pos())
        return
    said = ngettext("{n} event is deleted.", "{n} events are deleted.", len(ids)).format(n=len(ids))
    step = ngettext("Delete {n} event", "Delete {n} events", len(ids)).format(n=len(ids))
    if len(rows) == 1:
        said = _("“{title}” is deleted.")
        if any(rows[0].counts):
            said = _("“{title}” is deleted, with its list of people.")
        said = said.format(title=rows[0].title)
        step = _("Delete “{title}”").format(title=rows[0].title)
    desk.do(said, step, drop, Event, list(ids))


def _of_series(desk: Desk, row: schedule.Row, scope: str) -> None:
    step = _("Delete “{title}”").format(title=row.title)
    done = desk.do("", step, series.remove, row.id, scope, now(desk))
    if done is None:
        return
    said = ngettext("{n} date is deleted.", "{n} dates are deleted.", done.removed)
    said = said.format(n=done.removed)
    if done.kept:
        more = ngettext(
            "{n} stays: people came to it.", "{n} stay: people came to them.", done.kept
        )
        said = f"{said} {more.format(n=done.kept)}"
    desk.say(said, undo=True)
