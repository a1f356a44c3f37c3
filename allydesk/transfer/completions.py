"""Completions out of a spreadsheet: who did which course on which day, one row for each.

sheet = likely_sheet(open_list(path))
columns = guess(sheet)                         # target -> number of the column; see TARGETS
found = store.read(plan, sheet, columns, course="", day_first=None, answers=Answers(…))
store.write(found.label, bring_in, found)      # one step that can be undone
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.base import complaint, fields, put
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course, expiry
from allydesk.models.privacy import PASSED
from allydesk.text import fold
from allydesk.transfer.book import Sheet
from allydesk.transfer.compare import Progress, last_step, no_names, people_index
from allydesk.transfer.completion_rows import (
    TARGETS,
    Line,
    guess,
    likely_sheet,
    line,
    reader_for,
)
from allydesk.transfer.match import Index
from allydesk.transfer.plan import Answers, Candidate, Trouble
from allydesk.transfer.targets import WHO

_AT_ONCE = 500
_NEARLY = 80  # of 100 that two titles are alike


@dataclass(frozen=True, slots=True)
class New:
    """One completion that the list adds. course is None where the list names a new course."""

    row: int
    person: int
    name: str
    course: int | None
    course_title: str
    values: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row whose person is not certain; the coordinator says who it is."""

    row: int
    name: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a list would do. Rows are numbered as the spreadsheet shows them."""

    new: tuple[New, ...]
    unchanged: int  # on the desk already
    doubtful: tuple[Doubt, ...]
    needs_you: tuple[Trouble, ...]  # way "anyway": brought in once that is said
    left_out: tuple[Trouble, ...]
    courses: tuple[str, ...]  # titles of courses that are made
    alike: Mapping[str, str]  # such a title -> that of a course here with nearly this name
    dates_unclear: bool  # days that could be read day first or month first
    day_first: bool  # how those were read
    seen: int  # the last step on the desk when this was worked out

    @property
    def label(self) -> str:
        """Give the name of the step, as Undo shows it."""
        n = len(self.new)
        return ngettext("Bring in {n} completion", "Bring in {n} completions", n).format(n=f"{n:,}")


def plan(
    s: Session,
    sheet: Sheet,
    columns: Mapping[str, int],
    *,
    course: str = "",
    day_first: bool | None = None,
    answers: Answers | None = None,
    same_course: Mapping[str, str] | None = None,
    today: dt.date | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Plan:
    """Work out what a list would do.

    course is the title that the whole list belongs to, where no column says it. same_course gives
    the title of a course here for one that the list writes in another way. A row from before
    somebody started needs a word (`answers.anyway`): it may be from an earlier job.
    Raises Problem when the list does not say who, which course or when.
    """
    _check(sheet, columns, course)
    answers, today = answers or Answers(), today or dates.today()
    reader = reader_for(s, sheet, columns, day_first, today)
    work = _Work(s, answers, same_course or {}, today)
    rows = [(n, row) for n, row in sheet.rows() if n not in answers.skip]
    for done, (number, row) in enumerate(rows):
        if done % _AT_ONCE == 0:
            progress(done, len(rows))
        work.take(line(number, row, columns, course, reader))
    progress(len(rows), len(rows))
    unclear = any(reader.orders[t] == "?" for t in reader.orders)
    return work.plan(dates_unclear=unclear, day_first=reader.fallback, seen=last_step(s))


def _check(sheet: Sheet, columns: Mapping[str, int], course: str) -> None:
    if not columns.keys() & (WHO | {"staff_number", "email"}):
        raise no_names(sheet)
    if "course" not in columns and not course:
        raise Problem(_("The list does not say which course. Choose its column, or the course."))
    if "completed_on" not in columns:
        raise Problem(_("The list does not say on which day. Choose the column with the day."))


class _Work:
    """What gathers while the rows are gone through."""

    def __init__(
        self, s: Session, answers: Answers, same_course: Mapping[str, str], today: dt.date
    ) -> None:
        self.s, self.answers, self.today = s, answers, today
        self.index: Index = people_index(s)
        q = select(Course.id, Course.title, Course.refresh_months, Course.minutes)
        self.courses = {fold(title): (id, title, m, n) for id, title, m, n in s.execute(q)}
        self.same_course = {fold(theirs): fold(ours) for theirs, ours in same_course.items()}
        done = select(Completion.person_id, Completion.course_id, Completion.completed_on)
        done = done.where(Completion.revoked_on.is_(None)).execution_options(**PASSED)
        self.known: set[tuple[int, object, dt.date]] = {(p, c, on) for p, c, on in s.execute(done)}
        self.listed: dict[tuple[int, object, dt.date], int] = {}
        self.made: dict[str, str] = {}  # folded title -> title
        self.new: list[New] = []
        self.unchanged = 0
        self.doubtful: list[Doubt] = []
        self.needs_you: list[Trouble] = []
        self.left_out: list[Trouble] = []

    def take(self, line: Line) -> None:
        """Say what one row does."""
        who = self._who(line)
        if who is None:
            return
        person, name, started = who
        on = line.values.get("completed_on")
        if not line.course:
            self._out(line, name, _("The row names no course."))
        elif not isinstance(on, dt.date):
            self._out(line, name, " ".join(line.troubles) or _("The row says no day."))
        elif on > self.today:
            self._out(line, name, _("This day is still to come."))
        elif line.troubles and line.row not in self.answers.anyway:
            self.needs_you.append(Trouble(line.row, name, " ".join(line.troubles), "anyway"))
        elif started and on < started and line.row not in self.answers.anyway:
            day = dates.medium(started, organisation.language(self.s))
            reason = _("They started here on {day}. It may be from an earlier job.")
            self.needs_you.append(Trouble(line.row, name, reason.format(day=day), "anyway"))
        else:
            self._add(line, person, name, on, earlier=bool(started and on < started))

    def _who(self, line: Line) -> tuple[int, str, dt.date | None] | None:
        entry = line.entry
        if line.undone:
            self._out(
                line,
                entry.name,
                _("“{text}” says that it was not completed.").format(text=line.undone),
            )
            return None
        if not entry.name and not entry.number and not entry.email:
            self._out(line, "", _("There is no name."))
            return None
        same = self.index.by_id.get(self.answers.same.get(line.row, 0))
        found = self.index.find(entry)
        person = same or found.person
        if person is not None:
            started = person.values["started"]
            return person.id, person.name, started if isinstance(started, dt.date) else None
        candidates = found.candidates or self.index.similar([entry]).get(line.row, ())
        if candidates:
            self.doubtful.append(Doubt(line.row, entry.name, candidates))
        else:
            self._out(line, entry.name, _("Nobody here is called that. Add the person first."))
        return None

    def _out(self, line: Line, name: str, reason: str) -> None:
        self.left_out.append(Trouble(line.row, name, reason))

    def _add(self, line: Line, person: int, name: str, on: dt.date, *, earlier: bool) -> None:
        key = self.same_course.get(fold(line.course), fold(line.course))
        id, title, months, minutes = self.courses.get(key, (None, line.course, None, None))
        what = (person, id or key, on)
        if what in self.known:
            self.unchanged += 1
            return
        if (first := self.listed.setdefault(what, line.row)) != line.row:
            self._out(line, name, _("The same as row {n}.").format(n=first))
            return
        if id is None:
            if message := complaint(fields(Course)["title"], line.course):
                self._out(line, name, message)
                return
            title = self.made.setdefault(key, line.course)
        values: dict[str, object] = {
            "completed_on": on, "minutes": minutes, "result": "done", "expires": expiry(on, months),
            "earlier": earlier, "given_number": None,
        }  # fmt: skip
        values |= {n: v for n, v in line.values.items() if v is not None}
        expires = values["expires"]
        if isinstance(expires, dt.date) and expires < on:
            self._out(line, name, _("It would run out before the day it was done."))
            return
        self.new.append(New(line.row, person, name, id, title, tuple(values.items())))

    def _near(self, title: str) -> str:
        """Give the course here with nearly this name; it may be meant, or be its second part."""
        key = fold(title)
        found = process.extractOne(
            key, self.courses.keys(), scorer=fuzz.ratio, score_cutoff=_NEARLY
        )
        return self.courses[found[0]][1] if found else ""

    def plan(self, *, dates_unclear: bool, day_first: bool, seen: int) -> Plan:
        used = {fold(n.course_title) for n in self.new if n.course is None}
        made = tuple(title for key, title in self.made.items() if key in used)
        return Plan(
            tuple(self.new),
            self.unchanged,
            tuple(self.doubtful),
            tuple(self.needs_you),
            tuple(self.left_out),
            made,
            {title: near for title in made if (near := self._near(title))},
            dates_unclear,
            day_first,
            seen,
        )


def bring_in(s: Session, plan: Plan, progress: Progress = lambda _done, _total: None) -> int:
    """Do what a plan says, and give how many completions were added.

    Raises Problem when the desk has changed since the plan was made.
    """
    if last_step(s, back=1) != plan.seen:
        raise Problem(
            _("The desk has changed since this list was checked. Go back and check it again.")
        )
    made = {fold(title): put(s, Course, None, {"title": title}) for title in plan.courses}
    rows = list(_rows(plan, made))
    for start in range(0, len(rows), _AT_ONCE):
        s.execute(insert(Completion), rows[start : start + _AT_ONCE])
        progress(min(start + _AT_ONCE, len(rows)), len(rows))
    return len(rows)


def _rows(plan: Plan, made: Mapping[str, int]) -> Iterator[dict[str, object]]:
    for one in plan.new:
        course = one.course if one.course is not None else made[fold(one.course_title)]
        yield {"person_id": one.person, "course_id": course, **dict(one.values)}


__all__ = [
    "TARGETS",
    "Doubt",
    "New",
    "Plan",
    "bring_in",
    "guess",
    "likely_sheet",
    "plan",
]
