"""The example desk: it is whole, it makes sense on any day, and nobody plays to type."""

import datetime as dt
import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from allydesk import dates, paths, sample
from allydesk.errors import Problem
from allydesk.models import group, membership, person
from allydesk.models.feedback import note
from allydesk.models.learning import completion
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests.factories import TODAY

PEOPLE = json.loads((paths.resources() / "sample" / "people.json").read_text("utf-8"))


@pytest.fixture
def desk(path: Path) -> Store:
    sample.write(path, TODAY)
    return Store.open(path)


def test_the_desk_is_full_and_sound(path: Path) -> None:
    sample.write(path, TODAY)
    with Store.open(path) as desk:
        desk.verify()
        groups = desk.read(group.listing, on=TODAY)
        assert len(groups) == 7
        assert sum(g.listing == "private" for g in groups) == 2
        assert all(g.people >= 10 and g.purpose and g.meeting_pattern for g in groups)
        here = desk.read(person.ids, on=TODAY)
        assert len(here) == 60
        assert desk.read(person.count) == 62
        assert desk.undo_label is None  # nobody undoes the whole example by mistake


def test_names_come_from_many_scripts() -> None:
    scripts = Counter(
        unicodedata.name(letter).split()[0]
        for one in PEOPLE
        for letter in {c for c in one["full_name"] if c.isalpha()}
    )
    wanted = {"LATIN", "ARABIC", "HEBREW", "DEVANAGARI", "TAMIL", "THAI", "CJK", "HANGUL"}
    assert wanted | {"GREEK", "CYRILLIC"} <= set(scripts)
    names = [one["full_name"] for one in PEOPLE]
    assert len(set(names)) == len(names)
    assert any(" " not in n for n in names)
    assert any(len(n) >= 60 for n in names)
    emails = Counter(one.get("email") for one in PEOPLE)
    assert [n for n in emails.values() if n > 1] == [2]
    assert all(e is None or e.endswith("@example.org") for e in emails)


def test_phone_numbers_are_ones_that_ring_nowhere() -> None:
    phones = [one["phone"] for one in PEOPLE if "phone" in one]
    assert len(phones) > 10
    assert all(p.startswith(("020 7946 0", "07700 900")) for p in phones)


@pytest.mark.parametrize(
    "today",
    [
        TODAY, dt.date(2028, 2, 29), dt.date(2027, 3, 31), dt.date(2027, 1, 1),
        dt.date(2031, 6, 15), dt.date(2034, 2, 28),
    ],
)  # fmt: skip
def test_days_make_sense_whenever_it_is_written(path: Path, today: dt.date) -> None:
    sample.write(path, today)
    with Store.open(path) as desk:
        ids = desk.read(person.ids, on=today) + desk.read(person.ids, chip="left", on=today)
        started = {p.id: p.started for p in desk.read(person.rows, ids)}
        for row in desk.read(
            membership.everywhere, Audience.COORDINATOR, private_groups=True, on=today
        ):
            assert row.joined is not None
            assert (started[row.person_id] or today) <= row.joined <= today, row.name
            for term in desk.read(membership.terms, row.id):
                assert row.joined <= (term.from_day or today) <= today, row.name
        # What people said names a group only where it was large enough on that day.
        listed = desk.read(note.rows, desk.read(note.ids))
        assert any(r.group for r in listed)
        assert all(r.completed_on <= today for r in desk.read(completion.everywhere))
    assert dates.today() == dt.date.today()  # only the example was of another day


def test_consent_differs_and_some_withdrew(desk: Store) -> None:
    with desk:
        rows = desk.read(membership.everywhere, Audience.COORDINATOR, private_groups=True, on=TODAY)
        assert {r.scope for r in rows} == {"coordinator", "leads", "group", "anyone"}
        assert sum(r.withdrawn_on is not None for r in rows) == 2
        assert {r.takes_part_as for r in rows} == {"not_stated", "member", "ally"}
        roles = {word for r in rows for word in r.roles}
        assert {"Lead", "Co-lead", "Secretary", "Treasurer", "Executive sponsor"} < roles
        assert "Buildings adviser" in roles
        for one in desk.read(group.listing, on=TODAY):
            assert desk.read(membership.leads, one.id, Audience.GROUP, TODAY), one.name


def test_a_file_that_is_there_stays(path: Path) -> None:
    path.write_bytes(b"mine")
    with pytest.raises(Problem, match="is already there"):
        sample.write(path, TODAY)
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("-12d", dt.date(2026, 11, 7)),
        ("-1m", dt.date(2026, 10, 19)),
        ("-11m", dt.date(2025, 12, 19)),
        ("-2y", dt.date(2024, 11, 19)),
        ("-2y11m19d", dt.date(2023, 11, 30)),
    ],
)
def test_words_for_days(words: str, day: dt.date) -> None:
    assert sample.back(words, TODAY) == day


@pytest.mark.parametrize("words", ["", "-", "2y", "-2w", "yesterday"])
def test_words_that_are_no_day(words: str) -> None:
    with pytest.raises(ValueError, match="not a time before today"):
        sample.back(words, TODAY)
