"""Make one person of two who turned out to be the same."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from allydesk.models.attendance import Attendance
from allydesk.models.awards import merging as awards
from allydesk.models.base import Record, drop, put
from allydesk.models.learning import completion
from allydesk.models.membership import Membership, RoleTerm
from allydesk.models.person import Person, person_was
from allydesk.models.privacy import PASSED

_WIDTH = ("coordinator", "leads", "group", "anyone")
# What is known about somebody at an event, from the least to the most.
_TELLING = {
    state: n
    for n, state in enumerate(
        [
            "cancelled",
            "invited",
            "maybe",
            "wait_listed",
            "registered",
            "absent",
            "excused",
            "late",
            "present",
        ]
    )
}


def people(s: Session, /, keep: int, gone: int, values: Mapping[str, object]) -> int:
    """Move all that belongs to one person to another, delete the one, and give the other's id.

    values are the fields the kept one has afterwards. Where both take part in a group at the same
    time there is one place afterwards, seen by no more people than the more careful of both.
    """
    _join_places(s, keep, gone)
    _join_lists(s, keep, gone)
    awards.people(s, keep, gone)
    completion.join(s, keep, gone)
    for table in Record.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == Person.__tablename__:
                column = key.parent
                s.execute(update(table).where(column == gone).values({column.name: keep}))
    s.execute(insert(person_was).values(was=gone, person_id=keep))
    s.expire_all()
    drop(s, Person, [gone])  # first: two people cannot have one staff number
    return put(s, Person, keep, values)


def _join_places(s: Session, keep: int, gone: int) -> None:
    """Make one place of two in the same group at the same time, with the roles of both."""
    for theirs in _places(s, gone):
        mine = next((m for m in _places(s, keep) if _same_time(m, theirs)), None)
        if mine is None:
            continue
        s.execute(
            update(RoleTerm)
            .where(RoleTerm.membership_id == theirs.id)
            .values(membership_id=mine.id)
        )
        careful = theirs if _careful(theirs) < _careful(mine) else mine
        changes = {
            "joined": min(mine.joined, theirs.joined) if mine.joined and theirs.joined else None,
            "left": max(mine.left, theirs.left) if mine.left and theirs.left else None,
            "scope": careful.scope,
            "agreed_on": careful.agreed_on,
            "agreed_how": careful.agreed_how,
            "withdrawn_on": careful.withdrawn_on,
        }
        if mine.takes_part_as == "not_stated":
            changes["takes_part_as"] = theirs.takes_part_as
        s.expire_all()
        drop(s, Membership, [theirs.id])
        put(s, Membership, mine.id, changes)


def _join_lists(s: Session, keep: int, gone: int) -> None:
    """Where both are on the list of one event, keep the line that tells more about who came."""
    mine, theirs = _lines(s, keep), _lines(s, gone)
    for event in mine.keys() & theirs.keys():
        first, second = sorted((mine[event], theirs[event]), key=lambda line: _TELLING[line.state])
        numbers = (first.row_no, second.row_no)
        notes = " · ".join(dict.fromkeys(filter(None, (mine[event].note, theirs[event].note))))
        s.delete(first)
        s.flush()
        second.person_id = keep
        second.note = notes or None
        second.row_no = numbers[1] if numbers[1] is not None else numbers[0]
        s.flush()


def _lines(s: Session, person: int) -> dict[int, Attendance]:
    q = select(Attendance).where(Attendance.person_id == person).execution_options(**PASSED)
    return {line.event_id: line for line in s.execute(q).scalars()}


def _places(s: Session, person: int) -> list[Membership]:
    q = select(Membership).where(Membership.person_id == person)
    return list(s.execute(q.execution_options(**PASSED)).scalars())


def _same_time(a: Membership, b: Membership) -> bool:
    if a.group_id != b.group_id:
        return False
    ends_before = a.left is not None and b.joined is not None and a.left <= b.joined
    ends_after = b.left is not None and a.joined is not None and b.left <= a.joined
    return not (ends_before or ends_after)


def _careful(place: Membership) -> int:
    return -1 if place.withdrawn_on is not None else _WIDTH.index(place.scope)
