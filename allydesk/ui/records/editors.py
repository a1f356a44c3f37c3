"""The editors of single values: how one is typed, chosen and shown follows from its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from allydesk.errors import Invalid
from allydesk.language import _
from allydesk.ui.kit import look
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.kit.picker import Suggestion, Suggestions
from allydesk.ui.kit.widgets import Chips

if TYPE_CHECKING:
    from allydesk.models.base import Described


class Editor(QObject):
    """One value on screen. Its signals are sent for what a person does, never for put().

    typed: somebody is at it. done: they have finished, by Enter or by choosing.
    """

    typed = Signal()
    done = Signal()

    def __init__(self, field: QWidget, whole: QWidget | None = None) -> None:
        """Take the widget that has the focus, and the one that is laid out if that is another."""
        super().__init__(field)
        self.field = field
        self.whole = whole or field

    def put(self, value: object) -> None:
        """Show a stored value."""
        raise NotImplementedError

    def take(self) -> object:
        """Give the value as it stands; raise Invalid when it is not understood."""
        raise NotImplementedError

    def draft(self) -> object:
        """Give what stands here, understood or not, to be put back by resume()."""
        raise NotImplementedError

    def resume(self, draft: object) -> None:
        raise NotImplementedError

    def hint(self, text: str) -> bool:
        """Show a hint while the editor is empty, if it has a place for that."""
        return False

    def describe(self, text: str) -> None:
        """Say more about the field, to those who hear the window."""
        self.field.setAccessibleDescription(text)


class LineEditor(Editor):
    """One line of text."""

    def __init__(self) -> None:
        self.line = QLineEdit()
        super().__init__(self.line)
        self.line.textEdited.connect(self.typed)
        self.line.returnPressed.connect(self.done)

    def put(self, value: object) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)  # a long name shows its beginning

    def take(self) -> object:
        return self.line.text()

    def draft(self) -> object:
        return self.line.text()

    def resume(self, draft: object) -> None:
        self.line.setText(str(draft))

    def hint(self, text: str) -> bool:
        self.line.setPlaceholderText(text)
        return True


class NumberEditor(LineEditor):
    """A whole number."""

    def take(self) -> object:
        text = self.line.text().strip()
        if not text:
            return None
        try:
            return int(text)
        except ValueError:
            raise Invalid({"": _("Write a whole number, like 5.")}) from None


class SuggestEditor(LineEditor):
    """One line of text that offers what other records say here."""

    def __init__(self, used: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._used = used
        self.suggestions = Suggestions(self.line, self._find)
        self.suggestions.picked.connect(self._picked)

    def _find(self, text: str) -> list[Suggestion]:
        from allydesk.text import fold

        wanted = fold(text)
        return [Suggestion(t, t) for t in self._used() if wanted in fold(t) and wanted != fold(t)][
            :8
        ]

    def _picked(self, value: object) -> None:
        self.line.setText(str(value))
        self.typed.emit()
        self.done.emit()


class _Text(QPlainTextEdit):
    """Several lines, as high as so many lines are; Tab goes on to the next field."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        around = 2 * int(self.document().documentMargin()) + margins.top() + margins.bottom()
        return QSize(
            self.fontMetrics().averageCharWidth() * 30,
            self.fontMetrics().lineSpacing() * self._lines + around + look.px(8),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()


class TextEditor(Editor):
    """Several lines of text."""

    def __init__(self, lines: int) -> None:
        self.text = _Text(lines)
        super().__init__(self.text)
        self._putting = False
        self.text.textChanged.connect(self._changed)

    def _changed(self) -> None:
        # QPlainTextEdit has no signal for what people alone do.
        if not self._putting:
            self.typed.emit()

    def put(self, value: object) -> None:
        self._putting = True
        self.text.setPlainText("" if value is None else str(value))
        self._putting = False

    def take(self) -> object:
        return self.text.toPlainText()

    def draft(self) -> object:
        return self.text.toPlainText()

    def resume(self, draft: object) -> None:
        self.put(draft)

    def hint(self, text: str) -> bool:
        self.text.setPlaceholderText(text)
        return True


class Choice(QComboBox):
    """A combo box that a turning wheel does not change: people scroll past it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()


class ChoiceEditor(Editor):
    """One of a few values, stored at once."""

    def __init__(self, choices: Mapping[str, str], *, optional: bool) -> None:
        self.box = Choice()
        super().__init__(self.box)
        if optional:
            self.box.addItem("–", None)
        for value, words in choices.items():
            self.box.addItem(words, value)
        self.box.activated.connect(self._chosen)

    def _chosen(self) -> None:
        self.typed.emit()
        self.done.emit()

    def put(self, value: object) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def take(self) -> object:
        return self.box.currentData()

    def draft(self) -> object:
        return self.box.currentData()

    def resume(self, draft: object) -> None:
        self.put(draft)


class ColourEditor(ChoiceEditor):
    """A group's colour: each with its name, and as it will look."""

    def __init__(self, choices: Mapping[str, str], *, optional: bool) -> None:
        super().__init__(choices, optional=optional)
        self.paint()

    def paint(self) -> None:
        """Draw the swatches for the palette of the moment."""
        for n in range(self.box.count()):
            self.box.setItemIcon(n, _swatch(str(self.box.itemData(n))))


def _swatch(colour: str) -> QIcon:
    """Give a small picture of a group's colour: its ground with a rim in the colour of its text."""
    ground, text = look.group_colour(colour)
    side = look.px(16)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as p:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(QColor(text), 2))
        p.setBrush(QColor(ground))
        p.drawRoundedRect(QRectF(1, 1, side - 2, side - 2), look.px(4), look.px(4))
    return QIcon(picture)


class DayEditor(Editor):
    """A day, typed as people write it."""

    def __init__(
        self,
        language: Callable[[], str],
        today: Callable[[], dt.date],
        field: DateField | None = None,
    ) -> None:
        self.day = field or DateField(language, today)
        super().__init__(self.day.line, self.day)
        self.day.typed.connect(self.typed)
        self.day.done.connect(self.done)

    def put(self, value: object) -> None:
        self.day.put(value if isinstance(value, dt.date) else None)

    def take(self) -> object:
        return self.day.take()

    def draft(self) -> object:
        return self.day.line.text()

    def resume(self, draft: object) -> None:
        self.day.type(str(draft))

    def hint(self, text: str) -> bool:
        self.day.line.setPlaceholderText(text)
        return True

    def describe(self, text: str) -> None:
        self.day.describe(text)


class AtOnceEditor(Editor):
    """A value that is chosen by a click, and stored by that."""

    def chosen(self) -> None:
        """Tell that somebody chose."""
        self.typed.emit()
        self.done.emit()

    def draft(self) -> object:
        return self.take()

    def resume(self, draft: object) -> None:
        self.put(draft)


class ChipsEditor(AtOnceEditor):
    """One of very few values, all of them in sight, stored at once."""

    def __init__(self, choices: Mapping[str, str], says: str) -> None:
        self.chips = Chips(choices, "", lambda _name: self.chosen(), says)
        for chip in self.chips.findChildren(QPushButton):
            chip.setAccessibleName(f"{says}: {chip.text()}")
        super().__init__(self.chips)

    def put(self, value: object) -> None:
        self.chips.choose(str(value))

    def take(self) -> object:
        return self.chips.chosen()


class TickEditor(AtOnceEditor):
    """Yes or no, stored at once."""

    def __init__(self) -> None:
        self.box = QCheckBox()
        super().__init__(self.box)
        self.box.clicked.connect(lambda _on: self.chosen())

    def put(self, value: object) -> None:
        self.box.setChecked(bool(value))

    def take(self) -> object:
        return self.box.isChecked()


def editor(
    name: str,
    described: Described,
    *,
    language: Callable[[], str],
    today: Callable[[], dt.date],
    used: Callable[[], Sequence[str]],
) -> Editor:
    """Make the editor that suits a field."""
    field = described.field
    if field.choices is not None:
        kind = ColourEditor if name == "colour" else ChoiceEditor
        return kind(field.choices, optional=described.optional)
    if described.type is dt.date:
        return DayEditor(language, today)
    if described.type is bool:
        return TickEditor()
    if described.type is int:
        return NumberEditor()
    if field.lines > 1:
        return TextEditor(field.lines)
    return SuggestEditor(used) if field.suggest else LineEditor()
