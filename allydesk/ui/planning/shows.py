"""Which observances show here: chips for traditions, kinds and regions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.planning import observances
from allydesk.planning.observances import Choice
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.flow import Flow
from allydesk.ui.kit.widgets import chip, label

PARTS = {
    "tradition": _("Traditions and communities"),
    "kind": _("Kinds of days"),
    "region": _("Days of these countries"),
}
KINDS = frozenset(["observance_choice", "organisation"])


class Shows(QWidget):
    """Chips to press; what is pressed shows in the calendar and counts as a clash, at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chips: dict[tuple[str, str], QAbstractButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        for part, words in PARTS.items():
            column.addWidget(label(words, "strong"))
            column.addWidget(self._row(part, desk.store.read(observances.choices, part)))
        desk.changed.connect(self._changed)

    def _row(self, part: str, choices: Sequence[Choice]) -> QWidget:
        made = QWidget()
        line = Flow(made, look.px(6))
        for one in choices:
            pressed = chip(_shown(one))
            pressed.setChecked(one.shown)
            pressed.setObjectName(f"shows {part} {one.value}")
            pressed.setAccessibleName(one.label)
            pressed.clicked.connect(partial(self._choose, part, one.value, one.label))
            self._chips[part, one.value] = pressed
            line.addWidget(pressed)
        return made

    def _choose(self, part: str, value: str, name: str) -> None:
        shown = self._chips[part, value].isChecked()
        said = _("{name}: these days show.") if shown else _("{name}: these days no longer show.")
        step = _("Show {name} days") if shown else _("Hide {name} days")
        self._desk.do(
            said.format(name=name), step.format(name=name), observances.choose, part, value,
            shown=shown,
        )  # fmt: skip

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.refresh()

    def refresh(self) -> None:
        """Show what is stored."""
        for part in PARTS:
            for one in self._desk.store.read(observances.choices, part):
                if (made := self._chips.get((part, one.value))) is not None:
                    made.setChecked(one.shown)
                    made.setText(_shown(one).replace("&", "&&"))


def _shown(one: Choice) -> str:
    """Give the words of a chip; a tick says it without colour."""
    return f"✓ {one.label}" if one.shown else one.label


class ShowsPopup(QFrame):
    """The chips in a window of their own, gone when something else is clicked."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self.setAccessibleName(_("Which observances show"))
        self.shows = Shows(desk)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shows.setProperty("kind", "page")
        area.setWidget(self.shows)
        box = QVBoxLayout(self)
        m = look.px(16)
        box.setContentsMargins(m, m, m, m)
        box.addWidget(label(_("Which observances show"), "h2"))
        box.addWidget(area)

    def show_below(self, widget: QWidget) -> None:
        """Open below a button, inside the window it is on."""
        window = widget.window()
        width = min(look.px(620), window.width() - look.px(32))
        high = min(self.shows.heightForWidth(width - look.px(44)) + look.px(80),
                   window.height() - look.px(32))  # fmt: skip
        self.resize(width, high)
        at = widget.mapTo(window, QPoint(0, widget.height() + look.px(4)))
        x = max(0, min(at.x(), window.width() - width - look.px(16)))
        y = max(0, min(at.y(), window.height() - high - look.px(16)))
        self.move(window.mapToGlobal(QPoint(x, y)))
        self.show()
        first = self.shows.findChild(QAbstractButton)
        if isinstance(first, QAbstractButton):
            first.setFocus(Qt.FocusReason.PopupFocusReason)
