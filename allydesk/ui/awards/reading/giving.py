"""Deciding on a nomination: what the certificate says, who signs, and why not, where it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk import awarding
from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.awards import award as awards
from allydesk.models.awards import signatory
from allydesk.models.awards.award import Award
from allydesk.models.awards.nomination import USUAL_REASONS
from allydesk.models.awards.recipient import AGREED
from allydesk.models.base import fields
from allydesk.ui.awards.forms import events_offered
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.kit.widgets import Card, Chips, button, clear, flow, label, plain
from allydesk.ui.planning.day import DayHint
from allydesk.ui.records.editors import TextEditor
from allydesk.ui.records.reference import RecordEditor
from allydesk.ui.say import announce

_BESIDE = 520  # pixels at 100 %: in a narrower form labels stand above; who signs may be long
_REST = 400  # milliseconds without a key, after which what to know is worked out again


class Signers(QWidget):
    """Who signs, a tick for each. changed() tells that a person ticked."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._boxes: dict[int, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName(_("Who signs"))

    def put(self, chosen: tuple[int, ...]) -> None:
        """Show who can sign, with those ticked who do."""
        clear(self._column)
        self._boxes = {}
        rows = self._desk.store.read(signatory.listing, in_use=False)
        for one in rows:
            if one.in_use or one.id in chosen:
                words = ", ".join(filter(None, [one.name, one.position]))
                box = QCheckBox(plain(words))
                box.setToolTip(words)
                box.setChecked(one.id in chosen)
                box.clicked.connect(self._clicked)
                self._boxes[one.id] = box
                self._column.addWidget(box)
        if not self._boxes:
            self._column.addWidget(label(_("Nobody yet: a line to sign on is printed."), "muted"))

    def chosen(self) -> tuple[int, ...]:
        return tuple(id for id, box in self._boxes.items() if box.isChecked())

    def _clicked(self) -> None:
        full = len(self.chosen()) >= signatory.MOST
        for box in self._boxes.values():
            box.setEnabled(box.isChecked() or not full)
        self.changed.emit()


class Giving(Card):
    """An award or thanks before it is given: everything filled in, everything open to change.

    given(id, wants) is sent when it was stored; wants is "print" or "". left() when it was not.
    """

    given = Signal(int, str)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.what: awarding.Draft | None = None
        described = fields(Award)
        self.head = label("", "h2")
        self.wording = TextEditor(3).text
        self.title = QLineEdit()
        self.number = QLineEdit()
        self.day = DateField(lambda: desk.store.read(organisation.language), desk.today)
        self.day.name(described["given_on"].field.label)
        DayHint(desk, self.day)
        self.signers = Signers(desk)
        self.agreed = Chips(AGREED, "not_asked", lambda _n: None, _("Public thanks"))
        self.at_event = RecordEditor(lambda value: events_offered(desk, value))
        self.cautions = QVBoxLayout()
        self.cautions.setSpacing(look.px(4))
        self.wrong = label("", "problem")
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._look_out)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(look.px(16))
        self._form.setVerticalSpacing(look.px(8))
        self._rows: dict[str, QWidget] = {}
        for name, words, part in (
            ("wording", _("Wording"), self.wording), ("title", described["title"].field.label, self.title),
            ("day", described["given_on"].field.label, self.day),
            ("signers", _("Who signs"), self.signers),
            ("event", described["event_id"].field.label, self.at_event.field),
            ("number", described["number"].field.label, self.number),
            ("agreed", _("Public thanks"), self.agreed),
        ):  # fmt: skip
            self._row(name, words, part)
        self.asked = label(_("Only those who agreed are on the wall or read out."), "muted")
        self.print_button = button(
            Action(_("Print certificate"), lambda: self.give("print"), "printer"), "primary"
        )
        self.give_button = button(Action(_("Give without printing"), self.give))
        self.leave_button = button(Action(_("Leave it"), self.leave))
        self.add(
            self.head, self._form, self.asked, self.cautions, self.wrong,
            flow(self.print_button, self.give_button, self.leave_button),
        )  # fmt: skip
        self.wording.textChanged.connect(self._rest.start)
        self.day.typed.connect(self._rest.start)
        self.signers.changed.connect(self._look_out)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.print_button.click)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put labels above their fields where there is no room beside them."""
        super().resizeEvent(event)
        policy = QFormLayout.RowWrapPolicy
        narrow = self.width() < look.px(_BESIDE)
        self._form.setRowWrapPolicy(policy.WrapAllRows if narrow else policy.DontWrapRows)

    def _row(self, name: str, words: str, part: QWidget) -> None:
        if not part.accessibleName():
            part.setAccessibleName(words)
        head = label(words, "strong")
        head.setBuddy(part)
        self._form.addRow(head, part)
        self._rows[name] = part

    def begin(self, nomination: int, kind: str) -> None:
        """Fill in what an award ("award") or thanks ("thanks") for a nomination would hold."""
        store, today = self.desk.store, self.desk.today()
        self.what = what = store.read(awarding.draft, nomination, today, kind=kind)
        formal = kind == "award"
        self.head.setText(_("Give this award") if formal else _("Thank without award"))
        words = store.read(awarding.worded, what) if formal else what.values["citation"]
        self.wording.setPlainText(str(words))
        self.title.setText(str(what.values["title"] or ""))
        self.day.put(today)
        self.signers.put(what.signatories)
        self.agreed.choose("not_asked")
        self.number.setText(store.read(awards.next_number, today.year) if formal else "")
        self.at_event.put(None)
        for name in ("title", "signers", "event", "number"):
            self._form.setRowVisible(self._rows[name], formal)
        # A certificate that says what it is for needs a name only where it has no award type.
        self._form.setRowVisible(self.title, formal and not what.values["award_type_id"])
        self.print_button.setText(_("Print certificate") if formal else _("Print thank-you card"))
        self.give_button.setText(_("Give without printing") if formal else _("Thank them"))
        self.wrong.clear()
        self._look_out()
        self.show()
        self.print_button.setFocus()

    def leave(self) -> None:
        self.hide()
        self.left.emit()

    def _changes(self) -> Mapping[str, object]:
        """Give what a person changed. Raises Invalid where a day is not understood."""
        assert self.what is not None
        words, day = self.wording.toPlainText().strip(), self.day.take() or self.desk.today()
        changes: dict[str, object] = {"given_on": day}
        if self.what.values["kind"] == "thanks":
            return changes | {"citation": words}
        number = self.number.text().strip()
        usual = self.desk.store.read(awards.next_number, self.desk.today().year)
        if number != usual:  # else the register gives the next of the award's own year
            changes["number"] = number or None
        # The words are kept as they were read and printed, whatever the award type says later.
        return changes | {
            "event_id": self.at_event.take(), "wording": words or None, "title": self.title.text(),
        }  # fmt: skip

    def _look_out(self) -> None:
        """Say what somebody should know before giving this."""
        if self.what is None:
            return
        clear(self.cautions)
        try:
            values = self.what.values | dict(self._changes())
        except Invalid:
            return  # said when it is given
        found = self.desk.store.read(
            awarding.cautions, self.what, values, self.signers.chosen(), self.desk.today()
        )
        for sentence in found:
            self.cautions.addWidget(label(sentence, "muted"))

    def give(self, wants: str = "") -> None:
        """Store it; where something is amiss, say so and keep everything as it stands."""
        assert self.what is not None
        try:
            id = awarding.give(
                self.desk.store, self.what, self._changes(),
                signatories=self.signers.chosen(), agreed=self.agreed.chosen(),
            )  # fmt: skip
        except Invalid as wrong:
            self.wrong.setText(" ".join(wrong.fields.values()))
            announce(self, self.wrong.text())
            self._rows.get(next(iter(wrong.fields)), self.wording).setFocus()
            return
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        self.hide()
        self._say(id)
        self.given.emit(id, wants)

    def _say(self, id: int) -> None:
        row = self.desk.store.read(awards.row, id)
        said = _("{name} is thanked.").format(name=row.for_whom)
        if row.kind == "award":
            said = _("{name} has the award. Its number is {number}.").format(
                name=row.for_whom, number=row.number
            )
        self.desk.say(said, undo=True)


class Reason(Card):
    """Why a nomination is declined or withdrawn, in words that can be said to who wrote it."""

    left = Signal()

    def __init__(self, decide: Callable[[str, str], bool]) -> None:
        super().__init__()
        self._decide, self._state = decide, ""
        self.head = label("", "h2")
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Reason"))
        self.line.setPlaceholderText(_("Why, in a few words. Only you see it."))
        self.line.returnPressed.connect(self.done)
        self.wrong = label("", "problem")
        self.usual = flow(
            *(button(Action(words, partial(self._use, words)), "chip") for words in USUAL_REASONS)
        )
        self.go_button = button(Action("", self.done))
        self.add(
            self.head, self.line, self.usual, self.wrong,
            flow(self.go_button, button(Action(_("Leave it"), self.leave))),
        )  # fmt: skip
        self.hide()

    def begin(self, state: str) -> None:
        """Ask why a nomination becomes declined or withdrawn."""
        self._state = state
        declined = state == "declined"
        self.head.setText(_("Decline this nomination") if declined else _("It was withdrawn"))
        self.go_button.setText(_("Decline") if declined else _("Note as withdrawn"))
        self.usual.setVisible(declined)
        self.line.clear()
        self.wrong.clear()
        self.show()
        self.line.setFocus()

    def leave(self) -> None:
        self.hide()
        self.left.emit()

    def _use(self, words: str) -> None:
        self.line.setText(words)
        self.line.setFocus()

    def done(self) -> None:
        text = self.line.text().strip()
        if not text:
            self.wrong.setText(_("Say why, in a few words. Only you see it."))
            self.line.setFocus()
            return
        if self._decide(self._state, text):
            self.hide()
