"""Awards, nominations and rounds in Find or do…, with the names hidden that a committee may not see."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk import awarding, dates
from allydesk.models.awards import award
from allydesk.models.awards import round as rounds
from allydesk.store import Store
from allydesk.ui.awards.keys import Kind, key
from allydesk.ui.awards.kiosk.window import NominationsHere
from allydesk.ui.shell import hits
from allydesk.ui.shell.find import Finder
from allydesk.ui.shell.window import Window
from tests import factories
from tests.ui.awards.hand import kind, nominate, signatory
from tests.ui.hands import press, type_into, words


@pytest.fixture
def full(store: Store) -> Path:
    """A desk with an award, a nomination to read, and one that is read with names hidden."""
    tom, zoe, ana = factories.people(store, "Tom Bright", "Zoë Łukaszewicz", "Ana Pérez")
    signatory(store)
    one = nominate(store, tom, award_type_id=kind(store))
    awarding.give(store, store.read(awarding.draft, one, dates.today()))
    nominate(store, zoe)
    values = {"name": "Allies of the year", "opens": dates.today(), "closes": dates.today()}
    secret = kind(store, "Ally of the year")
    store.write("x", rounds.start, values, [secret], [ana])
    nominate(store, zoe, award_type_id=secret, received_on=dates.today(), citation="Hidden")
    store.close()
    return store.path


def finder(qtbot: QtBot, window: Window) -> Finder:
    press(QApplication.focusWidget() or window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    found = window.findChild(Finder)
    assert isinstance(found, Finder)
    qtbot.waitUntil(lambda: bool(found._known))
    return found


def of_awards(found: Finder, text: str) -> list[tuple[str, str]]:
    type_into(found.line, text)
    return [(h.text, h.more) for h in found.lines.hits if h.kind == "awards"]


def test_enter_opens_the_award_that_a_number_or_a_name_says(
    qtbot: QtBot, start, full: Path
) -> None:
    window = start(full).window
    found = finder(qtbot, window)
    [(name, more)] = of_awards(found, "tom")
    assert name == "Tom Bright"
    assert more.startswith(f"{dates.today().year}-001 · Everyday ally")
    assert [n for n, _more in of_awards(found, f"{dates.today().year}-001")] == ["Tom Bright"]
    press(found.line, Qt.Key.Key_Return)
    assert window.frame.sidebar.chosen().text().startswith("Awards")
    [id] = window.desk.store.read(award.ids)
    assert window.open_screen().record() == key(Kind.AWARD, id)
    window.go("home")
    again = finder(qtbot, window)
    assert [h.text for h in again.lines.hits if h.kind == "awards"] == ["Tom Bright"]  # been there


def test_a_nomination_is_found_and_one_with_names_hidden_is_not(
    qtbot: QtBot, start, full: Path
) -> None:
    window = start(full).window
    found = finder(qtbot, window)
    [(name, more)] = of_awards(found, "zoe")
    assert name == "Zoë Łukaszewicz"
    assert more.startswith("To read · No particular award")
    said = of_awards(found, "ally of the year")
    assert [n for n, _more in said] == ["Ally of the year"]  # the kind of award
    assert [n for n, _more in of_awards(found, "allies of")] == ["Allies of the year"]
    assert of_awards(found, "hidden") == []
    assert len(found.lines.hits) <= hits.MOST


def test_ctrl_p_prints_the_certificate(qtbot: QtBot, start, full: Path) -> None:
    window = start(full).window
    found = finder(qtbot, window)
    of_awards(found, "tom br")
    while found.chosen().kind != "awards":
        press(found.line, Qt.Key.Key_Down)
    press(found.line, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview = QApplication.activeModalWidget()
    assert preview is not None
    assert preview.windowTitle() == "Award certificates"
    preview.reject()


def test_taking_nominations_here_is_found(qtbot: QtBot, start, full: Path) -> None:
    window = start(full).window
    found = finder(qtbot, window)
    type_into(found.line, "nominations kiosk")
    assert found.lines.hits[0].text == "Take nominations here…"
    press(found.line, Qt.Key.Key_Return)
    here = QApplication.activeModalWidget()
    assert isinstance(here, NominationsHere)
    here.reject()


def test_home_says_that_a_round_closes_and_leads_there(qtbot: QtBot, start, full: Path) -> None:
    window = start(full).window
    said = [w for w in words(window) if "closes today" in w]
    assert said == ["“Allies of the year” closes today"]
    window.desk.go("awards", key(Kind.ROUND, 1))
    assert "Open" in words(window)
