"""The table of observances: every date that is known, made again, and files that are not sound."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allydesk import paths
from allydesk.errors import Problem
from allydesk.planning import observances, table
from allydesk.planning.table import Observance
from allydesk.store import Store
from resources import make_observances
from tests.planning import known

FILE = paths.resources() / "observances.json"
SET_BY_ORGANISERS = {
    "neurodiversity-week", "mental-health-week", "disability-history-month-uk",
    "south-asian-heritage",
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[str, Observance]:
    return dict(table.read(FILE).observances)


def written(one: Observance, year: int) -> str:
    """Give the days of an observance as the lists of known dates have them."""
    spans = table.days(one, year)
    assert spans is not None, f"{one.key} has no date in {year}"
    return "+".join(
        f"{a:%m-%d}" if one.span_days == 1 and a == b else f"{a:%m-%d}/{b:%m-%d}" for a, b in spans
    )


def test_movable_days_are_on_their_days(found: dict[str, Observance]) -> None:
    rows = [line.split() for line in known.MOVABLE.splitlines()]
    assert len(rows) == 50
    for key, begins, certainty, *days in rows:
        one = found[key]
        assert (one.begins == "sunset") is (begins == "eve"), key
        assert one.certainty == certainty, key
        for year, day in zip((2026, 2027, 2028), days, strict=True):
            said = written(one, year)
            assert (said if "/" in day else said.split("/")[0]) == day, (key, year)


def test_days_by_rule_are_on_their_days_and_in_their_regions(found: dict[str, Observance]) -> None:
    rows = [line.split() for line in known.BY_RULE.splitlines()]
    for key, first, second, *regions in rows:
        one = found[key]
        assert sorted(one.regions) == sorted(regions), key
        for year, day in ((2026, first), (2027, second)):
            spans = table.days(one, year)
            assert spans is not None
            [(a, b)] = spans
            said = f"{a:%m-%d}" if a == b else f"{a:%m-%d}/{b:%m-%d}"
            assert said == day, (key, year)
    listed = {r[0] for r in rows} | {line.split()[0] for line in known.MOVABLE.splitlines()}
    assert listed == set(found)  # nothing in the table that nobody looked up


def test_the_days_of_ten_years(found: dict[str, Observance]) -> None:
    for line in known.TO_2035.splitlines():
        key, *days = line.split()
        for year, day in zip(range(2026, 2036), days, strict=True):
            spans = table.days(found[key], year)
            assert spans is not None
            assert "+".join(f"{a:%m-%d}" for a, _b in spans) == day, (key, year)


def test_the_script_makes_the_dates_that_are_in_the_file() -> None:
    stored = {
        one["id"]: one["rule"]["dates"]
        for one in json.loads(FILE.read_text("utf-8"))["observances"]
        if one["rule"]["type"] == "dates"
    }
    made = make_observances.made()
    assert set(stored) - set(made) == SET_BY_ORGANISERS  # and nobody else's are typed by hand
    for key, dates in made.items():
        assert dates == stored[key], key
        assert list(dates) == [str(year) for year in range(2025, 2036)], key
        assert all(dates.values()), key


def test_two_ramadans_in_2030_and_two_eids_in_2033(found: dict[str, Observance]) -> None:
    assert written(found["ramadan"], 2030) == "01-05/02-03+12-26/01-23"
    assert len(table.days(found["eid-al-fitr"], 2033) or ()) == 2


def test_february_in_leap_years_and_in_others(found: dict[str, Observance]) -> None:
    history = found["black-history-month"]
    assert [written(history, year) for year in (2027, 2028)] == ["02-01/02-28", "02-01/02-29"]
    assert written(found["ash-wednesday"], 2028) == "03-01"  # 46 days across 29 February


def test_what_is_said_to_people_is_short_and_plain(found: dict[str, Observance]) -> None:
    for one in found.values():
        for sentence in (one.note, *one.plan):
            assert sentence.endswith("."), (one.key, sentence)
            assert len(sentence.split()) <= 40, (one.key, sentence)
            assert all(len(part.split()) <= 20 for part in re.split(r"[.:] ", sentence)), sentence
            assert not re.search(r"!|\bplease\b|\bsorry\b|['\"]", sentence, re.IGNORECASE), sentence
        if one.weight:
            assert one.plan, f"{one.key} clashes and does not say what to do"


# ---- files that are not sound

SOUND: dict[str, Any] = {
    "id": "x", "name": "X", "kind": "religious", "tradition": "jewish", "region": ["world"],
    "rule": {"type": "fixed", "date": "02-29"}, "certainty": "exact", "note": "A day.",
}  # fmt: skip


def one(**changes: object) -> str:
    return json.dumps({"observances": [SOUND | changes]})


BROKEN: dict[str, str | bytes] = {
    "nothing": "",
    "no JSON": "not JSON at all",
    "cut off": '{"observances": [{"id": "x"',
    "no text": b"\xff\xfe\x00binary",
    "a list": "[]",
    "a number": "17",
    "no observances": "{}",
    "observances are text": '{"observances": "all"}',
    "an entry is a number": '{"observances": [1]}',
    "very deep": "[" * 100_000,
    "a number of many digits": '{"observances": [' + "9" * 5_000 + "]}",
    "too large": '{"observances": []}' + " " * 2_000_001,
    "too many": json.dumps({"observances": [SOUND | {"id": str(n)} for n in range(1_001)]}),
    "twice the same": json.dumps({"observances": [SOUND, SOUND]}),
    "no name": one(name=""),
    "a name as long as a book": one(name="x" * 121),
    "a name that turns text round": one(name="X\u202etxt"),
    "kind unknown": one(kind="party"),
    "kind is a list": one(kind=["religious"]),
    "tradition unknown": one(tradition="martian"),
    "region is text": one(region="world"),
    "rule unknown": one(rule={"type": "python", "code": "1/0"}),
    "a day that is none": one(rule={"type": "fixed", "date": "02-30"}),
    "a day in words": one(rule={"type": "fixed", "date": "May"}),
    "the fifth Monday": one(rule={"type": "nth", "weekday": "mon", "n": 5, "month": 1}),
    "no Monday": one(rule={"type": "nth", "weekday": "mon", "n": 0, "month": 1}),
    "month 13": one(rule={"type": "nth", "weekday": "mon", "n": 1, "month": 13}),
    "another Easter": one(rule={"type": "easter", "church": "lunar", "offset_days": 0}),
    "the year 30000": one(rule={"type": "dates", "dates": {"30000": ["01-01"]}}),
    "29 February 2027": one(rule={"type": "dates", "dates": {"2027": ["02-29"]}}),
    "a hundred days a year": one(rule={"type": "dates", "dates": {"2027": ["01-01"] * 100}}),
    "a span of ages": one(span_days=10**9),
    "a span that is true": one(span_days=True),
    "infinite": one(weight=float("inf")),
    "certainty unknown": one(certainty="sure"),
    "to avoid nobody knows what": one(avoid=["mondays"]),
    "full days outside of it": one(full_days=[2]),
}  # fmt: skip


def test_the_sound_one_is_read(tmp_path: Path) -> None:
    path = tmp_path / "observances.json"
    path.write_text(one(), "utf-8")
    [only] = table.read(path).observances.values()
    assert [table.days(only, y) for y in (2027, 2028)] == [
        ((dt.date(2027, 2, 28),) * 2,),
        ((dt.date(2028, 2, 29),) * 2,),
    ]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_or_hostile_file_is_refused_in_plain_words(name: str, tmp_path: Path) -> None:
    path, content = tmp_path / "observances.json", BROKEN[name]
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(Problem, match="could not be read, so none are shown"):
        table.read(path)


@pytest.fixture
def table_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """Let the program find another table, or none, in its folder."""
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)

    def come(content: str | None) -> None:
        if content is not None:
            (tmp_path / "observances.json").write_text(content, "utf-8")

    return come


@pytest.mark.parametrize("content", [None, "broken", one(kind="party")])
def test_without_a_table_the_rest_goes_on(
    store: Store, table_file: Callable[[str | None], None], content: str | None
) -> None:
    day = dt.date(2026, 12, 4)
    store.write("Add", observances.add_own, {"name": "Founders’ day", "first": day})
    table_file(content)
    assert [o.name for o in store.read(observances.of_year, 2026)] == ["Founders’ day"]
    assert "Install AllyDesk again" in (store.read(observances.notice, 2026) or "")
