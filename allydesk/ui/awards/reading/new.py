"""A new nomination: who, from whom, what they did; Enter leads on, so that a pile is typed quickly."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QWidget

from allydesk import awarding
from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.awards.nomination import HOW, Nomination
from allydesk.models.base import fields
from allydesk.ui.awards import drafts
from allydesk.ui.awards.entering import EnterEnds
from allydesk.ui.awards.forms import types_offered
from allydesk.ui.awards.people import People
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.owner import OwnerLine
from allydesk.ui.kit import look
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Card, Chips, button, flow, label, plain
from allydesk.ui.records.editors import Choice, TextEditor
from allydesk.ui.say import announce

_DRAFT = "nomination"
_TYPED = ("here", "paper")  # how what is typed in here came


class NewNomination(Page):
    """The page on which nominations are typed in. Award, day and how they came stay for the next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._from: tuple[int | None, str | None] = (None, None)
        described = fields(Nomination)
        self.who = People(desk, _("Who is to be thanked"), _("Type a name, press Enter"), team=True)
        self.from_line = OwnerLine(desk, described["nominator_id"].field.label, self._set_sender)
        self.from_line.setPlaceholderText(_("A name. Empty, if they would rather not say"))
        self.named = QCheckBox(plain(described["nominator_named"].field.label))
        self.text = TextEditor(described["citation"].field.lines).text
        self.text.setAccessibleName(described["citation"].field.label)
        self.text.setPlaceholderText(_("In one sentence, then Enter"))
        self.award = Choice()
        self.award.setAccessibleName(_("Award"))
        self.how = Chips({n: HOW[n] for n in _TYPED}, "here", lambda _n: None, _("Came"))
        self.day = DateField(lambda: desk.store.read(organisation.language), desk.today)
        self.day.name(described["received_on"].field.label)
        self.wrong = label("", "problem")
        self.wrong.hide()
        self.add_button = button(Action(_("Add nomination"), self.add_it, "plus"), "primary")
        self._build()
        if kept := drafts.take(desk, _DRAFT):
            self.who.put(**kept["who"])
            self.text.setPlainText(kept["text"])
        desk.restyled.connect(self._keep)  # every place is made anew then
        self.who.next.connect(self.from_line.setFocus)
        self.from_line.returnPressed.connect(self._to_text)
        EnterEnds(self.text, self.add_it)

    def _build(self) -> None:
        card = Card()
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(look.px(8))
        lines: tuple[tuple[str, QWidget], ...] = (
            (_("Who is to be thanked"), self.who),
            (_("From"), self.from_line),
            ("", self.named),
            (_("What they did"), self.text),
            (_("Award"), self.award),
            (_("Came"), self.how),
            (_("Received on"), self.day),
        )
        for words, part in lines:
            if not words:
                form.addRow(part)
                continue
            head = label(words, "strong")
            head.setBuddy(part)
            form.addRow(head, part)
        card.add(form, self.wrong, flow(self.add_button))
        self.add(
            label(_("New nomination"), "h1"),
            label(
                _("Enter goes on to the next field, and adds it at the end."
                  " Shift+Enter begins a new line."), "muted"
            ),
            card,
        )  # fmt: skip
        self.end()

    def begin(self) -> None:
        """Be ready to type; what was typed before stays."""
        kept = self.award.currentData()
        self.award.clear()
        self.award.addItem(_("No particular award"), None)
        for id, name in types_offered(self.desk).items():
            self.award.addItem(name, id)
        self.award.setCurrentIndex(max(0, self.award.findData(kept)))
        if not self.day.line.text().strip():
            self.day.put(self.desk.today())
        self.setFocusProxy(self.who.picker)

    def _keep(self) -> None:
        if not self.empty():
            values = {"who": self.who.draft(), "text": self.text.toPlainText()}
            drafts.keep(self.desk, _DRAFT, values)

    def _set_sender(self, id: int | None, words: str | None) -> None:
        self._from = (id, words)

    def _to_text(self) -> None:
        self.from_line.settle()
        self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def add_it(self) -> None:
        """Store what was typed and begin the next; with something amiss, say what and keep all."""
        self.from_line.settle()
        id, words = self._from
        try:
            values: dict[str, object] = {
                "award_type_id": self.award.currentData(), "citation": self.text.toPlainText(),
                "nominator_id": id, "nominator_words": words, "team_name": self.who.team,
                "received_on": self.day.take() or self.desk.today(),
                "received_how": self.how.chosen(),
                "nominator_named": self.named.isChecked(),
            }  # fmt: skip
            awarding.add(self.desk.store, values, list(self.who.people), self.who.written)
        except Invalid as wrong:
            self._complain(wrong)
            return
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        name = self.who.team or ", ".join(self.who.names())
        self.desk.say(_("The nomination for {name} is stored.").format(name=name), undo=True)
        self._next()

    def _complain(self, wrong: Invalid) -> None:
        self.wrong.setText(" ".join(wrong.fields.values()))
        self.wrong.show()
        announce(self, self.wrong.text())
        at: dict[str, QWidget] = {"nominees": self.who, "citation": self.text, "": self.day}
        at.get(next(iter(wrong.fields)), self.who).setFocus()

    def _next(self) -> None:
        self.wrong.hide()
        self.who.put({})
        self.who.picker.clear()
        self.from_line.put(None)
        self.from_line.clear()
        self._from = (None, None)
        self.named.setChecked(False)
        self.text.clear()
        self.who.picker.setFocus()

    def empty(self) -> bool:
        """Say whether nothing was typed that is not stored."""
        return not (self.who.any() or self.text.toPlainText().strip())
