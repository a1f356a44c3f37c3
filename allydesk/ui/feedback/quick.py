"""Write down what was heard, from anywhere: one sentence, Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.listening import notes
from allydesk.listening.notes import Kept
from allydesk.models.feedback import note, rules
from allydesk.models.feedback.note import CHANNELS, KEEPING_WORDS, KEEPINGS, KINDS
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.owner import OwnerLine
from allydesk.ui.feedback.form import groups_offered
from allydesk.ui.feedback.marked import marked
from allydesk.ui.feedback.strip import Strip
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import (
    Chips,
    button,
    flow,
    label,
    leading,
    plain,
    shown_key,
)  # fmt: skip
from allydesk.ui.records.editors import Choice
from allydesk.ui.say import announce

_TOPICS = (_("Facilities"), _("Events"), _("Managers"), _("Policies"))  # until there are own ones
_MOST_TOPICS = 6
_OTHER = "+"
_REST = 250  # milliseconds without a key, after which urgent words are looked for


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the window: fields of the note, how it is kept, and who said it."""

    values: Mapping[str, object] = field(default_factory=dict)
    keeping: str = "none"
    who: tuple[int | None, str | None] = (None, None)
    shown: str = ""  # the name as it stands in its line
    receipt: bool = False
    slip: str = ""  # the two words on its slip


_drafts: WeakKeyDictionary[Desk, Draft] = WeakKeyDictionary()


def open(desk: Desk, parent: QWidget) -> QuickNote:
    """Show the window, with what was left in it."""
    window = parent.window()
    found = window.findChild(QuickNote)
    if isinstance(found, QuickNote) and found.isVisible():
        found.text.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return found
    made = QuickNote(desk, window)
    made.open()
    return made


class QuickNote(QDialog):
    """One sentence, how it is kept, and if wanted what it is about. Esc keeps the draft."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What did you hear?"))
        self.desk = desk
        self._who: tuple[int | None, str | None] = (None, None)
        self._make_fields()
        self._build()
        self.show_draft(_drafts.pop(desk, Draft()))
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._advise)
        self.text.text.textChanged.connect(self._rest.start)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.keep)
        QShortcut(QKeySequence("Ctrl+Shift+Return"), self, self.keep_and_go_on)
        self.finished.connect(self._put_away)
        self.text.text.setFocus()

    # Making it

    def _make_fields(self) -> None:
        desk = self.desk
        self.text = marked(desk, 4, _("What did you hear?"), _("In one sentence, then Ctrl+Enter"))
        self.advice = Strip("info")
        self.keeping = Chips(KEEPINGS, "none", self._choose_keeping, _("How it is kept"))
        self.keeping_words = label(KEEPING_WORDS["none"], "muted")
        self.who = OwnerLine(desk, _("Who said it"), self._set_who)
        self.who.setPlaceholderText(_("A person’s name"))
        topics = list(dict.fromkeys([*desk.store.read(note.topics), *_TOPICS]))[:_MOST_TOPICS]
        offered = {"": _("Not said"), **{t: t for t in topics}, _OTHER: _("Another…")}
        self.topic = Chips(offered, "", self._choose_topic, _("Topic"))
        self.topics = topics
        self.other_topic = QLineEdit()
        self.other_topic.setAccessibleName(_("Another topic"))
        self.other_topic.setPlaceholderText(_("In a word or two"))
        self.kind = Chips(KINDS, "concern", lambda _n: None, _("Kind"))
        self.channel = _choice(_("Heard through"), CHANNELS)
        no_group: dict[int | None, str] = {None: "–"}
        self.group = _choice(_("Group"), no_group | groups_offered(desk))
        self.receipt = QCheckBox(plain(_("Give a receipt of three words")))
        self.receipt.setToolTip(_("With it they find the answer on the board."))
        self.slip = QLineEdit()
        self.slip.setAccessibleName(_("Words on its slip"))
        self.slip.setPlaceholderText(_("The two words above the cut, if it came on a slip"))
        self.slip.textEdited.connect(lambda words: self.receipt.setEnabled(not words.strip()))
        self.wrong = label("", "problem")
        self.wrong.hide()

    def _build(self) -> None:
        page = Page(margin=8)
        page.add(label(_("What did you hear?"), "h1"), self.text.whole, self.advice)
        page.add(self.keeping, self.keeping_words, self.who)
        for words, parts in (
            (_("Topic"), (self.topic, self.other_topic)),
            (_("Kind"), (self.kind,)),
            (_("Heard through"), (self.channel,)),
            (_("Group"), (self.group,)),
            (_("Receipt"), (self.slip, self.receipt)),
        ):
            head = label(words, "strong")
            head.setBuddy(parts[0])
            page.add(head, *parts)
        page.column.setSpacing(look.px(8))
        page.end()
        self.keep_button = button(Action(_("Keep note"), self.keep, "check"), "primary")
        self.keep_button.setToolTip(shown_key("Ctrl+Return"))
        self.more_button = button(Action(_("Keep and write another"), self.keep_and_go_on))
        self.more_button.setToolTip(shown_key("Ctrl+Shift+Return"))
        leave = button(Action(_("Leave it for now"), self.reject), "quiet")
        self.page, self.foot = page, flow(self.keep_button, self.more_button, leave)
        self.receipt_page = self._receipt_page()
        column = QVBoxLayout(self)
        m = look.px(16)
        column.setContentsMargins(m, m, m, m)
        column.setSpacing(look.px(8))
        for part in (page, self.wrong, self.foot, self.receipt_page):
            column.addWidget(part, 1 if part is page else 0)
        room = self.screen().availableGeometry().height() - look.px(80)
        wanted = page.column.sizeHint().height() + look.px(140)
        self.resize(look.px(560), min(wanted, room))

    def _receipt_page(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setSpacing(look.px(12))
        self.code = label("", "h1")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        again = label("", "body")
        self.code_again = again
        column.addWidget(label(_("The note is kept. This is its receipt:"), "h2"))
        column.addWidget(self.code)
        column.addWidget(again)
        done = button(Action(_("It is written down"), self.accept, "check"), "primary")
        self.done_button = done
        column.addWidget(done, 0, leading())
        column.addStretch(1)
        made.hide()
        return made

    # What is chosen

    def _choose_keeping(self, keeping: str) -> None:
        self.keeping.choose(keeping)
        self.keeping_words.setText(KEEPING_WORDS[keeping])
        self.who.setVisible(keeping != "none")
        announce(self.keeping, KEEPING_WORDS[keeping])
        if keeping != "none" and self.isVisible():
            self.who.setFocus()

    def _choose_topic(self, topic: str) -> None:
        self.topic.choose(topic)
        self.other_topic.setVisible(topic == _OTHER)
        if topic == _OTHER and self.isVisible():
            self.other_topic.setFocus()

    def _set_who(self, id: int | None, words: str | None) -> None:
        self._who = (id, words)

    def _advise(self) -> None:
        """Show the organisation's own procedure where a word may need it; nothing is sent anywhere."""
        said = self.desk.store.read(rules.advice, self.text.text.toPlainText())
        if self.advice.say(said or "") and said:
            announce(self.advice, said)

    # The draft

    def draft(self) -> Draft:
        """Give what stands in the window."""
        self.who.settle()
        topic = self.topic.chosen()
        values = {
            "text": self.text.text.toPlainText(), "kind": self.kind.chosen(),
            "topic": self.other_topic.text() if topic == _OTHER else topic,
            "channel": self.channel.currentData(), "group_id": self.group.currentData(),
        }  # fmt: skip
        who = (
            (self._who, self.who.text()) if self.keeping.chosen() != "none" else ((None, None), "")
        )
        return Draft(
            values, self.keeping.chosen(), *who, self.receipt.isChecked(), self.slip.text()
        )

    def show_draft(self, draft: Draft) -> None:
        """Put a draft into the window."""
        v = draft.values
        self.text.put(v.get("text"))
        self.kind.choose(str(v.get("kind") or "concern"))
        topic = str(v.get("topic") or "")
        known = not topic or topic in self.topics
        self.other_topic.setText("" if known else topic)
        self._choose_topic(topic if known else _OTHER)
        self.channel.setCurrentIndex(max(0, self.channel.findData(v.get("channel") or "other")))
        self.group.setCurrentIndex(max(0, self.group.findData(v.get("group_id"))))
        self._who = draft.who
        self.who.put(draft.shown)
        self._choose_keeping(draft.keeping)
        self.receipt.setChecked(draft.receipt)
        self.receipt.setEnabled(not draft.slip.strip())
        self.slip.setText(draft.slip)
        self._advise()

    def _put_away(self) -> None:
        """Keep what was not finished, until the desk is closed."""
        if not self.page.isHidden() and self.text.text.toPlainText().strip():
            _drafts[self.desk] = self.draft()

    # Keeping it

    def keep(self) -> None:
        """Store the note and close; with something amiss, say what and keep all."""
        if self.receipt_page.isVisible():
            self.accept()
        elif (kept := self._keep()) is not None:
            self._clear()
            if kept.code:
                self._show_code(kept.code)
            else:
                self.accept()

    def keep_and_go_on(self) -> None:
        """Store the note and begin the next; where it was heard, and how it is kept, stay."""
        draft = self.draft()
        if (kept := self._keep()) is None:
            return
        stays = {n: draft.values.get(n) for n in ("channel", "group_id")}
        self.show_draft(replace(draft, values=stays, who=(None, None), shown="", slip=""))
        if kept.code:
            self._show_code(kept.code)
        else:
            self.text.text.setFocus()

    def _keep(self) -> Kept | None:
        draft = self.draft()
        try:
            kept = store(self.desk, draft)
        except Invalid as wrong:
            self._complain(wrong.fields)
            return None
        except Problem as problem:
            self._complain({"": str(problem)})
            return None
        self.wrong.hide()
        self._offer_undo(draft, kept)
        said = {
            "none": _("The note is kept without a name. It is filed together with others."),
            "confidential": _("The note is kept. The name is for you alone."),
            "named": _("The note is kept with the name."),
        }
        self.desk.say(said[draft.keeping], undo=True)
        return kept

    def _offer_undo(self, draft: Draft, kept: Kept) -> None:
        desk, window = self.desk, self._window
        now = [kept]
        bare = replace(draft, values={})  # no words stay in memory longer than the window needs

        def back() -> None:
            values = desk.store.quietly(["feedback_note"], notes.take_back, now[0])
            _drafts[desk] = replace(bare, values=values)
            if window.isVisible():
                open(desk, window)

        def again() -> None:
            if (waits := window.findChild(QuickNote)) is not None:
                waits.close()
            now[0] = store(desk, _drafts.pop(desk, Draft()))

        desk.remember(_("Keep a note"), back, again)

    def _complain(self, wrong: Mapping[str, str]) -> None:
        self.wrong.setText(" ".join(wrong.values()))
        self.wrong.show()
        announce(self, self.wrong.text())
        at: dict[str, QWidget] = {"name": self.who, "group_id": self.group,
                                  "topic": self.other_topic, "slip": self.slip}  # fmt: skip
        found = at.get(next(iter(wrong)), self.text.text)
        (found if found.isVisible() else self.text.text).setFocus()

    def _clear(self) -> None:
        self.text.text.clear()
        self.text.text.document().clearUndoRedoStacks()

    def _show_code(self, code: str) -> None:
        """Show a receipt twice over, in words to write down and to read out."""
        for part in (self.page, self.foot):
            part.hide()
        self.code.setText(code)
        said = _("Write it down or read it out: {words}. It is shown only now.")
        self.code_again.setText(said.format(words=" – ".join(code.split())))
        self.receipt_page.show()
        self.done_button.setFocus()
        announce(self, code)


def store(desk: Desk, draft: Draft) -> Kept:
    """Store a note outside of the journal. Raises Invalid or Problem; nothing is stored then."""
    id, name = draft.who
    return desk.store.quietly(
        ["feedback_note"], notes.keep, draft.values, desk.today(),
        keeping=draft.keeping, person=id, name=name, with_receipt=draft.receipt, slip=draft.slip,
    )  # fmt: skip


def _choice(name: str, words: Mapping[Any, str]) -> Choice:
    made = Choice()
    made.setAccessibleName(name)
    for value, text in words.items():
        made.addItem(text, value)
    return made
