"""A text in which names and addresses of people here are marked, with a button that takes them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.listening import names
from allydesk.ui.desk import Action, Desk
from allydesk.ui.feedback.strip import Strip
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button
from allydesk.ui.records.editors import TextEditor
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from allydesk.listening.names import Known, Span

_REST = 250  # milliseconds without a key, after which a text is looked through
_MOST_NAMED = 5


class People(QObject):
    """Everybody's names, read once beside the window and again when somebody changes."""

    ready = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._known: Known | None = None
        self._reading = False
        desk.changed.connect(self._changed)

    def _changed(self, kinds: frozenset[str]) -> None:
        if "person" in kinds:
            self._known = None

    def in_text(self, text: str) -> list[Span]:
        """Give where a text names somebody; nothing until the names are read, then ready is sent."""
        if self._known is not None:
            return self._known.in_text(text)
        if not self._reading:
            self._reading = True
            read = self._desk.store.read
            Task(
                self, "", lambda _task: read(names.known), self._arrived, self._desk.excuse
            ).start()
        return []

    def _arrived(self, known: Known) -> None:
        self._known, self._reading = known, False
        self.ready.emit()


def people(desk: Desk) -> People:
    """Give the names of this desk, which all texts share."""
    found = desk.findChild(People)
    return found if isinstance(found, People) else People(desk)


class Marked(TextEditor):
    """Several lines of text, with what points to somebody marked in it and named below."""

    def __init__(self, desk: Desk, lines: int) -> None:
        super().__init__(lines)
        self._people = people(desk)
        self.spans: list[Span] = []
        self.take_button = button(Action(_("Take out details"), self.take_out))
        self.says = Strip("attention", self.take_button)
        self.whole = QWidget()
        column = QVBoxLayout(self.whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.text)
        column.addWidget(self.says)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.look)
        self.text.textChanged.connect(self._rest.start)
        self._people.ready.connect(self.look)

    def hint(self, text: str) -> bool:
        """Leave a hint below the text: it is wanted while somebody writes."""
        return False

    def look(self) -> None:
        """Mark what points to somebody, and say below whom."""
        self._rest.stop()
        text = self.text.toPlainText()
        self.spans = self._people.in_text(text)
        self.text.setExtraSelections([self._mark(text, span) for span in self.spans])
        named = list(dict.fromkeys(span.name for span in self.spans))
        said = _("This points to {names}.").format(names=", ".join(named[:_MOST_NAMED]))
        self.says.say(said if named else "")

    def _mark(self, text: str, span: Span) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        at = QTextCursor(self.text.document())
        at.setPosition(_place(text, span.start))
        at.setPosition(_place(text, span.end), QTextCursor.MoveMode.KeepAnchor)
        how = QTextCharFormat()
        c = look.colours()
        how.setBackground(QColor(c.attention_soft))
        how.setForeground(QColor(c.attention))
        how.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        how.setUnderlineColor(QColor(c.attention))
        made.cursor, made.format = at, how
        return made

    def take_out(self) -> None:
        """Put a word that points to nobody in their place; Ctrl+Z in the text brings them back."""
        self.look()
        cleaned = names.take_out(self.text.toPlainText(), self.spans)
        whole = QTextCursor(self.text.document())
        whole.select(QTextCursor.SelectionType.Document)
        whole.insertText(cleaned)
        self.text.setFocus()
        self.look()
        self.done.emit()


def _place(text: str, at: int) -> int:
    """Give a place in a text as Qt counts it, in units of UTF-16."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def marked(desk: Desk, lines: int, name: str, hint: str = "") -> Marked:
    """Make such a text with its name for those who hear the window."""
    made = Marked(desk, lines)
    made.text.setAccessibleName(name)
    made.text.setPlaceholderText(hint)
    return made
