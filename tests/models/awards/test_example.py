"""The awards of the example desk: every state, a tie, a gap, and days that make sense on any day."""

import datetime as dt
from pathlib import Path

import pytest

from allydesk import sample
from allydesk.models.awards import award, award_type, nomination, public, reading, signatory
from allydesk.models.awards import round as rounds
from allydesk.store import Store
from tests.factories import TODAY


@pytest.mark.parametrize("today", [TODAY, dt.date(2028, 2, 29)])
def test_the_example_shows_everything(path: Path, today: dt.date) -> None:
    sample.write(path, today)
    with Store.open(path) as desk:
        every = desk.read(nomination.rows, desk.read(nomination.ids, chip="all"))
        assert len(every) == 14
        assert {r.state for r in every} == set(nomination.STATES)
        assert all(r.received_on <= (r.decided_on or today) <= today for r in every)
        assert any(r.team_name and len(r.nominees) > 2 for r in every)
        assert any(len(rows) == 2 for _who, rows in desk.read(reading.gathered))
        assert [t.kind for t in desk.read(award_type.listing)].count("award") == 3
        assert [r.phase(today) for r in desk.read(rounds.listing)] == ["open", "closed"]
        closed = desk.read(reading.of_round, desk.read(rounds.listing)[1].id)
        assert sum(r.tied for r in closed) == 2
        assert any(r.wide for r in closed)
        assert {why for r in closed for _name, why in r.out} == {
            "Wrote this nomination", "Declared a conflict of interest",
        }  # fmt: skip
        register = desk.read(award.register)
        days = [r.given_on for r in register]
        assert (len(register), days) == (6, sorted(days))
        assert any(t.left and t.left < r.given_on for r in register for t in r.to)
        assert len(desk.read(award.ids, chip="thanks")) == 8
        agreed = len(desk.read(public.wall, dt.date(2000, 1, 1), today))
        assert 0 < agreed < len(desk.read(award.ids))
        signs = desk.read(signatory.listing)
        assert [bool(r.picture) for r in signs] == [True, False]
