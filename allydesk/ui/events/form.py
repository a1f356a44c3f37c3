"""The fields of an event, and its access checklist; a change may reach other dates of its series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent

from allydesk import dates
from allydesk.errors import Invalid
from allydesk.language import _, ngettext
from allydesk.models import series
from allydesk.models.base import Sensitivity
from allydesk.models.event import ACCESS_ITEMS, Event
from allydesk.models.learning import course
from allydesk.planning.plan import Plan
from allydesk.planning.slots import Slot
from allydesk.ui.desk import Desk
from allydesk.ui.kit.momentfield import MomentEditor
from allydesk.ui.planning import plans
from allydesk.ui.planning.dates import DateClashes, of_series
from allydesk.ui.planning.day import mark
from allydesk.ui.planning.panel import ClashPanel
from allydesk.ui.records.editors import ChipsEditor, Editor
from allydesk.ui.records.form import Form, Section
from allydesk.ui.records.reference import RecordEditor

if TYPE_CHECKING:
    from allydesk.models.base import Described


# Fields that say when and where, and so what clashes; and the records that it depends on.
_ASKED = ("starts", "ends", "whole_day", "room", "place", "mode", "kind", "catering")
CLASH_KINDS = frozenset(
    ["event", "event_group", "attendance", "membership", "observance_choice", "hidden_observance",
     "moved_observance", "own_observance", "closed_days", "organisation"]
)  # fmt: skip


class EventFields(Form):
    """Some of the fields of an event. scope says which dates of its series a change reaches."""

    kind = Event

    def __init__(self, desk: Desk) -> None:
        self.scope = "this"
        self._others = 0  # dates of the series that the last change reached besides
        super().__init__(desk)

    def make_editor(self, name: str, described: Described) -> Editor:
        if described.type is dt.datetime:
            near = self._start_day if name == "ends" else (lambda: None)
            made = MomentEditor(self.language, self.desk.today, near)
            mark(self.desk, made.day)
            return made
        if name == "course_id":
            return RecordEditor(self._courses)
        if name in ACCESS_ITEMS and described.field.choices is not None:
            return ChipsEditor(described.field.choices, described.field.label)
        return super().make_editor(name, described)

    def _courses(self, value: object) -> dict[int, str]:
        """Give the courses that can be chosen: those offered, and the one that is chosen already."""
        rows = self.desk.store.read(course.listing, chip="all")
        return {r.id: r.title for r in rows if r.status == "active" or r.id == value}

    def _start_day(self) -> dt.date | None:
        try:
            starts = self.lines["starts"].editor.take()
        except Invalid:
            return None
        return starts.date() if isinstance(starts, dt.datetime) else None

    def save(self, label: str, values: Mapping[str, object]) -> int:
        """Store fields; an event that begins at another time lasts as long as before."""
        if self.id is None:
            return super().save(label, values)
        starts, ends = self.stored.get("starts"), self.stored.get("ends")
        begins = values.get("starts")
        if (
            isinstance(begins, dt.datetime)
            and isinstance(starts, dt.datetime)
            and isinstance(ends, dt.datetime)
            and "ends" not in values
        ):
            values = {**values, "ends": begins + (ends - starts)}
        write, at = self.desk.store.write, now(self.desk)
        self._others = len(write(label, series.change, self.id, values, self.scope, at)) - 1
        return self.id

    def told(self, said: str) -> str:
        """Say how many other dates of the series changed too: one with its own keeps it."""
        if self.scope == "this":
            return said
        if not self._others:
            return f"{said} {_('Other dates keep what they have.')}"
        more = ngettext(
            "{n} other date changed too.", "{n} other dates changed too.", self._others
        ).format(n=self._others)
        return f"{said} {more}"

    def words(self, name: str, value: object) -> tuple[str, str]:
        title = self.stored.get("title") or _("the event")
        field = self._fields[name].field
        what = field.label[:1].lower() + field.label[1:]
        label = _("Change {field} of “{title}”").format(field=what, title=title)
        said = _("{field} of “{title}” is stored.").format(field=field.label, title=title)
        if value is not None and field.sensitivity is Sensitivity.PUBLIC and field.lines == 1:
            said = _("{field} of “{title}”: {value}.").format(
                field=field.label, title=title, value=self._shown(name, value)
            )
        return label, said

    def _shown(self, name: str, value: object) -> str:
        if name == "course_id" and isinstance(value, int):
            return self._courses(value).get(value, "")
        choices = self._fields[name].field.choices
        if isinstance(value, dt.datetime):
            return f"{dates.short(value, self.language(), self.desk.today())} {dates.clock(value)}"
        if isinstance(value, dt.date):
            return dates.medium(value, self.language())
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return choices[str(value)] if choices else str(value)

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        title = values.get("title") or _("an event")
        return (
            _("Add “{title}”").format(title=title),
            _("“{title}” is in the calendar.").format(title=title),
        )


class EventForm(EventFields):
    """What an event is, when, where and for whom."""

    sections = (
        Section(
            _("What and when"),
            ("title", "starts", "ends", "whole_day", "clash_note", "kind", "status"),
            more=("course_id", "door_title"),
        ),
        Section(_("Where"), ("room", "place", "mode"), more=("joining",)),
        Section(
            _("For whom"), ("capacity", "audience", "purpose", "confidential"), more=("who_came",)
        ),
        Section(_("Arrangements"), ("catering", "photos", "run_notes")),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines["whole_day"].editor.done.connect(self._whole)
        self.clashes = ClashPanel(desk, self._take)
        self.other_dates = DateClashes(desk)
        _card, form, names = self._cards[0]
        form.insertRow(names.index("clash_note"), self.clashes)
        form.insertRow(names.index("clash_note") + 1, self.other_dates)
        for name in _ASKED:
            self.lines[name].editor.typed.connect(self.look_for_clashes)
        desk.changed.connect(self._look_again)

    # What speaks against its time

    def look_for_clashes(self, *, again: bool = False) -> None:
        """Show what speaks against the time that stands in the fields, stored or not."""
        if not self.isVisible():
            return
        values = {name: self._standing(name) for name in _ASKED}
        plan = plans.typed(self.desk, self.id, values)
        self.clashes.ask(plan, again=again)
        moved: list[Plan] = []
        before = self.stored.get("starts")
        if self.id is not None and plan is not None and isinstance(before, dt.datetime):
            moved = of_series(self.desk, self.id, plan.starts - before, self.scope)
        self.other_dates.ask(moved)
        self._disclose()

    def _standing(self, name: str) -> object:
        try:
            return self.lines[name].editor.take()
        except Invalid:
            return self.stored.get(name)

    def _take(self, slot: Slot) -> None:
        """Put the event at a clear time."""
        for name, moment in (("starts", slot.starts), ("ends", slot.ends)):
            self.lines[name].editor.put(moment)
            self._typed(name)
        self.store("starts")
        self.store("ends")
        self.look_for_clashes()

    def _look_again(self, kinds: frozenset[str]) -> None:
        if kinds & CLASH_KINDS:
            self.look_for_clashes(again=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look_for_clashes(again=True)

    def _disclose(self) -> None:
        """Ask why on this day all the same, where there is something to answer."""
        super()._disclose()
        one, name = self.lines["clash_note"], "clash_note"
        asked = self.clashes.heavy or self._says_something(name) or name in self._draft()
        shown = asked or one.editor.field.hasFocus()
        self._cards[0][1].setRowVisible(one.block, shown)

    def load(self, id: int | None, **given: object) -> None:
        self.scope = "this"
        super().load(id, **given)
        self.look_for_clashes(again=True)

    def _show(self, name: str, one: object) -> None:
        self._whole()
        super()._show(name, self.lines[name])

    def refresh(self) -> None:
        super().refresh()
        self._whole()

    def _whole(self) -> None:
        """Ask for days alone where an event is for whole days."""
        whole = bool(self.lines["whole_day"].editor.take())
        for name in ("starts", "ends"):
            made = self.lines[name].editor
            assert isinstance(made, MomentEditor)
            if made.moment.whole != whole:
                made.moment.whole = whole
                if name not in self._draft():
                    made.put(self.stored.get(name))


class AccessForm(EventFields):
    """What is arranged so that everybody can take part, each in three words."""

    sections = (Section(_("So that everybody can take part"), ACCESS_ITEMS),)

    def words(self, name: str, value: object) -> tuple[str, str]:
        label, _said = super().words(name, value)
        field = self._fields[name].field
        return label, f"{field.label}: {self._shown(name, value)}."


def now(desk: Desk) -> dt.datetime:
    """Give the moment it is, on the day the desk says it is."""
    return dt.datetime.combine(desk.today(), dt.datetime.now().time().replace(microsecond=0))
