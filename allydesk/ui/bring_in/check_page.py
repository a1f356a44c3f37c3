"""Third page: everything the list would do, what is open, and who agreed to be listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from allydesk import dates, paths, transfer
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.transfer import Plan, Sheet
from allydesk.ui.bring_in.decisions import Doubts, Troubles
from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Card, Chips, button, card, clear, flow, label, notice, tag

if TYPE_CHECKING:
    from allydesk.transfer.plan import Changed, Trouble
    from allydesk.ui.bring_in.guide import Guide

_ROWS = 6  # of a list that show without scrolling in it
_AGREED = {
    "coordinator": _("I have not asked: only I may see it"),
    "leads": _("Yes, the group’s leads may see it"),
    "group": _("Yes, people in the group may see it"),
    "anyone": _("Yes, anyone here may see it"),
}


class CheckPage(Page):
    """What bringing the list in would do, and the questions only a person can answer."""

    def __init__(self, guide: Guide) -> None:
        super().__init__(width=2000, margin=4)
        self.guide = guide
        self.tally = QVBoxLayout()
        self.questions = QVBoxLayout()
        self.rest = QVBoxLayout()
        self.doubts = Doubts(self._same, self._different)
        self.troubles = Troubles(self._anyway, self._named, self._skipped)
        for part in (self.tally, self.questions):
            self.column.addLayout(part)
        self.add(self.doubts, self.troubles)
        self.column.addLayout(self.rest)
        self.end()
        self.plan: Plan | None = None
        self.sheet: Sheet | None = None

    def show_plan(self, plan: Plan, sheet: Sheet, *, fresh: bool) -> None:
        """Show a plan. fresh forgets what was decided about another one."""
        self.plan, self.sheet = plan, sheet
        if fresh:
            self.doubts.forget()
            self.troubles.forget()
            self.verticalScrollBar().setValue(0)
            self._ask()
        self._count()
        self.doubts.show_doubts(plan.doubtful)
        self.troubles.show_troubles(open_rows(plan), sheet)
        clear(self.rest)
        self._show_rest(plan)

    def _count(self) -> None:
        clear(self.tally)
        assert self.plan is not None
        p = self.plan
        need = len(open_rows(p))
        numbers = [
            (len(p.new), ngettext("{n} new", "{n} new", len(p.new)), "good"),
            (len(p.changed), ngettext("{n} changed", "{n} changed", len(p.changed)), "info"),
            (len(p.groups), ngettext("{n} new group", "{n} new groups", len(p.groups)), "good"),
            (
                len(p.memberships),
                ngettext("{n} place in a group", "{n} places in groups", len(p.memberships)),
                "good",
            ),
            (len(p.doubtful), _("{n} possibly the same person"), "attention"),
            (need, ngettext("{n} row needs you", "{n} rows need you", need), "attention"),
            (len(p.left_out) + len(p.needs_you) - need, _("{n} left out"), ""),
            (len(p.unchanged), ngettext("{n} unchanged", "{n} unchanged", len(p.unchanged)), ""),
        ]
        tags = [tag(words.format(n=f"{n:,}"), tone=tone) for n, words, tone in numbers if n]
        self.tally.addWidget(flow(*tags))
        if p.empty and not (p.doubtful or p.needs_you):
            self.tally.addWidget(
                notice(_("Everything in this list is on your desk already."), "good")
            )

    # Questions about the whole list.

    def _ask(self) -> None:
        clear(self.questions)
        assert self.plan is not None
        if self.plan.dates_unclear:
            self.questions.addWidget(self._dates_card(self.plan))
        if self.plan.memberships or self.plan.groups:
            self.questions.addWidget(self._agreed_card())

    def _dates_card(self, plan: Plan) -> Card:
        columns = ", ".join(plan.dates_unclear)
        words = {"day": _("3/4 is 3 April"), "month": _("3/4 is March 4")}
        chosen = "day" if plan.day_first else "month"
        chips = Chips(
            words, chosen, lambda name: self.guide.set_day_first(name == "day"), _("Dates")
        )
        said = _("These dates can be read two ways: {columns}.").format(columns=columns)
        return card(label(said), chips, title=_("Day first or month first?"))

    def _agreed_card(self) -> Card:
        why = _(
            "Belonging to a group can say something personal. The answer is kept with today’s date;"
            " you can change it for each person on the group’s page."
        )
        chips = Chips(
            _AGREED, self.guide.agreed, self.guide.set_agreed, _("Did they agree to be listed?")
        )
        return card(
            label(why, "muted"),
            chips,
            title=_("Did these people agree to be listed in their group?"),
        )

    # Answers about rows.

    def _same(self, row: int, id: int) -> None:
        now = self.guide.answers
        self.guide.answer(same={**now.same, row: id}, different=now.different - {row})

    def _different(self, row: int) -> None:
        now = self.guide.answers
        same = {r: id for r, id in now.same.items() if r != row}
        self.guide.answer(same=same, different=now.different | {row})

    def _anyway(self, rows: Iterable[int]) -> None:
        now = self.guide.answers
        self.guide.answer(anyway=now.anyway | set(rows), skip=now.skip - set(rows))

    def _named(self, row: int, name: str) -> None:
        now = self.guide.answers
        self.guide.answer(names={**now.names, row: name}, skip=now.skip - {row})

    def _skipped(self, rows: Iterable[int]) -> None:
        now = self.guide.answers
        self.guide.answer(skip=now.skip | set(rows), anyway=now.anyway - set(rows))

    # What follows without a question.

    def _show_rest(self, plan: Plan) -> None:
        language = self.guide.desk.store.read(organisation.language)
        if plan.changed:
            lines = [_change(c, language) for c in plan.changed]
            self._list(ngettext("{n} person changes", "{n} people change", len(lines)), lines)
        if plan.new:
            lines = [n.name for n in plan.new]
            self._list(ngettext("{n} new person", "{n} new people", len(lines)), lines)
        if plan.groups:
            words = ngettext(
                "{n} new group, its list kept private",
                "{n} new groups, their lists kept private",
                len(plan.groups),
            )
            self._list(words, plan.groups)
        if plan.left_out or plan.not_taken:
            self.rest.addWidget(self._left_out(plan))

    def _list(self, words: str, lines: Sequence[str]) -> None:
        title = words.format(n=f"{len(lines):,}")
        self.rest.addWidget(card(lines_view(title, lines), title=title))

    def _left_out(self, plan: Plan) -> Card:
        made = Card(_("Left out"))
        for column in plan.not_taken:
            heading = column.heading or _("Column {n}").format(n=column.index + 1)
            words = _("Column “{heading}”. {reason}").format(heading=heading, reason=column.reason)
            made.add(label(words.strip()))
        for reason, rows in by_reason(t for t in plan.left_out if not t.way).items():
            made.add(label(rows_words(rows, reason)))
        if plan.left_out or plan.doubtful or plan.needs_you:
            save = Action(_("Save these rows as spreadsheet…"), self.save_rest, "file-spreadsheet")
            made.column.addWidget(button(save), 0, Qt.AlignmentFlag.AlignLeading)
        return made

    def save_rest(self) -> None:
        """Save what is not brought in, each row with its reason, to be put right in Excel."""
        assert self.plan is not None
        assert self.sheet is not None
        desk = self.guide.desk
        proposal = paths.documents() / (_("Rows not brought in") + ".xlsx")
        kinds = _("Spreadsheets") + " (*.xlsx *.csv)"
        path = desk.ask.save_file(self, _("Save these rows"), kinds, proposal)
        if path is None:
            return
        table = transfer.rejected_sheet(self.sheet, self.plan)
        try:
            transfer.save(path, [table], desk.store.read(organisation.language))
        except Problem as problem:
            self.guide.complain(str(problem))
        else:
            self.guide.state.setText(_("Saved as {name}.").format(name=path.name))


def lines_view(name: str, lines: Sequence[str]) -> QWidget:
    """Make a list to read, of any length."""
    view = QListView()
    view.setAccessibleName(name)
    view.setProperty("kind", "plain")
    view.setUniformItemSizes(True)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setModel(QStringListModel(list(lines), view))
    high = view.fontMetrics().height() + look.px(4)
    view.setFixedHeight(high * min(len(lines), _ROWS) + look.px(8))
    return view


def _change(changed: Changed, language: str) -> str:
    """Give “Ana Pérez – Team: Finance → Kitchen”."""
    parts = [
        f"{f.label}: {_value(f.old, language)} → {_value(f.new, language)}" for f in changed.fields
    ]
    return f"{changed.name} – {'; '.join(parts)}"


def _value(value: object, language: str) -> str:
    if value is None or value == "":
        return _("nothing")
    day = getattr(value, "isoformat", None)
    return dates.medium(value, language) if day else str(value)  # type: ignore[arg-type]


def open_rows(plan: Plan) -> list[Trouble]:
    """Give the rows that could still come in if somebody said how."""
    return [*plan.needs_you, *(t for t in plan.left_out if t.way)]


def by_reason(troubles: Iterable[Trouble]) -> Mapping[str, list[int]]:
    """Gather the rows that have the same trouble."""
    found: dict[str, list[int]] = defaultdict(list)
    for trouble in troubles:
        found[trouble.reason].append(trouble.row)
    return found


def rows_words(rows: Sequence[int], reason: str) -> str:
    """Give “3 rows (4, 9 and 12): no name.”"""
    shown = ", ".join(map(str, rows[:5])) + (", …" if len(rows) > 5 else "")
    words = ngettext("Row {rows}: {reason}", "{n} rows ({rows}): {reason}", len(rows))
    return words.format(n=f"{len(rows):,}", rows=shown, reason=reason)
