"""One event: its fields, its agenda, who signed up, who came, and its paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import organisation, schedule
from allydesk.models.event import TAKES_PLACE
from allydesk.planning import clashes
from allydesk.planning.busy import COUNTS
from allydesk.planning.clashes import SOME
from allydesk.ui.calendar import words
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events import prints
from allydesk.ui.events.agenda import Agenda
from allydesk.ui.events.came import Came
from allydesk.ui.events.details import Details
from allydesk.ui.events.form import now
from allydesk.ui.events.new import NewEvent
from allydesk.ui.events.sign_ups import SignUps
from allydesk.ui.kit import look
from allydesk.ui.kit.flow import Flow
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.tabs import Tabs
from allydesk.ui.kit.widgets import button, label, menu, more_button, notice, tag
from allydesk.ui.records.screen import Detail

KINDS = frozenset(
    ["event", "event_group", "event_series", "employee_group", "attendance", "headcount",
     "agenda_item", "action_item", "person", "organisation", "course", "completion", "certificate"]
)  # fmt: skip
_TONES = {"draft": "info", "postponed": "attention", "cancelled": "problem"}


class EventDetail(Detail):
    """The event beside the list. check_in(id) opens the door."""

    def __init__(
        self,
        desk: Desk,
        more: Callable[[], Sequence[Action]],
        check_in: Callable[[int], object],
    ) -> None:
        super().__init__()
        self.desk = desk
        self.row: schedule.Row | None = None
        self._check_in = check_in
        self._loaded: int | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.new = NewEvent(desk, self.fill_in)
        self.page = Page()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.new)
        whole.addWidget(self.stack)
        self.details = Details(desk)
        self.tabs = Tabs(_("Parts of the event"))
        self.parts: dict[str, QWidget] = {"details": self.details}
        self._make_parts()
        for name, part in self.parts.items():
            self.tabs.add(part, self.tab_words(name))
        self.page.add(self._head(more), self.tabs)
        self.page.end()
        self.details.form.created.connect(self._show)
        desk.changed.connect(self._changed)

    def _make_parts(self) -> None:
        """Make what stands behind the tabs besides the fields."""
        self.agenda = Agenda(self.desk)
        self.sign_ups = SignUps(self.desk)
        self.came = Came(self.desk, self.show_tab, self._choose_course)
        self.parts |= {"agenda": self.agenda, "sign_ups": self.sign_ups, "came": self.came}

    def language(self) -> str:
        return self.desk.store.read(organisation.language)

    def _head(self, more: Callable[[], Sequence[Action]]) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        self.name = label("", "h1")
        self.print = button(Action(_("Print ▾"), self._offer_prints, "printer"))
        self.print.setAccessibleName(_("Print"))
        self.others = more_button(more())
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.name, 1)
        for widget in (self.print, self.others):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.when = label("")
        self.tags = QWidget()
        self._tags = Flow(self.tags, look.px(8))
        self.start = button(
            Action(_("Start check-in"), self.start_check_in, "user-check", "Ctrl+Shift+C")
        )
        self._tags.addWidget(self.start)
        self.private = notice(
            _("Who comes can reveal something personal. It shows on this page alone."), "attention"
        )
        column.addLayout(line)
        for part in (self.when, self.tags, self.private):
            column.addWidget(part)
        return head

    # What the list asks for

    def load(self, id: int | None) -> None:
        if id is None:
            self.new.begin()
            self.stack.setCurrentWidget(self.new)
            self._loaded = None
            return
        self.stack.setCurrentWidget(self.page)
        if self._loaded == id:
            return  # it is shown; a refresh keeps it fresh
        self._loaded = id
        self.details.load(id)
        self.page.verticalScrollBar().setValue(0)
        self._show()
        self._open_tab()

    def fill_in(self) -> None:
        """Show the empty fields of a new event, for those who would rather not write a line."""
        self.details.load(None)
        self.stack.setCurrentWidget(self.page)
        self._show()
        self.show_tab("details")
        self.details.form.reveal("title")

    def flush(self) -> None:
        self.details.flush()
        self.agenda.flush()

    def enter(self, *, name: bool = False) -> None:
        if self.stack.currentWidget() is self.new:
            self.new.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if name:
            self.show_tab("details")
            self.details.form.reveal("title")
            line = self.details.form.lines["title"].editor.field
            if isinstance(line, QLineEdit):
                line.selectAll()
            return
        self._enter_tab()

    def _enter_tab(self) -> None:
        """Put the cursor where work in the open tab begins."""
        part = self.tabs.current()
        first = getattr(part, "first", None)
        target = first() if callable(first) else part
        if isinstance(target, QWidget):
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_tab(self, name: str) -> None:
        self.tabs.open(self.parts[name])

    def _choose_course(self) -> None:
        self.show_tab("details")
        self.details.form.reveal("course_id")

    def _open_tab(self) -> None:
        """Begin where there is something to do: who comes before an event, who came after it."""
        if self.row is None:
            return
        wanted = "came" if self.row.starts <= now(self.desk) else "sign_ups"
        self.show_tab(wanted if wanted in self.parts else "details")

    # Showing

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS and self.stack.currentWidget() is self.page:
            self._show()

    def _show(self) -> None:
        id = self.details.form.id
        self._loaded = id
        self.row = self.desk.store.read(schedule.row, id) if id is not None else None
        of = self.row
        for widget in (self.print, self.others):
            widget.setEnabled(of is not None)
        for name, part in self.parts.items():
            self.tabs.enable(part, enabled=of is not None or name == "details")
            self.tabs.rename(part, self.tab_words(name))
            show = getattr(part, "show_event", None)
            if callable(show):
                show(of)
        self.private.setVisible(of is not None and of.reveals)
        self.start.setVisible(of is not None and of.status in TAKES_PLACE)
        if of is None:
            self.name.setText(_("New event"))
            self._show_tags()
            self.when.setText(_("Stored as soon as there is a title and a start."))
        else:
            self._show_row(of)

    def _show_row(self, row: schedule.Row) -> None:
        self.name.setText(row.title)
        language, today = self.language(), self.desk.today()
        times = words.times(row, language, today)
        day = dates.short(row.starts, language, today)
        when = times if words.lasts(row) else f"{day} {times}"
        parts = [when, _away(row, today), row.where, words.people(row), self._waiting(row)]
        self.when.setText(" · ".join(filter(None, parts)))
        status = words.status(row)
        shown = [tag(status, tone=_TONES[row.status])] if status else []
        if self._clashes(row):
            shown.append(tag(_("Clashes: see Details"), tone="attention"))
        self._show_tags(*shown, *(tag(h.short_name or h.name, h.colour) for h in row.hosts))

    def _show_tags(self, *tags: QWidget) -> None:
        """Show what stands out about the event, and after it where the door is opened."""
        # Not removeWidget: Qt would delete an item of the layout that Python still holds.
        while (item := self._tags.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.start:
                widget.hide()
                widget.deleteLater()
        for one in (*tags, self.start):
            self._tags.addWidget(one)

    def _clashes(self, row: schedule.Row) -> bool:
        """Say whether something weighty speaks against an event that is still to come."""
        if row.starts <= now(self.desk) or row.status not in COUNTS:
            return False
        return clashes.heaviest(self.desk.store.read(clashes.of_event, row.id)) >= SOME

    def _waiting(self, row: schedule.Row) -> str:
        n = row.counts.waiting
        return ngettext("{n} waiting", "{n} waiting", n).format(n=n) if n else ""

    def tab_words(self, name: str) -> str:
        counts = self.row.counts if self.row is not None else None
        signed = counts.signed_up + counts.maybe + counts.absent if counts else 0
        texts = {
            "details": _("Details"),
            "agenda": _("Agenda"),
            "sign_ups": _("Sign-ups {n}").format(n=signed) if signed else _("Sign-ups"),
            "came": _("Who came {n}").format(n=counts.came)
            if counts and counts.came
            else _("Who came"),
        }
        return texts[name]

    # What is done

    def start_check_in(self) -> None:
        if self.row is not None:
            self._check_in(self.row.id)

    def _offer_prints(self) -> None:
        if self.row is None:
            return
        offered = prints.actions(self.desk, self.window(), self.row)
        if not offered:
            self.desk.say(_("There is nothing to print here yet."))
            return
        made = menu(offered, self.print)
        made.aboutToHide.connect(made.deleteLater)
        made.popup(self.print.mapToGlobal(QPoint(0, self.print.height())))


def _away(row: schedule.Row, today: dt.date) -> str:
    days = (row.starts.date() - today).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get(days, "")
    if 1 < days < 60:
        near = ngettext("in {n} day", "in {n} days", days).format(n=days)
    return near
