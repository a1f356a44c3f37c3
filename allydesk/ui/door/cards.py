"""The people a few letters may mean, as cards large enough for a finger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from allydesk import dates
from allydesk.language import _
from allydesk.ui.kit import icons, look
from allydesk.ui.kit.widgets import label, picture, retone

if TYPE_CHECKING:
    from allydesk.check_in import Guest

MOST = 6
_WIDE = 300  # of one card at 100 %


_LARGE = 36  # pixels, from which on what is large grows no longer with the text


def size(times: float, weight: int = 600) -> QFont:
    """Give a font so many times as large as the text; what is large already grows less."""
    made = QFont(look.app().font())
    text = look.text_px()
    made.setPixelSize(round(min(text * times, max(_LARGE, text * 1.5))))
    made.setWeight(QFont.Weight(weight))
    return made


def tall(made: QPushButton) -> QPushButton:
    """Make a button at least 64 pixels high, for fingers."""
    made.setProperty("tall", True)  # noqa: FBT003
    return made


class GuestCard(QPushButton):
    """One person: the name, where they work, and whether they are here."""

    def __init__(self, run: Callable[[Guest], object]) -> None:
        super().__init__()
        self.guest: Guest | None = None
        self.setProperty("kind", "door")
        self.setProperty("chosen", False)  # noqa: FBT003
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrows choose; the letters keep the keyboard
        # A long name is broken, and never makes its column wider than the others.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        tall(self)
        self.mark = picture("user", "muted", 24)
        self.name = label("", "")
        self.name.setFont(size(1.25))
        self.below = label("", "muted", wrap=False)
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addStretch(1)  # the two lines stay together beside a card with a longer name
        words.addWidget(self.name)
        words.addWidget(self.below)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(look.px(16), look.px(10), look.px(12), look.px(10))
        line.setSpacing(look.px(12))
        line.addWidget(self.mark)
        line.addLayout(words, 1)
        for part in (self.mark, self.name, self.below):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: self.guest is not None and run(self.guest))

    def sizeHint(self) -> QSize:
        room = self.layout()
        return room.sizeHint() if room is not None else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self.layout()
        return room.totalHeightForWidth(width) if room is not None else self.height()

    def put(self, guest: Guest | None, *, chosen: bool, tells: bool = True) -> None:
        """Show somebody. tells says whether they are here and what Enter does."""
        self.guest = guest
        self.setVisible(guest is not None)
        if guest is None:
            return
        self.name.setText(guest.name)
        state = _state(guest, chosen=chosen) if tells else ""
        self.below.setText(" · ".join(filter(None, [guest.team, state])))
        self.below.setVisible(bool(self.below.text()))
        here = guest.is_here and tells
        role = "on_selection" if chosen else "good" if here else "muted"
        self.mark.setPixmap(icons.pixmap("circle-check" if here else "user", role, 24))
        self.setAccessibleName(", ".join(filter(None, [guest.name, guest.team, state])))
        if self.property("chosen") != chosen:
            retone(self, chosen=chosen)
            for part in (self.name, self.below):
                part.style().unpolish(part)
                part.style().polish(part)


def _state(guest: Guest, *, chosen: bool) -> str:
    if guest.is_here:
        if guest.since is None:
            return _("here")
        return _("here since {clock}").format(clock=dates.clock(guest.since))
    if chosen:
        return _("⏎ check in")
    return "" if guest.expected else _("not signed up")


class Cards(QWidget):
    """The cards side by side, as many in a row as there is room for."""

    def __init__(
        self, run: Callable[[Guest], object], most: int = MOST, *, tells: bool = True
    ) -> None:
        super().__init__()
        self.cards = [GuestCard(run) for _n in range(most)]
        self.at = 0
        self._tells = tells
        self._columns = 0
        self._guests: Sequence[Guest] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(12))
        self._arrange(3)
        self.put(())

    def put(self, guests: Sequence[Guest]) -> None:
        """Show people; the first is chosen."""
        self._guests, self.at = guests[: len(self.cards)], 0
        self._show()

    def chosen(self) -> Guest | None:
        return self._guests[self.at] if self._guests else None

    def step(self, by: int) -> None:
        """Choose the next one, or the one before."""
        if self._guests:
            self.at = (self.at + by) % len(self._guests)
            self._show()

    def row_step(self, by: int) -> None:
        """Choose the one below, or above."""
        at = self.at + by * self._columns
        if 0 <= at < len(self._guests):
            self.at = at
            self._show()

    def _show(self) -> None:
        for n, card in enumerate(self.cards):
            guest = self._guests[n] if n < len(self._guests) else None
            card.put(guest, chosen=n == self.at, tells=self._tells)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, min(3, self.width() // look.px(_WIDE))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for n, card in enumerate(self.cards):
            self._grid.addWidget(card, n // columns, n % columns)
        for n in range(3):
            self._grid.setColumnStretch(n, int(n < columns))
