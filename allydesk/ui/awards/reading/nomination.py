"""One nomination: what was written, what to know, what is decided, and how it was scored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk import awarding, dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.awards import behaviour, nomination, nominee, reading
from allydesk.models.awards.nomination import HOW, STATES, TURNED_DOWN, WAITING, Nomination
from allydesk.models.base import put
from allydesk.ui.awards import prints
from allydesk.ui.awards.forms import NominationForm
from allydesk.ui.awards.head import Head
from allydesk.ui.awards.keys import Kind, key
from allydesk.ui.awards.people import People
from allydesk.ui.awards.reading.fair import Fair
from allydesk.ui.awards.reading.giving import Giving, Reason
from allydesk.ui.awards.reading.scores import Scores
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.owner import OwnerLine
from allydesk.ui.kit import look
from allydesk.ui.kit.keyboard import focused, holds
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Card, button, clear, flow, label
from allydesk.ui.kit.widgets import row as beside

_TONES = {"shortlisted": "info", "given": "award", "thanked": "good"}


@dataclass(frozen=True, slots=True)
class Around:
    """What a page asks of the place it stands in."""

    next: Callable[[], object]  # go on with the one below in the list
    delete: Callable[[], object]


class NominationPage(Page):
    """A nomination and its buttons."""

    def __init__(self, desk: Desk, around: Around) -> None:
        super().__init__()
        self.desk, self._around = desk, around
        self.id: int | None = None
        self.row: nomination.Row | None = None
        self.head = Head(self._more())
        self.fair = Fair(desk)
        self.fair.shown.connect(self._stay)
        self.giving = Giving(desk)
        self.giving.given.connect(self._given)
        self.giving.left.connect(self._left)
        self.reason = Reason(self._turn_down)
        self.reason.left.connect(self._left)
        self.scores = Scores(desk)
        self.details = _Details(desk)
        self._same = QVBoxLayout()
        self.same = Card(_("Also waiting for the same people"))
        self.same.add(self._same)
        self.add(
            self.head, self._words(), self.same, self.fair, self._buttons(), self.giving,
            self.reason, self.scores, self.details,
        )  # fmt: skip
        self.end()

    # Making it

    def _more(self) -> list[Action]:
        return [
            Action(_("Note as withdrawn…"), partial(self._ask_why, "withdrawn"), "minus"),
            Action(_("Put back to “To read”"), self.reopen, "rotate-ccw"),
            Action(_("Delete"), self._around.delete, "trash-2", "Del"),
        ]

    def _words(self) -> QWidget:
        self.words = Card()
        self.citation, self.evidence = label("", "h2"), label("")
        self.from_line, self.behaviours = label(""), label("", "muted")
        self.words.add(self.citation, self.evidence, self.behaviours, self.from_line)
        return self.words

    def _buttons(self) -> QWidget:
        self.give_button = button(
            Action(_("Give this award"), partial(self._begin, "award"), "award"), "primary"
        )
        self.thank_button = button(
            Action(_("Thank without award"), partial(self._begin, "thanks"), "heart")
        )
        self.shortlist_button = button(Action(_("Shortlist"), self.shortlist, "star"))
        self.later_button = button(Action(_("Later"), self.later, "clock"))
        self.decline_button = button(
            Action(_("Decline…"), partial(self._ask_why, "declined"), "x"), "quiet"
        )
        self.open_button = button(Action(_("Open the award"), self._open_award, "award"), "primary")
        self.again_button = button(Action(_("Put back to “To read”"), self.reopen, "rotate-ccw"))
        self.next_button = button(Action(_("Go on with the next"), self.later, "chevron-down"))
        self.waiting = (
            self.give_button, self.thank_button, self.shortlist_button, self.later_button,
            self.decline_button,
        )  # fmt: skip
        self.buttons = flow(*self.waiting, self.open_button, self.again_button, self.next_button)
        return self.buttons

    # Showing

    def load(self, id: int) -> None:
        if id != self.id:
            self.details.flush()
            self.giving.hide()
            self.reason.hide()
            self.verticalScrollBar().setValue(0)
        self.id = id
        self.refresh()

    def flush(self) -> None:
        self.details.flush()

    def first(self) -> QWidget:
        seen = (self.giving.print_button, self.give_button, self.open_button, self.again_button)
        return next((b for b in seen if b.isVisible()), self.details.first())

    def refresh(self) -> None:
        found = self.desk.store.read(nomination.rows, [self.id]) if self.id else []
        self.row = row = found[0] if found else None
        if row is None:
            return
        language = self.desk.store.read(organisation.language)
        day = dates.short(row.received_on, language, self.desk.today())
        received = _("received {day}").format(day=day)
        title = _("Nomination for {name}").format(name=row.title)
        self.head.say(title, row.award, received, HOW[row.received_how], row.round)
        tone = _TONES.get(row.state, "attention")
        tags = [] if row.state == "received" else [(STATES[row.state], tone)]
        self.head.show_tags(*tags, beside=row.reason)
        self._show_words(row)
        self._show_same(row)
        waiting = row.state in WAITING
        self.fair.setVisible(waiting)
        if waiting:
            self.fair.show_nomination(row.id)
        self._show_buttons(row)
        self.scores.show_nomination(row)
        self.details.show_nomination(row)

    def _show_words(self, row: nomination.Row) -> None:
        self.citation.setText(_("“{text}”").format(text=row.citation))
        self.evidence.setText(row.evidence or "")
        self.evidence.setVisible(bool(row.evidence))
        said = " · ".join(behaviour.words(row.behaviours))
        self.behaviours.setText(said)
        self.behaviours.setVisible(bool(said))
        sender = row.nominator or _("somebody who would rather not say")
        more = "" if row.nominator_named or not row.nominator else _(" (not to be told)")
        if row.nominator_id in row.people:
            more = _(" (put themselves forward)")
        self.from_line.setText(_("From: {name}").format(name=sender) + more)
        team = ", ".join(w.name for w in row.nominees) if row.team_name else ""
        if team:
            self.from_line.setText(
                f"{self.from_line.text()}\n{_('In the team: {names}').format(names=team)}"
            )

    def _show_same(self, row: nomination.Row) -> None:
        clear(self._same)
        same = self.desk.store.read(reading.same_nominee, row.id) if row.state in WAITING else []
        self.same.setVisible(bool(same))
        for one in same:
            go = Action(_("Open"), partial(self.desk.go, "awards", key(Kind.NOMINATION, one.id)))
            made = button(go, "quiet")
            made.setAccessibleName(_("Open: {text}").format(text=one.citation[:60]))
            text = label(_("“{text}”").format(text=one.citation))
            self._same.addWidget(beside(text, made))

    def _show_buttons(self, row: nomination.Row) -> None:
        waiting, deciding = row.state in WAITING, not self.giving.isHidden()
        deciding = (deciding or not self.reason.isHidden()) and waiting
        if not waiting:
            self.giving.hide()
            self.reason.hide()
        self.buttons.setVisible(not deciding)
        for one in self.waiting:
            one.setVisible(waiting)
        self.shortlist_button.setVisible(row.state == "received")
        self.open_button.setVisible(row.award_id is not None)
        self.again_button.setVisible(row.state in TURNED_DOWN or row.state == "shortlisted")
        self.next_button.setVisible(not waiting)

    # Deciding

    def _begin(self, kind: str) -> None:
        if self.row is None:
            return
        try:
            self.giving.begin(self.row.id, kind)
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        self._show_buttons(self.row)
        self._bring_into_view(self.giving)

    def _bring_into_view(self, part: QWidget) -> None:
        # Not at once: it was only just shown and has no place yet.
        QTimer.singleShot(0, self, partial(self._scroll_to, part))

    def _stay(self) -> None:
        """Keep what is being decided in view, although more is said above it now."""
        for part in (self.giving, self.reason):
            if part.isVisible() and holds(part, focused()):
                self._bring_into_view(part)

    def _scroll_to(self, part: QWidget) -> None:
        """Show a part from its head, or where it is too long its end, with the buttons."""
        gap, room, inside = look.px(8), self.viewport().height(), self.widget()
        assert inside is not None
        top = part.mapTo(inside, QPoint(0, 0)).y() - gap
        below = max(0, part.height() + 2 * gap - room)
        self.verticalScrollBar().setValue(top + below)

    def _left(self) -> None:
        if self.row is not None:
            self._show_buttons(self.row)
            self.first().setFocus()

    def _given(self, award: int, wants: str) -> None:
        formal = self.row is not None and self.row.state == "given"
        self.refresh()
        self.first().setFocus()
        self.verticalScrollBar().setValue(0)
        if wants == "print":
            show = prints.certificates if formal else prints.cards
            show(self.desk, self, [award])

    def _ask_why(self, state: str) -> None:
        if self.row is not None and self.row.state in WAITING:
            self.reason.begin(state)
            self._show_buttons(self.row)
            self._bring_into_view(self.reason)

    def _turn_down(self, state: str, reason: str) -> bool:
        assert self.row is not None
        name = self.row.title
        act = awarding.decline if state == "declined" else awarding.withdraw
        said = _("The nomination for {name} is declined.")
        if state == "withdrawn":
            said = _("The nomination for {name} is noted as withdrawn.")
        return self._do(said.format(name=name), lambda: act(self.desk.store, [self._id()], reason))

    def shortlist(self) -> None:
        if self.row is not None:
            said = _("{name} is on the shortlist.").format(name=self.row.title)
            self._do(said, lambda: awarding.shortlist(self.desk.store, [self._id()]))

    def reopen(self) -> None:
        """Put a nomination back among those to read."""
        if self.row is None or self.row.state == "received":
            return
        said = _("The nomination for {name} waits to be read again.").format(name=self.row.title)
        self._do(said, lambda: awarding.reopen(self.desk.store, [self._id()]))

    def later(self) -> None:
        """Leave it where it is and go on with the next."""
        if self.row is not None and self.row.state == "received":
            self.desk.say(_("It stays in “To read”."))
        self._around.next()

    def _id(self) -> int:
        assert self.id is not None
        return self.id

    def _do(self, said: str, act: Callable[[], object]) -> bool:
        try:
            act()
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return False
        self.desk.say(said, undo=True)
        return True

    def _open_award(self) -> None:
        if self.row is not None and self.row.award_id is not None:
            self.desk.go("awards", key(Kind.AWARD, self.row.award_id))


class _Details(Card):
    """The fields of a nomination, to mend what was typed or misread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("As it came in"))
        self.desk = desk
        self._id = 0
        self.who = People(desk, _("Who is put forward"), _("Add somebody: type a name"))
        self.who.changed.connect(self._store_who)
        self.from_line = OwnerLine(desk, _("From"), self._store_sender)
        self.from_line.setPlaceholderText(_("A name. Empty, if they would rather not say"))
        self.form = NominationForm(desk)
        who, sender = label(_("Who is put forward"), "strong"), label(_("From"), "strong")
        who.setBuddy(self.who)
        sender.setBuddy(self.from_line)
        self.add(who, self.who, sender, self.from_line, self.form)

    def first(self) -> QWidget:
        return self.who.picker

    def flush(self) -> None:
        self.form.flush()

    def show_nomination(self, row: nomination.Row) -> None:
        people = {w.person_id: w.name for w in row.nominees if w.person_id}
        written = [w.name for w in row.nominees if not w.person_id]
        if row.id != self._id or (self.who.people, self.who.written) != (people, written):
            self.who.put(people, written)
        self._id = row.id
        self.from_line.put(row.nominator)
        if not self.form.shows(row.id):
            self.form.load(row.id)

    def _store_who(self) -> None:
        if not self.who.any() and not self.form.stored.get("team_name"):
            self.desk.say(_("Say who is to be thanked: a person, a name or a team."), problem=True)
            return
        self.desk.do(
            _("Who is put forward is stored."), _("Change who is put forward"),
            nominee.name, self._id, list(self.who.people), list(self.who.written),
        )  # fmt: skip

    def _store_sender(self, id: int | None, words: str | None) -> None:
        values = {"nominator_id": id, "nominator_words": words}
        step = _("Change who a nomination is from")
        self.desk.do(_("Who it is from is stored."), step, put, Nomination, self._id, values)
