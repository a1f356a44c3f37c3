"""Measure awards: `python -m tests.bench.awards [PEOPLE AWARDS]`, 5,000 and 2,000 if not said."""

import datetime as dt
import random
import sys
from functools import partial
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from allydesk import awarding, fairness
from allydesk.models.awards import (
    award,
    award_type,
    finding,
    nomination,
    public,
    reading,
    reminders,
)
from allydesk.models.awards import round as rounds
from allydesk.models.awards.award import Award
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.nomination import Nomination
from allydesk.models.awards.nominee import Nominee
from allydesk.models.awards.recipient import Recipient
from allydesk.models.awards.score import Score
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.reports import report
from allydesk.store import Store
from tests.bench import clock, desks
from tests.bench.clock import measure

TODAY = dt.date(2026, 11, 19)
_WAITING = 120  # nominations in the round that is open
_RATERS = 5


def fill(s: Session, people: int, awards: int) -> None:
    """Give awards over five years, and let a committee of five score a round of 120 nominations."""
    chance = random.Random(7)
    kinds = [put(s, AwardType, None, {"name": f"Award {n}"}) for n in range(6)]
    opens = {"name": "Now", "opens": TODAY - dt.timedelta(days=30), "closes": TODAY}
    the_round = rounds.start(s, opens, kinds, range(1, _RATERS + 1))
    put(s, Event, None, {"title": "Tonight", "starts": dt.datetime.combine(TODAY, dt.time(18))})
    given = [
        {
            "kind": ("award", "thanks")[n % 2], "award_type_id": chance.choice(kinds),
            "number": None if n % 2 else f"N-{n}", "citation": f"For what they did, time {n}.",
            "given_on": TODAY - dt.timedelta(days=chance.randrange(1800)), "reprints": 0,
            "given_to": 1, "search_key": f"for what they did time {n}",
        }
        for n in range(awards)
    ]  # fmt: skip
    s.execute(insert(Award), given)
    to = [
        {"award_id": n + 1, "person_id": chance.randrange(people) + 1, "public_thanks": "yes"}
        for n in range(awards)
    ]
    s.execute(insert(Recipient), to)
    for n in range(awards + _WAITING):
        waits = n >= awards
        values = {
            "citation": f"What they did, time {n}.", "received_on": TODAY,
            "award_type_id": chance.choice(kinds), "round_id": the_round if waits else None,
        }  # fmt: skip
        if not waits:
            values |= {"state": "declined", "reason": "For the bench"}
        id = put(s, Nomination, None, values)
        s.execute(insert(Nominee).values(nomination_id=id, person_id=chance.randrange(100, people)))
        if waits and n % 2:  # the others are still hidden
            _score(s, id, the_round, chance)


def _score(s: Session, id: int, the_round: int, chance: random.Random) -> None:
    points = [
        {"nomination_id": id, "rater_id": rater, "criterion_id": scale.id, "points": chance.randint(1, 5)}
        for rater in range(1, _RATERS + 1)
        for scale in rounds.criteria(s, the_round)
    ]  # fmt: skip
    s.execute(insert(Score), points)


def main(people: int, awards: int) -> None:
    with clock.bench(f"{people} people, {awards} awards, as many old nominations") as folder:
        path = folder / "bench.allydesk"
        desks.make(path, people, 40, people // 40)
        with Store.open(path) as store:
            store.write("Fill", fill, people, awards)
            _read(store)
            _write(store)
        _show(path)


def _read(store: Store) -> None:
    first = fairness.a_year_before(TODAY)
    measure("fairness mirror of a year", lambda: store.read(fairness.mirror, first, TODAY))
    waiting = store.read(nomination.ids)
    measure("what is known while deciding", lambda: store.read(fairness.facts, waiting[7], TODAY))
    measure(
        "to read: ids and a page", lambda: store.read(nomination.rows, store.read(nomination.ids))
    )
    measure("decided: ids", lambda: store.read(nomination.ids, chip="decided"), 9, 100)
    measure("nominations by words", lambda: store.read(nomination.ids, "time 12", "all"), 9, 16)
    ids = store.read(award.ids)
    measure("awards: ids", lambda: store.read(award.ids), 9, 100)
    measure("awards: a page of 100", lambda: store.read(award.rows, ids[:100]), 9, 100)
    measure("awards by words", lambda: store.read(award.ids, "what 12"), 9, 16)
    for text in ("ann", "ally of the year", "2026-0"):
        measure(f"find or do: {text}", partial(store.read, finding.find, text, 4), 9, 16)
    measure("register, all of it", lambda: store.read(award.register))
    measure(
        "types and rounds", lambda: (store.read(award_type.listing), store.read(rounds.listing))
    )
    measure("shortlist of 120, five raters", lambda: store.read(reading.of_round, 1))
    measure("gathered", lambda: store.read(reading.gathered))
    measure("wall of a year", lambda: store.read(public.wall, first, TODAY))
    measure("to read out", lambda: store.read(public.to_read_out, 1))
    some = tuple(store.read(award.ids, chip="award")[:100])
    measure(
        "100 certificates in one file, PDF",
        lambda: report.make(store, "award-certificate", {"awards": some}, TODAY), 5, 2000,
    )  # fmt: skip
    measure("reminders", lambda: store.read(reminders.of, TODAY))


def _write(store: Store) -> None:
    waiting = iter(store.read(nomination.ids))
    drafts: list[awarding.Draft] = []

    def look() -> None:
        drafts.append(store.read(awarding.draft, next(waiting), TODAY))

    measure("what an award would be given for", look)
    measure("an award given", lambda: awarding.give(store, drafts.pop()), 20, 10, look)
    measure("taken back by undo", store.undo, 20, 10)
    values = {"citation": "Thank you.", "received_on": TODAY}
    measure("a nomination stored", lambda: awarding.add(store, values, [7]), 20, 10)
    measure(
        "a shout-out", lambda: awarding.quick_thanks(store, [9], "Thank you.", on=TODAY), 20, 10
    )


def _show(path: Path) -> None:
    """Open the place, and one nomination after the other, as somebody does who reads them."""
    from PySide6.QtCore import QEventLoop, QThreadPool

    from allydesk import settings
    from allydesk.ui import app, rubbish
    from allydesk.ui.awards.keys import Kind, key
    from allydesk.ui.kit import look

    waiting = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    made = app.make(["bench"])
    look.apply(made, settings.load())
    program = app.Program(made, settings.load())
    ready: list[bool] = []
    program.prepared.connect(lambda: ready.append(True))
    program.window.show()
    program.start(path)
    while not ready:
        made.processEvents(waiting)
    rubbish.begin()
    window, desk = program.window, program.desk
    assert desk is not None
    ids = iter(desk.store.read(nomination.ids))

    def another() -> None:
        window.go("awards", key(Kind.NOMINATION, next(ids)))
        window.repaint()

    def settled() -> None:
        """Let what is counted beside the window come to its end."""
        QThreadPool.globalInstance().waitForDone()
        made.processEvents()

    def opens() -> None:
        window.go("awards")
        window.repaint()

    measure("awards open, made ready before", opens, 1, 100)
    measure("a nomination of 120 opens", another, 20, 100, settled)
    measure("the next, while the last is still counted", another, 20, 100)
    program.shut()


if __name__ == "__main__":
    main(*(int(n) for n in sys.argv[1:] or ("5000", "2000")))
