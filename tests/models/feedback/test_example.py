"""The example desk has enough to show, and enough that may not be shown."""

import datetime as dt
from pathlib import Path

import pytest

from allydesk import sample
from allydesk.models.feedback import count, incident, note, period, pulse, tray
from allydesk.models.suppression import Hidden, Mean, Shown
from allydesk.store import Store
from tests.factories import TODAY


@pytest.mark.parametrize("today", [TODAY, dt.date(2028, 2, 29), dt.date(2027, 1, 1)])
def test_the_example_shows_and_hides(path: Path, today: dt.date) -> None:
    sample.write(path, today)
    with Store.open(path) as desk:
        rows = desk.read(note.rows, desk.read(note.ids))
        assert len(rows) + len(desk.read(tray.waiting)) == 38
        assert len(desk.read(tray.waiting)) == 3
        assert all(
            period.place(r.period) <= period.place(period.month(today)) or "Q" in r.period
            for r in rows
        )
        answered = desk.read(note.answered)
        assert len(answered) >= 8
        assert any(r.receipt for r in answered)
        cells = [c for w in desk.read(count.windows, "kind") for c in w.counts.cells.values()]
        assert sum(isinstance(c, Shown) for c in cells) >= 2
        assert sum(isinstance(c, Hidden) for c in cells) >= 3
        topics = [w.counts.cells for w in desk.read(count.windows, "topic")]
        assert any(isinstance(c, Shown) for cells in topics for c in cells.values())
        waves = desk.read(pulse.over_time, "belonging")
        assert [isinstance(w.questions[0].scale.mean, Mean) for w in waves] == [True, False, True]
        assert isinstance(waves[0].comments, list)
        assert isinstance(waves[2].comments, Hidden)
        access = incident.enter("", "")
        assert access
        assert len(desk.read(incident.listing, access)) == 2
