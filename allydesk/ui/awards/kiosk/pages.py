"""The pages on which somebody is put forward: whom, and what it shows; what is asked in words is shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from allydesk.check_in import Guest
from allydesk.language import _
from allydesk.models.awards import behaviour
from allydesk.text import clean, fold
from allydesk.ui.awards.kiosk.said import Whom
from allydesk.ui.desk import Action
from allydesk.ui.door.asking import Step, big, body
from allydesk.ui.door.cards import Cards, size
from allydesk.ui.kit import look
from allydesk.ui.kit.flow import Flow
from allydesk.ui.kit.widgets import clear, flow, retone
from allydesk.ui.say import announce

LETTERS = 2  # so many before anybody is listed
MOST = 4
_ROOM = 200  # characters of a name, as nominee.Nominee has
_SHOWN = 30  # of what was typed, on a button


class WhomPage(Step):
    """A line to type a name in, at most four people below it, and whoever was chosen.

    Nobody is listed before some letters are typed. With several, more than one can be chosen, and
    a team; else the one who is chosen takes the place of the one before.
    """

    def __init__(
        self,
        words: str,
        hint: str,
        whom: Whom,
        find: Callable[[str, int], Sequence[Guest]],
        *,
        several: bool,
        **does: Any,
    ) -> None:
        super().__init__(words, optional=not several, **does)
        self.whom, self._find, self._several = whom, find, several
        self.box = QLineEdit()
        self.box.setFont(size(1.9))
        self.box.setMinimumHeight(look.px(64))
        self.box.setMaxLength(_ROOM)
        self.box.setAccessibleName(words)
        self.box.setPlaceholderText(_("Type a name"))
        self.box.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.box.setDragEnabled(False)
        self.box.textEdited.connect(self.look)
        self.box.installEventFilter(self)
        self.cards = Cards(self.choose, MOST, tells=False)
        self.other = big(Action("", self.choose_other))
        self.team = big(Action("", self.choose_team))
        self.chosen = QWidget()
        self._flow = Flow(self.chosen, look.px(8))
        self.add(body(hint), self.box, self.cards, flow(self.other, self.team), self.chosen,
                 self.wrong)  # fmt: skip
        self.look()
        self._show()

    def first(self) -> QWidget:
        return self.box

    # Finding

    def _typed(self) -> str:
        return clean(self.box.text())

    def look(self) -> None:
        """List who is meant, but nobody before enough letters are typed."""
        typed = self._typed()
        enough = len(fold(typed).replace(" ", "")) >= LETTERS
        found = self._find(typed, MOST) if enough else []
        self.cards.put(_told_apart([g for g in found if g.person_id not in self.whom.people]))
        self.cards.setVisible(self.cards.chosen() is not None)
        short = typed if len(typed) <= _SHOWN else typed[: _SHOWN - 1] + "…"
        for made, says, may in (
            (self.other, _("Somebody else: “{name}”"), enough),
            (self.team, _("A team: “{name}”"), enough and self._several),
        ):
            made.setText(says.format(name=short).replace("&", "&&"))
            made.setVisible(may)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter take the one who is marked, and the arrows mark another."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            if key in steps:
                self.cards.step(steps[key])
                self._say_marked()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        marked = self.cards.chosen()
        if marked is not None:
            self.choose(marked)
        elif self._typed():
            self.say(_("Nobody here is called that. Choose one of the buttons below."))
            announce(self, self.wrong.text(), now=True)
        else:
            self.keep()

    def _say_marked(self) -> None:
        if (marked := self.cards.chosen()) is not None:
            announce(self.box, marked.name, now=True)

    # Choosing

    def choose(self, guest: Guest) -> None:
        """Take somebody who was found."""
        if guest.person_id is None:
            return
        self._make_room()
        self.whom.people[guest.person_id] = guest.name
        self._chosen(guest.name)

    def choose_other(self) -> None:
        """Take the name as it stands, of somebody who is not found."""
        name = self._typed()
        self._make_room()
        if name not in self.whom.written:
            self.whom.written.append(name)
        self._chosen(name)

    def choose_team(self) -> None:
        """Take what stands there as the name of a team."""
        self.whom.team = self._typed()
        self._chosen(self.whom.team)

    def _make_room(self) -> None:
        if not self._several:
            self.whom.people.clear()
            self.whom.written.clear()

    def _chosen(self, name: str) -> None:
        self.wrong.hide()
        self.box.clear()
        self.look()
        self._show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.box, _("{name} is chosen.").format(name=name), now=True)

    def _show(self) -> None:
        clear(self._flow)
        whom = self.whom
        chips: list[tuple[str, Callable[[], object]]] = []
        if whom.team:
            chips.append((whom.team, partial(setattr, whom, "team", None)))
        chips += [(name, partial(whom.people.pop, id)) for id, name in whom.people.items()]
        chips += [(name, partial(whom.written.remove, name)) for name in whom.written]
        for name, drop in chips:
            made = big(Action(name, partial(self._take_off, drop), "x"))
            made.setAccessibleName(_("Take {name} off").format(name=name))
            self._flow.addWidget(made)
        self.chosen.setVisible(bool(whom))

    def _take_off(self, drop: Callable[[], object]) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)  # before the button that has it goes
        drop()
        self._show()
        self.look()

    def skip(self) -> None:
        self._make_room()
        super().skip()

    def complaint(self) -> str | None:
        if self._typed():
            return _("Choose somebody below, or clear the line.")
        if self._several and not self.whom:
            return _("Say who is to be thanked: a person, a name or a team.")
        return None


def _told_apart(guests: Sequence[Guest]) -> list[Guest]:
    """Give people with their team only where two have the same name."""
    names = [fold(g.name) for g in guests]
    return [
        g if names.count(name) > 1 else g._replace(team=None)
        for g, name in zip(guests, names, strict=True)
    ]


class BehavioursPage(Step):
    """What it shows, several at once, by a touch or by their number."""

    def __init__(
        self,
        words: str,
        offered: Mapping[str, str],
        before: Sequence[str],
        answer: Callable[[tuple[str, ...]], object],
        **does: Any,
    ) -> None:
        super().__init__(words, **does)
        self._answer = answer
        self._names = dict(offered)
        self.taken = [name for name in before if name in offered]
        self.boxes: dict[str, QPushButton] = {}
        self.add(body(_("Choose as many as fit.")))
        for name in offered:
            made = big(Action("", partial(self.turn, name)))
            made.setCheckable(True)
            self.boxes[name] = made
            self._show(name)
            self.add(made)
        self.add(self.wrong)

    def turn(self, name: str) -> None:
        """Choose one, or choose it no more."""
        if name in self.taken:
            self.taken.remove(name)
        else:
            self.taken.append(name)
        self._show(name)

    def _show(self, name: str) -> None:
        made, number = self.boxes[name], list(self._names).index(name) + 1
        taken = name in self.taken
        words = f"{number}   {self._names[name]}"
        if meaning := behaviour.MEANINGS.get(name):
            words += f"\n{meaning}"
        made.setText((f"✓ {words}" if taken else words).replace("&", "&&"))
        made.setAccessibleName(self._names[name])
        made.setAccessibleDescription(behaviour.MEANINGS.get(name, ""))
        made.setChecked(taken)
        retone(made, kind="primary" if taken else "step")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        n = int(event.text()) if event.text() in set("123456789") - {""} else 0
        if 1 <= n <= len(self.boxes) and not event.isAutoRepeat():
            self.turn(list(self._names)[n - 1])
        elif event.key() == Qt.Key.Key_Down and self.boxes:
            next(iter(self.boxes.values())).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def note(self) -> None:
        self._answer(tuple(self.taken))

    def skip(self) -> None:
        self._answer(())
        super().skip()

    def complaint(self) -> str | None:
        return behaviour.problem(behaviour.joined(self.taken) or "")
