"""Learning saved as spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from allydesk import transfer
from allydesk.language import _, ngettext
from allydesk.models.learning import standing
from allydesk.models.learning.standing import Due, Matrix
from allydesk.transfer import Table
from allydesk.transfer.learning import due_sheet, matrix_sheet
from allydesk.ui.desk import Desk
from allydesk.ui.records.saving import Asked, Saving

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def learning(desk: Desk, parent: QWidget) -> Saving | None:
    """Ask how courses, completions, resources and loans are to be saved."""

    def tables(s: Session, asked: Asked) -> list[Table]:
        return transfer.learning_sheets(
            s, asked.audience, private_groups=asked.private_groups, private=asked.private
        )

    if not desk.store.read(transfer.learning_sheets):
        desk.say(_("There is nothing of learning to save yet."))
        return None
    made = Saving(desk, parent, _("Learning"), _("courses and completions"), tables)
    made.ask_audience()
    made.offer(_("Include notes for facilitators and why something was revoked"))
    made.offer_private_groups()
    made.open()
    return made


def due(desk: Desk, parent: QWidget, rows: Sequence[Due]) -> Saving | None:
    """Ask who will read a due list, and where it is to be saved.

    Readers but the coordinator are not told what would tell them why somebody has to do a course.
    """
    n, pairs = len(rows), {(r.person_id, r.course_id) for r in rows}
    count = ngettext("{n} thing due", "{n} things due", n).format(n=f"{n:,}")

    def tables(s: Session, asked: Asked) -> list[Table]:
        found = standing.due_list(s, audience=asked.audience, on=desk.today())
        return [due_sheet([r for r in found if (r.person_id, r.course_id) in pairs])]

    return _asked(desk, parent, _("Due"), count, tables, n)


def matrix(
    desk: Desk, parent: QWidget, people: Sequence[int], courses: Sequence[int]
) -> Saving | None:
    """Ask who will read a matrix, and where it is to be saved, as far as it is shown."""
    n, wanted = len(people), set(people)
    count = ngettext("{n} person", "{n} people", n).format(n=f"{n:,}")

    def tables(s: Session, asked: Asked) -> list[Table]:
        whole = standing.matrix(s, courses=courses, audience=asked.audience, on=desk.today())
        kept = [n for n, p in enumerate(whole.people) if p.id in wanted]
        who = tuple(whole.people[n] for n in kept)
        cells = tuple(whole.cells[n] for n in kept)
        return [matrix_sheet(Matrix(who, whole.courses, cells, whole.on))]

    return _asked(desk, parent, _("Matrix"), count, tables, n)


def _asked(
    desk: Desk,
    parent: QWidget,
    name: str,
    count: str,
    tables: Callable[[Session, Asked], list[Table]],
    n: int,
) -> Saving | None:
    if not n:
        desk.say(_("There is nobody on this list to save."))
        return None
    made = Saving(desk, parent, name, count, tables)
    made.ask_audience()
    made.open()
    return made
