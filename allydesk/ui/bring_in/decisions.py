"""The rows that only a person can decide: possibly the same, and those that lack something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk.language import _, ngettext
from allydesk.transfer import Sheet
from allydesk.transfer.book import as_text
from allydesk.transfer.plan import Candidate, Doubt, Trouble
from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, Chips, button, clear, flow, label

SHOWN = 50  # of one kind; the others follow when these are decided
_DIFFERENT = "different"


class _Decided(Card):
    """Rows to decide about. One that was decided stays where it is, so that it can be changed."""

    def __init__(self, title: str, why: str) -> None:
        super().__init__(title)
        self.add(label(why, "muted"))
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(16))
        self.add(self.body)

    def forget(self) -> None:
        clear(self.body)
        self.hide()


class Doubts(_Decided):
    """Rows that may mean somebody who is on the desk already."""

    def __init__(
        self, same: Callable[[int, int], object], different: Callable[[int], object]
    ) -> None:
        super().__init__(
            _("Possibly the same person"),
            _("Rows you do not decide about are not brought in."),
        )
        self._same, self._different = same, different
        self._known: dict[int, Doubt] = {}
        self.chips: dict[int, Chips] = {}

    def forget(self) -> None:
        super().forget()
        self._known, self.chips = {}, {}

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        for doubt in doubts:
            undecided = sum(1 for chips in self.chips.values() if not chips.chosen())
            if doubt.row not in self._known and undecided < SHOWN:
                self._known[doubt.row] = doubt
                self.body.addWidget(self._row(doubt))
        self.setVisible(bool(self._known))

    def _row(self, doubt: Doubt) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(4))
        grid.setColumnStretch(1, 1)
        listed = [str(v) for n, v in doubt.values if n in ("team", "email", "staff_number") and v]
        grid.addWidget(label(_("On the list, row {n}").format(n=doubt.row), "muted"), 0, 0)
        grid.addWidget(label(" · ".join([doubt.name, *listed]), "strong"), 0, 1)
        for n, one in enumerate(doubt.candidates, 1):
            grid.addWidget(label(_("On your desk"), "muted"), n, 0)
            grid.addWidget(label(_candidate(one)), n, 1)
        chips = Chips(
            self._choices(doubt), "", partial(self._chosen, doubt.row),
            _("{name}: the same person?").format(name=doubt.name),
        )  # fmt: skip
        self.chips[doubt.row] = chips
        grid.addWidget(chips, len(doubt.candidates) + 1, 1)
        return made

    def _choices(self, doubt: Doubt) -> dict[str, str]:
        alone = len(doubt.candidates) == 1
        same = {
            str(one.id): _("Same person")
            if alone
            else _("Same as {who}").format(
                who=", ".join(filter(None, [one.name, one.team or one.email]))
            )
            for one in doubt.candidates
        }
        return {**same, _DIFFERENT: _("Different") if alone else _("None of them")}

    def _chosen(self, row: int, name: str) -> None:
        if name == _DIFFERENT:
            self._different(row)
        else:
            self._same(row, int(name))


def _candidate(one: Candidate) -> str:
    parts = [one.name, one.team, one.email, one.staff_number]
    return f"{' · '.join(p for p in parts if p)} ({one.reason})"


class Troubles(_Decided):
    """Rows that lack something, gathered by what that is."""

    def __init__(
        self,
        anyway: Callable[[Iterable[int]], object],
        named: Callable[[int, str], object],
        skip: Callable[[Iterable[int]], object],
    ) -> None:
        super().__init__(_("Rows that need you"), _("The others are not held up by these."))
        self._anyway, self._named, self._skip = anyway, named, skip
        self._known: set[int] = set()

    def forget(self) -> None:
        super().forget()
        self._known = set()

    def show_troubles(self, troubles: Sequence[Trouble], sheet: Sheet) -> None:
        self._sheet = sheet
        new: dict[tuple[str, str], list[Trouble]] = defaultdict(list)
        for trouble in troubles:
            if trouble.row not in self._known:
                new[trouble.reason, trouble.way].append(trouble)
        for (reason, way), rows in list(new.items())[:SHOWN]:
            self._known |= {t.row for t in rows}
            self.body.addWidget(self._cause(reason, way, rows))
        self.setVisible(bool(self._known))

    def _cause(self, reason: str, way: str, rows: Sequence[Trouble]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        numbers = [t.row for t in rows]
        shown = "; ".join(self._row_words(t) for t in rows[:5]) + ("; …" if len(rows) > 5 else "")
        count = ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
        column.addWidget(label(f"{count}: {reason}", "strong"))
        if way != "name":
            column.addWidget(label(shown, "muted"))
        if way == "anyway":
            words = {"anyway": _("Bring in without it"), "skip": _("Leave out")}
            chips = Chips(words, "", partial(self._decide, numbers), reason)
            column.addWidget(chips)
        elif way == "name":
            for trouble in rows[:SHOWN]:
                column.addWidget(self._name_row(trouble))
        return made

    def _row_words(self, trouble: Trouble) -> str:
        """Give “row 17: 124, ana@example.org”: what stands there, to know which row is meant."""
        cells = [as_text(cell) for cell in self._sheet.grid[trouble.row - 1] if cell != ""]
        said = trouble.name or ", ".join(cells[:3])
        return _("row {n}: {words}").format(n=trouble.row, words=said)

    def _decide(self, rows: Sequence[int], name: str) -> None:
        self._anyway(rows) if name == "anyway" else self._skip(rows)

    def _name_row(self, trouble: Trouble) -> QWidget:
        line = QLineEdit()
        line.setAccessibleName(_("Name for row {n}").format(n=trouble.row))
        line.setPlaceholderText(_("Name for row {n}").format(n=trouble.row))
        line.setMinimumWidth(look.px(220))

        def use() -> None:
            if line.text().strip():
                self._named(trouble.row, line.text().strip())

        line.returnPressed.connect(use)
        take = button(Action(_("Use this name"), use))
        leave = button(Action(_("Leave out"), partial(self._skip, [trouble.row])), "quiet")
        words = label(self._row_words(trouble), "muted", wrap=False)
        return flow(words, line, take, leave)
