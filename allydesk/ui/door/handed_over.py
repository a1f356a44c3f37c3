"""A screen that is handed over: one person after another answers, and the PIN leads back to the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QClipboard, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from allydesk.language import _
from allydesk.ui.desk import Action, Desk
from allydesk.ui.door.asking import EndPage, Step, Thanks
from allydesk.ui.door.cards import tall
from allydesk.ui.door.full import FullWindow
from allydesk.ui.door.guard import Guard
from allydesk.ui.door.idle import Idle
from allydesk.ui.door.leaving import AskPin, Tries
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, label, row
from allydesk.ui.say import announce


class HandedOver(FullWindow):
    """What surrounds the questions. A subclass gives first_page(), forget() and, if need be, note()."""

    def __init__(self, desk: Desk, over: QWidget, title: str) -> None:
        super().__init__(over, title)
        self.desk = desk
        self._tries = Tries("")
        self._again: Callable[[], object] = self.welcome  # shows what the PIN page covers
        self.idle = Idle(self, self.welcome)
        self.guard = Guard(self, self.idle.alive, self.ask_pin)
        self.thanked = QTimer(self, singleShot=True, interval=desk.settings.thanks * 1000)
        self.thanked.timeout.connect(self.welcome)
        self.corner = self._corner()
        self.whole.insertWidget(0, self.corner)
        self.corner.hide()

    def _corner(self) -> QWidget:
        self.hint = label("", "muted")
        say = partial(self.hint.setText, _("Hold for 3 seconds to leave"))
        self.host_button = tall(button(Action(_("Host"), say, "lock"), "quiet"))
        self.host_button.setAccessibleName(_("For the host: hold for 3 seconds"))
        self.host_button.pressed.connect(self.guard.hold.start)
        self.host_button.released.connect(self.guard.hold.stop)
        made = row(self.hint, self.host_button)
        m = look.px(16)
        made.setContentsMargins(m, m, m, 0)
        return made

    # What each kind of such a screen says

    def first_page(self) -> QWidget:
        """Give the page that waits for somebody."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop all that somebody said."""
        self.thanked.stop()
        self.hint.clear()
        clipboard = look.app().clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def note(self) -> None:
        """Note what stands on the page, before something else is shown."""
        page = self.page()
        if isinstance(page, Step):
            page.note()

    # The host

    def take_over(self, kept: str) -> None:
        """Turn the screen over; from here on it is left by the PIN alone. kept is as pin.keep gives it."""
        self._tries = Tries(kept)
        self.guarded = True
        self.guard.begin()
        self.corner.show()
        self.showFullScreen()
        self.welcome()

    def ask_pin(self) -> None:
        """Ask for the PIN; whoever was answering can go on where they were."""
        self.guard.hold.stop()
        self.note()
        self.show_page(AskPin(self._tries, self.take_back, self._again))

    def take_back(self) -> None:
        """Give the desk back to its host; what was not handed in is gone."""
        self.forget()
        self.idle.stop()
        self.guard.end()
        self.guarded = False
        self.accept()

    # Somebody answers

    def welcome(self) -> None:
        """Wait for the next person, with nothing left of the one before."""
        self.forget()
        self.idle.stop()
        self.show_page(self.first_page(), self.welcome)

    def show_page(self, page: QWidget, again: Callable[[], object] | None = None) -> None:
        """Show a page; again() shows it once more after the PIN was asked for."""
        if again is not None:
            self._again = again
        self.open_page(page)
        self.idle.raise_()

    def thank(self, words: str) -> None:
        """Say thanks for some seconds, then wait for the next person."""
        self.idle.stop()
        self.show_page(Thanks(words, self.welcome), self.welcome)
        announce(self.page(), words, now=True)
        self.thanked.start()

    def say_wrong(self, words: str) -> None:
        """Say on the page what has to be put right."""
        page = self.page()
        if isinstance(page, Step | EndPage):
            page.say(words)
            announce(page, words, now=True)

    # What surrounds it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.idle.setGeometry(self.rect())

    def changeEvent(self, event: QEvent) -> None:
        """Come back to the front and to full size, whatever took that away."""
        super().changeEvent(event)
        kinds = (QEvent.Type.WindowStateChange, QEvent.Type.ActivationChange)
        if event.type() in kinds and self.guarded and self.isVisible():
            QTimer.singleShot(0, self, self._come_back)

    def _come_back(self) -> None:
        if not self.guarded:
            return
        if self.isMinimized() or not self.isFullScreen():
            self.showFullScreen()
        if not self.isActiveWindow():
            self.raise_()
            self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.guarded and look.app().isSavingSession():
            self.guard.end()
            self.guarded = False  # the computer is shut down: nothing may hold that up
        super().closeEvent(event)
