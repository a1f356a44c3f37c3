"""Editors of values that awards alone have: amounts, behaviours, averages, other records."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPushButton, QWidget

from allydesk.errors import Invalid
from allydesk.language import _
from allydesk.models.awards import behaviour
from allydesk.ui.kit import look
from allydesk.ui.kit.flow import Flow
from allydesk.ui.kit.widgets import chip, clear
from allydesk.ui.records.editors import AtOnceEditor, LineEditor

_CENTS = 100


class MoneyEditor(LineEditor):
    """An amount, typed in whole money and kept in cents."""

    def put(self, value: object) -> None:
        super().put(f"{value / _CENTS:.2f}" if isinstance(value, int) else "")

    def take(self) -> object:
        text = self.line.text().strip().replace(" ", "").replace("\u202f", "")
        if not text:
            return None
        whole, point, cents = text.replace(",", ".").rpartition(".")
        if not point or len(cents) > 2:  # 1,000 is a thousand
            whole, cents = text.replace(",", "").replace(".", ""), ""
        whole = whole.replace(".", "") or "0"
        if not (whole + cents).isascii() or not (whole + cents).isdigit():
            raise Invalid({"": _("Write the amount like 25 or 25.50.")})
        return int(whole) * _CENTS + int(cents.ljust(2, "0"))

    def hint(self, _text: str) -> bool:
        return super().hint(_("As in 25 or 25.50"))


class AverageEditor(LineEditor):
    """A number with a decimal, such as the least average."""

    def put(self, value: object) -> None:
        super().put(f"{value:g}" if isinstance(value, float) else "")

    def take(self) -> object:
        text = self.line.text().strip().replace(",", ".")
        try:
            return float(text) if text else None
        except ValueError:
            raise Invalid({"": _("Write a number, like 3.5.")}) from None


class Behaviours(QWidget):
    """A chip for each thing somebody can be thanked for; several can be chosen."""

    def __init__(
        self, says: str, offered: Callable[[], Mapping[str, str]], run: Callable[[], object]
    ) -> None:
        super().__init__()
        self._says, self._offered, self._run = says, offered, run
        self.setAccessibleName(says)
        self._flow = Flow(self, look.px(8))
        self._chips: dict[str, QPushButton] = {}

    def show_these(self, stored: str | None) -> None:
        """Show what is chosen among all that can be."""
        chosen = behaviour.split(stored)
        words = {**self._offered(), **{k: k for k in chosen if k not in self._offered()}}
        if list(words) != list(self._chips):
            clear(self._flow)
            self._chips = {}
            for name, text in words.items():
                made = chip(text)
                made.setAccessibleName(f"{self._says}: {text}")
                made.clicked.connect(lambda: self._run())
                self._chips[name] = made
                self._flow.addWidget(made)
        for name, made in self._chips.items():
            made.setChecked(name in chosen)

    def chosen(self) -> str | None:
        return behaviour.joined(name for name, made in self._chips.items() if made.isChecked())


class BehavioursEditor(AtOnceEditor):
    """What somebody is thanked for, stored at once."""

    def __init__(self, says: str, offered: Callable[[], Mapping[str, str]]) -> None:
        self.chips = Behaviours(says, offered, self.chosen)
        super().__init__(self.chips)

    def put(self, value: object) -> None:
        self.chips.show_these(str(value) if value else None)

    def take(self) -> object:
        return self.chips.chosen()

    def hint(self, _text: str) -> bool:
        return True  # the chips say it themselves
