"""The example desk shows every status, and its days make sense whenever it is made."""

import datetime as dt
from pathlib import Path

import pytest

from allydesk import completing, sample
from allydesk.models import person
from allydesk.models.learning import certificate, completion, course, loan, reading, standing
from allydesk.store import Store
from tests.factories import TODAY


@pytest.mark.parametrize("today", [TODAY, dt.date(2028, 2, 29), dt.date(2034, 2, 28)])
def test_learning_of_the_example_desk(
    path: Path, today: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allydesk.dates.today", lambda: today)
    sample.write(path, today)
    with Store.open(path) as desk:
        found = desk.read(standing.matrix, on=today)
        assert len(found.courses) >= 8
        shown = {cell.status for row in found.cells for cell in row}
        assert shown == set(standing.STATUSES)
        rows = desk.read(completion.everywhere)
        ids = desk.read(person.ids, on=today) + desk.read(person.ids, chip="left", on=today)
        started = {p.id: p.started for p in desk.read(person.rows, ids)}
        for row in rows:
            assert row.completed_on <= today
            assert row.earlier or row.completed_on >= (started[row.person_id] or today), row
        assert any(r.revoked_on for r in rows)
        register = desk.read(certificate.register)
        assert len(register) > 40
        assert all(line.reprint and not line.why for line in register)
        loans = desk.read(loan.everywhere)
        assert {r.late(today) for r in loans} == {True, False}
        assert {r.returned is None for r in loans} == {True, False}
        assert {bool(x.event_id) for x in desk.read(reading.lists)} == {True, False}
        [listening] = [c for c in found.courses if c.title.startswith("Active listening 1")]
        [event] = desk.read(course.sessions, listening.id)
        waiting = desk.read(completing.preview, event, dt.datetime.combine(today, dt.time(9)))
        assert len(waiting.people) == 10
