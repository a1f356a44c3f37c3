"""Columns are matched by heading and content, and what AllyDesk does not keep stays out."""

import json
from pathlib import Path

import pytest

from allydesk import paths, settings, transfer
from allydesk.transfer import headings
from tests.transfer.helpers import SAMPLES, lines, sheet_of, xlsx

KEPT = {
    "Member ID": "staff_number", "Last Name": "last_name", "First Name": "first_name",
    "Middle": "middle_name", "Goes by": "known_as", "Suffix": "suffix",
    "Official full name": "full_name", "Phone": "phone", "Office": "location", "Serving since": "started",
}  # fmt: skip


def _guessed(path: Path, **options: bool) -> dict[str, str]:
    return {c.heading: c.target for c in transfer.guess(sheet_of(path), **options)}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_directory(ending: str) -> None:
    columns = transfer.guess(sheet_of(SAMPLES / f"legislators.{ending}"))
    assert {c.heading: c.target for c in columns if c.target} == KEPT
    reasons = {c.heading: c.reason for c in columns if not c.target}
    assert set(reasons) == {"Birthday", "Gender", "Chamber", "State", "Party", "Website"}
    for heading in ("Birthday", "Gender", "Party"):
        assert reasons[heading] == "AllyDesk does not keep this."
    assert next(c for c in columns if c.heading == "Gender").samples == ("…",)


@pytest.mark.parametrize(
    "row",
    [
        {"Personal-Nr.": "staff_number", "Nachname": "last_name", "Vorname": "first_name",
         "E-Mail-Adresse": "email", "Abteilung": "team", "Eintrittsdatum": "started", "Standort": "location",
         "Geburtsdatum": "", "Konfession": "", "Anrede": "", "IBAN": "", "Staatsangehörigkeit": ""},
        {"Matricule": "staff_number", "Nom": "last_name", "Prénom": "first_name", "Courriel": "email",
         "Service": "team", "Date d’embauche": "started", "Sexe": "", "Nationalité": "", "N° de sécurité sociale": ""},
        {"Nº empleado": "staff_number", "Apellidos": "last_name", "Nombre": "first_name",
         "Correo electrónico": "email", "Departamento": "team", "Estado civil": "", "Discapacidad": ""},
        {"Matricola": "staff_number", "Cognome": "last_name", "Nome": "first_name", "Reparto": "team",
         "Data di assunzione": "started", "Codice fiscale": "", "Data di nascita": ""},
        {"Personeelsnummer": "staff_number", "Achternaam": "last_name", "Tussenvoegsel": "name_prefix",
         "Voornaam": "first_name", "Afdeling": "team", "In dienst": "started", "Geslacht": "", "BSN": ""},
        {"Nr pracownika": "staff_number", "Nazwisko": "last_name", "Imię": "first_name", "Dział": "team",
         "Data zatrudnienia": "started", "PESEL": "", "Płeć": "", "Numer konta": ""},
        {"Nº funcionário": "staff_number", "Apelido": "last_name", "Nome": "first_name",
         "Data de admissão": "started", "Gênero": "", "Religião": "", "CPF": ""},
        {"Anst.nr": "staff_number", "Efternamn": "last_name", "Förnamn": "first_name", "E-post": "email",
         "Avdelning": "team", "Anställningsdatum": "started", "Kön": "", "Personnummer": "", "Lön": ""},
        {"EMP_ID": "staff_number", "firstName": "first_name", "lastName": "last_name",
         "Work E-mail (main)": "email", "Job Title*": "job_title", "Dept.": "team", "Hire Date": "started",
         "Sexual orientation": "", "Ethnic background": "", "Disability status": "", "Base salary": "",
         "Trade union member": "", "Passport no": "", "Line manager": "", "Emergency contact name": "",
         "Date of Birth (dd/mm/yyyy)": "", "Age group": "", "Notes": ""},
    ],
    ids=["de", "fr", "es", "it", "nl", "pl", "pt", "sv", "en"],
)  # fmt: skip
def test_headings_of_many_languages(tmp_path: Path, row: dict[str, str]) -> None:
    looks = {"staff_number": "00123", "email": "zoe@example.org", "started": "2019-03-04"}
    values = [looks.get(target, "Something") for target in row.values()]
    path = xlsx(tmp_path / "a.xlsx", [["Staff list 2026"], list(row), values])
    assert _guessed(path) == row


def test_no_word_is_in_two_columns() -> None:
    listed = json.loads((paths.resources() / "headings.json").read_text("utf-8"))
    for section in ("columns", "roles"):
        homes: dict[str, str] = {}
        for target, languages in listed[section].items():
            for word in (w for words in languages.values() for w in words):
                assert homes.setdefault(headings.plain(word), target) == target, word


def test_every_label_of_a_field_is_its_own_heading() -> None:
    for target in transfer.targets().values():
        found = headings.match(target.label)
        assert found is not None
        assert found.sure
        assert found.target == target.name


def test_name_alone_is_the_full_name(tmp_path: Path) -> None:
    assert (
        _guessed(xlsx(tmp_path / "a.xlsx", [["Name", "Team"], ["Zoë Berg", "A"]]))["Name"]
        == "full_name"
    )


def test_name_beside_a_first_name_is_the_last_name(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["Name", "Vorname"], ["Berg", "Zoë"]])
    assert _guessed(path) == {"Name": "last_name", "Vorname": "first_name"}


def test_name_beside_a_surname_is_the_first_name_unless_it_holds_both(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["Name", "Surname"], ["Zoë", "Berg"]])
    assert _guessed(path)["Name"] == "first_name"
    path = xlsx(tmp_path / "b.xlsx", [["Name", "Surname"], ["Zoë Berg", "Berg"]])
    assert _guessed(path)["Name"] == "full_name"


def test_last_comma_first_is_seen(tmp_path: Path) -> None:
    rows = [["Name"], ["Berg, Zoë"], ["Bishop, Sanford D., Jr."], ["de la Cruz, Ana"]]
    assert _guessed(xlsx(tmp_path / "a.xlsx", rows)) == {"Name": "name_last_first"}
    rows = [["Name"], ["Frank Pallone, Jr."], ["Angus King, Jr."]]
    assert _guessed(xlsx(tmp_path / "b.xlsx", rows)) == {"Name": "full_name"}


def test_role_and_title_mean_another_thing_among_groups(tmp_path: Path) -> None:
    people = xlsx(
        tmp_path / "a.xlsx", [["Name", "Role", "Joined"], ["Zoë", "Engineer", "2020-01-02"]]
    )
    assert _guessed(people) == {"Name": "full_name", "Role": "job_title", "Joined": "started"}
    assert _guessed(people, group_list=True) == {
        "Name": "full_name",
        "Role": "role",
        "Joined": "joined",
    }
    groups = xlsx(tmp_path / "b.xlsx", [["Name", "ERG", "Title"], ["Zoë", "Pride", "Co-chair"]])
    assert _guessed(groups)["Title"] == "role"


def test_mr_and_mrs_are_left_out(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["Title", "Name"], ["Mrs", "Zoë"], ["Mr.", "Bo"]])
    column = transfer.guess(sheet_of(path))[0]
    assert (column.target, column.reason) == ("", "AllyDesk does not keep this.")


def test_addresses_are_found_under_any_heading(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["Name", "Kontakt X"], ["Zoë", "zoe@example.org"]])
    column = transfer.guess(sheet_of(path))[1]
    assert (column.target, column.sure) == ("email", False)


def test_a_column_that_is_not_what_it_says_is_left_out(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        [["Name", "E-mail", "Started"], ["Zoë", "yes", "soon"], ["Bo", "no", "?"]],
    )
    columns = transfer.guess(sheet_of(path))
    assert [c.target for c in columns] == ["full_name", "", ""]
    assert columns[1].reason == "These are no e-mail addresses."
    assert columns[2].reason == "These are no days AllyDesk can read."


def test_two_columns_for_one_place(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", [["Name", "Mobile", "Phone"], ["Zoë", "", "1"], ["Bo", "", "2"]]
    )
    columns = transfer.guess(sheet_of(path))
    assert [c.target for c in columns] == ["full_name", "", "phone"]
    assert columns[1].reason == "“Phone” goes there already."


def test_a_choice_is_remembered_for_the_same_headings(tmp_path: Path) -> None:
    sheet = sheet_of(xlsx(tmp_path / "a.xlsx", [["Name", "Stream", "Gender"], ["Zoë", "A", "x"]]))
    columns = transfer.choose(transfer.guess(sheet), 1, "team")
    transfer.remember(sheet, columns)
    later = sheet_of(xlsx(tmp_path / "b.xlsx", [["NAME", "stream", "Gender"], ["Bo", "B", "y"]]))
    assert [c.target for c in transfer.guess(later, settings.load().columns)] == [
        "full_name",
        "team",
        "",
    ]
    other = sheet_of(xlsx(tmp_path / "c.xlsx", [["Name", "Stream"], ["Bo", "B"]]))
    assert [c.target for c in transfer.guess(other, settings.load().columns)] == ["full_name", ""]


def test_choosing_a_taken_place_frees_it(tmp_path: Path) -> None:
    sheet = sheet_of(xlsx(tmp_path / "a.xlsx", [["Name", "Team", "Unit 2"], ["Zoë", "A", "B"]]))
    columns = transfer.choose(transfer.guess(sheet), 2, "team")
    assert [c.target for c in columns] == ["full_name", "", "team"]
    assert columns[1].reason == "“Unit 2” goes there now."


def test_a_list_that_names_nobody_still_shows_its_columns(tmp_path: Path) -> None:
    columns = transfer.guess(sheet_of(lines(tmp_path / "a.csv", "Price,Colour\n3,red\n4,blue\n")))
    assert [c.target for c in columns] == ["", ""]
    assert columns[0].reason == "AllyDesk does not know this heading."


def test_a_name_of_something_else_names_nobody(tmp_path: Path) -> None:
    rows = [
        ["Company name", "First name", "Last name", "Group meeting"],
        ["Acme", "Zoë", "Berg", "Tue"],
    ]
    columns = transfer.guess(sheet_of(xlsx(tmp_path / "a.xlsx", rows)))
    assert [c.target for c in columns] == ["", "first_name", "last_name", ""]


def test_a_part_of_a_heading_is_a_guess(tmp_path: Path) -> None:
    rows = [["Name", "Preferred e-mail for news"], ["Zoë", "zoe@example.org"]]
    column = transfer.guess(sheet_of(xlsx(tmp_path / "a.xlsx", rows)))[1]
    assert (column.target, column.sure) == ("email", False)


def test_yes_is_no_group(tmp_path: Path) -> None:
    rows = [["Name", "ERG"], ["Zoë", "Yes"], ["Bo", "No"]]
    column = transfer.guess(sheet_of(xlsx(tmp_path / "a.xlsx", rows)))[1]
    assert (column.target, column.reason) == ("", "These are no names of groups.")
