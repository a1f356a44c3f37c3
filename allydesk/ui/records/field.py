"""One field on a form: its label, its editor, and what is said below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import label, picture, retone, row
from allydesk.ui.records.editors import DayEditor, Editor

if TYPE_CHECKING:
    from allydesk.models.base import Described


class Line(NamedTuple):
    """One field on screen."""

    described: Described
    label: QWidget
    editor: Editor
    block: QWidget  # the editor with what is said below it
    message: QLabel
    optional: bool  # hidden behind "More" while it holds nothing


def line(name: str, described: Described, made: Editor, *, optional: bool) -> Line:
    """Put an editor together with its label, its hint and a place for what is wrong with it."""
    made.field.setObjectName(name)
    message = label("", "problem")
    message.setObjectName(f"{name}_problem")
    message.hide()
    block = QWidget()
    below = QVBoxLayout(block)
    below.setContentsMargins(0, 0, 0, 0)
    below.setSpacing(look.px(4))
    below.addWidget(made.whole)
    hint = described.field.hint
    if hint and not made.hint(hint):
        below.addWidget(label(hint, "muted"))
    below.addWidget(message)
    return Line(described, _head(described, made), made, block, message, optional)


def _head(described: Described, made: Editor) -> QWidget:
    """Make the label of a field and name its editor; private ones carry a lock and the word."""
    field = described.field
    private = privacy_words(described)
    name = f"{field.label}, {private}" if private else field.label
    made.field.setAccessibleName(name)
    made.describe(field.hint)
    made.field.setToolTip(field.hint)
    if isinstance(made, DayEditor):
        made.day.name(name)
    words = label(field.label, wrap=False)
    words.setBuddy(made.field)
    if not private:
        return words
    lock = picture("lock", "muted", 16)
    lock.setToolTip(private[:1].upper() + private[1:])
    return row(words, lock)


def complain(one: Line, sentence: str) -> None:
    """Say below a field what is wrong with it, also to those who hear the window; or nothing."""
    shown = not one.message.isHidden()
    if one.message.text() == sentence and shown == bool(sentence):
        return
    one.message.setText(sentence)
    one.message.setVisible(bool(sentence))
    one.editor.describe(sentence or one.described.field.hint)
    retone(one.editor.field, tone="problem" if sentence else "")
    if sentence:
        heard = QAccessibleAnnouncementEvent(one.editor.field, sentence)
        QAccessible.updateAccessibility(heard)


def privacy_words(described: Described) -> str:
    """Give the words that stand beside a field that others do not see."""
    from allydesk.models.base import Sensitivity

    match described.field.sensitivity:
        case Sensitivity.PRIVATE:
            return _("kept private")
        case Sensitivity.NEVER:
            return _("never printed")
        case _:
            return ""
