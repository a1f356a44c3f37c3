"""Observances as an organisation has them: chosen, hidden, moved, its own; kept when the table changes."""

import datetime as dt
import json
from pathlib import Path

import pytest

from allydesk import paths
from allydesk.errors import Invalid, Problem
from allydesk.models import organisation
from allydesk.models.base import Record, put
from allydesk.models.observance import OwnObservance
from allydesk.models.organisation import Organisation
from allydesk.planning import observances, public_holidays, unknown
from allydesk.planning.observances import Occurrence
from allydesk.store import Store

NOW = dt.date(2026, 11, 19)


def live_in(store: Store, country: str) -> None:
    store.write("Country", put, Organisation, store.read(organisation.the).id, {"country": country})


def year(store: Store, number: int = 2026) -> dict[str, Occurrence]:
    return {o.key: o for o in store.read(observances.of_year, number)}


def when(store: Store, key: str, number: int = 2026) -> str:
    return year(store, number)[key].when("en-GB", NOW)


def test_the_world_and_the_own_country_show_at_first(store: Store) -> None:
    live_in(store, "GB")
    here = year(store)
    assert {"windrush-day", "eid-al-fitr", "yom-kippur", "human-rights-day"} <= set(here)
    assert not {"juneteenth", "matariki", "sami-national-day"} & set(here)
    live_in(store, "US")
    assert "juneteenth" in year(store)
    assert "windrush-day" not in year(store)


def test_what_shows_is_chosen_and_can_be_undone(store: Store) -> None:
    live_in(store, "GB")
    store.write("Show the United States", observances.choose, "region", "US", shown=True)
    store.write("Hide Jain days", observances.choose, "tradition", "jain", shown=False)
    store.write("Hide awareness days", observances.choose, "kind", "awareness", shown=False)
    here = year(store)
    assert "juneteenth" in here
    assert not {"samvatsari", "human-rights-day"} & set(here)
    [jain] = [c for c in store.read(observances.choices, "tradition") if c.value == "jain"]
    assert jain == ("jain", "Jain", False)
    regions = store.read(observances.choices, "region")
    assert [c.label for c in regions][:2] == ["Worldwide", "Australia"]
    assert {c.value for c in regions if c.shown} == {"world", "GB", "US"}
    for _n in range(3):
        store.undo()
    assert "samvatsari" in year(store)
    assert "juneteenth" not in year(store)


def test_words_say_what_is_only_near_the_mark(store: Store) -> None:
    assert when(store, "eid-al-adha", 2027) == "around 16–19 May 2027"
    assert when(store, "diwali") == "around Sun 8 Nov"
    assert when(store, "yom-kippur") == "Mon 21 Sept"
    assert year(store)["yom-kippur"].evening_before


def test_three_days_of_vesak_in_2026_and_two_new_years_in_2027(store: Store) -> None:
    buddha = ("vesak", "buddhas-birthday", "vesak-southeast-asia")
    assert [year(store)[key].first.isoformat() for key in buddha] == [
        "2026-05-01", "2026-05-24", "2026-05-31",
    ]  # fmt: skip
    there = year(store, 2027)
    assert there["lunar-new-year"].first == dt.date(2027, 2, 6)
    assert there["seollal"].first == dt.date(2027, 2, 7)


def test_two_ramadans_in_2030_are_two(store: Store) -> None:
    found = [o for o in store.read(observances.of_year, 2030) if o.key == "ramadan"]
    assert [(o.nth, o.first.isoformat()) for o in found] == [(1, "2030-01-05"), (2, "2030-12-26")]
    store.write("Change", observances.change_date, "ramadan", 2030, dt.date(2030, 12, 27), 2)
    found = [o for o in store.read(observances.of_year, 2030) if o.key == "ramadan"]
    assert [(o.first.isoformat(), o.moved) for o in found] == [
        ("2030-01-05", False), ("2030-12-27", True),
    ]  # fmt: skip


def test_a_span_over_new_year_shows_in_both_years(store: Store) -> None:
    def keys(day: dt.date) -> list[str]:
        return [o.key for o in store.read(observances.between, day, day)]

    assert "hanukkah" in keys(dt.date(2027, 12, 31))
    assert "hanukkah" in keys(dt.date(2028, 1, 1))
    assert "hanukkah" not in keys(dt.date(2028, 1, 2))


def test_hidden_is_hidden_in_every_year_until_shown_again(store: Store) -> None:
    store.write("Hide Christmas", observances.hide, "christmas")
    store.write("Hide Christmas", observances.hide, "christmas")  # twice is once
    assert "christmas" not in year(store) | year(store, 2031)
    assert store.read(observances.hidden) == [("christmas", "Christmas")]
    assert "christmas" in {o.key for o in store.read(observances.of_year, 2026, hidden=True)}
    store.write("Show Christmas", observances.show, "christmas")
    assert "christmas" in year(store)
    store.undo()
    assert "christmas" not in year(store)


def test_a_changed_date_counts_for_that_year_and_is_certain(store: Store) -> None:
    store.write("Change", observances.change_date, "eid-al-fitr", 2026, dt.date(2026, 3, 21))
    assert when(store, "eid-al-fitr") == "21–23 Mar 2026"
    assert when(store, "eid-al-fitr", 2027) == "around 9–11 Mar 2027"
    store.write("Change", observances.change_date, "eid-al-fitr", 2026, dt.date(2026, 3, 19))
    assert when(store, "eid-al-fitr") == "19–21 Mar 2026"  # one date, changed again
    store.write("Back", observances.reset_date, "eid-al-fitr", 2026)
    assert when(store, "eid-al-fitr") == "around 20–22 Mar 2026"
    store.undo()
    assert when(store, "eid-al-fitr") == "19–21 Mar 2026"


def test_dates_that_cannot_be_are_refused_and_nothing_is_stored(store: Store) -> None:
    with pytest.raises(Invalid, match="Choose a day closer to 20 Mar 2026"):
        store.write("Change", observances.change_date, "eid-al-fitr", 2026, dt.date(2026, 8, 1))
    with pytest.raises(Problem, match="“Christmas” is not so often in 2026"):
        store.write("Change", observances.change_date, "christmas", 2026, dt.date(2026, 12, 24), 2)
    with pytest.raises(Problem, match="no longer in the table"):
        store.write("Hide", observances.hide, "feast-of-nobody")
    assert when(store, "eid-al-fitr") == "around 20–22 Mar 2026"


def test_a_year_past_the_table_says_so_and_never_guesses(store: Store) -> None:
    there = year(store, 2036)
    assert "eid-al-fitr" not in there
    assert there["christmas"].first == dt.date(2036, 12, 25)  # that is no guess
    assert there["easter"].first == dt.date(2036, 4, 13)
    notice = store.read(observances.notice, 2036) or ""
    assert notice.startswith("AllyDesk has no date for 2036 yet: 4")
    assert store.read(observances.notice, 2026) is None
    assert store.read(observances.notice, 2028) == (
        "AllyDesk has no date for 2028 yet: Mental Health Awareness Week, "
        "Neurodiversity Celebration Week, UK Disability History Month."
    )
    store.write("Say", observances.change_date, "eid-al-fitr", 2036, dt.date(2036, 11, 19))
    assert when(store, "eid-al-fitr", 2036) == "19–21 Nov 2036"
    assert "Eid al-Fitr" not in {one.name for one in store.read(observances.undated, 2036)}


def test_years_before_the_table_are_said_to_be_before_it(store: Store) -> None:
    said = store.read(observances.notice, 2024) or ""
    assert said.startswith("The table of dates begins with 2025: ")
    assert store.read(unknown.of, dt.date(2026, 1, 1), dt.date(2026, 12, 31)) == []
    [late] = store.read(unknown.of, dt.date(2035, 12, 31), dt.date(2036, 1, 1))
    assert late == store.read(observances.notice, 2036, weighty=True)
    # What nobody plans around is missed in the year of observances alone.
    assert store.read(unknown.of, dt.date(2028, 5, 10), dt.date(2028, 5, 10)) == []
    assert "Mental Health Awareness Week" in (store.read(observances.notice, 2028) or "")


def test_at_the_ends_of_time_there_is_simply_nothing(store: Store) -> None:
    for day in (dt.date.min, dt.date.max):
        assert store.read(observances.between, day, day) == []
        assert store.read(public_holidays.between, day, day) == []


def test_own_days_come_each_year_and_keep_to_february(store: Store) -> None:
    given = {
        "name": "Leap day breakfast", "first": dt.date(2024, 2, 29), "every_year": "yes",
        "advice": "No meetings before ten.", "plan_around": True,
    }  # fmt: skip
    own = store.write("Add", observances.add_own, given)
    days = [year(store, y)[f"own-{own}"].first.isoformat() for y in (2026, 2028)]
    assert days == ["2026-02-28", "2028-02-29"]
    assert year(store)[f"own-{own}"].own == own
    assert year(store)[f"own-{own}"].plan == ("No meetings before ten.",)
    assert year(store)[f"own-{own}"].clashes
    store.write("Once", put, OwnObservance, own, {"every_year": "no"})
    assert f"own-{own}" not in year(store)
    store.write("Remove", observances.remove_own, own)
    assert f"own-{own}" not in year(store, 2024)
    store.undo()
    assert f"own-{own}" in year(store, 2024)


@pytest.mark.parametrize(
    ("values", "name", "sentence"),
    [
        ({}, "name", "Enter name."),
        (
            {"name": "Day", "first": dt.date(1026, 5, 1)},
            "first",
            "Check the year of the first day.",
        ),
        (
            {"name": "Day", "first": NOW, "last": dt.date(2026, 11, 1)},
            "last",
            "The last day is before the first day.",
        ),
        (
            {"name": "Day", "first": NOW, "last": dt.date(2028, 1, 1)},
            "last",
            "This would last longer than a year. Check the last day.",
        ),
    ],
)
def test_own_days_that_cannot_be(
    store: Store, values: dict[str, object], name: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as said:
        store.write("Add", observances.add_own, {"first": NOW, **values})
    assert said.value.fields == {name: sentence}
    assert not [o for o in store.read(observances.of_year, 2026) if o.own]


def test_changes_outlive_a_newer_table(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write("Change", observances.change_date, "eid-al-fitr", 2026, dt.date(2026, 3, 21))
    store.write("Hide", observances.hide, "christmas")
    store.write("Hide", observances.hide, "kwanzaa")
    whole = json.loads((paths.resources() / "observances.json").read_text("utf-8"))
    newer = [o for o in whole["observances"] if o["id"] != "kwanzaa"]
    for one in newer:
        if one["id"] == "eid-al-fitr":
            one["name"] = "Eid al-Fitr (Feast of Breaking the Fast)"
            one["rule"]["dates"] |= {"2026": ["03-19"], "2027": ["03-10"], "2036": ["11-18"]}
    folder = tmp_path / "newer"
    folder.mkdir()
    (folder / "observances.json").write_text(json.dumps({"observances": newer}), "utf-8")
    monkeypatch.setattr(paths, "resources", lambda: folder)
    assert when(store, "eid-al-fitr") == "21–23 Mar 2026"  # what they said themselves
    assert when(store, "eid-al-fitr", 2027) == "around 10–12 Mar 2027"
    assert year(store, 2036)["eid-al-fitr"].name.endswith("Fast)")
    assert "christmas" not in year(store)
    assert store.read(observances.hidden) == [("christmas", "Christmas")]


def test_what_is_coming_begins_in_the_next_three_weeks(store: Store) -> None:
    live_in(store, "GB")
    found = store.read(observances.coming, NOW)
    assert [o.key for o in found][:3] == [
        "mens-day", "transgender-remembrance", "disability-history-month-uk",
    ]  # fmt: skip
    assert found[-1].first <= NOW + dt.timedelta(days=21)
    assert "transgender-awareness-week" not in {o.key for o in found}  # it began last week


def test_nobody_can_be_linked_to_a_tradition() -> None:
    # No table that knows people has a column for what they observe, or the other way round.
    ours = {"observance_choice", "hidden_observance", "moved_observance", "own_observance"}
    for name, table in Record.metadata.tables.items():
        refers = {k.column.table.name for k in table.foreign_keys}
        assert not refers & ours, name
        if name in ours:
            assert not refers
        else:
            assert not {"tradition", "religion", "observance"} & set(table.columns.keys()), name
