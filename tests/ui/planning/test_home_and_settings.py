"""Observances on Home, and what Settings says about the calendar."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from allydesk import dates
from allydesk.models import organisation
from allydesk.models.base import put
from allydesk.models.observance import ClosedDays, closed_from
from allydesk.models.organisation import Organisation
from allydesk.planning import public_holidays
from allydesk.store import Store
from allydesk.ui.planning.editing import RecordDialog
from allydesk.ui.planning.something import Something
from allydesk.ui.preferences.calendar import Region
from tests import factories
from tests.ui.calendar.hand import TODAY
from tests.ui.hands import click, type_into, words


@pytest.fixture(autouse=True)
def thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be Thursday 19 November 2026."""
    monkeypatch.setattr(dates, "today", lambda: TODAY)


def test_home_says_what_is_observed_and_what_tonight_is(qtbot, start, store: Store) -> None:
    factories.person(store, "Ana")
    factories.event(store, "Dinner", starts=dt.datetime(2026, 11, 20, 18),
                    ends=dt.datetime(2026, 11, 20, 20))  # fmt: skip
    store.close()
    program = start(store.path)
    page = program.window.open_screen()
    qtbot.waitUntil(
        lambda: "Fri 20 Nov · Transgender Day of Remembrance" in words(page), timeout=10_000
    )
    said = words(page)
    assert "Transgender Day of Remembrance is on Fri 20 Nov." in said  # on the card of the dinner
    assert "around Tue 24 Nov · Guru Nanak Gurpurab" in said
    click(page, "Plan something for Guru Nanak Gurpurab")
    asked = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Something))
    assert asked.title.text() == "Guru Nanak Gurpurab"
    asked.reject()


def test_region_belongs_to_its_country(qtbot, start, store: Store) -> None:
    store.write("x", put, Organisation, 1, {"country": "GB"})
    store.close()
    program = start(store.path)
    program.window.go("settings")
    screen = program.window.open_screen()
    region = screen.findChild(Region)
    read = program.desk.store.read
    assert region.notice.text() == (
        "United Kingdom: some public holidays depend on the region. Choose yours."
    )
    box = region.choice.box
    box.setCurrentIndex(box.findData("SCT"))
    box.activated.emit(box.currentIndex())
    region.choice.store()
    assert read(lambda s: organisation.the(s).region) == "SCT"
    assert not region.notice.isVisible()
    boxing = dt.date(2027, 1, 4)  # 2 January is a holiday in Scotland alone, and is moved
    assert read(public_holidays.between, boxing, boxing)
    country = screen.findChild(type(box), "country")
    country.setCurrentIndex(country.findData("TV"))
    country.activated.emit(country.currentIndex())
    country.parent().parent().store()
    assert read(lambda s: (organisation.the(s).country, organisation.the(s).region)) == ("TV", None)


def test_a_country_without_known_holidays_says_so(start, store: Store) -> None:
    store.write("x", put, Organisation, 1, {"country": "QQ"})
    store.close()
    program = start(store.path)
    program.window.go("settings")
    region = program.window.open_screen().findChild(Region)
    assert region.choice is None
    assert region.notice.text() == (
        "AllyDesk knows no public holidays for QQ. Add them as closed days."
    )


def test_school_holidays_are_typed_in_and_removed(qtbot, start, store: Store) -> None:
    store.close()
    program = start(store.path)
    program.window.go("settings")
    screen = program.window.open_screen()
    click(screen, "Add closed days…")
    asked = next(w for w in QApplication.topLevelWidgets() if isinstance(w, RecordDialog))
    qtbot.waitUntil(asked.isActiveWindow)
    type_into(asked.lines["name"].editor.field, "Half-term")
    type_into(asked.lines["first"].editor.field, "24 Dec 2026")
    type_into(asked.lines["last"].editor.field, "20 Dec 2026")
    click(asked, "Add")
    assert asked.lines["last"].message.text() == "The last day is before the first day."
    type_into(asked.lines["last"].editor.field, "31 Dec 2026")
    click(asked, "Add")
    (one,) = program.desk.store.read(closed_from, TODAY)
    assert (one.name, one.kind, one.last) == ("Half-term", "school", dt.date(2026, 12, 31))
    (row,) = [w for w in words(screen) if w.startswith("Half-term")]
    assert row.endswith("School holidays")
    click(screen, f"Remove: {row}")
    assert program.desk.store.read(lambda s: s.query(ClosedDays.id).all()) == []
