"""The courses: a list, and one of them beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models.base import put
from allydesk.models.learning import completion, course
from allydesk.models.learning.course import Course
from allydesk.ui.desk import Action
from allydesk.ui.kit.lines import TwoLines
from allydesk.ui.kit.table import Column
from allydesk.ui.learning.course import CoursePage
from allydesk.ui.records.browse import Source
from allydesk.ui.records.screen import Detail, ListScreen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Courses(ListScreen):
    """The list of courses and one of them."""

    place = "learning-courses"
    title = _("Courses")
    icon = "graduation-cap"
    order = 0
    help = "learning"
    depends = frozenset(["course", "organisation"])

    def source(self) -> Source:
        store = self.desk.store
        return Source(
            name=self.title,
            chips=course.CHIPS,
            columns=[Column(_("Title"), lambda row: row.title)],
            find=lambda text, chip: [r.id for r in store.read(course.listing, text, chip)],
            fetch=self._fetch,
            total=lambda: store.read(course.count),
            line=_line,
            filter_words=_filter_words,
            none_words=_none_words,
        )

    def _fetch(self, ids: Sequence[int]) -> list[course.Row]:
        found = {r.id: r for r in self.desk.store.read(course.listing, chip="all")}
        return [found[id] for id in ids if id in found]

    def make_detail(self) -> Detail:
        self.one = CoursePage(self.desk, self._with_one)
        self.one.form.created.connect(self.added)
        return self.one

    def empty_words(self) -> str:
        return _(
            "No courses yet. Add the first, or bring in the list of who did what: the courses in it"
            " are made for you."
        )

    def empty_doings(self) -> Sequence[Action]:
        return [
            Action(_("Add course"), self.new, "plus"),
            Action(_("Bring in completions"), self.bring_in, "upload"),
        ]

    def more(self) -> Sequence[Action]:
        return [
            Action(
                _("Bring in completions…"), self.bring_in, "upload", "Ctrl+Shift+I",
                _("import excel csv training records"),
            ),
            Action(
                _("Save learning as spreadsheet…"), self.save, "file-spreadsheet", "",
                _("export csv excel completions courses"),
            ),
            Action(_("Print learning summary…"), self.print_summary, "printer", "", _("report charts")),
        ]  # fmt: skip

    def several_words(self, count: int) -> str:
        return ngettext("{n} course chosen", "{n} courses chosen", count).format(n=count)

    def several_doings(self) -> Sequence[Action]:
        return [
            Action(_("No longer offered"), self._retire, "archive-restore"),
            Action(_("Delete"), self.delete_chosen, "trash-2"),
        ]

    def _with_one(self) -> Sequence[Action]:
        return [
            Action(_("Print training matrix…"), self._print_matrix, "printer"),
            Action(_("No longer offered"), self._retire, "archive-restore"),
            Action(_("Delete"), self.delete_chosen, "trash-2", "Del"),
        ]

    # What is done

    def print_what(self) -> None:
        """Print who has to do the open course again."""
        from allydesk.ui.learning import prints

        id = self.record()
        prints.show(self.desk, self, prints.REFRESHER, course=id, courses=(id,) if id else None)

    def _print_matrix(self) -> None:
        from allydesk.ui.learning import prints

        id = self.record()
        prints.show(self.desk, self, prints.MATRIX, course=id, courses=(id,) if id else None)

    def print_summary(self) -> None:
        from allydesk.ui.learning import prints

        prints.show(self.desk, self, prints.SUMMARY)

    def bring_in(self) -> None:
        from allydesk.ui.learning import bringing

        bringing.open(self.desk, self, course=self.record())

    def save(self) -> None:
        from allydesk.ui.learning import saving

        saving.learning(self.desk, self)

    def _retire(self) -> None:
        ids = list(self.browser.chosen)
        n = len(ids)
        label = ngettext("Offer {n} course no longer", "Offer {n} courses no longer", n)
        said = _("No longer offered. The history stays.")
        self.desk.do(said, label.format(n=n), _retire, ids)

    def delete(self, ids: Sequence[int]) -> None:
        rows = self._fetch(ids)
        n = len(rows)
        label = ngettext("Delete {n} course", "Delete {n} courses", n).format(n=n)
        said = ngettext("{n} course is deleted.", "{n} courses are deleted.", n).format(n=n)
        if n == 1:
            label = _("Delete “{title}”").format(title=rows[0].title)
            said = _("“{title}” is deleted.").format(title=rows[0].title)
        try:
            self.desk.store.write(label, _delete, list(ids))
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        self.desk.say(said, undo=True)


def _retire(s: Session, /, ids: Sequence[int]) -> None:
    for id in ids:
        put(s, Course, id, {"status": "retired"})


def _delete(s: Session, /, ids: Sequence[int]) -> None:
    for id in ids:
        completion.remove_course(s, id)


def lasts(row: course.Row) -> str:
    """Give "Workshop · 90 minutes · every 12 months"."""
    parts = [course.KINDS[row.kind]]
    if row.minutes:
        parts.append(ngettext("{n} minute", "{n} minutes", row.minutes).format(n=row.minutes))
    if row.refresh_months:
        again = ngettext("again after {n} month", "again after {n} months", row.refresh_months)
        parts.append(again.format(n=row.refresh_months))
    return " · ".join(parts)


def _line(row: course.Row) -> TwoLines:
    return TwoLines(row.title, below=lasts(row), quiet=row.status == "retired")


def _filter_words(count: int) -> str:
    return ngettext("Filter {n} course", "Filter {n} courses", count).format(n=f"{count:,}")


def _none_words(chip: str) -> str:
    return {
        "active": _("No course is offered now. Press New to add one."),
        "retired": _("Every course is still offered."),
        "all": _("No courses yet. Press New to add one."),
    }[chip]
