"""Thank somebody in one sentence, from anywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from allydesk import awarding
from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.models.awards.recipient import AGREED
from allydesk.ui.awards import drafts
from allydesk.ui.awards.entering import EnterEnds
from allydesk.ui.awards.people import People
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.owner import OwnerLine
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Chips, button, flow, label, shown_key
from allydesk.ui.records.editors import TextEditor
from allydesk.ui.say import announce

_DRAFT = "thanks"


def open(desk: Desk, parent: QWidget) -> Thanks:
    """Ask whom to thank, and what for."""
    dialog = Thanks(desk, parent.window())
    dialog.open()
    return dialog


class Thanks(QDialog):
    """Who, what for, and whether everybody may hear of it. Ctrl+Enter keeps it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Thank somebody"))
        self.desk = desk
        self._from: tuple[int | None, str | None] = (None, None)
        self.who = People(desk, _("Whom to thank"), _("Type a name, press Enter"), team=True)
        self.text = TextEditor(3).text
        self.text.setAccessibleName(_("What for"))
        self.text.setPlaceholderText(_("In one sentence, then Enter"))
        self.from_line = OwnerLine(desk, _("From"), self._set_sender)
        self.from_line.setPlaceholderText(_("A name. May stay empty"))
        self.agreed = Chips(AGREED, "not_asked", lambda _n: None, _("Public thanks"))
        self.wrong = label("", "problem")
        self.keep_button = button(Action(_("Thank them"), self.keep, "heart"), "primary")
        self.keep_button.setDefault(True)
        self.keep_button.setToolTip(shown_key("Ctrl+Return"))
        self._build()
        if kept := drafts.take(desk, _DRAFT):
            self.who.put(**kept["who"])
            self.text.setPlainText(kept["text"])
        self.rejected.connect(self._leave)
        self.who.next.connect(self.text.setFocus)
        EnterEnds(self.text, self.keep)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.keep)
        self.who.picker.setFocus()

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        m = look.px(16)
        whole.setContentsMargins(m, m, m, m)
        page = Page(margin=8)  # large text in a low window: it scrolls
        page.column.setSpacing(look.px(8))
        column = page.column
        page.add(label(_("Thank somebody"), "h1"))
        for words, part in (
            (_("Whom to thank"), self.who), (_("What for"), self.text), (_("From"), self.from_line),
            (_("May everybody hear of it?"), self.agreed),
        ):  # fmt: skip
            head = label(words, "strong")
            head.setBuddy(part)
            column.addWidget(head)
            column.addWidget(part)
        hint = _("Who agreed is offered to be read out in the next meeting, and for the wall.")
        column.addWidget(label(hint, "muted"))
        column.addWidget(self.wrong)
        page.end()
        whole.addWidget(page, 1)
        whole.addWidget(flow(self.keep_button, button(Action(_("Leave it"), self.reject))))
        room = self.screen().availableGeometry()
        self.resize(
            min(look.px(520), room.width() - look.px(32)),
            min(look.px(540), room.height() - look.px(48)),
        )

    def _leave(self) -> None:
        """Keep what was typed for the next time this window opens."""
        text = self.text.toPlainText()
        if self.who.any() or text.strip():
            drafts.keep(self.desk, _DRAFT, {"who": self.who.draft(), "text": text})

    def _set_sender(self, id: int | None, words: str | None) -> None:
        self._from = (id, words)

    def keep(self) -> None:
        """Store the thanks and close; with something amiss, say what and keep all."""
        self.from_line.settle()
        id, words = self._from
        values = {"from_id": id, "from_words": words, "team_name": self.who.team}
        try:
            awarding.quick_thanks(
                self.desk.store, list(self.who.people), self.text.toPlainText(),
                on=self.desk.today(), agreed=self.agreed.chosen(), values=values,
                written=self.who.written,
            )  # fmt: skip
        except Invalid as wrong:
            self.wrong.setText(" ".join(wrong.fields.values()))
            announce(self, self.wrong.text())
            (self.text if "citation" in wrong.fields else self.who).setFocus()
            return
        except Problem as problem:
            self.wrong.setText(str(problem))
            return
        name = self.who.team or ", ".join(self.who.names())
        self.desk.say(_("{name} is thanked.").format(name=name), undo=True)
        self.accept()
