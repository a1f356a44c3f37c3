"""The kiosk: the laptop is handed over, and people say what they want to say, unseen and unnamed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.listening import kiosk as handing_in
from allydesk.models.feedback import pulse, rules
from allydesk.ui.desk import Action, Desk
from allydesk.ui.door.asking import ChoicePage, EndPage, LinesPage, Step, Welcome, body
from allydesk.ui.door.one_by_one import OneByOne, Ways
from allydesk.ui.feedback.kiosk_before import Before
from allydesk.ui.feedback.kiosk_pages import ReceiptPage
from allydesk.ui.feedback.kiosk_script import Asked, Said, page_of, questions, submission
from allydesk.ui.kit.widgets import notice

TOLD = ("feedback_note", "feedback_wave")


def open(desk: Desk, over: QWidget, wave: int | None = None) -> KioskWindow:
    """Ask what the kiosk shall ask, with an open round of questions chosen if one is given."""
    made = KioskWindow(desk, over, wave)
    made.begin()
    return made


class KioskWindow(OneByOne):
    """One page after the other, for one person after the other."""

    def __init__(self, desk: Desk, over: QWidget, wave: int | None = None) -> None:
        super().__init__(desk, over, _("Feedback"))
        self.said = Said()
        self._asked, self._title = Asked(None, note=True), ""
        open_ones = [one for one in desk.store.read(pulse.waves) if not one.closed]
        self.open_page(Before(desk, open_ones, wave, self.hand_over, self.reject))

    def hand_over(self, kept: str, title: str, asked: Asked) -> None:
        """Turn the screen over, to be asked so and no more."""
        self._title, self._asked = title, asked
        self.take_over(kept)

    def first_page(self) -> QWidget:
        says = _(
            "No name, no day and no time are stored with what you say. It cannot come back"
            " to you. You can leave out any question."
        )
        return Welcome(self._title, says, self._begin)

    def forget(self) -> None:
        super().forget()
        self.said = Said()

    def _begin(self) -> None:
        self.forget()
        self.idle.watch()
        self.ask(0)

    def names(self) -> list[str]:
        return [one.name for one in questions(self._asked, self.said)]

    def made(self, name: str, ways: Ways) -> Step:
        one = next(one for one in questions(self._asked, self.said) if one.name == name)
        kind = ChoicePage if one.kind == "choice" else LinesPage
        before = self.said.answers.get(name, "")
        return kind(one, before, answer=partial(self.said.put, name), **ways)

    def end(self) -> EndPage:
        words = " ".join(self.said.answers.values())
        advice = self.desk.store.read(rules.advice, words) if words else None
        own = self.desk.store.read(rules.now).procedure
        question, said = (
            _("Nothing is answered yet"),
            _("Go back to answer a question, or clear to leave."),
        )
        hand_in = None
        if submission(self._asked, self.said) is not None:
            question = _("Hand it in?")
            said = _("Nobody has seen it yet. What is handed in cannot be taken back here.")
            hand_in = Action(_("Hand in"), self.hand_in, "check")
        parts: list[QWidget] = [body(said)]
        if advice and own:
            parts.append(notice(own))
        return EndPage(question, *parts, hand_in=hand_in, back=self.before, clear=self.ask_clear)

    def ask_clear(self) -> None:
        if self.said.answers:
            super().ask_clear()
        else:
            self.welcome()

    def hand_in(self) -> None:
        """Store all of it or nothing, and only then say so."""
        given = submission(self._asked, self.said)
        if given is None:
            return
        try:
            code = self.desk.store.quietly(TOLD, handing_in.hand_in, given, self.desk.today())
        except Invalid as wrong:
            self.put_right(wrong, page_of)
            return
        except Problem as problem:
            self.say_wrong(str(problem))
            return
        self.forget()
        if code is None:
            self._thank()
        else:
            self._show_receipt(code, again=False)

    def _show_receipt(self, code: str, *, again: bool) -> None:
        go_on = self._thank if again else partial(self._show_receipt, code, again=True)
        page = ReceiptPage(code, again=again, go_on=go_on)
        self.show_page(page, partial(self._show_receipt, code, again=again))

    def _thank(self) -> None:
        self.thank(_("Thank you. It is handed in."))
