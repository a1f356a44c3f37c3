"""The agenda of one date of a series, typed once for all of them."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from allydesk import dates
from allydesk.models import agenda, series
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.screens.events import Screen
from tests import factories
from tests.ui.hands import click, click_row, press, tab, type_into

FIRST = dt.datetime.combine(dates.today() + dt.timedelta(days=7), dt.time(18))


def told(store: Store, event: int) -> list[tuple[str, int | None, str | None]]:
    return [(i.title, i.minutes, i.owner) for i in store.read(agenda.of_event, event)]


def test_what_is_typed_reaches_the_dates_that_were_chosen(
    qtbot, qapp: QApplication, store: Store
) -> None:
    look.apply(qapp, Settings())
    factories.person(store, "Ada Byron")
    alone = factories.event(store, "Alone", starts=FIRST)
    first = factories.event(store, "Meeting", starts=FIRST)
    days = series.days(series.Rule("week", count=3), FIRST.date())
    one, two, three = store.write("Repeat", series.repeat, first, days)
    desk = Desk(store, Settings())
    heard: list[str] = []
    desk.said.connect(lambda message: heard.append(message.text))
    screen = Screen(desk)
    qtbot.addWidget(screen)
    screen.resize(1100, 900)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.show_record(alone)
    screen.one.show_tab("agenda")
    page = screen.one.agenda
    assert not page.reach.isVisible()

    screen.show_record(two)
    screen.one.show_tab("agenda")
    assert page.reach.isVisible()
    click(page, "This and later ones")
    type_into(page.line, "Welcome 10 min")
    press(page.line, Qt.Key.Key_Return)
    assert heard[-1] == "“Welcome” is on the agenda. This and later ones."
    assert [told(store, e) for e in (one, two, three)] == [
        [], [("Welcome", 10, None)], [("Welcome", 10, None)],
    ]  # fmt: skip
    click_row(page.table, 0)
    type_into(page.owner, "Facilities")
    press(page.owner, Qt.Key.Key_Return)
    assert told(store, three) == [("Welcome", 10, "Facilities")]
    click(page, "Only this one")
    type_into(page.form.lines["minutes"].editor.field, "15")
    tab()
    assert told(store, two) == [("Welcome", 15, "Facilities")]
    assert told(store, three) == [("Welcome", 10, "Facilities")]
    screen.show_record(three)
    assert page.scopes.chosen() == "this"  # a wide reach is never carried to another date
