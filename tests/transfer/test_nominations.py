"""Nominations out of a form tool's spreadsheet: whom each is for, what is left out, and back again."""

import datetime as dt
from pathlib import Path

import pytest

from allydesk import transfer
from allydesk.models.awards import nomination
from allydesk.store import Store
from allydesk.transfer import nominations
from allydesk.transfer.nominations import Plan
from tests import factories
from tests.factories import TODAY
from tests.models.awards import factories as given
from tests.transfer.helpers import lines, xlsx

FORM = (
    "Timestamp", "Email Address", "Who would you like to nominate?", "Which award?",
    "Why do they deserve it? Tell us what they did.", "An example, if you have one",
    "Your name (you may leave this empty)", "Score",
)  # fmt: skip
PRINT = "Large print, every week."
ROWS = (
    ("18/11/2026 09:12:44", "ana@example.org", "Tom Hartley", "everyday ALLY", PRINT, "The board", "", "7"),
    ("18/11/2026 09:15:02", "", "Hartley, Tom; Zoe Lukaszewicz and Prince", "Best colleague", "Held the lift.", "",
     "Anonymous", ""),
    ("17/11/2026 10:00:00", "", "Night shift", "", "Moved the handover by ten minutes.", "", "Somebody else", ""),
    ("17/11/2026 10:03:00", "", "Maria from the café", "", "Knows who needs a straw.", "", "", ""),
    ("16/11/2026 08:00:00", "", "Tom Hartly", "", "Reads the notice board aloud.", "", "Ana Pérez", ""),
    ("16/11/2026 08:01:00", "", "", "", "Somebody is nice.", "", "", ""),
    ("16/11/2026 08:02:00", "", "Prince", "", "", "", "", ""),
    ("18/11/2026 09:12:44", "ana@example.org", "Tom Hartley", "Everyday ally", PRINT, "The board", "", "7"),
    ("15/11/2026 08:00:00", "", "Prince", "", "x" * 5001, "", "", ""),
)  # fmt: skip


@pytest.fixture
def desk(store: Store) -> Store:
    factories.person(store, "Ana Pérez", email="ana@example.org")
    factories.people(store, "Tom Hartley", "Zoë Łukaszewicz", "Prince")
    given.kind(store)
    return store


def planned(desk: Store, path: Path, **more: int) -> Plan:
    sheet = max(transfer.open_list(path).sheets, key=nominations.likely)
    columns = nominations.guess(sheet)
    return desk.read(nominations.plan, sheet, columns, today=TODAY, answers=more)


@pytest.fixture(params=["xlsx", "csv"])
def form(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "xlsx":
        return xlsx(tmp_path / "form.xlsx", [FORM, *ROWS])
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in (FORM, *ROWS))
    return lines(tmp_path / "form.csv", text)


def test_a_forms_export_comes_in(desk: Store, form: Path) -> None:
    found = planned(desk, form)
    assert [(t.row, t.reason) for t in found.left_out] == [
        (7, "It names nobody."),
        (8, "It does not say what for."),
        (10, "What they did has room for 5000 characters."),
    ]
    assert (found.already, found.not_taken, found.dates_unclear) == ((9,), ("Score",), False)
    assert found.label == "Bring in 5 nominations"
    assert desk.write(found.label, nominations.bring_in, found) == 5
    rows = {r.citation: r for r in desk.read(nomination.rows, desk.read(nomination.ids))}
    first = rows[PRINT]
    assert (first.people, first.award, first.nominator) == ((2,), "Everyday ally", "Ana Pérez")
    assert (first.received_on, first.received_how) == (dt.date(2026, 11, 18), "spreadsheet")
    assert first.evidence == "The board"
    three = rows["Held the lift."]
    assert (three.people, three.nominator, three.award) == ((2, 3, 4), None, None)
    assert three.evidence == "Award named in the list: Best colleague"
    team = rows["Moved the handover by ten minutes."]
    assert (team.team_name, team.nominees, team.nominator) == ("Night shift", (), "Somebody else")
    assert rows["Knows who needs a straw."].title == "Maria from the café"


def test_the_same_list_again_brings_nothing_new_and_undo_takes_all_back(
    desk: Store, form: Path
) -> None:
    found = planned(desk, form)
    desk.write(found.label, nominations.bring_in, found)
    again = planned(desk, form)
    assert (again.new, again.already) == ((), (2, 3, 4, 5, 6, 9))
    assert desk.undo() == "Bring in 5 nominations"
    assert desk.read(nomination.ids) == []


def test_a_name_in_doubt_is_asked_about_and_kept_as_written(desk: Store, form: Path) -> None:
    found = planned(desk, form)
    (unsure,) = [u for one in found.new for u in one.unsure]
    assert (unsure.text, [c.name for c in unsure.candidates]) == ("Tom Hartly", ["Tom Hartley"])
    (one,) = [n for n in found.new if n.row == 6]
    assert (one.people, one.written) == ((), ("Tom Hartly",))
    answered = planned(desk, form, **{"Tom Hartly": 2})
    (one,) = [n for n in answered.new if n.row == 6]
    assert (one.people, one.written, one.unsure) == ((2,), (), ())


LONG = (
    "Timestamp", "Email Address",
    "Who would you like to nominate? (more than one is fine) / Wen möchten Sie vorschlagen? / Qui ?",
    "Which award are you nominating them for? / Für welchen Preis?",
    "What did this person do, and why does it matter to you? / Was hat die Person getan?",
    "Can you give an example of the difference it made? / Beispiel",
    "Which of our behaviours does it show? (tick all that apply)",
    "May we tell them that it was you who nominated them? / Dürfen wir es sagen?",
    "Your name (optional) / Ihr Name / Votre nom",
)  # fmt: skip
MESSY = (
    ("03/11/2026 09:14", "ana@example.org", "Tom Hartley and Zoë Łukaszewicz\nPrince", "Everyday ally",
     "Er liest den Aushang vor.", "", "Active listening, Taking action", "Ja", "Ana Pérez"),
    ("03/11/2026 09:15", "x@example.org", "LUKASZEWICZ, Zoë", "", "Elle a traduit les consignes.", "",
     "Empathy;Being on time;", "Non", ""),
    ("03/11/2026 09:16", "", "Tom", "", "He is Tom.", "", "", "", ""),
    ("03/11/2026 09:17", "", "MEIER, Käthe", "", "Knows the way.", "", "", "", ""),
)  # fmt: skip


def test_a_messy_form_in_three_languages(desk: Store, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "Form Responses 1.xlsx", [LONG, *MESSY])
    found = planned(desk, path)
    assert (found.not_taken, found.left_out) == ((), ())
    three, turned, first_name, stranger = found.new
    assert three.people == (2, 3, 4)
    assert three.values["behaviours"] == "listening; taking_action"
    assert (three.values["nominator_id"], three.values["nominator_named"]) == (1, True)
    assert turned.people == (3,)
    assert turned.values["behaviours"] == "empathy"
    assert turned.values["evidence"] == "Behaviours named in the list: Being on time"
    assert turned.values["nominator_named"] is False
    (unsure,) = first_name.unsure  # a first name alone is asked about
    assert [c.name for c in unsure.candidates] == ["Tom Hartley"]
    assert (stranger.people, stranger.written) == ((), ("Käthe MEIER",))
    assert desk.write(found.label, nominations.bring_in, found) == 4


@pytest.mark.parametrize(
    ("headings", "targets"),
    [
        (
            ("Start time", "Completion time", "Email", "Name", "Nominee", "Reason"),
            {"received_on": 1, "nominator_email": 2, "nominator": 3, "nominees": 4, "citation": 5},
        ),
        (
            ("Zeitstempel", "Wen schlagen Sie vor?", "Warum?", "Ihr Name"),
            {"received_on": 0, "nominees": 1, "citation": 2, "nominator": 3},
        ),
        (
            ("Name of nominee", "Nominated by", "Award category", "What difference did it make?"),
            {"nominees": 0, "nominator": 1, "award": 2, "evidence": 3},
        ),
        (("First name", "Last name", "E-mail"), {"nominator_email": 2}),
    ],
)
def test_headings_of_several_tools(
    tmp_path: Path, headings: tuple[str, ...], targets: dict[str, int]
) -> None:
    path = xlsx(tmp_path / "a.xlsx", [headings, ["x"] * len(headings)])
    (sheet,) = transfer.open_list(path).sheets
    assert nominations.guess(sheet.with_headings_in(0)) == targets


def test_a_round_of_its_own_and_days_that_could_be_either(desk: Store, tmp_path: Path) -> None:
    the_round = given.round_of(desk, [1], name="Old", opens=TODAY.replace(year=2020))
    path = xlsx(tmp_path / "a.xlsx", [("Date", "Nominee", "Reason"), ("3/4/2026", "Prince", "A")])
    (sheet,) = transfer.open_list(path).sheets
    columns = nominations.guess(sheet)

    def day(*, first: bool | None) -> tuple[object, bool]:
        found = desk.read(
            nominations.plan, sheet, columns, today=TODAY, day_first=first, round_id=the_round
        )
        return found.new[0].values["received_on"], found.dates_unclear

    assert day(first=None) == (dt.date(2026, 4, 3), True)
    assert day(first=False) == (dt.date(2026, 3, 4), False)
    found = desk.read(nominations.plan, sheet, columns, today=TODAY, round_id=the_round)
    desk.write(found.label, nominations.bring_in, found)
    assert [r.round for r in desk.read(nomination.rows, [1])] == ["Old"]


def test_what_is_saved_holds_what_the_desk_holds(desk: Store, form: Path, tmp_path: Path) -> None:
    found = planned(desk, form)
    desk.write(found.label, nominations.bring_in, found)
    given.give(desk, 1)
    tables = [desk.read(transfer.awards_sheet), desk.read(transfer.nominations_sheet)]
    (path,) = transfer.save(tmp_path / "out.xlsx", tables, "en-GB")
    awards, every = transfer.open_list(path).sheets
    assert awards.headings[:4] == ("Number", "Kind", "Award", "For")
    assert [row[3] for _n, row in awards.rows()] == ["Tom Hartley"]
    assert len(list(every.rows())) == 5
    assert "Award given" in {cell for _n, row in every.rows() for cell in row}
