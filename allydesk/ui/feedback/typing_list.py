"""The sheets typed so far, the last one first, each to be put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit.table import Column, Rows, table
from allydesk.ui.kit.widgets import Card, button, flow, label

_MOST_ROWS = 8


class _Row(NamedTuple):
    id: int  # the number of the sheet, from 1
    digits: str
    words: str


class SheetList(Card):
    """A table of sheets. put_right(n) and take_out(n) are told which one, from 0."""

    def __init__(
        self, put_right: Callable[[int], object], take_out: Callable[[int], object]
    ) -> None:
        super().__init__()
        self.none = label(_("Nothing is typed yet. Lay the stack in order beside you."), "muted")
        self.rows: Rows[_Row] = Rows(
            [
                Column(_("Sheet"), lambda r: str(r.id), width=80),
                Column(_("Answers"), lambda r: "  ".join(r.digits), width=160),
                Column(_("In own words"), lambda r: r.words, width=240),
            ],
            lambda r: f"{_('Sheet {n}').format(n=r.id)}, {' '.join(r.digits)}, {r.words}",
        )
        self.table = table(self.rows, _("Sheets typed so far"))
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.activated.connect(lambda _at: self._tell(put_right))
        self.change = flow(
            button(
                Action(_("Put a sheet right"), partial(self._tell, put_right), "pencil"), "quiet"
            ),
            button(Action(_("Take a sheet out"), partial(self._tell, take_out), "minus"), "quiet"),
        )
        self.add(self.none, self.table, self.change)

    def show_sheets(self, digits: Sequence[str], words: Sequence[str]) -> None:
        """Show sheets, the last one first."""
        said = [*words, *[""] * (len(digits) - len(words))]
        rows = [_Row(n, d, w) for n, (d, w) in enumerate(zip(digits, said, strict=True), 1)]
        self.rows.show(rows[::-1])
        for part in (self.table, self.change):
            part.setVisible(bool(rows))
        self.none.setVisible(not rows)
        head = self.table.horizontalHeader().sizeHint().height()
        high = self.table.verticalHeader().defaultSectionSize() * min(len(rows), _MOST_ROWS)
        self.table.setFixedHeight(head + high + look.px(6))

    def _tell(self, act: Callable[[int], object]) -> None:
        """Do something with the sheet that is chosen, or with the last one."""
        at = max(0, self.table.currentIndex().row())
        id = self.rows.id_at(at)
        if id is not None:
            act(id - 1)
