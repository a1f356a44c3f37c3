"""Which backups go and which stay: by their age and reason, never the one that counts."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk import backup
from allydesk.backup.archive import Manifest

NOW = dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.UTC)


def made(age: dt.timedelta, reason: str = "exit") -> backup.Backup:
    created = NOW - age
    manifest = Manifest(
        1, created.isoformat(), reason, "1.0", 1, 4096, "0" * 64, 1, 1, 1, "d" * 32, "p" * 24
    )
    return backup.Backup(Path(f"{created:%Y%m%dT%H%M%S.%f}-{reason}"), created, manifest)


def kept(backups: list[backup.Backup], now: dt.datetime = NOW) -> list[backup.Backup]:
    gone = {b.path for b in backup.thin(backups, now)}
    return [b for b in backups if b.path not in gone]


def test_all_of_two_days_stay() -> None:
    many = [made(dt.timedelta(minutes=30 * n)) for n in range(95)]
    assert backup.thin(many, NOW) == []


def test_then_one_a_day() -> None:
    day = [made(dt.timedelta(days=3, hours=h)) for h in (1, 4, 8)]
    assert kept([made(dt.timedelta(0)), *day])[1:] == [day[0]]


@pytest.mark.parametrize(
    ("reason", "days", "stays"),
    [
        ("manual", 4000, True),
        ("before-import", 89, True),
        ("before-import", 91, False),
        ("before-update", 89, True),
        ("exit", 89, False),
        ("timed", 3, False),
    ],
)
def test_the_reason_decides_how_long(reason: str, days: int, stays: bool) -> None:
    one = made(dt.timedelta(days=days, seconds=5), reason)
    # Newer ones on the same day, so that no step of the ladder needs this one.
    others = [made(dt.timedelta(0)), made(dt.timedelta(days=days))]
    assert (one in kept([one, *others])) is stays


def test_what_a_wrong_clock_dated_in_the_future_stays() -> None:
    future = [made(-dt.timedelta(days=n)) for n in range(1, 400)]
    newest = made(dt.timedelta(days=500))
    assert backup.thin([*future, newest], NOW) == []


def test_two_years_of_four_a_day_are_a_handful() -> None:
    lying: list[backup.Backup] = []
    for quarter in range(2 * 365 * 4):
        now = NOW + dt.timedelta(hours=6 * quarter)
        lying.append(made(NOW - now))
        lying = kept(lying, now)
    days = [(now - b.created).days for b in lying]
    assert len(lying) <= 45
    assert max(days) > 300
    assert sorted(days)[:8] == [0, 0, 0, 0, 1, 1, 1, 1]


@given(
    st.lists(
        st.tuples(
            st.integers(-3 * 24 * 60, 3 * 365 * 24 * 60),
            st.sampled_from(["exit", "timed", "manual", "before-import"]),
        ),
        unique_by=lambda t: t[0],
        max_size=120,
    )
)
def test_thinning_never_takes_what_counts(found: list[tuple[int, str]]) -> None:
    backups = [made(dt.timedelta(minutes=m), reason) for m, reason in found]
    stay = kept(backups)
    past = [b for b in backups if b.created <= NOW]
    assert all(b in stay for b in backups if b.created > NOW or b.reason == "manual")
    assert all(b in stay for b in past if NOW - b.created < dt.timedelta(hours=48))
    if past:
        assert max(past, key=lambda b: b.created) in stay
    assert backup.thin(stay, NOW) == []  # a second time takes nothing
    ordinary = [b for b in past if b in stay and b.reason in ("exit", "timed")]
    assert len([b for b in ordinary if NOW - b.created >= dt.timedelta(hours=48)]) <= 35
