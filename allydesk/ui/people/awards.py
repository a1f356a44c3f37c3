"""What somebody was given and thanked for, the newest first, and when it may be told."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.awards import award, nomination
from allydesk.models.awards.nomination import WAITING
from allydesk.models.awards.recipient import AGREED
from allydesk.ui.awards.keys import Kind, key
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, label, row

FEW = 5


class PersonAwards(Card):
    """The awards and thanks of a person, and how many nominations wait for them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Awards and thanks"))
        self.desk = desk
        self._person: int | None = None
        self._all = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(4))
        self.more = button(Action("", self._show_all, "chevron-down"), "quiet")
        self.add(self._rows, flow(self.more))

    def show_person(self, id: int | None) -> None:
        if id != self._person:
            self._all = False
        self._person = id
        given = self.desk.store.read(award.of_person, id) if id is not None else []
        every = self.desk.store.read(nomination.of_person, id) if id is not None else []
        waiting = [n for n in every if n.state in WAITING]
        self.setVisible(bool(given or waiting))
        clear(self._rows)
        language = self.desk.store.read(organisation.language)
        for one in given if self._all else given[:FEW]:
            self._rows.addWidget(self._row(one, language))
        if waiting:
            self._rows.addWidget(self._waiting(waiting))
        rest = len(given) - FEW
        self.more.setVisible(rest > 0 and not self._all)
        self.more.setText(ngettext("Show {n} more", "Show {n} more", rest).format(n=rest))

    def _row(self, one: award.Row, language: str) -> QWidget:
        day = label(dates.medium(one.given_on, language), "muted", wrap=False)
        words = one.title or award.KINDS[one.kind]
        go = button(
            Action(_("Open"), partial(self.desk.go, "awards", key(Kind.AWARD, one.id))), "quiet"
        )
        go.setAccessibleName(_("Open: {text}").format(text=words))
        answer = next((t.public_thanks for t in one.to if t.person_id == self._person), "not_asked")
        state = label(_("returned") if one.returned_on else AGREED[answer], "muted", wrap=False)
        return row(day, label(words), state, go, stretch=1)  # a long title wraps

    def _waiting(self, waiting: list[nomination.Row]) -> QWidget:
        n = len(waiting)
        words = ngettext("{n} nomination waits", "{n} nominations wait", n).format(n=n)
        go = partial(self.desk.go, "awards", key(Kind.NOMINATION, waiting[-1].id))
        return row(label(words), button(Action(_("Read"), go), "quiet"))

    def _show_all(self) -> None:
        self._all = True
        self.show_person(self._person)
