"""The ring around what has the keyboard, drawn over everything so that no button hides it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from allydesk.ui import look

GAP = 2  # pixels between a widget and its ring
WIDTH = 2
_WRITTEN_IN = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)  # these always show it
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Ring(QWidget):
    """One per window; it lies over everything, lets the mouse through and says nothing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(look.colours().focus), WIDTH))
            inner = self.rect().adjusted(1, 1, -1, -1)
            radius = min(look.RADIUS * look.text_px() / look.BASE + GAP, inner.height() / 2)
            painter.drawRoundedRect(inner, radius, radius)


class Follower(QObject):
    """Watches where the keyboard is in the whole application and puts the ring there."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._chain: list[QWidget] = []
        self._rings: dict[QWidget, Ring] = {}
        app.focusChanged.connect(self._changed)
        app.installEventFilter(self)
        self._reason = Qt.FocusReason.NoFocusReason

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusAboutToChange and isinstance(event, QFocusEvent):
            return False
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            if watched is self._target:
                self._show_for(event.reason())
        elif kind in _MOVES and watched in self._chain:
            self._place()
        return False

    def _changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for ring in self._rings.values():
            ring.hide()
        self._target = new
        self._chain = []
        while new is not None:
            self._chain.append(new)
            if new.isWindow():
                break
            new = new.parentWidget()

    def _show_for(self, reason: Qt.FocusReason) -> None:
        by_hand = isinstance(self._target, _WRITTEN_IN) or reason in _BY_KEYBOARD
        if by_hand or reason == Qt.FocusReason.ActiveWindowFocusReason:
            self._place()

    def ring(self, window: QWidget) -> Ring:
        """Give the ring of a window, making it when it is first needed."""
        if window not in self._rings:
            self._rings[window] = Ring(window)
            window.destroyed.connect(lambda: self._rings.pop(window, None))
        return self._rings[window]

    def _place(self) -> None:
        target = self._target
        if target is None or target.window().windowType() == Qt.WindowType.Popup:
            return
        window = target.window()
        ring = self.ring(window)
        seen = target.visibleRegion().boundingRect()  # less what a scrolled page hides
        if target.isWindow() or seen.isEmpty():
            ring.hide()
            return
        room = GAP + WIDTH
        area = QRect(target.mapTo(window, QPoint(0, 0)) + seen.topLeft(), seen.size())
        ring.setGeometry(area.adjusted(-room, -room, room, room))
        ring.raise_()
        ring.show()
