"""The morning after: who came, from the signed sheet; walk-ins; the rest; what is left to do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from allydesk import dates, wrap_up
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import attendance, organisation, person
from allydesk.models.attendance import CAME, SAID_YES, STATES, Attendance, Row
from allydesk.models.base import drop
from allydesk.models.schedule import Row as Event
from allydesk.text import clean
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.learned import Learned
from allydesk.ui.events.sheet import SheetGrid
from allydesk.ui.kit import look
from allydesk.ui.kit.picker import Picker, Suggestion
from allydesk.ui.kit.widgets import Card, button, clear, flow, label, row

if TYPE_CHECKING:
    from collections.abc import Callable


class Came(QWidget):
    """Numbers typed from the sheet, or tapped on it.

    show_tab(name) leads to another tab, choose_course() to the field of its course.
    """

    def __init__(
        self, desk: Desk, show_tab: Callable[[str], object], choose_course: Callable[[], object]
    ) -> None:
        super().__init__()
        self.desk = desk
        self.row: Event | None = None
        self.marks = QLineEdit()
        self.marks.setAccessibleName(_("Numbers of those who signed"))
        self.marks.setPlaceholderText(_("Numbers of those who signed: 1-9, 12, 15, L17"))
        self.marks.returnPressed.connect(self.apply)
        self.wrong = label("", "problem")
        self.wrong.hide()
        self.help = label(
            _("Enter notes them as come. L17 came late, E4 is excused, A5 did not come."), "muted"
        )
        self.grid = SheetGrid()
        self.grid.toggled.connect(self._tap)
        self.counts = label("", "strong")
        self.rest = button(Action("", self.mark_rest, "check"))
        self.sheet = Card(_("From the signed sheet"))
        self.none = label(_("Nobody is on the sheet."), "muted")
        self.sheet.add(
            self.marks, self.wrong, self.help, self.none, self.grid, self.counts, flow(self.rest)
        )
        self.learned = Learned(desk, choose_course)
        self.walk_ins = _WalkIns(desk)
        self.number = _Number(desk)
        self.steps = _Steps(desk, show_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(16), 0, 0)
        column.setSpacing(look.px(16))
        for part in (self.learned, self.number, self.sheet, self.walk_ins, self.steps):
            column.addWidget(part)
        column.addStretch(1)

    def first(self) -> QWidget:
        named = self.row is None or self.row.who_came == "names"
        return self.marks if named else self.number.line

    def show_event(self, of: Event | None) -> None:
        """Show who came to an event, as it is now."""
        another = of is None or self.row is None or of.id != self.row.id
        self.row = of
        if another:
            self.marks.clear()
            self.wrong.hide()
        if of is None:
            return
        named = of.who_came == "names"
        self.sheet.setVisible(named)
        self.walk_ins.setVisible(named)
        self.learned.show_event(of)
        self.number.show_event(None if named else of)
        self.steps.show_event(of)
        if not named:
            return
        rows = self.desk.store.read(wrap_up.sheet_rows, of.id)
        self.grid.put(rows)
        for part in (self.marks, self.help, self.grid):
            part.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.counts.setText(_counted(of))
        waiting = of.counts.coming + of.counts.maybe
        words = ngettext(
            "Mark the other {n} as did not come", "Mark the other {n} as did not come", waiting
        )
        self.rest.setText(words.format(n=waiting))
        self.rest.setVisible(waiting > 0)
        self.walk_ins.show_event(of)

    # Changing

    def apply(self) -> None:
        """Note what the numbers say; what is not understood stays in the line."""
        assert self.row is not None
        if not self.marks.text().strip():
            return
        try:
            marks = wrap_up.read_marks(self.marks.text())
            step = ngettext("Note {n} number", "Note {n} numbers", len(marks.states))
            done = self.desk.store.write(
                step.format(n=len(marks.states)), wrap_up.apply_marks, self.row.id, marks
            )
        except Problem as problem:
            self.wrong.setText(str(problem))
            self.wrong.show()
            return
        self.wrong.hide()
        self.marks.clear()
        words = {
            "present": ngettext("{n} came", "{n} came", done.came),
            "late": ngettext("{n} came late", "{n} came late", done.late),
            "excused": ngettext("{n} excused", "{n} excused", done.excused),
            "absent": ngettext("{n} did not come", "{n} did not come", done.absent),
        }
        parts = [w.format(n=n) for w, n in zip(words.values(), done, strict=True) if n]
        self.desk.say(_("Noted: {what}.").format(what=", ".join(parts)), undo=True)

    def _tap(self, one: wrap_up.SheetRow) -> None:
        """Turn one row of the sheet from come to not, and back."""
        assert self.row is not None
        state = "registered" if one.state in CAME else "present"
        said = _("{n} {name}: {state}.").format(n=one.number, name=one.name, state=STATES[state])
        marks = wrap_up.Marks({one.number: state})
        step = _("Note one number")
        self.desk.do(said, step, wrap_up.apply_marks, self.row.id, marks)

    def mark_rest(self) -> None:
        assert self.row is not None
        step = _("Mark the rest: {state}").format(state=STATES["absent"])
        said = _("Everybody is noted. The event took place.")
        self.desk.do(said, step, wrap_up.mark_rest, self.row.id)


def _counted(of: Event) -> str:
    c = of.counts
    parts = [
        (c.came, ngettext("{n} came", "{n} came", c.came)),
        (c.absent, ngettext("{n} did not come", "{n} did not come", c.absent)),
        (c.excused, ngettext("{n} excused", "{n} excused", c.excused)),
        (
            c.coming + c.maybe,
            ngettext("{n} not noted yet", "{n} not noted yet", c.coming + c.maybe),
        ),
    ]
    return " · ".join(words.format(n=n) for n, words in parts if n)


class _WalkIns(Card):
    """Who came without being on the sheet; names can become people."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Came as well"))
        self.desk = desk
        self._event = 0
        self.picker = Picker(
            _("Add who came as well"), _("Somebody not on the sheet: type a name, press Enter"),
            self._find,
        )  # fmt: skip
        self.picker.picked.connect(self._add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(4))
        self.add(self.picker, self._rows)

    def show_event(self, of: Event) -> None:
        self._event = of.id
        rows = self.desk.store.read(attendance.of_event, of.id)
        clear(self._rows)
        for one in rows:
            if one.person_id is None and one.state in (*CAME, *SAID_YES):
                self._rows.addWidget(self._row(one))

    def _row(self, one: Row) -> QWidget:
        make = button(Action(_("Make a person"), partial(self._make, one), "user-plus"), "quiet")
        make.setAccessibleName(_("Make {name} a person here").format(name=one.name))
        gone = button(Action(_("Take off"), partial(self._drop, one)), "quiet")
        gone.setAccessibleName(_("Take {name} off the list").format(name=one.name))
        return row(label(one.name), label(STATES[one.state], "muted"), make, gone)

    def _find(self, text: str) -> list[Suggestion]:
        found = self.desk.store.read(person.find, text, 7)
        lines = [Suggestion(", ".join(filter(None, [p.name, p.team])), p.id) for p in found]
        name = clean(text)
        return [*lines, Suggestion(_("Add “{name}” by name alone").format(name=name), name)]

    def _add(self, who: object) -> None:
        names = [] if isinstance(who, int) else [str(who)]
        people = [who] if isinstance(who, int) else []
        step = _("Add who came as well")
        self.desk.do(_("Noted as come."), step, wrap_up.add_walk_ins, self._event, names, people)

    def _make(self, one: Row) -> None:
        """Make a person of a name: the one who is called that, else a new one."""
        same = [p for p in self.desk.store.read(person.find, one.name, 5) if p.name == one.name]
        known = same[0].id if len(same) == 1 else None
        said = _("{name} is among the people now.").format(name=one.name)
        self.desk.do(said, _("Make a person of a name"), wrap_up.make_person, one.id, known)

    def _drop(self, one: Row) -> None:
        said = _("{name} is off the list.").format(name=one.name)
        self.desk.do(said, _("Take a name off a list"), drop, Attendance, [one.id])


class _Number(Card):
    """How many came to an event that keeps no names."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("How many came"))
        self.desk = desk
        self._event = 0
        self.line = QLineEdit()
        self.line.setAccessibleName(_("How many came"))
        self.line.setMaximumWidth(look.px(160))
        self.wrong = label("", "problem")
        self.line.editingFinished.connect(self._store)
        self.add(label(_("For this event a number is kept, no names."), "muted"), self.line)
        self.add(self.wrong)

    def show_event(self, of: Event | None) -> None:
        self.setVisible(of is not None)
        if of is None:
            return
        self._event = of.id
        number = self.desk.store.read(attendance.unnamed, of.id)
        if not self.line.isModified():
            self.line.setText("" if number is None else str(number))

    def _store(self) -> None:
        if not self.line.isModified():
            return
        text = self.line.text().strip()
        if text and not (text.isascii() and text.isdigit()):
            self.wrong.setText(_("Write a whole number, like 5."))
            return
        self.wrong.clear()
        self.line.setModified(False)
        people = int(text) if text else None
        said = _("{n} came.").format(n=people) if text else _("No number is kept.")
        step = _("Note how many came")
        self.desk.do(said, step, attendance.count_unnamed, self._event, people)


class _Steps(Card):
    """What there is to do after an event."""

    def __init__(self, desk: Desk, show_tab: Callable[[str], object]) -> None:
        super().__init__(_("Wrap up"))
        self.desk, self._show_tab = desk, show_tab
        self._event = 0
        self._rows = QVBoxLayout()
        self.add(self._rows)

    def show_event(self, of: Event) -> None:
        self._event = of.id
        language = self.desk.store.read(organisation.language)
        steps = self.desk.store.read(wrap_up.checklist, of.id)
        clear(self._rows)
        for step in steps:
            self._rows.addWidget(self._row(step, language))

    def _row(self, step: wrap_up.Step, language: str) -> QWidget:
        if step.field:
            box = QCheckBox(step.label)
            box.setChecked(step.done)
            box.clicked.connect(partial(self._tick, step))
            day = dates.short(step.on, language, self.desk.today()) if step.on else ""
            return row(box, label(day, "muted"))
        state = _("Done") if step.done else ngettext("{n} open", "{n} open", step.open)
        words = label(step.label)
        parts: list[QWidget] = [words, label(state.format(n=step.open), "muted")]
        if not step.done and step.name in ("decisions", "actions"):
            go = button(Action(_("Open"), partial(self._show_tab, "agenda")), "quiet")
            go.setAccessibleName(_("Open: {step}").format(step=step.label))
            parts.append(go)
        return row(*parts)

    def _tick(self, step: wrap_up.Step) -> None:
        on = None if step.done else self.desk.today()
        said = _("Done: {step}.").format(step=step.label) if on else _("To do again.")
        label_ = _("Tick: {step}").format(step=step.label)
        self.desk.do(said, label_, wrap_up.tick, self._event, step.name, on)
