"""One note: what was said, who said it where they let it be kept, what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import action, organisation
from allydesk.models.action import ActionItem, Row
from allydesk.models.base import put
from allydesk.models.feedback import note, period, promise, receipt, rules, voice
from allydesk.models.privacy import Audience
from allydesk.ui.awards.head import Head
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.actions import Actions
from allydesk.ui.feedback import prints
from allydesk.ui.feedback.form import NoteForm
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Card, button, flow, label

_TONES = {"new": "attention", "looking": "info", "done": "good"}


class NoteActions(Actions):
    """What somebody will do about the note. The action is undone like any other."""

    def found(self, id: int) -> tuple[list[Row], list[Row]]:
        read = self.desk.store.read
        return read(action.some, read(promise.of_note, id)), []

    def make(self, text: str, said: str) -> int | None:
        values = {"text": text, "source": promise.SOURCE}
        made = self.desk.do(said, _("Add an action"), put, ActionItem, None, values)
        if made is not None:
            # Outside of the journal: it would say that the note was there by this minute.
            self.desk.store.quietly(["feedback_action"], promise.tie, self._event, made)
        return made


class Who(Card):
    """Who said it: known to the coordinator, and shown only when asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._note: note.Row | None = None
        self._shown = False
        self.words = label("")
        self.toggle = button(Action("", self._turn, "eye"), "quiet")
        self.add(self.words, flow(self.toggle))

    def show_note(self, row: note.Row) -> None:
        if self._note is None or row.id != self._note.id:
            self._shown = False
        self._note = row
        self.setVisible(row.keeping != "none")
        self._fill()

    def _turn(self) -> None:
        self._shown = not self._shown
        self._fill()

    def _fill(self) -> None:
        row = self._note
        if row is None or row.keeping == "none":
            return
        self.toggle.setText(_("Hide the name") if self._shown else _("Show who said it"))
        found = None
        if self._shown:
            found = self.desk.store.read(voice.of, row.id, Audience.COORDINATOR)
        self.words.setText(found.name if found else note.KEEPING_WORDS[row.keeping])


class NotePage(Page):
    """A note, its buttons and its fields."""

    def __init__(self, desk: Desk, gone: Callable[[], object], print_board: Action | None) -> None:
        super().__init__()
        self.desk, self._gone = desk, gone
        self.id: int | None = None
        more = [
            Action(_("Print its case sheet…"), self.print_case, "printer"),
            Action(_("Refer it"), partial(self.set_state, "referred"), "arrow-right"),
            Action(_("Close it"), partial(self.set_state, "closed"), "check"),
            Action(_("Put back to “New”"), partial(self.set_state, "new"), "rotate-ccw"),
            Action(_("Delete for good…"), self.delete, "trash-2", "Del"),
        ]
        self.head = Head(more)
        self.advice = label("", "muted")
        self.who = Who(desk)
        self.look_button = button(
            Action(_("Look into it"), partial(self.set_state, "looking"), "search"), "primary"
        )
        self.done_button = button(Action(_("Say what we did"), self.say_done, "pencil"))
        self.board_words = label("", "muted")
        buttons = [self.look_button, self.done_button]
        if print_board is not None:
            buttons.append(button(print_board))
        self.form = NoteForm(desk)
        self.to_do = NoteActions(desk)
        self.add(self.head, self.advice, self.who, flow(*buttons), self.form, self.board_words,
                 self.to_do)  # fmt: skip
        self.end()

    def load(self, id: int) -> None:
        if id != self.id:
            self.form.load(id)
            self.verticalScrollBar().setValue(0)
        self.id = id
        self.refresh()

    def refresh(self) -> None:
        """Write the head anew; the fields take care of themselves."""
        row = self.desk.store.read(note.one, self.id) if self.id is not None else None
        if row is None:
            return
        language = self.desk.store.read(organisation.language)
        kind = note.KINDS[row.kind]
        age = period.age(row.period, self.desk.today())
        self.head.say(
            f"{kind}: {row.topic}" if row.topic else kind, period.words(row.period, language), age
        )
        tags = [
            (note.STATES[row.state], _TONES.get(row.state, "")),
            (note.KEEPINGS[row.keeping], ""),
        ]
        told = receipt.told(row.receipt) if row.receipt else ""
        beside = _("Receipt: {words}").format(words=told) if told else None
        self.head.show_tags(*tags, beside=beside)
        said = self.desk.store.read(rules.advice, row.text) if row.state in note.OPEN else None
        self.advice.setText(said or "")
        self.advice.setVisible(bool(said))
        self.who.show_note(row)
        self.look_button.setVisible(row.state == "new")
        self.done_button.setVisible(row.state in note.OPEN)
        self.board_words.setText(_board_words(row))
        self.to_do.show_event(row.id)

    def first(self) -> QWidget:
        seen = (self.look_button, self.done_button)
        return next((b for b in seen if b.isVisible()), self.form.lines["text"].editor.field)

    def flush(self) -> None:
        self.form.flush()
        self.to_do.flush()

    # What is done

    def set_state(self, state: str) -> None:
        """Change the state; Undo brings the old one back."""
        if self.id is None:
            return
        self.form.flush()
        id: int = self.id
        new: dict[str, object] = {"state": state}
        store = self.desk.store

        def amend(values: dict[str, object]) -> dict[str, object]:
            return store.quietly(["feedback_note"], note.amend, id, values)

        try:
            old = amend(new)
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        label = _("Change the state of a note")
        self.desk.remember(label, lambda: amend(old), lambda: amend(new))
        words = note.STATES[state]
        self.desk.say(_("The note is now at “{state}”.").format(state=words), undo=True)

    def say_done(self) -> None:
        """Go to the words that the board will show, and note that it is looked into."""
        self.form.reveal("said" if not self.form.stored.get("said") else "done")

    def print_case(self) -> None:
        if self.id is not None:
            self.form.flush()
            prints.show(self.desk, self, prints.CASE, note=self.id)

    def delete(self) -> None:
        """Delete the note for good, once somebody said so: nothing of it stays to bring back."""
        if self.id is None:
            return
        sure = self.desk.ask.confirm(
            self,
            _("Delete this note for good?"),
            _("Nothing of it stays in the file, so it cannot come back. Its numbers stay."),
            _("Delete for good"),
            _("Keep the note"),
        )
        if sure:
            self.desk.store.quietly(["feedback_note"], note.erase, [self.id])
            self.id = None
            self._gone()
            self.desk.say(_("The note is deleted for good."))


def _board_words(row: note.Row) -> str:
    """Say whether the note stands on the board, or what it takes."""
    if row.said and row.done:
        return _("“You said” and “What we did” are on the board. Everything else stays here.")
    return _("It comes onto the board once “You said” and “What we did” are both written.")
