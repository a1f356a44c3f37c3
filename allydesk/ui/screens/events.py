"""Events: training and meetings, from the plan to who came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from allydesk.language import _, ngettext
from allydesk.ui.desk import Action
from allydesk.ui.records.screen import Detail, ListScreen

# The window reads the name of this place before the file is open: what needs the records is
# imported when the place is built.
if TYPE_CHECKING:
    from allydesk.models import schedule
    from allydesk.ui.events.detail import EventDetail
    from allydesk.ui.kit.lines import TwoLines
    from allydesk.ui.records.browse import Source


class Screen(ListScreen):
    """The list of events and one of them beside it."""

    place = "events"
    title = _("Events")
    icon = "clipboard-list"
    order = 30
    key = "Ctrl+3"
    help = "events"
    depends = frozenset(
        ["event", "event_group", "event_series", "employee_group", "attendance", "headcount",
         "organisation"]
    )  # fmt: skip

    def source(self) -> Source:
        from allydesk.models import organisation, schedule
        from allydesk.ui.events.form import now
        from allydesk.ui.kit.table import Column
        from allydesk.ui.records.browse import Source

        store, desk = self.desk.store, self.desk
        self._language = store.read(organisation.language)
        return Source(
            name=self.title,
            chips=schedule.CHIPS,
            columns=[Column(_("Title"), lambda row: row.title)],
            find=lambda text, chip: store.read(schedule.ids, text, chip, now(desk)),
            fetch=lambda ids: store.read(schedule.rows, ids),
            total=lambda: len(store.read(schedule.ids, "", "")),
            line=self._line,
            filter_words=_filter_words,
            none_words=_none_words,
        )

    def _line(self, row: schedule.Row) -> TwoLines:
        from allydesk import dates
        from allydesk.ui.calendar import words
        from allydesk.ui.kit.lines import TwoLines

        today = self.desk.today()
        day = dates.near(row.starts.date(), self._language, today)
        clock = "" if row.whole_day else dates.clock(row.starts)
        when = " ".join(filter(None, [day, clock]))
        return TwoLines(
            row.title,
            below=" · ".join(filter(None, [words.status(row), when, row.where])),
            end=_numbers(row),
            locked=row.reveals,
            letters=words.letters(row) or "–",
            colour=words.colour(row) or "teal",
            quiet=row.status == "cancelled",
        )

    def make_detail(self) -> Detail:
        from allydesk.ui.events.detail import EventDetail

        self.one: EventDetail = EventDetail(self.desk, self._with_one, self.check_in)
        self.one.details.form.created.connect(self.added)
        self.one.new.added.connect(self._begun)
        return self.one

    def _begun(self, id: int) -> None:
        """Go on with an event just added: next come the people."""
        self.added(id)
        self.open()

    def empty_words(self) -> str:
        return _("No events yet. A first meeting needs only a title and a date.")

    def empty_doings(self) -> Sequence[Action]:
        return [Action(_("Add event"), self.new, "plus")]

    def more(self) -> Sequence[Action]:
        return [
            Action(
                _("Start check-in"), self.check_in, "user-check", "Ctrl+Shift+C",
                _("door arrive attendance register"),
            ),
            Action(_("Repeat this event"), self.repeat_chosen, "copy", "Ctrl+D", _("duplicate copy")),
            Action(_("Repeat last event"), self.repeat_last, "copy", "", _("again duplicate")),
            Action(
                _("Print for this event…"), self.print_what, "printer", "Ctrl+P",
                _("handout sign-in sheet register"),
            ),
            Action(
                _("Save the calendar as a file…"), self._save_all, "file-down", "",
                _("ics export outlook google apple"),
            ),
        ]  # fmt: skip

    def several_words(self, count: int) -> str:
        return ngettext("{n} event chosen", "{n} events chosen", count).format(n=count)

    def several_doings(self) -> Sequence[Action]:
        return [
            Action(_("Save as calendar file…"), self._save_chosen, "file-down"),
            Action(_("Delete"), self.delete_chosen, "trash-2"),
        ]

    def _with_one(self) -> Sequence[Action]:
        return [
            Action(_("Repeat once more"), self.repeat_chosen, "copy", "Ctrl+D"),
            Action(_("Repeat as a series…"), self.make_series, "rotate-ccw"),
            Action(_("Move to…"), self._move, "calendar-days"),
            Action(_("Reading list…"), self._reading, "list", "", _("books to read")),
            Action(_("Save as calendar file…"), self._save_chosen, "file-down"),
            Action(_("Keep as template"), self._keep, "save"),
            Action(
                _("Keep only the number"), self._number_alone, "user-minus", "",
                _("names away forget headcount confidential"),
            ),
            Action(_("Delete"), self.delete_chosen, "trash-2", "Del"),
        ]  # fmt: skip

    # What is done.

    def record(self) -> int | None:
        return self.browser.chosen[0] if len(self.browser.chosen) == 1 else None

    def _row(self) -> schedule.Row | None:
        from allydesk.models import schedule

        id = self.record()
        row = self.desk.store.read(schedule.row, id) if id is not None else None
        if row is None:
            self.desk.say(_("Choose one event first."))
        return row

    def delete(self, ids: Sequence[int]) -> None:
        from allydesk.ui.events import removing

        removing.delete(self.desk, self, ids)

    def check_in(self, id: int | None = None) -> None:
        """Open the door for an event: this one, the chosen one, or the next."""
        from allydesk.ui import door

        door.open(self.desk, self.window(), id if id is not None else self.record())

    def repeat_chosen(self) -> None:
        from allydesk.ui.events import new

        if (id := self.record()) is not None:
            new.repeat(self.desk, self, id, self._repeated)

    def repeat_last(self) -> None:
        from allydesk.models import schedule
        from allydesk.ui.events import new
        from allydesk.ui.events.form import now

        last = self.desk.store.read(schedule.last, now(self.desk))
        if last is None:
            self.desk.say(_("Nothing to repeat yet: no event has taken place."))
        else:
            new.repeat(self.desk, self, last, self._repeated)

    def _repeated(self, id: int) -> None:
        self.show_record(id)
        self.one.show_tab("details")
        self.one.details.form.reveal("starts")

    def make_series(self) -> None:
        from allydesk.ui.events import repeating

        if (row := self._row()) is not None:
            repeating.open(self.desk, self, row)

    def _move(self) -> None:
        from allydesk.ui.calendar import moving

        if (row := self._row()) is not None:
            moving.ask(self.desk, self, row.id, self._language, lambda _day: None)

    def _reading(self) -> None:
        self.one.details.reading.open()

    def _keep(self) -> None:
        from allydesk.models import series

        if (row := self._row()) is not None:
            said = _("“{title}” is kept as a template.").format(title=row.title)
            step = _("Keep “{title}” as a template").format(title=row.title)
            self.desk.do(said, step, series.save_template, row.id, row.title)

    def _number_alone(self) -> None:
        """Take the names off the list and keep how many came."""
        from allydesk.models import attendance

        if (row := self._row()) is None:
            return
        if row.who_came == "number":
            self.desk.say(_("Only a number is kept for this event already."))
            return
        said = _("The names are off the list of “{title}”. Kept as a number: {n} came.")
        said = said.format(title=row.title, n=row.counts.came)
        step = _("Keep only the number for “{title}”").format(title=row.title)
        self.desk.do(said, step, attendance.keep_number_alone, row.id)

    def print_what(self) -> None:
        from allydesk.ui.events import prints

        if (row := self._row()) is not None:
            first = prints.first(self.desk, self.window(), row, "handout", "sign-in")
            if first is not None:
                first.run()

    def _save_all(self) -> None:
        from allydesk.ui.calendar import files

        files.save(self.desk, self)

    def _save_chosen(self) -> None:
        from allydesk.ui.calendar import files

        files.save(self.desk, self, self.browser.chosen)


def _numbers(row: schedule.Row) -> str:
    """Give "9 of 12", "23", or nothing for nobody."""
    counts = row.counts
    if counts.came:
        return str(counts.came)
    if row.capacity is not None:
        return _("{n} of {places}").format(n=counts.taken, places=row.capacity)
    return str(counts.taken) if counts.taken else ""


def _filter_words(count: int) -> str:
    return ngettext("Filter {n} event", "Filter {n} events", count).format(n=f"{count:,}")


def _none_words(chip: str) -> str:
    return {
        "coming": _("Nothing planned. Press New to add an event."),
        "past": _("Nothing has taken place yet."),
        "training": _("No training yet."),
        "meetings": _("No meetings yet."),
    }[chip]
