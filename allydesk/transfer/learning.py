"""Learning as tables for a spreadsheet: courses, who has done them, what is due, what is lent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models.base import Sensitivity, fields
from allydesk.models.learning import completion, course, loan, requirement, resource, standing
from allydesk.models.learning.completion import RESULTS, Completion
from allydesk.models.learning.course import Course
from allydesk.models.learning.loan import Loan
from allydesk.models.learning.resource import Resource
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.transfer.write import Heading, Table

_COMPLETION, _LOAN = fields(Completion), fields(Loan)


def learning_sheets(
    s: Session,
    audience: Audience = Audience.COORDINATOR,
    *,
    private_groups: bool = False,
    private: bool = False,
) -> list[Table]:
    """Give all tables of learning that hold something.

    private adds why completions were revoked and what facilitators are told.
    """
    tables = [
        courses_sheet(s, private=private),
        completions_sheet(s, audience, private_groups=private_groups, private=private),
        resources_sheet(s),
        loans_sheet(s, private=private),
    ]
    return [t for t in tables if t.rows]


def courses_sheet(s: Session, *, private: bool = False) -> Table:
    """Give courses as a table, each with whom it is required for."""
    shown = {n: d for n, d in fields(Course).items() if private or _public(d.field.sensitivity)}
    columns = [getattr(Course, n) for n in shown]
    rows = {id: cells for id, *cells in s.execute(select(Course.id, *columns))}
    words = [d.field.choices or {} for d in shown.values()]
    table = []
    for one in course.listing(s, chip="all"):
        rules = "; ".join(r.words for r in requirement.of_course(s, one.id))
        table.append((*_in_words(rows[one.id], words), rules))
    headings = [Heading(d.field.label) for d in shown.values()]
    return Table(_("Courses"), (*headings, Heading(_("Required for"))), tuple(table))


def completions_sheet(
    s: Session,
    audience: Audience = Audience.COORDINATOR,
    *,
    private_groups: bool = False,
    private: bool = False,
    course: int | None = None,
) -> Table:
    """Give who has done what, as far as an audience may know; of one course, or of all."""
    rows = completion.everywhere(s, audience, private_groups=private_groups)
    numbers = dict(s.execute(select(Person.id, Person.staff_number)).all())
    table = [
        (
            r.name, numbers.get(r.person_id), r.team, r.course, r.completed_on, r.minutes,
            RESULTS[r.result], r.expires, r.certificate, r.revoked_on,
            *([r.revoked_because] if private else []),
        )
        for r in rows
        if course in (None, r.course_id)
    ]  # fmt: skip
    labels = {n: d.field.label for n, d in _COMPLETION.items()}
    person = {n: d.field.label for n, d in fields(Person).items()}
    headings = [
        Heading(person["full_name"]), Heading(person["staff_number"]), Heading(person["team"]),
        Heading(labels["course_id"]), Heading(labels["completed_on"], "date"),
        Heading(labels["minutes"]), Heading(labels["result"]), Heading(labels["expires"], "date"),
        Heading(_("Certificate")), Heading(labels["revoked_on"], "date"),
        *([Heading(labels["revoked_because"])] if private else []),
    ]  # fmt: skip
    return Table(_("Completions"), tuple(headings), tuple(table))


def due_sheet(rows: Sequence[standing.Due]) -> Table:
    """Give a due list as a table, in its order."""
    person = {n: d.field.label for n, d in fields(Person).items()}
    headings = (
        Heading(person["full_name"]), Heading(person["team"]), Heading(person["location"]),
        Heading(person["email"]), Heading(_("Course")), Heading(_("Status")),
        Heading(_("Do it by"), "date"), Heading(_COMPLETION["completed_on"].field.label, "date"),
    )  # fmt: skip
    table = [
        (
            r.name, r.team, r.location, r.email, r.course, standing.STATUSES[r.status], r.due,
            r.completed_on,
        )
        for r in rows
    ]  # fmt: skip
    return Table(_("Due"), headings, tuple(table))


def matrix_sheet(found: standing.Matrix) -> Table:
    """Give a matrix as a table: in words, with the day it counts until where there is one."""
    person = {n: d.field.label for n, d in fields(Person).items()}
    headings = [Heading(person["full_name"]), Heading(person["team"]), Heading(person["location"])]
    headings += [Heading(c.title) for c in found.courses]
    table = [
        (p.name, p.team, p.location, *(_cell(cell) for cell in cells))
        for p, cells in zip(found.people, found.cells, strict=True)
    ]
    return Table(_("Matrix"), tuple(headings), tuple(table))


def _cell(cell: standing.Cell) -> str | None:
    if cell is standing.NONE:
        return None
    words = standing.STATUSES[cell.status]
    return f"{words} ({cell.expires.isoformat()})" if cell.expires else words


def resources_sheet(s: Session) -> Table:
    """Give resources as a table, each with how many copies are lent out."""
    described = fields(Resource)
    words = [d.field.choices or {} for d in described.values()]
    table = [
        (*_in_words([getattr(r, n) for n in described], words), r.lent) for r in resource.listing(s)
    ]
    headings = [Heading(d.field.label) for d in described.values()]
    return Table(_("Resources"), (*headings, Heading(_("Lent out"))), tuple(table))


def loans_sheet(s: Session, *, private: bool = False) -> Table:
    """Give all loans as a table, what is still out first."""
    table = [
        (r.name, r.title, r.lent_on, r.due, r.returned, *([r.note] if private else []))
        for r in loan.everywhere(s)
    ]
    shown = ("person_id", "resource_id", "lent_on", "due", "returned")
    headings = [
        Heading(_LOAN[n].field.label, "date" if _LOAN[n].type is dt.date else "text")
        for n in (*shown, *(["note"] if private else []))
    ]
    return Table(_("Loans"), tuple(headings), tuple(table))


def _public(sensitivity: Sensitivity) -> bool:
    return sensitivity is Sensitivity.PUBLIC


def _in_words(values: Sequence[object], words: Sequence[Mapping[str, str]]) -> tuple[object, ...]:
    """Give values as people read them: choices in their words."""
    return tuple(
        w.get(v, v) if isinstance(v, str) else v for v, w in zip(values, words, strict=True)
    )
