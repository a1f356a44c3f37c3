"""kill -9 while colleagues are put forward at the screen: what was thanked for is there, the rest is not."""

import os
import random
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from allydesk.models.awards import nomination
from allydesk.store import Store
from tests import factories
from tests.faults.killing import kill_in

KILLS = 6
UNFINISHED = "never sent"


def put_forward(pipe: Connection, path: Path) -> None:
    """Put somebody forward, time after time; say each one as soon as thanks are on the screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication, QWidget

    from allydesk.settings import Settings
    from allydesk.ui.awards.kiosk import window as here
    from allydesk.ui.awards.kiosk.pages import WhomPage
    from allydesk.ui.desk import Desk
    from allydesk.ui.door import asking
    from allydesk.ui.kit import look

    app = QApplication([])
    look.apply(app, Settings())
    with Store.open(path) as store:
        below = QWidget()
        window = here.open(Desk(store, Settings()), below)
        window.page().pin.setText("2468")
        window.page().go()
        pipe.send(None)
        mine, n = os.getpid(), 0  # no other says the words of one that may be lost
        while True:
            page = window.page()
            if isinstance(page, asking.LinesPage):
                page.words.setPlainText(UNFINISHED)
                app.processEvents()
                page.words.setPlainText(f"Sentence {mine}.{n}")
                page.next_button.click()
            elif isinstance(page, WhomPage) and "thanked" in page.head.text():
                page.box.setText("tom")
                page.look()
                page.cards.cards[0].click()
                page.next_button.click()
            elif isinstance(page, asking.Step):
                page.skip_button.click()
            elif isinstance(page, asking.EndPage):
                page.hand_in_button.click()
            elif isinstance(page, asking.Thanks):
                pipe.send(f"Sentence {mine}.{n}")
                n += 1
                page.go.click()
            else:
                page.go.click()
            app.processEvents()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_power_cut_keeps_every_nomination_that_was_thanked_for(path: Path) -> None:
    with Store.create(path, language="en-GB") as store:
        tom = factories.person(store, "Tom Bright")
    chance = random.Random(20261122)
    thanked: list[object] = []
    for _n in range(KILLS):
        thanked += kill_in(put_forward, path, chance, 1.2)
    said = [one for one in thanked if isinstance(one, str)]
    with Store.open(path) as store:
        store.verify()
        rows = store.read(nomination.rows, store.read(nomination.ids))
    assert said
    kept = [r.citation for r in rows]
    assert set(said) <= set(kept)
    assert len(kept) - len(set(said)) <= KILLS  # stored, and cut before the thanks
    assert UNFINISHED not in kept
    assert all(r.people == (tom,) and r.received_how == "kiosk" for r in rows)
