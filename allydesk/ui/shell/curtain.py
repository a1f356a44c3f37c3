"""Hide names: a calm page over everything, when somebody looks over the shoulder."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from allydesk.language import _
from allydesk.ui.kit import icons, keyboard, look, widgets

_SIGNS_OF_LIFE = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
)
_ALONE = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class Curtain(QWidget):
    """Covers a window until any key or click; what lies below it hears nothing."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None  # what had the keyboard
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setSpacing(look.px(12))
        column.addStretch(1)
        says = [_("Names are hidden"), _("Press any key to show them again.")]
        honest = _("This hides the screen. It does not encrypt the file.")
        self._picture = widgets.picture("eye-off", "primary", 48)
        for part in (
            self._picture,
            widgets.label(says[0], "h1"),
            widgets.label(says[1], "body"),
            widgets.label(honest, "muted"),
        ):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addStretch(1)
        self.setAccessibleName(" ".join([says[0] + ".", says[1], honest]))

    def draw(self) -> None:
        """Cover the window now."""
        self._before = keyboard.focused()
        self._picture.setPixmap(icons.pixmap("eye-off", "primary", 48))  # in the colours of now
        self._cover(covered=True)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def _cover(self, *, covered: bool) -> None:
        self._window.menuBar().setEnabled(not covered)
        if (inside := self._window.centralWidget()) is not None:
            inside.setEnabled(not covered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ALONE:
            self._lift()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._lift()

    def _lift(self) -> None:
        self.hide()
        self._cover(covered=False)
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        elif (inside := self._window.centralWidget()) is not None:
            keyboard.start_in(inside)


class Idle(QObject):
    """Calls somebody when nothing was typed or moved for some minutes; 0 minutes is never."""

    def __init__(self, app: QApplication, run: Callable[[], object]) -> None:
        super().__init__(app)
        self._app = app
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(run)

    def after(self, minutes: int) -> None:
        self._timer.stop()
        self._app.removeEventFilter(self)
        if minutes:
            self._app.installEventFilter(self)
            self._timer.start(minutes * 60_000)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._timer.start()
        return False
