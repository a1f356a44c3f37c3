"""Measure learning with 5,000 people and 20 courses, 80,000 completions: python -m tests.bench.learning."""

import datetime as dt
import random
from collections.abc import Callable, Iterator

from sqlalchemy import insert
from sqlalchemy.orm import Session

from allydesk import completing
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.learning import completion, course, reminders, standing
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course, expiry
from allydesk.models.learning.requirement import Requirement
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests.bench import clock, desks
from tests.bench.clock import measure

PEOPLE, COURSES, TIMES = 5000, 20, 15
SESSION = 40  # people at one session
TODAY = dt.date.today()


def fill(s: Session) -> None:
    """Make courses, rules, what everybody has done, and a session of each that took place."""
    chance = random.Random(3)
    for n in range(COURSES):
        months = chance.choice((None, 12, 24, 36))
        id = put(s, Course, None, {"title": f"Course {n + 1}", "refresh_months": months})
        put(s, Requirement, None, {"course_id": id, "who": "everyone", "from_day": TODAY})
        s.execute(insert(Completion), list(_done(chance, id, months)))
        starts = dt.datetime.combine(TODAY - dt.timedelta(days=n + 2), dt.time(10))
        put(s, Event, None, {"title": f"Session {n + 1}", "starts": starts, "course_id": id})
    s.flush()


def _done(chance: random.Random, course_id: int, months: int | None) -> Iterator[dict[str, object]]:
    for person in range(1, PEOPLE + 1):
        if chance.random() < 0.8:
            on = TODAY - dt.timedelta(days=chance.randrange(3, 1200))
            yield {
                "person_id": person, "course_id": course_id, "completed_on": on, "minutes": 90,
                "result": "done", "expires": expiry(on, months), "earlier": False,
                "event_id": chance.choice((None, 1, 2, 3)),
            }  # fmt: skip


def main() -> None:
    """Print the figures."""
    with clock.bench(f"{PEOPLE} people, {COURSES} courses") as folder:
        path = folder / "learning.allydesk"
        desks.make(path, PEOPLE, 12, 100)
        with Store.open(path) as store:
            store.write("Fill", fill)
            _measure(store)


def _measure(store: Store) -> None:
    def reading(name: str, budget: float, query: Callable[..., object], **given: object) -> None:
        def work() -> None:
            store.read(lambda s: query(s, **given))

        measure(name, work, TIMES, budget)

    team = store.read(lambda s: s.get_one(Person, 1).team)
    reading("matrix, everybody", 200, standing.matrix)
    reading("matrix, for group leads", 200, standing.matrix, audience=Audience.LEADS)
    reading("matrix, one team", 200, standing.matrix, team=team)
    reading("due list, everybody", 400, standing.due_list)
    reading("what Home says of it", 300, reminders.of, on=TODAY)
    reading("whom to invite", 100, completing.propose, course_id=1)
    reading("page of a course in numbers", 100, standing.figures, id=1)
    reading("record of a person", 50, completion.of_person, person=1)
    reading("courses and standing of a person", 50, standing.of_person, person=1)
    reading("list of courses", 16, course.listing)
    _attended(store)


def _attended(store: Store) -> None:
    """Turn a session of 40 into 40 completions with a number each, and take it back each time."""
    from allydesk import sign_up

    event = store.read(lambda s: max(course.sessions(s, 1)))
    strangers = store.write("Come", _strangers)
    sign_up.add(store, event, strangers, state="present")

    def work() -> None:
        done = completing.complete(store, event)
        assert len(done.numbers) == SESSION
        store.undo()

    measure(f"session of {SESSION}: completions, numbers, undo", work, TIMES, 500)


def _strangers(s: Session) -> list[int]:
    return [put(s, Person, None, {"full_name": f"New Colleague {n}"}) for n in range(SESSION)]


if __name__ == "__main__":
    main()
