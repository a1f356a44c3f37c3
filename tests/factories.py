"""Records with sensible contents, for tests that care about something else."""

import datetime as dt

from allydesk.models import event as event_module
from allydesk.models.attendance import Attendance
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.group import Group
from allydesk.models.membership import Membership, RoleTerm
from allydesk.models.person import Person
from allydesk.store import Store

TODAY = dt.date(2026, 11, 19)
# Names of a kind that has broken other programs.
NAMES = (
    "Łukasz Wąsik",
    "Nguyễn Thị Minh Khai",
    "Siobhán O’Neill",
    "José María de la Vega Núñez",
    "Ọlá",
    "Ōtāne Tūhoe",
    "Prince",
    "محمد علي",
    "张伟",
    "Żółć",
    "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstone",
    "Pride & Allies",
    "<b>Bob</b>",
)


def person(store: Store, full_name: str = "Zoë Łukaszewicz", **values: object) -> int:
    """Store a person and give the id."""
    return store.write(f"Add {full_name}", put, Person, None, {"full_name": full_name, **values})


def people(store: Store, *names: str) -> list[int]:
    """Store several people and give their ids in that order."""
    return [person(store, name) for name in names]


def group(store: Store, name: str = "Pride & Allies", **values: object) -> int:
    """Store a group, with an open list unless told otherwise, and give the id."""
    return store.write(f"Add {name}", put, Group, None, {"name": name, "listing": "open", **values})


def membership(store: Store, person: int, group: int, **values: object) -> int:
    """Let somebody take part in a group, seen by anyone here unless told otherwise."""
    given = {"joined": dt.date(2024, 1, 15), "scope": "anyone", **values}
    given |= {"person_id": person, "group_id": group}
    return store.write("Add to group", put, Membership, None, given)


def role(store: Store, membership: int, role: str = "lead", **values: object) -> int:
    """Give somebody a role in a group."""
    given = {"membership_id": membership, "role": role, **values}
    return store.write("Add role", put, RoleTerm, None, given)


def event(store: Store, title: str = "Active listening", **values: object) -> int:
    """Store an event on Tuesday 24 November 2026 at 14:00 unless told otherwise, and give the id."""
    given = {"title": title, "starts": dt.datetime(2026, 11, 24, 14), **values}
    return store.write(f"Add {title}", put, Event, None, given)


def hosted(store: Store, event_id: int, *groups: int, role: str = "host") -> int:
    """Say which groups give an event."""
    store.write("Hosts", event_module.host, event_id, dict.fromkeys(groups, role))
    return event_id


def attend(store: Store, event_id: int, person_id: int | None = None, **values: object) -> int:
    """Put somebody on the list of an event and give the id there."""
    given = {"event_id": event_id, "person_id": person_id, **values}
    return store.write("Add to list", put, Attendance, None, given)
