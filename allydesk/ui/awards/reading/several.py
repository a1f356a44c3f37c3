"""Deciding on several nominations at once: on the shortlist, thanked, declined for one reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from allydesk import awarding
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models.awards import nomination
from allydesk.ui.awards.reading.giving import Reason
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page


def shortlist(desk: Desk, ids: Sequence[int]) -> None:
    """Put those of some nominations on the shortlist that are to be read."""
    found = _waiting(desk, ids, ("received",))
    said = ngettext("{n} is on the shortlist.", "{n} are on the shortlist.", len(found))
    _do(desk, found, said, lambda: awarding.shortlist(desk.store, found))


def thank(desk: Desk, ids: Sequence[int]) -> None:
    """Thank for those of some nominations that wait, each in its own words."""
    found = _waiting(desk, ids)
    said = ngettext("{n} is thanked without award.", "{n} are thanked without award.", len(found))
    _do(desk, found, said, lambda: awarding.thank_all(desk.store, found, desk.today()))


def decline(desk: Desk, parent: QWidget, ids: Sequence[int]) -> None:
    """Ask for one reason, and decline those of some nominations that wait."""
    if found := _waiting(desk, ids):
        Declining(desk, parent.window(), found).open()
    else:
        _say_none(desk)


def _waiting(
    desk: Desk, ids: Sequence[int], states: Sequence[str] = nomination.WAITING
) -> list[int]:
    return [r.id for r in desk.store.read(nomination.rows, ids) if r.state in states]


def _say_none(desk: Desk) -> None:
    desk.say(_("Choose nominations under “To read” or “Shortlisted” first."))


def _do(desk: Desk, found: Sequence[int], said: str, act: Callable[[], object]) -> bool:
    if not found:
        _say_none(desk)
        return False
    try:
        act()
    except Problem as problem:
        desk.say(str(problem), problem=True)
        return False
    desk.say(said.format(n=len(found)), undo=True)
    return True


class Declining(QDialog):
    """One reason for several nominations."""

    def __init__(self, desk: Desk, parent: QWidget, ids: Sequence[int]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self._ids = desk, ids
        words = ngettext("Decline {n} nomination", "Decline {n} nominations", len(ids))
        self.setWindowTitle(words.format(n=len(ids)))
        self.reason = Reason(self._turn_down)
        self.reason.left.connect(self.reject)
        self.reason.begin("declined")
        self.reason.head.setText(self.windowTitle())
        column = QVBoxLayout(self)
        m = look.px(16)
        column.setContentsMargins(m, m, m, m)
        page = Page(margin=0)  # large text in a low window: it scrolls
        page.add(self.reason)
        page.end()
        column.addWidget(page)
        room = self.screen().availableGeometry()
        self.resize(
            min(look.px(560), room.width() - look.px(32)),
            min(look.px(330), room.height() - look.px(48)),
        )

    def _turn_down(self, _state: str, why: str) -> bool:
        said = ngettext("{n} is declined.", "{n} are declined.", len(self._ids))
        act = awarding.decline
        done = _do(self.desk, self._ids, said, lambda: act(self.desk.store, self._ids, why))
        if done:
            self.accept()
        return done
