"""kill -9 while something is handed in at the screen: it is there whole, or not at all."""

import datetime as dt
import itertools
import random
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from allydesk.backup import archive
from allydesk.listening import kiosk
from allydesk.models.feedback import note, pulse, receipt, tray
from allydesk.store import Store
from tests.faults.killing import kill_in
from tests.faults.reading import everything

KILLS = 40
DAY = dt.date(2026, 11, 24)


def hand_in(pipe: Connection, path: Path) -> None:
    """Hand in a note with answers, one after the other; say each receipt as soon as it is given."""
    with Store.open(path) as store:
        pipe.send(None)
        for n in itertools.count():
            given = kiosk.Submission({"text": "Said", "wish": "Wished"}, 1, (n % 5 + 1, None, 3))
            code = store.quietly((), kiosk.hand_in, given, DAY)
            pipe.send(code)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_power_cut_keeps_or_drops_the_whole(path: Path) -> None:
    with Store.create(path, language="en-GB") as store:
        store.quietly((), pulse.begin, "Autumn", "belonging", "2026-11")
    chance = random.Random(20261124)
    given: list[str] = []
    cut = 0
    for _ in range(KILLS):
        given += [c for c in kill_in(hand_in, path, chance, 0.4) if isinstance(c, str)]
        journal = archive.journal(path)
        cut += journal.exists() and journal.stat().st_size > 0
    with Store.open(path) as store:
        store.verify()
        waiting, filed = store.read(tray.waiting), store.read(note.ids)
        rows = store.read(note.rows, filed)
        assert {(r.text, r.wish) for r in rows} | {(w.text, w.wish) for w in waiting} == {
            ("Said", "Wished")
        }
        said = len(waiting) + len(filed)
        assert len(given) <= said <= len(given) + KILLS
        answers = everything(path, "feedback_answers")["feedback_answers"]
        assert len(answers) + store.read(tray.sizes).get("wave 1", 0) == said
        assert len(store.read(note.ids, "wished")) == len(filed)  # and the index is with them
        for code in chance.sample(given, 5):
            assert store.read(receipt.look_up, code) is not None
    print(f"{KILLS} kills at the screen, {len(given)} receipts given, {cut} cut in the middle")
    assert given
    assert cut  # else the kills came at the wrong time and prove nothing
