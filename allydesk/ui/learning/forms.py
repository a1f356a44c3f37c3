"""The fields of courses, rules, completions, resources, loans and lines of reading lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models.base import Sensitivity
from allydesk.models.learning import completion, course
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course
from allydesk.models.learning.loan import Loan
from allydesk.models.learning.reading import Reading
from allydesk.models.learning.requirement import Requirement
from allydesk.models.learning.resource import Resource
from allydesk.ui.records.form import Form, Section


class _Titled(Form):
    """The fields of something that is called by its title."""

    def _called(self) -> str:
        return str(self.stored.get("title") or "")

    def words(self, name: str, value: object) -> tuple[str, str]:
        field = self._fields[name].field
        step = _("Change {field} of “{title}”").format(
            field=field.label[:1].lower() + field.label[1:], title=self._called()
        )
        said = _("{field} of “{title}” is stored.").format(field=field.label, title=self._called())
        if value is not None and field.lines == 1 and field.sensitivity is Sensitivity.PUBLIC:
            shown = field.choices[str(value)] if field.choices else value
            said = _("{field} of “{title}”: {value}.").format(
                field=field.label, title=self._called(), value=shown
            )
        return step, said

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        title = values.get("title") or self.kind.one
        return _("Add “{title}”").format(title=title), _("“{title}” is stored.").format(title=title)


class CourseForm(_Titled):
    """What a course is, how long it takes and counts, and what its certificate says."""

    kind = Course
    sections = (
        Section(_("The course"), ("title", "kind", "level", "minutes", "refresh_months", "status")),
        Section(_("What is in it"), ("objectives",), more=("certificate_words", "notes")),
    )

    def words(self, name: str, value: object) -> tuple[str, str]:
        step, said = super().words(name, value)
        if name == "refresh_months" and self.id is not None:
            n = self.desk.store.read(course.following, self.id)
            moved = ngettext(
                "Until when it counts has changed for {n} completion.",
                "Until when it counts has changed for {n} completions.", n,
            )  # fmt: skip
            said = f"{said} {moved.format(n=f'{n:,}')}" if n else said
        return step, said


class ResourceForm(_Titled):
    """What there is to read, watch or hear, and how many copies of it."""

    kind = Resource
    sections = (
        Section(
            _("The resource"),
            ("title", "kind", "author", "topic", "minutes", "level", "place", "copies"),
        ),
        Section(_("What is in it"), ("about", "questions")),
    )


class _Plain(Form):
    """The fields of something that has no name of its own."""

    def words(self, name: str, value: object) -> tuple[str, str]:
        field = self._fields[name].field.label
        step = _("Change a {kind}: {field}").format(
            kind=self.kind.one, field=field[:1].lower() + field[1:]
        )
        if isinstance(value, dt.date):
            day = dates.medium(value, self.language())
            return step, _("{field}: {value}.").format(field=field, value=day)
        return step, _("{field} is stored.").format(field=field)

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        return _("Add a {kind}").format(kind=self.kind.one), _("It is stored.")


class RuleForm(_Plain):
    """From when somebody has to do a course, and how long they have for it."""

    kind = Requirement
    sections = (Section("", ("from_day", "grace")),)


class CompletionForm(_Plain):
    """When somebody did a course and until when it counts."""

    kind = Completion
    sections = (
        Section(
            "", ("completed_on", "result", "minutes", "expires"), more=("earlier", "given_number")
        ),
    )

    def read(self, id: int) -> dict[str, object] | None:
        return self.desk.store.read(completion.card, id)


class LoanForm(_Plain):
    """Until when somebody has a copy."""

    kind = Loan
    sections = (Section("", ("lent_on", "due", "returned", "note")),)


class ReadingForm(_Plain):
    """What is said of one thing on a reading list."""

    kind = Reading
    sections = (Section("", ("note",)),)
