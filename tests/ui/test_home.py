"""Home: tonight's paper in three clicks, what waits, what was changed."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from allydesk import backup, dates, paths, settings
from allydesk.models import person
from allydesk.store import Store
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.ui.hands import Hand, button, choose_in_menu, click, press, print_window, words
from tests.ui.spooler import Spooler

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(store: Store) -> Path:
    """Two groups; in one of them somebody was not asked, the other has no lead."""
    pride = factories.group(store, "Pride & Allies", meeting_pattern="First Thursday, 18:00")
    carers = factories.group(store, "Carers", meeting_pattern="Fridays")
    ana, tom = factories.people(store, "Ana Pérez", "Tom Bright")
    in_pride = factories.membership(store, ana, pride)
    factories.role(store, in_pride, "lead")
    factories.membership(store, tom, pride, scope="coordinator", agreed_on=None)
    factories.membership(store, tom, carers)
    store.close()
    return store.path


def home(program) -> QWidget:
    return program.window.open_screen()


def row_of(page: QWidget, text: str) -> QWidget:
    """Give the row of a card in which a text stands."""
    found = [x for x in page.findChildren(QLabel) if x.isVisible() and x.text() == text]
    assert found, words(page)
    return found[0].parentWidget()


def test_an_empty_desk_invites(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    page = home(program)
    qtbot.waitUntil(lambda: any("Nobody is here yet." in w for w in words(page)))
    assert button(page, "Bring in a list").hasFocus()
    click(page, "Add one person")
    assert program.window.frame.sidebar.chosen().text() == "People"


def test_from_launch_to_paper_in_three_clicks(qtbot, start, desk: Path, spooler: Spooler) -> None:
    page, hand = home(start(desk)), Hand()
    assert button(page, "Print sign-in sheet").hasFocus()
    hand.click(page, "Print sign-in sheet")
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, Preview)
    hand.click(preview, "Print")
    hand.click(print_window(qtbot), "Print")
    qtbot.waitUntil(lambda: bool(spooler.sent()), timeout=20_000)
    assert hand.clicks == 3
    (sent,) = spooler.sent()
    paper = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(sent.pages)).pages)
    assert "Carers" in paper
    assert "Tom Bright" in paper
    preview.reject()


def test_the_first_card_is_the_group_of_last_time(qtbot, start, desk: Path) -> None:
    program = start(desk)
    click(home(program), "Print sign-in sheet – Pride & Allies")
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, Preview)
    preview.reject()
    program.window.close()
    again = start(desk)
    first = again.window.findChild(QPushButton, "first")
    assert "Pride & Allies" in words(first.parentWidget().parentWidget())


def test_ctrl_p_prints_the_first_card(qtbot, start, desk: Path) -> None:
    program = start(desk)
    press(program.window, Qt.Key.Key_P, CTRL)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, Preview)
    preview.reject()


def test_what_waits_is_said_and_leads_there(qtbot, start, desk: Path) -> None:
    program = start(desk)
    page = home(program)
    asked = "Pride & Allies: 1 person was not asked yet who may see that they take part."
    qtbot.waitUntil(lambda: "Needs you (2)" in words(page))
    assert asked in words(page)
    click(page, "Open: Carers has no lead.")
    assert program.window.frame.sidebar.chosen().text() == "Groups"


def test_not_now_returns_in_a_week(qtbot, start, desk: Path, monkeypatch) -> None:
    program = start(desk)
    page = home(program)
    qtbot.waitUntil(lambda: "Carers has no lead." in words(page))
    click(page, "Not now: Carers has no lead.")
    qtbot.waitUntil(lambda: "Carers has no lead." not in words(page))
    qtbot.waitUntil(lambda: "Needs you (1)" in words(page))
    today = dt.date.today()
    for days, there in ((6, False), (7, True)):
        monkeypatch.setattr(program.desk, "today", lambda d=days: today + dt.timedelta(days=d))
        page.refresh()
        qtbot.waitUntil(lambda t=there: ("Carers has no lead." in words(page)) is t)


def test_when_all_is_well_it_says_so(qtbot, start, store: Store) -> None:
    factories.person(store, "Ana")
    store.close()
    page = home(start(store.path))
    qtbot.waitUntil(lambda: "Nothing needs you today." in words(page))


def test_an_old_backup_is_said_and_made_anew(qtbot, start, desk: Path, monkeypatch) -> None:
    with Store.open(desk) as store:
        made = backup.save(store, backup.MANUAL)
    old = dt.datetime.now(dt.UTC) - dt.timedelta(days=21)
    real = backup.of

    def aged(path: Path) -> list[backup.Backup]:
        import dataclasses

        return [dataclasses.replace(b, created=old) if b.path == made else b for b in real(path)]

    monkeypatch.setattr(backup, "of", aged)
    program = start(desk)
    page = home(program)
    qtbot.waitUntil(lambda: "Your last backup is 21 days old." in words(page))
    click(page, "Back up now: Your last backup is 21 days old.")
    qtbot.waitUntil(lambda: len(list(paths.backups().glob("*.allybackup"))) == 2)
    qtbot.waitUntil(
        lambda: program.window.frame.status.message.text() == "Backed up on this computer."
    )
    page.refresh()
    qtbot.waitUntil(lambda: "Your last backup is 21 days old." not in words(page))


def test_a_second_place_without_a_backup_for_long_is_said_every_two_weeks(
    qtbot, start, desk: Path, tmp_path: Path, monkeypatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.change(backup_folder=str(stick))
    with Store.open(desk) as store:
        backup.save(store, backup.MANUAL)
    old = dt.datetime.now(dt.UTC) - dt.timedelta(days=20)
    settings.change(copied=old.isoformat())
    stick.rename(tmp_path / "in a drawer")
    program = start(desk)
    page = home(program)
    told = f"{stick} has had no backup for 20 days. Plug it in, then back up."
    qtbot.waitUntil(lambda: told in words(page))
    click(page, f"Not now: {told}")
    assert told not in words(page)
    assert program.window.frame.status.message.text() == "It comes back in 2 weeks."
    today = dates.today()
    for days, said in ((13, False), (14, True)):
        monkeypatch.setattr(dates, "today", lambda n=days: today + dt.timedelta(days=n))
        page.refresh()
        assert (told in words(page)) is said
    (tmp_path / "in a drawer").rename(stick)
    click(page, f"Back up now: {told}")
    qtbot.waitUntil(lambda: told not in words(page))
    assert len(list(stick.glob("*.allybackup"))) == 2


def test_changed_lately_and_undone(qtbot, start, desk: Path) -> None:
    program = start(desk)
    page = home(program)
    factories.person(program.desk.store, "Zoë & <b>Co</b>")
    qtbot.waitUntil(lambda: "Add Zoë & <b>Co</b>" in words(page))
    assert "just now" in words(row_of(page, "Add Zoë & <b>Co</b>"))
    undo = button(page, "Undo: Add Zoë & <b>Co</b>")
    undo.setFocus()
    press(undo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.desk.store.read(person.count) == 2)
    qtbot.waitUntil(lambda: "Add Zoë & <b>Co</b>" not in words(page))
    assert page.isAncestorOf(QApplication.focusWidget())


def test_new_offers_people_and_groups(qtbot, start, desk: Path) -> None:
    program = start(desk)
    press(program.window, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    choose_in_menu("Add a group")
    assert program.window.frame.sidebar.chosen().text() == "Groups"


def test_home_counts_nobody_as_a_statistic(qtbot, start, desk: Path) -> None:
    page = home(start(desk))
    assert not any("%" in w for w in words(page))
    assert settings.load().home_group == 0
