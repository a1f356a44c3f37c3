"""What the second version of the file adds to one that people have, and what it leaves alone."""

import datetime as dt
import shutil
from pathlib import Path

from allydesk import file
from allydesk.models import event, person
from allydesk.models.base import put
from allydesk.models.learning import standing
from allydesk.models.learning.course import Course
from allydesk.models.person import Person
from allydesk.store import Store
from tests.faults.reading import everything
from tests.states import make


def test_people_and_events_are_as_they_were_and_can_learn(path: Path) -> None:
    shutil.copy(make.state(1), path)
    before = everything(path)
    with Store.open(path) as store:
        assert store.read(person.count) == len(before["person"]) == 62
        course = store.write("Add", put, Course, None, {"title": "Bias"})
        first = before["event"][0][0] if before["event"] else None
        if first is None:
            given = {"title": "Bias", "starts": dt.datetime(2026, 1, 1), "course_id": course}
            store.write("Add", put, event.Event, None, given)
        else:
            store.write("Change", put, event.Event, first, {"course_id": course})
        assert len(store.read(standing.matrix).courses) == 1
        store.undo()
        store.undo()
    after = everything(path)
    assert [row[:12] for row in after["person"]] == [row[:12] for row in before["person"]]
    assert len(after["event"]) == len(before["event"])
    assert after["membership"] == before["membership"]


def test_no_id_is_given_twice_though_a_table_was_made_anew(path: Path) -> None:
    shutil.copy(make.state(1), path)
    c = file.connect(path)
    c.execute("UPDATE sqlite_sequence SET seq = 900 WHERE name = 'person'")  # 63 to 900 are gone
    c.close()
    with Store.open(path) as store:
        new = store.write("Add", put, Person, None, {"full_name": "Zoë"})
        assert new == 901
