"""What speaks against a time, while it is typed: reasons, clear times nearby; it never forbids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.planning import clashes, slots, unknown
from allydesk.planning.clashes import SOME, WEIGHTS, Clash
from allydesk.planning.plan import Plan
from allydesk.planning.slots import Slot
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, clear, flow, label, picture, tag
from allydesk.ui.planning.words import TONES
from allydesk.ui.say import announce

MOST = 4  # reasons shown before "Show all"
_BESIDE = 280  # pixels at 100 % that a weight with words beside it wants


class ClashPanel(QFrame):
    """The reasons against one plan, the weightiest first, and the nearest three clear times.

    take(slot) is called for a time that was chosen; found holds what was shown last.
    """

    def __init__(self, desk: Desk, take: Callable[[Slot], object]) -> None:
        super().__init__()
        self._desk, self._take = desk, take
        self._plan: Plan | None = None
        self._all = False
        self.found: list[Clash] = []
        self.slots: list[Slot] = []
        self.unknown: list[str] = []
        self.setAccessibleName(_("What clashes with this time"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(6))
        self.hide()

    @property
    def heavy(self) -> bool:
        """Say whether something speaks against the time that is more than good to know."""
        return clashes.heaviest(self.found) >= SOME

    def ask(self, plan: Plan | None, *, again: bool = False) -> None:
        """Look for what speaks against a plan and show it; the same plan again is not looked at."""
        if plan == self._plan and not again:
            return
        self._plan, self._all = plan, self._all and again
        store = self._desk.store
        found = store.read(clashes.of, plan) if plan is not None else []
        worse = clashes.heaviest(found) > clashes.heaviest(self.found)
        self.found = found
        self.slots, self.unknown = [], []
        if plan is not None and plan.sound:
            self.unknown = store.read(unknown.of, plan.starts.date(), plan.ends.date())
        if plan is not None and self.heavy:
            self.slots = store.read(slots.free, plan, self._desk.today())
        self._show()
        if worse and self.heavy and self.isVisible():
            bring_up(self)
            announce(self, f"{WEIGHTS[clashes.heaviest(found)]}: {found[0].text}")

    def _show(self) -> None:
        focused = self.isAncestorOf(look.app().focusWidget() or self)
        clear(self._column)
        self.setVisible(self._plan is not None and self._plan.sound)
        if self._plan is None:
            return
        for text in self.unknown:
            self._column.addWidget(label(text, "muted"))
        if not self.found:
            if not self.unknown:  # else silence is no proof
                self._column.addWidget(_nothing())
            return
        shown = self.found if self._all else self.found[:MOST]
        for clash in shown:
            self._column.addWidget(_reason(clash))
        if len(shown) < len(self.found):
            n = len(self.found) - len(shown)
            words = ngettext("Show {n} more", "Show {n} more", n).format(n=n)
            self._column.addWidget(flow(button(Action(words, self._show_all), "quiet")))
        if self.heavy:
            self._column.addWidget(label(self._slot_words(), "muted"))
            if made := slot_buttons(self._desk, self.slots, self._plan, self._take):
                self._column.addWidget(flow(*made))
                if focused:
                    made[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _slot_words(self) -> str:
        if self.slots:
            return _("The nearest clear times:")
        return _("There is no clear time within eight weeks. You can schedule it anyway.")

    def _show_all(self) -> None:
        self._all = True
        self._show()


def bring_up(widget: QWidget) -> None:
    """Scroll the page so far that the reasons that were just shown are in sight."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if isinstance(around, QScrollArea):
        widget.ensurePolished()
        QTimer.singleShot(0, widget, partial(_show_whole, around, widget))


def _show_whole(around: QScrollArea, widget: QWidget) -> None:
    """Scroll to a widget that has just grown, but never away from what has the keyboard."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # else it has its old place
    around.ensureWidgetVisible(widget)
    focused = look.app().focusWidget()
    if focused is not None and around.isAncestorOf(focused):
        around.ensureWidgetVisible(focused)


class Why(QWidget):
    """A line for why on this day all the same; it goes on the planning sheet alone."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName("reason")
        self.line.setPlaceholderText(_("For the planning sheet alone. You can leave it empty."))
        head = label(_("Why this day"), "strong")
        head.setBuddy(self.line)
        self.line.setAccessibleName(head.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(head)
        column.addWidget(self.line)
        self.hide()

    def note(self) -> dict[str, object]:
        """Give the field of the event that holds the reason, if there is one."""
        words = "" if self.isHidden() else self.line.text().strip()
        return {"clash_note": words} if words else {}


def slot_buttons(
    desk: Desk, free: Sequence[Slot], plan: Plan, take: Callable[[Slot], object]
) -> list[QWidget]:
    """Make a button for each clear time."""
    made: list[QWidget] = []
    language = desk.store.read(organisation.language)
    for slot in free:
        day = dates.short(slot.starts, language, desk.today())
        words = day if plan.whole_day else f"{day} {dates.clock(slot.starts)}"
        one = button(Action(words, partial(take, slot)), "chip")
        one.setAccessibleName(_("Clear time: {when}").format(when=words))
        made.append(one)
    return made


class ClashLine(QWidget):
    """One reason on one line: how much it weighs in words, and what it is.

    Where there is hardly room for the words beside it, they stand below.
    """

    def __init__(self, clash: Clash) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(look.px(8))
        self._line.addWidget(tag(WEIGHTS[clash.weight], tone=TONES[clash.weight]))
        self._line.addWidget(label(clash.text), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < look.px(_BESIDE)
        self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._line.setSpacing(look.px(2 if narrow else 8))


def _nothing() -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(look.px(6))
    line.addWidget(picture("circle-check", "good", 16))
    line.addWidget(label(_("Nothing clashes with this time."), "muted"), 1)
    return made


def _reason(clash: Clash) -> QWidget:
    """Make one reason: how much it weighs in words, what it is, what to do about it."""
    made = QFrame()
    made.setObjectName("clash")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(2))
    head = flow(tag(WEIGHTS[clash.weight], tone=TONES[clash.weight]))
    column.addWidget(head)
    column.addWidget(label(clash.text))
    if clash.advice:
        column.addWidget(label(" ".join(clash.advice), "muted"))
    return made
