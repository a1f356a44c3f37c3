"""Paste a list of names: whom each line means, before anybody is signed up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from allydesk import pasted_names, sign_up
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import attendance
from allydesk.models.attendance import Attendance
from allydesk.models.base import put
from allydesk.models.schedule import Row as Event
from allydesk.text import fold
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import button, clear, label, picture, row
from allydesk.ui.records.editors import Choice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_REST = 250  # milliseconds after the last letter, before the names are looked up
_SHOWN = 200  # lines of the answer


def open(
    desk: Desk, parent: QWidget, event: Event, said: Callable[[sign_up.Added], object]
) -> Pasting:
    """Ask for a list of names for an event."""
    dialog = Pasting(desk, parent, event, said)
    dialog.open()
    return dialog


class Pasting(QDialog):
    """The list on top, what it means below: sure, to be chosen, unknown."""

    def __init__(
        self, desk: Desk, parent: QWidget, event: Event, said: Callable[[sign_up.Added], object]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Paste a list"))
        self.desk, self.of, self._said = desk, event, said
        self.found = pasted_names.Names((), (), (), ())
        self._choices: list[Choice] = []
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Names, e-mail addresses or staff numbers"))
        self.text.setPlaceholderText(_("One a line, or with commas between"))
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.look_up)
        self.text.textChanged.connect(self._rest.start)
        self.summary = label(_("Nothing has been changed yet."), "strong")
        self.answer = Page(margin=0)
        self.guests = QCheckBox(_("Add unknown names as guests, by name alone"))
        self.guests.clicked.connect(self._count)
        self.go_button = button(Action(_("Sign up"), self.go, "user-plus"), "primary")
        self.go_button.setDefault(True)
        self._build()
        self._show()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        m = look.px(24)
        column.setContentsMargins(m, m, m, m)
        column.setSpacing(look.px(12))
        column.addWidget(label(_("Paste a list for “{title}”").format(title=self.of.title), "h2"))
        column.addWidget(self.text, 1)
        column.addWidget(self.summary)
        column.addWidget(self.answer, 2)
        column.addWidget(self.guests)
        leave = button(Action(_("Leave it"), self.reject))
        column.addWidget(row(QWidget(), leave, self.go_button))
        self.resize(look.px(620), look.px(600))

    def look_up(self) -> None:
        """Find out whom the list means."""
        self._rest.stop()
        try:
            self.found = self.desk.store.read(pasted_names.read, self.text.toPlainText())
        except Problem as problem:
            self.found = pasted_names.Names((), (), (), ())
            self.summary.setText(str(problem))
            return
        self._show()

    def _show(self) -> None:
        clear(self.answer.column)
        self._choices = []
        for unsure in self.found.unsure[:_SHOWN]:
            self.answer.add(self._question(unsure))
        for text in self.found.unknown[:_SHOWN]:
            words = label(_("{text}: not among the people here").format(text=text))
            self.answer.add(row(picture("circle-question-mark", "attention", 16), words, stretch=1))
        for match in self.found.matched[:_SHOWN]:
            same = match.text == match.name
            words = label(match.name if same else f"{match.text} → {match.name}")
            self.answer.add(row(picture("check", "good", 16), words, stretch=1))
        self.answer.end()
        self.guests.setVisible(bool(self.found.unknown))
        self._count()

    def _question(self, unsure: pasted_names.Unsure) -> QWidget:
        choice = Choice()
        choice.setAccessibleName(_("Whom “{text}” means").format(text=unsure.text))
        choice.addItem(_("Leave out"), None)
        for one in unsure.candidates:
            choice.addItem(f"{one.name} ({one.reason})", one.id)
        choice.activated.connect(self._count)
        self._choices.append(choice)
        mark = picture("circle-question-mark", "attention", 16)
        return row(mark, label(unsure.text), choice, stretch=1)

    def people(self) -> list[int]:
        """Give the people who would be signed up now."""
        chosen = [c.currentData() for c in self._choices]
        return [*(m.person_id for m in self.found.matched), *(c for c in chosen if c is not None)]

    def _names(self) -> tuple[str, ...]:
        return self.found.unknown if self.guests.isChecked() else ()

    def _count(self) -> None:
        people, names, found = self.people(), self._names(), self.found
        open_ones = sum(c.currentData() is None for c in self._choices)
        parts = [
            (len(found.matched), _("{n} found")),
            (open_ones, _("{n} to choose")),
            (len(found.unknown), _("{n} not here")),
            (len(found.twice), _("{n} twice")),
        ]
        said = " · ".join(words.format(n=n) for n, words in parts if n)
        self.summary.setText(said or _("Nothing has been changed yet."))
        n = len(people) + len(names)
        self.go_button.setText(ngettext("Sign up {n} person", "Sign up {n} people", n).format(n=n))
        self.go_button.setEnabled(n > 0)

    def go(self) -> None:
        """Sign everybody up who is clear, as one step."""
        if self._rest.isActive():
            self.look_up()
        people, names = self.people(), self._names()
        n = len(people) + len(names)
        if not n:
            return
        step = ngettext("Sign up {n} person", "Sign up {n} people", n).format(n=n)
        try:
            done = self.desk.store.write(step, _sign_up, self.of.id, people, names)
        except Problem as problem:
            self.summary.setText(str(problem))
            return
        self.accept()
        self._said(done)


def _sign_up(s: Session, event: int, people: list[int], names: tuple[str, ...]) -> sign_up.Added:
    done = sign_up.put_on(s, event, people)
    ids, waiting, already = list(done.ids), done.waiting, done.already
    there = {fold(r.name) for r in attendance.of_event(s, event) if r.person_id is None}
    for name in names:
        if fold(name) in there:
            already += 1
            continue
        full = attendance.free(s, event) == 0
        values = {"event_id": event, "walk_in_name": name, "role": "guest"}
        state = "wait_listed" if full else "registered"
        ids.append(put(s, Attendance, None, values | {"state": state}))
        waiting += full
    return done._replace(ids=tuple(ids), added=len(ids) - waiting, waiting=waiting, already=already)
