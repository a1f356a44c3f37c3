"""Thanks that may be read out at a meeting: of those who agreed, and not read out before."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk import awarding
from allydesk.language import _, ngettext
from allydesk.models.agenda import AgendaItem
from allydesk.models.awards import public
from allydesk.models.awards.public import Praise
from allydesk.models.base import put
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, label, row

if TYPE_CHECKING:
    from allydesk.models.schedule import Row as Event

_MINUTES = 1  # to read one out and to clap
_MOST = 12
_AFTERWARDS = dt.timedelta(days=7)  # in which it can be noted what was read out


class ShoutOuts(Card):
    """Each with a button that notes it as read out, and one that puts all on the agenda."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Thanks to read out"))
        self.desk = desk
        self._event: Event | None = None
        self._praise: list[Praise] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(8))
        self.put_button = button(Action(_("Put them on the agenda"), self._put, "plus"))
        self.read_button = button(Action(_("All were read out"), self._read_all, "check"), "quiet")
        self.add(
            label(_("They agreed that everybody may hear of it."), "muted"), self._rows,
            flow(self.put_button, self.read_button),
        )  # fmt: skip
        self.hide()
        desk.changed.connect(self._changed)

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._event is not None and kinds & {"award", "award_recipient", "person"}:
            self.show_event(self._event)

    def show_event(self, of: Event | None) -> None:
        """Show what may be read out at an event; nothing where there is nothing."""
        near = of is not None and of.starts.date() >= self.desk.today() - _AFTERWARDS
        found = self.desk.store.read(public.to_read_out, of.id) if of and near else []
        self.setVisible(bool(found))
        self._event = of
        if found == self._praise:
            return
        self._praise = found
        clear(self._rows)
        for praise in found[:_MOST]:
            self._rows.addWidget(self._row(praise))
        rest = len(found) - _MOST
        if rest > 0:
            more = ngettext("and {n} more", "and {n} more", rest).format(n=rest)
            self._rows.addWidget(label(more, "muted"))

    def _row(self, praise: Praise) -> QWidget:
        done = button(Action(_("Read out"), partial(self._read, [praise.id]), "check"), "quiet")
        done.setAccessibleName(_("Read out: {name}").format(name=praise.for_whom))
        return row(label(said(praise)), done)

    def _put(self) -> None:
        assert self._event is not None
        names = ", ".join(p.for_whom for p in self._praise)
        values = {
            "event_id": self._event.id, "title": _("Thanks"), "notes": "\n".join(map(said, self._praise)),
            "minutes": max(2, _MINUTES * len(self._praise)),
        }  # fmt: skip
        text = _("On the agenda: thanks to {names}.").format(names=names)
        self.desk.do(text, _("Put thanks on the agenda"), put, AgendaItem, None, values)

    def _read_all(self) -> None:
        self._read([p.id for p in self._praise])

    def _read(self, ids: list[int]) -> None:
        assert self._event is not None
        awarding.read_out(self.desk.store, ids, self._event.id)
        text = ngettext("{n} is noted as read out.", "{n} are noted as read out.", len(ids))
        self.desk.say(text.format(n=len(ids)), undo=True)


def said(praise: Praise) -> str:
    """Give a thanks as it is read out: who, what for, from whom."""
    words = praise.for_whom
    if praise.citation:
        words = _("{name}: “{text}”").format(name=words, text=praise.citation)
    elif praise.behaviours:
        words = f"{words}: {', '.join(praise.behaviours)}"
    return f"{words} ({praise.from_name})" if praise.from_name else words
