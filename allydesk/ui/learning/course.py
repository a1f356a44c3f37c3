"""One course: in figures, its sessions, for whom it is required, who has done it, its fields."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from allydesk import completing, dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation, schedule
from allydesk.models.base import put
from allydesk.models.learning import course, standing
from allydesk.models.learning.course import Course
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.form import now
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, label
from allydesk.ui.learning.done import Done
from allydesk.ui.learning.forms import CourseForm
from allydesk.ui.learning.hand import ByHand
from allydesk.ui.learning.lines import line
from allydesk.ui.learning.rules import Rules
from allydesk.ui.records.detail import Doings, RecordDetail

_SESSIONS = 5  # earlier ones that are listed


class CoursePage(RecordDetail):
    """The course beside the list."""

    depends = frozenset(
        ["course", "completion", "certificate", "requirement", "event", "attendance", "person",
         "membership", "role_term", "organisation"]
    )  # fmt: skip
    names = "title"

    def __init__(self, desk: Desk, more: Doings) -> None:
        super().__init__(desk, CourseForm(desk), list, more)
        self.print.hide()
        self.about = label("", "muted")
        self.plan_button = button(Action(_("Plan a session"), self.plan, "calendar"), "primary")
        self.invite_button = button(Action(_("Invite who lacks it…"), self.invite, "mail"))
        self.note_button = button(Action(_("Note a completion"), self.note, "user-check"))
        self.again_button = button(Action(_("Offer it again"), self.offer, "rotate-ccw"), "primary")
        self.doing = flow(self.again_button, self.plan_button, self.invite_button, self.note_button)
        self.by_hand = ByHand(desk)
        self.figures = Figures(desk)
        self.rules = Rules(desk)
        self.done = Done(desk)
        self.page.add(
            self.head(self.about), self.doing, self.by_hand, self.figures, self.rules, self.done,
            self.form,
        )  # fmt: skip
        self.page.end()

    def begin(self, id: int | None) -> None:
        self.by_hand.hide()
        self.done.leave()
        self.rules.leave()

    def flush(self) -> None:
        super().flush()
        self.done.flush()
        self.rules.flush()

    def show_again(self) -> None:
        id = self.form.id
        found = self.desk.store.read(course.row, id) if id is not None else None
        self.others.setEnabled(found is not None)
        for part in (self.doing, self.figures, self.rules, self.done):
            part.setVisible(found is not None)
        if found is None:
            self.name.setText(_("New course"))
            self.about.setText(_("Stored as soon as there is a title."))
            return
        self.name.setText(found.title)
        parts = [course.LEVELS[found.level]]
        if found.status == "retired":
            parts.insert(0, course.STATUSES["retired"])
        self.about.setText(" · ".join(parts))
        self.figures.show_course(found.id)
        offered = found.status == "active"
        self.rules.show_course(found.id, offered=offered)
        self.again_button.setVisible(not offered)
        for part in (self.plan_button, self.invite_button):
            part.setVisible(offered)
        self.done.show_course(found)

    # What is done

    def plan(self) -> None:
        """Make the next session and go there; its day is a proposal."""
        if (id := self.form.id) is None:
            return
        try:
            step = _("Plan a session")
            made = self.desk.store.write(step, completing.plan_session, id, now(self.desk))
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        found = self.desk.store.read(schedule.row, made)
        self.desk.go("events", made)
        if found is not None:
            language = self.desk.store.read(organisation.language)
            day = dates.short(found.starts, language, self.desk.today())
            said = _("Planned for {day}, {clock}. Change the day under “Details”.")
            self.desk.say(said.format(day=day, clock=dates.clock(found.starts)), undo=True)

    def offer(self) -> None:
        """Offer a course again that was no longer offered; its rules hold again."""
        if (id := self.form.id) is not None:
            said, step = _("It is offered again."), _("Offer a course again")
            self.desk.do(said, step, put, Course, id, {"status": "active"})

    def invite(self) -> None:
        from allydesk.ui.learning import inviting

        if (id := self.form.id) is not None:
            inviting.open(self.desk, self, id)

    def note(self) -> None:
        if (id := self.form.id) is not None:
            self.by_hand.begin(id)


class Figures(Card):
    """A course in numbers, and when it was and will be given."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("How it stands"))
        self.desk = desk
        self.now, self.ever = label(""), label("", "muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(4))
        self.add(self.now, self.ever, self._rows)

    def show_course(self, id: int) -> None:
        read, at = self.desk.store.read, now(self.desk)
        found = read(standing.figures, id, at)
        self.now.setText(_standing(found))
        self.ever.setText(_ever(found))
        clear(self._rows)
        language, today = read(organisation.language), self.desk.today()
        rows = read(schedule.rows, read(course.sessions, id))
        coming = [r for r in rows if r.ends >= at][::-1]
        past = [r for r in rows if r.ends < at]
        for one in [*coming, *past[:_SESSIONS]]:
            when = dates.short(one.starts, language, today)
            go = partial(self.desk.go, "events", one.id)
            mark = _("next session") if one.id == found.next_session else ""
            words = " · ".join(filter(None, [when, mark]))
            self._rows.addWidget(line(one.title, words, go))
        if found.next_session is None:
            self._rows.addWidget(label(_("No session is planned."), "muted"))


def _standing(f: standing.Figures) -> str:
    """Give who has it now, and who still has to."""
    parts = [
        (f.current, ngettext("{n} current", "{n} current", f.current)),
        (f.expiring, ngettext("{n} runs out soon", "{n} run out soon", f.expiring)),
        (f.expired, ngettext("{n} run out", "{n} run out", f.expired)),
        (f.missing, ngettext("{n} missing", "{n} missing", f.missing)),
        (f.late, ngettext("{n} late", "{n} late", f.late)),
    ]
    said = [words.format(n=f"{n:,}") for n, words in parts if n]
    if f.required:
        words = ngettext("Required of {n} person", "Required of {n} people", f.required)
        said.insert(0, words.format(n=f"{f.required:,}"))
    return " · ".join(said) or _("Nobody has done it yet, and nobody has to.")


def _ever(f: standing.Figures) -> str:
    people = ngettext("{n} person has done it", "{n} people have done it", f.people)
    hours = ngettext("{n} hour in all", "{n} hours in all", f.minutes // 60)
    held = ngettext("{n} session was held", "{n} sessions were held", f.sessions)
    parts = [(f.people, people), (f.minutes // 60, hours), (f.sessions, held)]
    return " · ".join(words.format(n=f"{n:,}") for n, words in parts if n)
