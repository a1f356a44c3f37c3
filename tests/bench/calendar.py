"""Measure the calendar with 3,000 events, 200 of them in one month: python -m tests.bench.calendar.

Painting is included.
"""

import datetime as dt
import gc
import random
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from allydesk.models.base import put
from allydesk.models.event import Event, host
from allydesk.models.group import Group
from allydesk.store import Store
from tests.bench import clock
from tests.bench.clock import measure

EVENTS, IN_MONTH, GROUPS = 3000, 200, 12


def fill(s: Session) -> None:
    """Plan a year or two, and one month to the brim."""
    chance, today = random.Random(1), dt.date.today()
    groups = [put(s, Group, None, {"name": f"Group number {n}"}) for n in range(GROUPS)]
    for n in range(EVENTS):
        far = chance.choice((1, -1)) * chance.randrange(40, 800)
        day = (
            today.replace(day=1 + chance.randrange(28))
            if n < IN_MONTH
            else today + dt.timedelta(days=far)
        )
        starts = dt.datetime.combine(day, dt.time(chance.randrange(8, 20)))
        values = {"title": f"Meeting number {n} about work", "starts": starts, "room": "Room 3"}
        host(s, put(s, Event, None, values), {chance.choice(groups): "host"})


def main() -> None:
    """Print the figures."""
    with clock.bench(f"Calendar of {EVENTS} events, {IN_MONTH} of them in one month") as folder:
        path = folder / "calendar.allydesk"
        with Store.create(path, language="en-GB") as store:
            store.write("Fill", fill)
        _measure(path)


def _measure(path: Path) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

    from allydesk import settings
    from allydesk.ui import app, rubbish
    from allydesk.ui.kit import look
    from allydesk.ui.screens.calendar import Screen

    waiting = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    gc.disable()  # as the program itself does until it stands
    made = app.make(["bench"])
    look.apply(made, settings.load())
    program = app.Program(made, settings.load())
    window = program.window
    window.show()
    ready: list[bool] = []
    program.prepared.connect(lambda: ready.append(True))
    program.start(path)
    while program.desk is None:
        made.processEvents(waiting)
    rubbish.begin()

    def opens() -> None:
        window.go("calendar")
        window.repaint()

    measure("month opens before anything is made ready", opens, 1, 300)
    while not ready:
        made.processEvents(waiting)
    rubbish.begin()

    def forget() -> None:
        window.go("home")
        if (old := window.built("calendar")) is not None:
            window.forget("calendar")
            QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete)

    measure("month opens, built anew", opens, 9, 100, forget)
    place = window.open_screen()
    assert isinstance(place, Screen)
    page = place.page

    def figure(name: str, work: Callable[[], object], budget: float) -> None:
        measure(name, lambda: (work(), window.repaint()), 9, budget)

    figure("month read again", page.refresh, 100)
    figure("next day", lambda: page.choose(page.day + dt.timedelta(days=1)), 100)
    figure("next month", lambda: page.turn(1), 100)
    page.go_today()
    figure("week", lambda: page.show_view("week"), 100)
    figure("agenda", lambda: page.show_view("agenda"), 100)
    page.quick.setText("Workshop Tue 24 Nov 2-3:30 Room 3 for Group number 3")
    figure("a key in the line", page.quick._show, 16)
    program.shut()


if __name__ == "__main__":
    main()
