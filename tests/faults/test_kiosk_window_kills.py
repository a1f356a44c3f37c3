"""kill -9 while somebody answers at the screen: what was handed in is there whole, the rest is not."""

import os
import random
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from allydesk.backup import archive
from allydesk.models.feedback import note, pulse, receipt, tray
from allydesk.store import Store
from tests.faults.killing import kill_in
from tests.faults.reading import everything

KILLS = 12
UNFINISHED = "never handed in"


def answer(pipe: Connection, path: Path) -> None:
    """Answer at the kiosk, person after person; say each receipt as soon as it is on the screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication, QWidget

    from allydesk.settings import Settings
    from allydesk.ui.desk import Desk
    from allydesk.ui.door import asking
    from allydesk.ui.feedback import kiosk, kiosk_pages
    from allydesk.ui.kit import look

    app = QApplication([])
    look.apply(app, Settings())
    with Store.open(path) as store:
        below = QWidget()
        window = kiosk.open(Desk(store, Settings()), below, 1)
        window.page().pin.setText("2468")
        window.page().go()
        window.page().go.click()
        pipe.send(None)
        while True:
            page = window.page()
            if isinstance(page, asking.ChoicePage):
                page.steps[2].click()
            elif isinstance(page, asking.LinesPage):
                page.words.setPlainText(UNFINISHED)
                app.processEvents()
                page.words.setPlainText(f"Said in {page.question.name}")
                page.next_button.click()
            elif isinstance(page, asking.EndPage):
                page.hand_in_button.click()
            elif isinstance(page, kiosk_pages.ReceiptPage):
                pipe.send(page.code.text())
                page.go.click()
            else:
                page.go.click()
            app.processEvents()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_power_cut_at_the_screen_keeps_or_drops_the_whole(path: Path) -> None:
    with Store.create(path, language="en-GB") as store:
        store.quietly((), pulse.begin, "Autumn", "belonging", "2026-11")
    chance = random.Random(20261122)
    shown: list[object] = []
    cut = 0
    for _ in range(KILLS):
        shown += kill_in(answer, path, chance, 1.2)
        journal = archive.journal(path)
        cut += journal.exists() and journal.stat().st_size > 0
    given = sorted({code for code in shown if isinstance(code, str)})  # each is shown twice
    with Store.open(path) as store:
        store.verify()
        waiting, filed = store.read(tray.waiting), store.read(note.ids)
        rows = store.read(note.rows, filed)
        said = {(r.text, r.wish) for r in rows} | {(w.text, w.wish) for w in waiting}
        assert said == {("Said in text", "Said in wish")}
        count = len(rows) + len(waiting)
        assert len(given) <= count <= len(given) + KILLS
        answers = everything(path, "feedback_answers")["feedback_answers"]
        assert len(answers) + store.read(tray.sizes).get("wave 1", 0) == count
        assert UNFINISHED not in str(everything(path))
        for code in chance.sample(given, min(3, len(given))):
            assert store.read(receipt.look_up, code) is not None
    print(f"{KILLS} kills at the kiosk, {len(given)} receipts shown, {cut} cut in the middle")
    assert given
