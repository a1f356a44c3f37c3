"""Take nominations here: the laptop is handed over, and people put colleagues forward one by one."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QWidget

from allydesk import awarding
from allydesk.check_in import Colleagues
from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.models.awards import behaviour
from allydesk.models.awards import round as rounds
from allydesk.models.awards.nomination import Nomination
from allydesk.models.base import complaint, fields
from allydesk.text import clean
from allydesk.ui.awards.kiosk.pages import BehavioursPage, WhomPage
from allydesk.ui.awards.kiosk.said import Asked, Said, award_of, pages, values
from allydesk.ui.desk import Action, Desk
from allydesk.ui.door.asking import (
    ChoicePage,
    EndPage,
    LinesPage,
    Question,
    Step,
    Welcome,
    body,
)
from allydesk.ui.door.before import BeforeHandedOver
from allydesk.ui.door.one_by_one import OneByOne, Ways

_PAGES = {"citation": "text", "behaviours": "behaviours", "team_name": "whom", "nominees": "whom",
          "written_name": "whom", "nominator_words": "sender"}  # fmt: skip


def open(desk: Desk, over: QWidget, round_id: int | None = None) -> NominationsHere:
    """Take nominations at this screen, for one round or for whatever is open."""
    made = NominationsHere(desk, over, round_id)
    made.begin()
    return made


class NominationsHere(OneByOne):
    """Whom, what they did, what it shows, for which award, from whom: one page after the other."""

    def __init__(self, desk: Desk, over: QWidget, round_id: int | None = None) -> None:
        super().__init__(desk, over, _("Nominations"))
        self.said = Said()
        self._round, self._title = round_id, ""
        self._asked = Asked(round_id, ())
        self._offered: dict[str, str] = {}
        self._day: dt.date | None = None
        self.open_page(
            BeforeHandedOver(
                desk, _("People put colleagues forward here themselves"),
                _("Who should be thanked?"), [], self.hand_over, self.reject,
            )
        )  # fmt: skip

    def hand_over(self, kept: str, title: str) -> None:
        """Turn the screen over."""
        self._title = title
        self.take_over(kept)

    def first_page(self) -> QWidget:
        says = _(
            "Put a colleague or a team forward in one sentence. It is read by the people who give"
            " the awards. Your own name is up to you."
        )
        return Welcome(self._title, says, self._begin)

    def forget(self) -> None:
        super().forget()
        self.said = Said()

    def _begin(self) -> None:
        """Begin with who is here and what is open now: the screen may stand for days."""
        self.forget()
        store, today = self.desk.store, self.desk.today()
        self._asked = Asked(
            self._round, tuple(store.read(rounds.types_asked_for, today, self._round))
        )
        self._offered = store.read(behaviour.offered)
        if (
            self._day != today
        ):  # who works here changes with the day alone while nobody is at the desk
            self._day, self._colleagues = today, Colleagues(store, today)
        self.idle.watch()
        self.ask(0)

    # The pages

    def names(self) -> list[str]:
        return pages(self._asked, self.said)

    def made(self, name: str, ways: Ways) -> Step:
        match name:
            case "whom":
                return WhomPage(
                    _("Who should be thanked?"), _("You can name several people."), self.said.whom,
                    self._colleagues.search, several=True, **ways,
                )  # fmt: skip
            case "sender":
                return WhomPage(
                    _("Who are you?"), _("Leave it out if you would rather not say."),
                    self.said.sender, self._colleagues.search, several=False, **ways,
                )  # fmt: skip
            case "behaviours":
                return BehavioursPage(
                    _("What does it show?"), self._offered, self.said.behaviours,
                    partial(setattr, self.said, "behaviours"), **ways,
                )  # fmt: skip
        before, answer = getattr(self.said, name), partial(setattr, self.said, name)
        if name == "text":
            question = Question(name, "lines", _("What did they do?"), _("One sentence is enough."))
            return LinesPage(
                question, before, answer=answer, check=_citation_problem, optional=False, **ways
            )
        return ChoicePage(self._choice(name), before, answer=answer, **ways)

    def _choice(self, name: str) -> Question:
        if name == "award":
            types = tuple((str(one.id), one.name) for one in self._asked.types)
            return Question(name, "choice", _("For which award?"), choices=types)
        choices = (("yes", _("Yes")), ("no", _("No, only the committee may know")))
        return Question(name, "choice", _("May they be told that it was you?"), choices=choices)

    def end(self) -> EndPage:
        said = self.said
        award = award_of(self._asked, said)
        kinds = {one.id: one.name for one in self._asked.types}
        sender = ", ".join(said.sender.names()) or _("somebody who would rather not say")
        shown = [
            ", ".join(said.whom.names()), _("“{text}”").format(text=clean(said.text, lines=True)),
            " · ".join(self._offered.get(name, name) for name in said.behaviours),
            kinds.get(award, "") if award else "", _("From: {name}").format(name=sender),
        ]  # fmt: skip
        return EndPage(
            _("Send it?"), *(body(words) for words in shown if words),
            body(_("What is sent cannot be taken back here."), "muted"),
            hand_in=Action(_("Send"), self.hand_in, "check"),
            back=self.before, clear=self.ask_clear,
        )  # fmt: skip

    # Sending

    def hand_in(self) -> None:
        """Store it, and only then say so."""
        said, store, today = self.said, self.desk.store, self.desk.today()
        given = values(self._asked, said) | {"received_on": today}
        if self._round is not None and store.read(rounds.is_open, self._round, today):
            given["round_id"] = self._round
        try:
            awarding.add(store, given, list(said.whom.people), list(said.whom.written))
        except Invalid as wrong:
            self.put_right(wrong, lambda field: _PAGES.get(field, ""))
            return
        except Problem as problem:
            self.say_wrong(str(problem))
            return
        self.forget()
        self.thank(_("Thank you. It is sent."))


def _citation_problem(text: str) -> str | None:
    """Give the sentence that says what is wrong with what they wrote, by the rule of the record."""
    said = clean(text, lines=True)
    if not said:
        return _("Write one sentence: what did they do?")
    return complaint(fields(Nomination)["citation"], said)
