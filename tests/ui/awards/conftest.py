"""A desk and the place for awards, shown alone."""

import pytest
from pytestqt.qtbot import QtBot

from allydesk.ui.desk import Desk, Going
from allydesk.ui.screens.awards import Screen
from tests.ui.awards.hand import Open


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
