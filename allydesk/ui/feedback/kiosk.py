"""The kiosk: the laptop is handed over, and people say what they want to say, unseen and unnamed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QClipboard, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.listening import kiosk as handing_in
from allydesk.models.feedback import pulse, rules
from allydesk.ui.desk import Action, Desk
from allydesk.ui.door.cards import tall
from allydesk.ui.door.full import FullWindow
from allydesk.ui.door.leaving import AskPin, Tries
from allydesk.ui.feedback import kiosk_pages as pages
from allydesk.ui.feedback.kiosk_before import Before
from allydesk.ui.feedback.kiosk_guard import Guard
from allydesk.ui.feedback.kiosk_idle import Idle
from allydesk.ui.feedback.kiosk_script import Asked, Said, page_of, questions, submission
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, label, row
from allydesk.ui.say import announce

TOLD = ("feedback_note", "feedback_wave")


def open(desk: Desk, over: QWidget, wave: int | None = None) -> KioskWindow:
    """Ask what the kiosk shall ask, with an open round of questions chosen if one is given."""
    made = KioskWindow(desk, over, wave)
    made.begin()
    return made


class KioskWindow(FullWindow):
    """One page after the other, for one person after the other; the PIN leads back to the desk."""

    def __init__(self, desk: Desk, over: QWidget, wave: int | None = None) -> None:
        super().__init__(over, _("Feedback"))
        self.desk = desk
        self.said = Said()
        self._asked, self._title, self._at = Asked(None, note=True), "", 0
        self._tries = Tries("")
        self._again: Callable[[], object] = self.welcome  # shows what the PIN page covers
        self.idle = Idle(self, self.welcome)
        self.guard = Guard(self, self.idle.alive, self.ask_pin)
        self.thanked = QTimer(self, singleShot=True, interval=desk.settings.thanks * 1000)
        self.thanked.timeout.connect(self.welcome)
        self.corner = self._corner()
        self.whole.insertWidget(0, self.corner)
        self.corner.hide()
        open_ones = [one for one in desk.store.read(pulse.waves) if not one.closed]
        self.open_page(Before(desk, open_ones, wave, self.hand_over, self.reject))

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

    # The host

    def hand_over(self, kept: str, title: str, asked: Asked) -> None:
        """Turn the screen over; from here on it is left by the PIN alone."""
        self._tries, self._title, self._asked = Tries(kept), title, asked
        self.guarded = True
        self.guard.begin()
        self.corner.show()
        self.showFullScreen()
        self.welcome()

    def ask_pin(self) -> None:
        """Ask for the PIN; whoever was answering can go on where they were."""
        self.guard.hold.stop()
        self._note()
        self._show(AskPin(self._tries, self.take_back, self._again))

    def take_back(self) -> None:
        """Give the desk back to its host; what was not handed in is gone."""
        self._forget()
        self.idle.stop()
        self.guard.end()
        self.guarded = False
        self.accept()

    # Somebody answers

    def welcome(self) -> None:
        """Wait for the next person, with nothing left of the one before."""
        self._forget()
        self.idle.stop()
        self._again = self.welcome
        self._show(pages.Welcome(self._title, self._begin))

    def _begin(self) -> None:
        self._forget()
        self.idle.watch()
        self._ask(0)

    def _forget(self) -> None:
        self.thanked.stop()
        self.said = Said()
        self._at = 0
        self.hint.clear()
        clipboard = look.app().clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def _show(self, page: QWidget) -> None:
        self.open_page(page)
        self.idle.raise_()

    def _note(self) -> None:
        page = self.page()
        if isinstance(page, pages.QuestionPage):
            page.note()

    def _ask(self, at: int) -> None:
        """Show a question, or the end after the last one."""
        listed = questions(self._asked, self.said)
        self._at = min(at, len(listed))
        self._again = partial(self._ask, self._at)
        if at >= len(listed):
            self._end()
            return
        one = listed[at]
        kind = pages.ChoicePage if one.kind == "choice" else pages.LinesPage
        self._show(
            kind(
                one, self.said.answers.get(one.name, ""), answer=partial(self.said.put, one.name),
                go_on=partial(self._ask, at + 1), back=partial(self._back, at - 1) if at else None,
            )
        )  # fmt: skip

    def _back(self, at: int) -> None:
        self._note()
        self._ask(at)

    def _end(self) -> None:
        words = " ".join(self.said.answers.values())
        advice = self.desk.store.read(rules.advice, words) if words else None
        own = self.desk.store.read(rules.now).procedure
        self._show(
            pages.EndPage(
                anything=submission(self._asked, self.said) is not None,
                procedure=own if advice and own else "",
                hand_in=self.hand_in, back=partial(self._ask, self._at - 1), clear=self._ask_clear,
            )
        )  # fmt: skip

    def _ask_clear(self) -> None:
        if not self.said.answers:
            self.welcome()
            return
        self._show(pages.ClearPage(self.welcome, partial(self._ask, self._at)))

    def hand_in(self) -> None:
        """Store all of it or nothing, and only then say so."""
        given = submission(self._asked, self.said)
        if given is None:
            return
        try:
            code = self.desk.store.quietly(TOLD, handing_in.hand_in, given, self.desk.today())
        except Invalid as wrong:
            self._put_right(wrong)
            return
        except Problem as problem:
            self._say(str(problem))
            return
        self._forget()
        if code is None:
            self._thank()
        else:
            self._show_receipt(code, again=False)

    def _put_right(self, wrong: Invalid) -> None:
        """Go to the page that something is amiss with, everything kept, and say what."""
        field, words = next(iter(wrong.fields.items()))
        names = [one.name for one in questions(self._asked, self.said)]
        if page_of(field) in names:
            self._ask(names.index(page_of(field)))
        self._say(words)

    def _say(self, words: str) -> None:
        page = self.page()
        if isinstance(page, pages.QuestionPage | pages.EndPage):
            page.say(words)
            announce(page, words, now=True)

    def _show_receipt(self, code: str, *, again: bool) -> None:
        self._again = partial(self._show_receipt, code, again=again)
        go_on = self._thank if again else partial(self._show_receipt, code, again=True)
        self._show(pages.ReceiptPage(code, again=again, go_on=go_on))

    def _thank(self) -> None:
        self.idle.stop()
        self._again = self.welcome
        self._show(pages.Thanks(self.welcome))
        announce(self.page(), _("Thank you. It is handed in."), now=True)
        self.thanked.start()

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
