"""One award or thanks: what it says, who may hear of it, who signs, its paper, and giving it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from allydesk import awarding, dates
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.awards import award as awards
from allydesk.models.awards import nomination, public, signatory
from allydesk.models.awards.recipient import AGREED, Recipient, To
from allydesk.models.base import put
from allydesk.ui.awards import prints
from allydesk.ui.awards.forms import AwardForm, ThanksForm
from allydesk.ui.awards.head import Head
from allydesk.ui.awards.keys import Kind, key
from allydesk.ui.awards.reading.giving import Signers
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Card, Chips, button, clear, flow, label, row


class AwardPage(Page):
    """What was given, to whom."""

    def __init__(self, desk: Desk, delete: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self.id: int | None = None
        self.row: awards.Row | None = None
        self.forms = {"award": AwardForm(desk), "thanks": ThanksForm(desk)}
        self.public = _Public(desk)
        self.signing = _Signing(desk)
        self._back = _Back(self._returned)
        self.head = Head(
            [
                Action(_("It was returned…"), self._back.begin, "rotate-ccw"),
                Action(_("Take it back"), delete, "trash-2", "Del"),
            ]
        )
        self._answered = QVBoxLayout()
        self.answered = Card(_("For these nominations"))
        self.answered.add(self._answered)
        self.add(
            self.head, self._buttons(), self._back, self.public, *self.forms.values(),
            self.signing, self.answered,
        )  # fmt: skip
        self.end()

    def _buttons(self) -> QWidget:
        self.print_button = button(
            Action(_("Print certificate"), self.print_certificate, "printer"), "primary"
        )
        self.card_button = button(Action(_("Print thank-you card"), self.print_card, "heart"))
        return flow(self.print_button, self.card_button)

    def load(self, id: int) -> None:
        if id != self.id:
            self.flush()
            self._back.hide()
            self.verticalScrollBar().setValue(0)
        self.id = id
        self.refresh()

    def flush(self) -> None:
        for form in self.forms.values():
            form.flush()

    def first(self) -> QWidget:
        if self.print_button.isVisible():
            return self.print_button
        return self.card_button if self.card_button.isVisible() else self.public

    def refresh(self) -> None:
        found = self.desk.store.read(awards.rows, [self.id]) if self.id else []
        self.row = one = found[0] if found else None
        if one is None:
            return
        language = self.desk.store.read(organisation.language)
        number = _("No. {number}").format(number=one.number) if one.number else ""
        day = dates.short(one.given_on, language, self.desk.today())
        self.head.say(one.for_whom, one.title or awards.KINDS[one.kind], number, day, one.event)
        self._say_more(one, language)
        formal = one.kind == "award"
        self.print_button.setVisible(formal and prints.there(prints.CERTIFICATE))
        self.card_button.setVisible(prints.there(prints.CARD))
        for name, form in self.forms.items():
            form.setVisible(name == one.kind)
        if not self.forms[one.kind].shows(one.id):
            self.forms[one.kind].load(one.id)
        self.public.show_award(one)
        self.signing.show_award(one)
        self._show_answered(one)

    def _say_more(self, one: awards.Row, language: str) -> None:
        """Say from whom it is, whether it was printed, and who has left since."""
        back = one.returned_on and dates.medium(one.returned_on, language)
        tags = [(_("Returned {day}").format(day=back), "attention")] if back else []
        said = ""
        if one.printed_on:
            said = _("Printed {day}").format(day=dates.medium(one.printed_on, language))
            if one.reprints:
                again = ngettext("printed again {n} time", "printed again {n} times", one.reprints)
                said += " · " + again.format(n=one.reprints)
        elif one.kind == "award":
            said = _("Not printed yet")
        sender = _("From {name}").format(name=one.from_name) if one.from_name else ""
        left = [t.name for t in one.to if t.left and t.left <= self.desk.today()]
        gone = _("{names}: works here no more").format(names=", ".join(left)) if left else ""
        self.head.show_tags(*tags, beside=" · ".join(filter(None, [sender, said, gone])))

    def _show_answered(self, one: awards.Row) -> None:
        clear(self._answered)
        found = self.desk.store.read(nomination.of_award, one.id)
        self.answered.setVisible(bool(found))
        for each in found:
            go = Action(_("Open"), partial(self.desk.go, "awards", key(Kind.NOMINATION, each.id)))
            made = button(go, "quiet")
            made.setAccessibleName(_("Open: {text}").format(text=each.citation[:60]))
            self._answered.addWidget(row(label(_("“{text}”").format(text=each.citation)), made))

    def print_certificate(self) -> None:
        if self.row is not None and self.row.kind == "award":
            prints.certificates(self.desk, self, [self.row.id])

    def print_card(self) -> None:
        if self.row is not None:
            prints.cards(self.desk, self, [self.row.id])

    def _returned(self, why: str) -> None:
        if self.row is not None:
            awarding.give_back(self.desk.store, self.row.id, self.desk.today(), why)
            self.desk.say(_("It is noted as returned. Its number stays used."), undo=True)


class _Public(Card):
    """What each of them answered about public thanks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Public thanks"))
        self.desk = desk
        self._award = 0
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(8))
        hint = _("Only people who agreed appear on the wall, in an agenda or in a shout-out.")
        self.part = label(
            _(
                "Not everyone agreed. Others hear only the names of those who did, and the day."
                " What it was for could point to the rest."
            )
        )
        self.add(label(hint, "muted"), self._rows, self.part)
        self._shown: tuple[To, ...] | None = None

    def show_award(self, one: awards.Row) -> None:
        self.setVisible(bool(one.to))
        self.part.setVisible((shown := public.told(one)) is not None and shown != one)
        if (one.id, one.to) == (self._award, self._shown):
            return  # the chip that was just clicked keeps the keyboard
        self._award, self._shown = one.id, one.to
        clear(self._rows)
        for each in one.to:
            says = _("Public thanks: {name}").format(name=each.name)
            chips = Chips(AGREED, each.public_thanks, partial(self._answer, each), says)
            for made in chips.findChildren(QPushButton):
                made.setAccessibleName(f"{each.name}: {made.text()}")
            self._rows.addWidget(label(each.name, "strong"))
            self._rows.addWidget(chips)

    def _answer(self, each: To, answer: str) -> None:
        assert self._shown is not None
        self._shown = tuple(
            t._replace(public_thanks=answer) if t.id == each.id else t for t in self._shown
        )
        said = _("{name}: {answer}.").format(name=each.name, answer=AGREED[answer])
        step = _("Note an answer about public thanks")
        self.desk.do(said, step, put, Recipient, each.id, {"public_thanks": answer})


class _Signing(Card):
    """Who signs one award."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Who signs"))
        self.desk = desk
        self._award = 0
        self.signers = Signers(desk)
        self.signers.changed.connect(self._store)
        self.add(self.signers)

    def show_award(self, one: awards.Row) -> None:
        self.setVisible(one.kind == "award")
        stored = self.desk.store.read(signatory.of_awards, [one.id])[one.id]
        chosen = tuple(r.id for r in stored)
        if one.id != self._award or self.signers.chosen() != chosen:
            self.signers.put(chosen)
        self._award = one.id

    def _store(self) -> None:
        self.desk.do(
            _("Who signs is stored."), _("Change who signs"), signatory.sign, self._award,
            list(self.signers.chosen()),
        )  # fmt: skip


class _Back(Card):
    """An award that somebody gave back: why, in a few words."""

    def __init__(self, note: Callable[[str], object]) -> None:
        super().__init__(_("It was returned"))
        self._note = note
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Why it was returned"))
        self.line.setPlaceholderText(_("Why, if they said so. Only you see it."))
        self.line.returnPressed.connect(self.done)
        self.add(
            label(_("It stays in the register, and leaves the wall and the figures."), "muted"),
            self.line,
            flow(
                button(Action(_("Note as returned"), self.done)),
                button(Action(_("Leave it"), self.hide)),
            ),
        )
        self.hide()

    def begin(self) -> None:
        self.line.clear()
        self.show()
        self.line.setFocus()

    def done(self) -> None:
        self._note(self.line.text())
        self.hide()
