"""Help: a text for each place, found by words, and every key."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QWidget

from allydesk import discover
from allydesk.ui import screens
from allydesk.ui.screens import help as help_place
from tests.ui.hands import press, type_into

PLACES = [m.Screen for m in discover.modules(screens)]


def shown(program) -> QWidget:
    program.window.go("help")
    return program.window.open_screen()


@pytest.mark.parametrize("place", PLACES, ids=lambda p: p.place)
def test_f1_opens_the_text_of_the_place(start, desk_file: Path, place) -> None:
    program = start(desk_file)
    program.window.go(place.place)
    press(program.window, Qt.Key.Key_F1)
    page = program.window.open_screen()
    topic = help_place.written()[place.help]
    assert page.list.currentItem().text() == topic.title
    assert page.text.toPlainText().startswith(topic.title)


def test_links_lead_to_texts_that_are_there() -> None:
    known = {*help_place.written(), "keys", "licences"}
    for topic in help_place.written().values():
        for target in re.findall(r"\]\(([^)]+)\)", topic.text):
            assert target.removesuffix(".md") in known, f"{topic.name}: {target}"


def test_a_link_is_followed(start, desk_file: Path) -> None:
    page = shown(start(desk_file))
    page.text.anchorClicked.emit(QUrl("backups.md"))
    assert page.list.currentItem().text() == "Backups"
    assert "A backup is made every 30 minutes" in page.text.toPlainText()


def test_texts_are_found_by_words(start, desk_file: Path) -> None:
    page = shown(start(desk_file))
    type_into(page.search, "SPREADSHEET rows")
    titles = [page.list.item(n).text() for n in range(page.list.count())]
    assert "Bring in a list" in titles
    assert len(titles) < len(help_place.ORDER)
    type_into(page.search, "backups")
    assert page.list.item(0).text() == "Backups"
    type_into(page.search, "zzqq")
    assert page.list.count() == 0
    assert page.text.toPlainText() == "Nothing found. Try another word."
    page.show_topic("home")
    assert page.list.count() == len(help_place.ORDER)


def test_every_key_of_the_menus_is_listed(start, desk_file: Path) -> None:
    program = start(desk_file)
    program.window.help("keys")
    text = program.window.open_screen().text.toPlainText()
    keyed = [a for a in program.window.everything() if a.key]
    assert len(keyed) > 20
    for action in keyed:
        assert action.text in text, action.text
    for key in ("Ctrl+K", "Ctrl+Shift+H", "F6", "Alt+Left"):
        assert key in text


def test_the_words_are_plain() -> None:
    for topic in help_place.written().values():
        assert "!" not in topic.text, topic.name
        assert not re.search(r"\b(please|sorry|invalid|oops|simply|just)\b", topic.text, re.I)
        assert '"' not in topic.text, topic.name
