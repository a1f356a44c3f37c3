"""What is saved opens right in Excel, runs nothing there, and can be brought in again."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from allydesk import transfer
from allydesk.errors import Problem
from allydesk.models import group, person
from allydesk.models.base import fields, put, values
from allydesk.models.group import Group
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from allydesk.transfer import Heading, Table
from allydesk.transfer.write import harmless, text, workbook
from tests import factories
from tests.factories import NAMES, TODAY
from tests.transfer.helpers import SAMPLES, bring_in, planned

FULL = {
    "known_as": "Zo", "badge_name": "ZOË", "pronunciation": "zo-ee", "pronouns": "she/her",
    "staff_number": "00123", "email": "zoe@example.org", "phone": "+44 20 7946 0000", "job_title": "=Lead",
    "team": "@home", "location": "-1 floor", "started": dt.date(2019, 3, 4), "photo_consent": "no",
    "access_needs": "Ramp\nand lift", "dietary_needs": "vegan", "notes": "secret",
}  # fmt: skip
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "  =1", "＝1", "＋1", "\r=1"]


def _cells(data: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_is_saved_comes_in_unchanged(store: Store, tmp_path: Path, ending: str) -> None:
    for number, name in enumerate(NAMES):
        factories.person(
            store, name, staff_number=f"0{number}", started=dt.date(2020, 1, 1 + number)
        )
    factories.person(store, "Zoë Berg", **FULL)
    bring_in(store, SAMPLES / "legislators.csv")
    table = store.read(transfer.people_sheet, private=True)
    (path,) = transfer.save(tmp_path / f"people.{ending}", [table], "en-GB")
    found = planned(store, path)
    assert len(found.unchanged) == 537 + 1 + len(NAMES)
    assert found.empty
    assert not found.doubtful


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_empty_desk_takes_it_all(store: Store, tmp_path: Path, ending: str) -> None:
    id = factories.person(store, "Zoë Berg", **FULL)
    table = store.read(transfer.people_sheet, private=True)
    (path,) = transfer.save(tmp_path / f"people.{ending}", [table], "de-DE")
    with Store.create(tmp_path / "other.allydesk", language="de-DE") as other:
        bring_in(other, path)
        (copy,) = other.read(person.ids)
        was = store.read(values, Person, id) or {}
        assert other.read(values, Person, copy) == {**was, "notes": None}


def test_groups_and_people_come_in_unchanged(store: Store, tmp_path: Path) -> None:
    bring_in(store, SAMPLES / "legislators.csv")
    bring_in(store, SAMPLES / "committees.csv", agreed="group")
    table = store.read(
        transfer.memberships_sheet,
        Audience.COORDINATOR,
        private_groups=True,
        private=True,
        on=TODAY,
    )
    assert len(table.rows) == 1329
    (path,) = transfer.save(tmp_path / "a.xlsx", [table], "en-GB")
    found = planned(store, path)
    assert found.memberships_unchanged == 1329
    assert found.empty


def test_private_fields_only_when_asked_and_notes_never(store: Store) -> None:
    factories.person(store, "Zoë Berg", **FULL)
    plain = store.read(transfer.people_sheet)
    private = store.read(transfer.people_sheet, private=True)
    assert "vegan" not in str(plain.rows)
    assert "vegan" in str(private.rows)
    assert "secret" not in str(private.rows)
    labels = [h.label for h in private.headings]
    assert labels == [d.field.label for n, d in fields(Person).items() if n != "notes"]


def test_some_people_in_the_order_they_were_chosen(store: Store) -> None:
    ids = factories.people(store, "Anna", "Bo", "Cleo")
    table = store.read(transfer.people_sheet, [ids[2], ids[0], 999])
    assert [row[0] for row in table.rows] == ["Cleo", "Anna"]


def test_an_audience_sees_what_it_may(store: Store) -> None:
    zoe, bo = factories.people(store, "Zoë Berg", "Bo Ek")
    pride = factories.group(store, "Pride")
    quiet = factories.group(store, "Quiet", listing="private")
    factories.membership(store, zoe, pride, scope="group")
    factories.membership(store, bo, pride, scope="coordinator", takes_part_as="ally")
    factories.membership(store, zoe, quiet)

    def rows(audience: Audience, **options: object) -> list[tuple[object, ...]]:
        table = store.read(transfer.memberships_sheet, audience, on=TODAY, **options)
        return [r[:2] for r in table.rows]

    assert rows(Audience.COORDINATOR) == [("Pride", "Zoë Berg"), ("Pride", "Bo Ek")]
    assert ("Quiet", "Zoë Berg") in rows(Audience.COORDINATOR, private_groups=True)
    assert rows(Audience.GROUP) == [("Pride", "Zoë Berg")]
    assert rows(Audience.ANYONE) == []
    assert rows(Audience.ANYONE, group=quiet) == [("Quiet", "Zoë Berg")]
    anyone = store.read(transfer.memberships_sheet, Audience.ANYONE, on=TODAY)
    assert not {"Takes part as", "May be seen by"} & {h.label for h in anyone.headings}


def test_a_workbook_holds_texts_as_texts_and_days_as_days() -> None:
    rows = tuple((f, "00123", dt.date(2026, 11, 19), 3) for f in FORMULAS)
    headings = (Heading("=Text"), Heading("No"), Heading("Day", "date"), Heading("n"))
    data = workbook([Table("A/B [x]", headings, rows), Table("a b  x", headings, rows)])
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        sheet = z.read("xl/worksheets/sheet1.xml").decode()
        book = z.read("xl/workbook.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    assert 'ySplit="1"' in sheet
    assert "<autoFilter" in sheet
    assert book.count("<sheet ") == 2
    read = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    assert read.to_python()[1] == ["=1+1", "00123", dt.date(2026, 11, 19), 3.0]


def test_csv_opens_right_in_excel_and_runs_nothing() -> None:
    rows = (*((f, "+44 20 7946 0000") for f in FORMULAS), ("Zoë; ok", "=HYPERLINK(1)"))
    table = Table("T", (Heading("Text"), Heading("Phone", "phone")), rows)
    data = text(table, "en-GB")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") >= len(rows) + 1
    cells = _cells(data)
    assert all(row[0].startswith("'") for row in cells[1:-1])
    assert {row[1] for row in cells[1:-1]} == {"+44 20 7946 0000"}
    assert cells[-1] == ["Zoë; ok", "'=HYPERLINK(1)"]
    assert _cells(text(table, "de-AT"), ";") == cells


@given(st.text(max_size=30))
def test_no_text_of_a_csv_begins_as_a_formula(value: str) -> None:
    assert harmless(value).lstrip()[:1] not in tuple("=+-@＝＋－＠")


def test_several_tables_make_several_csv_files(store: Store, tmp_path: Path) -> None:
    factories.membership(store, factories.person(store), factories.group(store))
    tables = [
        store.read(transfer.people_sheet),
        store.read(transfer.groups_sheet),
        store.read(transfer.memberships_sheet, Audience.COORDINATOR, on=TODAY),
    ]
    made = transfer.save(tmp_path / "desk.csv", tables, "en-GB")
    assert [f.name for f in made] == [
        "desk people.csv",
        "desk groups.csv",
        "desk groups and people.csv",
    ]
    assert _cells(made[1].read_bytes())[1][0] == "Pride & Allies"
    (book,) = transfer.save(tmp_path / "desk.xlsx", tables, "en-GB")
    assert [s.name for s in transfer.open_list(book).sheets] == [
        "People",
        "Groups",
        "Groups and people",
    ]
    assert transfer.best_sheet(transfer.open_list(book)).name == "People"


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(store: Store, tmp_path: Path) -> None:
    table = store.read(transfer.people_sheet)
    with pytest.raises(Problem, match="no folder"):
        transfer.save(tmp_path / "none" / "a.xlsx", [table], "en-GB")
    with pytest.raises(Problem, match=r"ends in \.xlsx or \.csv"):
        transfer.save(tmp_path / "a.pdf", [table], "en-GB")
    (tmp_path / "b.xlsx").mkdir()
    with pytest.raises(Problem):
        transfer.save(tmp_path / "b.xlsx", [table], "en-GB")
    assert [p.name for p in tmp_path.glob("*.part")] == []


def test_all_groups_are_saved_with_words_for_choices(store: Store) -> None:
    store.write("x", put, Group, None, {"name": "Quiet", "kind": "council"})
    table = store.read(transfer.groups_sheet)
    assert len(store.read(group.listing)) == len(table.rows)
    assert "Diversity council" in table.rows[0]
    assert "Keep this list private" in table.rows[0]
