"""The journal: every table, every way to change a row, back and forth, across restarts."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import text

from allydesk import file, history
from allydesk.errors import Problem
from allydesk.models import organisation
from allydesk.models.action import ActionItem
from allydesk.models.base import Record, drop, put
from allydesk.models.event import Event, EventGroup
from allydesk.models.group import Group
from allydesk.models.membership import Membership
from allydesk.models.organisation import Organisation
from allydesk.models.person import Person
from allydesk.store import Store
from tests import anything, factories, fresh

BOOKKEEPING = ("step", "journal", "sqlite_sequence")
Rows = dict[str, list[tuple[object, ...]]]


def records(path: Path) -> Rows:
    """Read every row of every table that holds records, past the door."""
    c = file.connect(path)
    try:
        return records_by(c)
    finally:
        c.close()


def records_by(c: Any) -> Rows:
    """Read them by a connection that is open already."""
    tables = [r[0] for r in c.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: [tuple(row) for row in c.execute(f'SELECT * FROM "{name}" ORDER BY id')]
        for name in tables
        if name not in BOOKKEEPING and not name.startswith("feedback_words")
    }


class Desk(RuleBasedStateMachine):
    """Somebody changes records of all types, takes steps back and forth, and starts again."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "desk.allydesk"
        self.store = fresh.desk(self.path)
        self.looks = file.connect(self.path)  # opened once: to open it takes longer than to read
        for name in ("Zoë", "Amir"):
            factories.person(self.store, name)
        factories.membership(self.store, 1, factories.group(self.store))
        self.done = [self.records()]  # the state after each step that could be undone
        self.undone: list[Rows] = []
        self.earliest = len(self.store.steps())

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.looks.close()
            self.store.abandon()
            shutil.rmtree(self.folder)

    def records(self) -> Rows:
        return records_by(self.looks)

    def ids(self) -> dict[str, list[int]]:
        return {name: [int(str(row[0])) for row in rows] for name, rows in self.done[-1].items()}

    def wrote(self) -> None:
        after = self.records()
        if after != self.done[-1]:
            self.done.append(after)
            self.undone.clear()

    @rule(data=st.data(), kind=st.sampled_from(anything.KINDS))
    def add(self, data: st.DataObject, kind: type[Record]) -> None:
        if kind is Organisation or any(not self.ids().get(t) for t in anything.references(kind)):
            return
        self.write(kind, None, data.draw(anything.values(kind, self.ids())))

    @rule(data=st.data(), kind=st.sampled_from(anything.KINDS))
    def change(self, data: st.DataObject, kind: type[Record]) -> None:
        if ids := self.ids()[kind.__tablename__]:
            values = anything.values(kind, self.ids(), few=True)
            self.write(kind, data.draw(st.sampled_from(ids)), data.draw(values))

    def write(self, kind: type[Record], id: int | None, values: dict[str, object]) -> None:
        try:
            self.store.write("Change", put, kind, id, values)
        except Problem:
            assert self.records() == self.done[-1]  # refused: nothing is half done
        else:
            self.wrote()

    @rule(data=st.data(), kind=st.sampled_from(anything.KINDS))
    def delete(self, data: st.DataObject, kind: type[Record]) -> None:
        ids = self.ids()[kind.__tablename__]
        if ids and kind is not Organisation:
            some = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
            self.store.write("Delete", drop, kind, some)
            self.wrote()

    @rule(language=st.sampled_from(["sv", "de", "cs", "en-GB"]))
    def speak(self, language: str) -> None:
        self.write(Organisation, 1, {"language": language})

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def undo(self) -> None:
        assert self.store.undo() is not None
        self.undone.append(self.done.pop())

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        assert self.store.redo() is not None
        self.done.append(self.undone.pop())

    @rule(orderly=st.booleans())
    def restart(self, orderly: bool) -> None:
        self.store.close() if orderly else self.store.abandon()
        self.store = Store.open(self.path)

    @invariant()
    def all_is_as_it_was_at_this_step(self) -> None:
        if hasattr(self, "store"):
            assert self.records() == self.done[-1]
            assert len(self.store.steps()) == len(self.done) - 1 + self.earliest
            assert (self.store.redo_label is not None) == bool(self.undone)


TestDesk = Desk.TestCase
# Without shrinking: twenty steps can be read, and making them fewer takes minutes.
TestDesk.settings = settings(
    max_examples=30,
    stateful_step_count=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
TestDesk = pytest.mark.slow(TestDesk)


def test_every_table_is_watched_or_says_why_not(store: Store) -> None:
    c = file.connect(store.path)
    watched = {r[0] for r in c.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")}
    count = len(list(c.execute("SELECT 1 FROM sqlite_master WHERE type = 'trigger'")))
    c.close()
    told = {t.name for t in history.journalled(Record.metadata)}
    silent = set(Record.metadata.tables) - told
    assert watched == told
    assert count == 3 * len(told)
    assert all(Record.metadata.tables[t].info["journal"] is False for t in silent)


def test_raw_changes_are_written_down_too(store: Store) -> None:
    zoe = factories.person(store, "Zoë")
    store.write("Past the rules", lambda s: s.execute(text("UPDATE person SET team = 'Raw'")))
    store.write(
        "Replace", lambda s: s.execute(
            text("INSERT OR REPLACE INTO person SELECT * FROM person WHERE id = :id"), {"id": zoe}
        ),
    )  # fmt: skip
    store.write("Sweep", lambda s: s.execute(text("DELETE FROM person")))
    store.undo()
    store.undo()
    store.undo()
    [row] = records(store.path)["person"]
    assert "Raw" not in row
    assert "Zoë" in row


def test_a_language_changes_the_order_and_undo_changes_it_back(store: Store) -> None:
    from allydesk.models import person

    factories.people(store, "Anna Ärlig", "Bo Zander", "Carl Alm")
    before = store.read(person.ids)
    store.write("Change language", put, Organisation, 1, {"language": "sv-SE"})
    assert store.read(person.ids) == [3, 2, 1]
    store.undo()
    assert store.read(person.ids) == before == [3, 1, 2]
    assert store.read(organisation.language) == "en-GB"


# ---- forgetting


def age(store: Store, days: int) -> None:
    """Make every step older, as if the desk had been left alone."""
    then = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat(timespec="seconds")
    c = file.connect(store.path)
    c.execute("UPDATE step SET at = ?", (then,))
    c.close()


def counts(store: Store) -> tuple[int, int]:
    c = file.connect(store.path)
    found = tuple(c.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("step", "journal"))
    c.close()
    return found[0], found[1]


def test_old_steps_are_forgotten_when_the_desk_is_closed(store: Store) -> None:
    factories.people(store, "Zoë", "Amir")
    age(store, history.KEEP_DAYS + 1)
    factories.person(store, "New")
    store.close()
    with Store.open(store.path) as again:
        assert counts(again)[0] == 1
        assert [s.label for s in again.steps()] == ["Add New"]
        assert again.undo() == "Add New"
        assert len(records(store.path)["person"]) == 2


def test_only_so_many_steps_are_kept(store: Store) -> None:
    zoe = factories.person(store, "Zoë")
    for n in range(history.KEEP_STEPS + 20):
        store.write(f"Change {n}", put, Person, zoe, {"team": f"Team {n}"})
    store.close()
    with Store.open(store.path) as again:
        steps, rows = counts(again)
        assert steps == history.KEEP_STEPS
        assert rows == history.KEEP_STEPS
        assert again.steps()[-1].label == "Change 20"


def test_what_was_deleted_long_ago_is_not_offered(store: Store) -> None:
    zoe = factories.person(store, "Zoë")
    store.write("Delete Zoë", drop, Person, [zoe])
    age(store, history.KEEP_DELETED_DAYS + 1)
    assert store.deleted("person") == []
    assert store.undo_label == "Delete Zoë"  # but undo still reaches it


def test_an_id_is_never_given_twice(store: Store, path: Path) -> None:
    zoe = factories.person(store, "Zoë")
    store.write("Delete Zoë", drop, Person, [zoe])
    store.close()
    with Store.open(path) as again:
        assert factories.person(again, "Amir") != zoe
        [gone] = again.deleted("person")
        again.bring_back("Bring back Zoë", gone)
        assert len(records(path)["person"]) == 2


def test_what_was_deleted_twice_is_offered_once(store: Store) -> None:
    zoe = factories.person(store, "Zoë")
    store.write("Delete Zoë", drop, Person, [zoe])
    [gone] = store.deleted("person")
    store.bring_back("Bring back Zoë", gone)
    store.write("Change", put, Person, zoe, {"team": "Later"})
    store.write("Delete Zoë", drop, Person, [zoe])
    [gone] = store.deleted("person", "employee_group")
    assert gone.values["team"] == "Later"


def test_a_group_comes_back_though_a_member_left_meanwhile(store: Store) -> None:
    pride = factories.group(store)
    zoe, amir = factories.people(store, "Zoë", "Amir")
    for one in (zoe, amir):
        factories.membership(store, one, pride)
    store.write("Delete group", drop, Group, [pride])
    store.write("Delete Amir", drop, Person, [amir])
    [gone] = store.deleted("employee_group")
    store.bring_back("Bring back the group", gone)
    assert [row[0] for row in records(store.path)["employee_group"]] == [pride]
    assert [row[1] for row in records(store.path)["membership"]] == [zoe]


def test_a_person_who_comes_back_owns_their_actions_again(store: Store) -> None:
    zoe = factories.person(store, "Zoë")
    mine, taken = (
        store.write("Note", put, ActionItem, None, {"text": t, "owner_id": zoe}) for t in "ab"
    )
    store.write("Delete Zoë", drop, Person, [zoe])
    amir = factories.person(store, "Amir")
    store.write("Pass on", put, ActionItem, taken, {"owner_id": amir})
    [gone] = store.deleted("person")
    store.bring_back("Bring back Zoë", gone)
    owners = {row[0]: row[2] for row in records(store.path)["action_item"]}
    assert owners == {mine: zoe, taken: amir}
    assert store.undo() == "Bring back Zoë"
    assert {row[2] for row in records(store.path)["action_item"]} == {None, amir}


def test_what_belonged_to_something_gone_says_so(store: Store) -> None:
    pride, zoe = factories.group(store), factories.person(store, "Zoë")
    place = factories.membership(store, zoe, pride)
    store.write("Remove from group", drop, Membership, [place])
    store.write("Delete group", drop, Group, [pride])
    before = records(store.path)
    [gone] = store.deleted("membership")
    with pytest.raises(Problem, match="What this belonged to is no longer here"):
        store.bring_back("Bring back", gone)
    assert records(store.path) == before
    assert store.undo_label == "Delete group"


def test_what_is_there_again_already_is_not_doubled(store: Store) -> None:
    when = dt.datetime(2026, 11, 26, 18)
    values = {"title": "Meeting", "starts": when, "ends": when + dt.timedelta(hours=1)}
    event = store.write("Add event", put, Event, None, values)
    pair = {"event_id": event, "group_id": factories.group(store)}
    hosts = store.write("Add host", put, EventGroup, None, pair)
    store.write("Remove host", drop, EventGroup, [hosts])
    store.write("Add host", put, EventGroup, None, pair)
    [gone] = store.deleted("event_group")
    with pytest.raises(Problem, match="or it is here already"):
        store.bring_back("Bring back", gone)
    assert len(records(store.path)["event_group"]) == 1
