"""A desk and the place for awards, shown alone."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui.desk import Desk, Going, Message
from allydesk.ui.kit import look
from allydesk.ui.screens.awards import Screen
from tests.ui.awards.hand import Open


@pytest.fixture
def desk(qapp: QApplication, store: Store) -> Desk:
    look.apply(qapp, Settings())
    return Desk(store, Settings())


@pytest.fixture
def said(desk: Desk) -> list[str]:
    """Collect what is said in the status line."""
    found: list[str] = []

    def hear(message: Message) -> None:
        found.append(message.text)

    desk.said.connect(hear)
    return found


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Open:
    def run() -> Screen:
        screen = Screen(desk)
        screen.resize(1180, 900)
        qtbot.addWidget(screen)

        def go(to: Going) -> None:
            if to.id is not None:
                screen.show_record(to.id)

        desk.going.connect(go)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.first().setFocus()
        return screen

    return run
