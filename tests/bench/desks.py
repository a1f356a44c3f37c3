"""Large desks to measure on: the reference desk and the large one, made once and kept."""

import datetime as dt
import json
import random
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from allydesk import paths
from allydesk.models.base import put
from allydesk.models.group import Group
from allydesk.models.membership import Membership, RoleTerm
from allydesk.models.person import Person
from allydesk.store import Store

_PEOPLE = json.loads((paths.resources() / "sample" / "people.json").read_text("utf-8"))
FIRST, LAST = ([one["full_name"].split()[n] for one in _PEOPLE] for n in (0, -1))
TEAMS, TITLES = ([one[name] for one in _PEOPLE] for name in ("team", "job_title"))
START = dt.date(2015, 1, 1)


def make(path: Path, people: int, groups: int, each: int) -> None:
    """Make a desk with so many people, groups, and people in each group."""
    chance = random.Random(7)

    def fill(s: Session) -> None:
        s.execute(insert(Person), list(_people(chance, people)))
        ids = [put(s, Group, None, {"name": f"Group {n + 1}"}) for n in range(groups)]
        s.execute(insert(Membership), list(_places(chance, ids, people, each)))
        s.execute(
            insert(RoleTerm),
            [{"membership_id": n * each + 1, "role": "lead"} for n in range(groups)],
        )

    Store.create(path, fill, name="Harbour & Vale", language="en-GB").close()


def _people(chance: random.Random, count: int) -> Iterator[dict[str, object]]:
    columns = [c.key for c in Person.__table__.columns if c.key != "id"]
    for n in range(count):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        if n % 3 == 0:
            name = f"{name}-{chance.choice(LAST)}"
        one = Person(
            full_name=name, staff_number=str(10_000 + n), email=f"person{n}@example.org",
            team=chance.choice(TEAMS), job_title=chance.choice(TITLES), photo_consent="ask",
            started=START + dt.timedelta(days=chance.randrange(4000)),
        )  # fmt: skip
        one.derive("en-GB")
        yield {c: getattr(one, c) for c in columns}


def _places(
    chance: random.Random, groups: list[int], people: int, each: int
) -> Iterator[dict[str, object]]:
    for group in groups:
        for person in chance.sample(range(1, people + 1), each):
            yield {
                "person_id": person, "group_id": group, "joined": START, "takes_part_as": "not_stated",
                "scope": chance.choice(["coordinator", "leads", "group", "anyone"]),
            }  # fmt: skip
