"""What the documents of planning and learning say, to whom, and what they keep to themselves."""

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from allydesk.__main__ import main
from allydesk.errors import Problem
from allydesk.models import series
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.learning import certificate, completion, reading
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course
from allydesk.models.learning.requirement import Requirement
from allydesk.models.learning.resource import Resource
from allydesk.models.observance import ClosedDays
from allydesk.models.organisation import Organisation
from allydesk.reports import report
from allydesk.reports.report import Printed
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.reports.engine import pdf
from tests.reports.test_documents import FULL, SAFE, flat

DOCUMENTS = (
    "planning-sheet", "cultural-calendar", "calendar-month", "calendar-year", "calendar-list",
    "certificate-of-attendance", "training-record", "training-matrix", "refresher-list",
    "reading-list", "learning-summary",
)  # fmt: skip
OF_SOMEBODY = ("certificate-of-attendance", "training-record")  # ask whose they are
LONG = "Wolfeschlegelsteinhausenbergerdorff and everything else that is to be learned about names"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be Thursday 19 November 2026."""
    monkeypatch.setattr("allydesk.dates.today", lambda: TODAY)


def add(store: Store, record: type, /, **values: object) -> int:
    return store.write("Add", put, record, None, values)


def course(store: Store, title: str = "Noticing bias", **values: object) -> int:
    return add(store, Course, title=title, **values)


def done(store: Store, person: int, of: int, on: dt.date = dt.date(2026, 9, 1), **v: object) -> int:
    return add(store, Completion, person_id=person, course_id=of, completed_on=on, **v)


def make(store: Store, name: str, **given: object) -> Printed:
    return report.make(store, name, given, TODAY)


def said(printed: Printed) -> str:
    return " ".join(pdf.text(printed.pdf).split())


def out(store: Store, name: str, **given: object) -> str:
    """Print a document, as the printer and the saved file do, and give what it says."""
    printed = make(store, name, **given)
    report.note(store, printed)
    return said(printed)


# ---- every document, full of odd names


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open a desk with people of many scripts who did, missed and forgot some courses."""
    folder: Path = tmp_path_factory.mktemp("learning")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLYDESK_HOME", str(folder / "home"))
        patch.setattr("allydesk.dates.today", lambda: TODAY)
        with Store.create(folder / "a.allydesk", name="Harbour & Vale", country="GB") as store:
            _fill(store)
            yield store


def _fill(store: Store) -> None:
    people = [factories.person(store, name, team=LONG[:40], location="Depot") for name in FULL]
    courses = [course(store, f"{title}", refresh_months=12, minutes=90, objectives="A\nB")
               for title in ("Noticing bias", LONG, "مقدمة في الإنصات", "包容性招聘")]  # fmt: skip
    for one in courses[:3]:
        add(store, Requirement, course_id=one, from_day=dt.date(2026, 1, 1), grace=30)
    session = factories.event(
        store, LONG, starts=dt.datetime(2026, 11, 5, 12), ends=dt.datetime(2026, 11, 5, 14),
        course_id=courses[1], catering="Soup", clash_note=LONG, room="Room 3",
    )  # fmt: skip
    days = (dt.date(2026, 9, 1), dt.date(2025, 12, 20), dt.date(2024, 3, 1))
    for n, person in enumerate(people):
        done(store, person, courses[1], dt.date(2026, 11, 5), event_id=session)
        if n % 4:
            done(store, person, courses[0], days[n % 3], result="passed" if n % 2 else "done")
        if n % 5 == 1:
            revoked = done(store, person, courses[2], days[0])
            store.write("Revoke", completion.revoke, [revoked], "Signed for somebody else")
    for n in range(12):
        shelf = add(store, Resource, title=f"{LONG} {n}", author=FULL[n], topic=("Bias", "راحة")[n % 2],
                    questions="Why?\nHow?", copies=n % 3, place="https://example.org/read")  # fmt: skip
        store.write("Add", reading.add, [shelf], event=session)
    add(store, ClosedDays, name="Stocktaking", kind="closed", first=dt.date(2026, 12, 28),
        last=dt.date(2026, 12, 31))  # fmt: skip


@pytest.mark.parametrize("look", [("a4", "clear"), ("letter", "large")])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_full_of_odd_names(desk: Store, name: str, look: tuple[str, str]):
    people = {"people": "all"} if name == "training-record" else {}
    event = {"event": "last"} if name in ("planning-sheet", "reading-list") else {}
    printed = make(desk, name, paper=look[0], edition=look[1], **people, **event)
    assert printed.warnings == ()
    assert not pdf.accessible(printed.pdf)
    assert not pdf.disagreements(printed.pdf)
    assert not pdf.outside(printed.pdf, SAFE)
    assert min(pdf.sizes(printed.pdf)) >= (18 if look[1] == "large" else 10)
    if name in ("training-record", "training-matrix", "certificate-of-attendance"):
        heard = (
            flat(said(printed)),
            {flat(str(e.get("/ActualText", ""))) for e in pdf.elements(printed.pdf)},
        )
        assert all(flat(full) in heard[0] or flat(full) in heard[1] for full in FULL)


# ---- certificates


def trained(store: Store, *names: str, **event: object) -> tuple[int, Sequence[int]]:
    """Give a session of a course, and the completions of those who came."""
    values = {"minutes": 90, "objectives": "Hear\nAsk"}
    of = course(store, "Active listening", **values)
    given = {"starts": dt.datetime(2026, 11, 5, 12), "course_id": of, **event}
    session = factories.event(store, "Listening, part 1", **given)
    on = dt.date(2026, 11, 5)
    ids = [done(store, p, of, on, event_id=session) for p in factories.people(store, *names)]
    return session, ids


def test_everybody_who_was_there_in_one_file_with_numbers_of_the_register(store: Store):
    session, ids = trained(store, "Zoë", "Amir", "Łukasz")
    store.write("Revoke", completion.revoke, ids[2:], "Not there")
    printed = make(store, "certificate-of-attendance", event=session)
    text = said(printed)
    assert printed.pages == 2
    assert "has taken part in “Active listening”, 1.5 hours" in text
    assert "5 November 2026 · No. 2026-0001" in text
    assert text.index("Amir") < text.index("Zoë")
    assert "Łukasz" not in text
    assert [r.words for r in store.read(certificate.register)] == ["2026-0002", "2026-0001"]
    behind = make(store, "certificate-of-attendance", event=session, covered=True)
    assert behind.pages == 4
    assert "Hear" in said(behind)


def test_a_reprint_says_so_and_undo_makes_it_a_first_print_again(store: Store):
    session, _ids = trained(store, "Zoë", "Amir")
    assert "Reprint" not in said(make(store, "certificate-of-attendance", event=session))
    assert "Reprint" not in out(store, "certificate-of-attendance", event=session)
    assert out(store, "certificate-of-attendance", event=session).count("Reprint 1 · 19 Nov") == 2
    assert "Reprint 2" in said(make(store, "certificate-of-attendance", event=session))
    assert {r.printed for r in store.read(certificate.register)} == {2}
    assert store.undo() == "Note that 2 certificates were printed"
    assert {r.printed for r in store.read(certificate.register)} == {1}


def test_the_command_line_counts_prints_too(store: Store, tmp_path: Path):
    trained(store, "Zoë")
    store.close()
    command = ["print", "certificate-of-attendance", "--desk", str(store.path), "--out"]
    texts = []
    for n in range(2):
        assert main([*command, str(tmp_path / f"{n}.pdf")]) == 0
        texts.append(pdf.text((tmp_path / f"{n}.pdf").read_bytes()))
    assert "Reprint" not in texts[0]
    assert "Reprint 1" in texts[1]


def test_certificates_of_somebody_are_those_given_here(store: Store):
    zoe = factories.person(store, "Zoë")
    bias, law = course(store), course(store, "Equality law", kind="e_learning")
    done(store, zoe, bias)
    done(store, zoe, law, result="passed")
    done(store, zoe, bias, dt.date(2020, 1, 1), earlier=True)
    printed = make(store, "certificate-of-attendance", people=(zoe,))
    assert printed.pages == 2
    assert "has passed “Equality law”" in said(printed)
    one = make(store, "certificate-of-attendance", people=(zoe,), course="equality")
    assert (one.pages, "Noticing" in said(one)) == (1, False)


def test_certificates_of_some_completions_come_in_their_order(store: Store):
    _session, ids = trained(store, "Zoë", "Amir", "Łukasz")
    printed = make(store, "certificate-of-attendance", completions=(ids[2], ids[0]))
    text = said(printed)
    assert printed.pages == 2
    assert text.index("Łukasz") < text.index("Zoë")
    assert "Amir" not in text
    same = make(store, "certificate-of-attendance", completions=f"{ids[2]}; {ids[0]}")
    assert same.pdf == printed.pdf


def test_who_came_to_an_event_that_is_no_course_gets_one_without_a_number(store: Store):
    group = factories.group(store, "Quiet Circle", listing="private")
    event = factories.event(
        store, "Quiet Circle evening", door_title="Evening meeting",
        starts=dt.datetime(2026, 11, 5, 18), ends=dt.datetime(2026, 11, 5, 19),
    )  # fmt: skip
    factories.hosted(store, event, group)
    for name, state in (("Zoë", "present"), ("Amir", "registered")):
        factories.attend(store, event, factories.person(store, name), state=state)
    text = said(make(store, "certificate-of-attendance", event=event))
    assert "Zoë" in text
    assert "“Evening meeting”, 1 hour" in text
    assert not {"Amir", "Quiet"} & set(text.replace("“", " ").split())
    assert store.read(certificate.register) == []


def test_a_course_that_nobody_is_noted_for_says_what_to_do(store: Store):
    session, _none = trained(store)
    text = said(make(store, "certificate-of-attendance", event=session))
    assert "Note first who came and has done the course." in text


# ---- planning


@pytest.fixture
def lunch(store: Store) -> int:
    """Give a lunch at Eid al-Fitr 2027, in a room in which a private group meets."""
    store.write("Country", put, Organisation, 1, {"country": "GB"})
    group = factories.group(store, "Quiet Circle", listing="private")
    times = {"starts": dt.datetime(2027, 3, 9, 12), "ends": dt.datetime(2027, 3, 9, 13)}
    other = factories.event(store, "Quiet Circle evening", room="Room 3", **times)
    factories.hosted(store, other, group)
    return factories.event(store, "Lunch and learn", room="room 3", catering="Soup", **times)


def test_a_planning_sheet_says_what_clashes_and_names_no_private_group(store: Store, lunch: int):
    text = said(make(store, "planning-sheet", event=lunch))
    assert "Better another day" in text
    assert "Eid al-Fitr is around 9–11 Mar 2027." in text
    assert "Another event is at the same time, 12:00–13:00. It has the same room" in text
    assert "Quiet" not in text
    assert "Better times nearby" in text
    assert "We keep this date, because" in text


def test_why_a_date_was_kept_stands_on_the_sheet(store: Store, lunch: int):
    store.write("Keep", put, Event, lunch, {"clash_note": "The speaker is here that day alone."})
    text = said(make(store, "planning-sheet", event=lunch))
    assert "This date is kept because The speaker is here that day alone." in text
    assert "We move it to" not in text


def test_a_planning_sheet_looks_at_the_whole_series(store: Store):
    first = factories.event(store, "Circle", starts=dt.datetime(2027, 9, 28, 17))
    days = [dt.date(2027, 10, 11), dt.date(2027, 10, 12)]
    store.write("Repeat", series.repeat, first, days)
    text = said(make(store, "planning-sheet", event=first))
    assert "The other dates of this series" in text
    assert "Mon 11 Oct 2027 Better another day: Yom Kippur" in text
    assert "Tue 12 Oct" not in text


def test_a_clear_day_is_said_to_be_one(store: Store):
    event = factories.event(store, "Talk", starts=dt.datetime(2027, 7, 6, 10))
    assert "Nothing that AllyDesk knows of." in said(make(store, "planning-sheet", event=event))


def test_a_cultural_calendar_says_when_what_and_what_to_plan_around(desk: Store):
    given = {"month": "March 2027", "months": 1}
    text = said(make(desk, "cultural-calendar", **given))
    assert "around 9–11 Eid al-Fitr The feast that ends Ramadan" in text
    assert "Avoid all-day training and deadlines." in text
    assert "23 Purim" in text
    assert "Begins the evening before." in text
    assert text.count("Good Friday") == 1  # observed and a day off by law
    december = said(make(desk, "cultural-calendar", month="December 2026", months=1))
    assert "25 Christmas" in december
    assert "Christmas Day" not in december  # so the law calls the same day
    assert "26 Boxing Day" in december
    names = said(make(desk, "cultural-calendar", detail="names", holidays=False, **given))
    assert "feast that ends" not in names
    around = said(make(desk, "cultural-calendar", observances="plan", **given))
    assert "Zero Discrimination Day" in text
    assert "Zero Discrimination Day" not in around


def test_a_cultural_calendar_has_the_size_of_its_paper_and_sheets_for_parts_of_the_year(
    desk: Store,
):
    sizes = {"a4": (1191, 842), "letter": (1224, 792)}
    for paper, size in sizes.items():
        printed = make(desk, "cultural-calendar", month="January 2027", paper=paper)
        boxes = {
            tuple(round(float(n)) for n in p.mediabox[2:]) for p in pdf.opened(printed.pdf).pages
        }
        assert boxes == {size}
        assert printed.pages == 4
    same = make(desk, "cultural-calendar", month="May 2027", months=1, sheet_size="same")
    assert tuple(round(float(n)) for n in pdf.opened(same.pdf).pages[0].mediabox[2:]) == (595, 842)


def test_a_year_without_dates_is_said_to_be_one(desk: Store):
    text = said(make(desk, "cultural-calendar", month="January 2045", months=3))
    assert "AllyDesk has no date for 2045 yet" in text


@pytest.mark.parametrize("name", ["calendar-month", "calendar-list", "calendar-year"])
def test_calendars_show_observances_as_asked(desk: Store, name: str):
    month = {"month": "March 2027"}
    usual, every, none = (
        said(make(desk, name, **month, **given))
        for given in ({}, {"observances": "all"}, {"observances": "none", "holidays": False})
    )
    assert "Purim" in usual
    assert "Women’s Day" in every
    assert not any(day in none for day in ("Purim", "Women’s Day", "Good Friday"))
    assert "Good Friday" in usual
    if name == "calendar-month":
        assert "All month: Women’s History Month" in every
    december = said(make(desk, name, month="December 2026"))
    assert "Stocktaking" in december
    assert (
        december.replace("Orthodox Christmas", "").count("Christmas") == 1
    )  # observed and a day off by law, by a longer name


# ---- who has learned what


@pytest.fixture
def circle(store: Store) -> dict[str, int]:
    """Give two people: one did a course openly, one at an evening of a private group."""
    group = factories.group(store, "Quiet Circle", listing="private")
    zoe, amir = factories.people(store, "Zoë", "Amir")
    bias = course(store, refresh_months=12)
    add(store, Requirement, course_id=bias, from_day=dt.date(2026, 1, 1), grace=30)
    evening = factories.event(
        store, "Quiet evening", starts=dt.datetime(2026, 9, 1, 18), course_id=bias
    )
    factories.hosted(store, evening, group)
    factories.membership(store, amir, group)
    done(store, zoe, bias, dt.date(2025, 11, 30))
    done(store, amir, bias, event_id=evening)
    return {"zoe": zoe, "amir": amir, "bias": bias}


def test_a_matrix_tells_others_nothing_of_a_private_evening(store: Store, circle: dict[str, int]):
    mine = said(make(store, "training-matrix"))
    assert "✓ Sept 2027" in mine
    assert "▲ Nov 2026" in mine
    assert "For the coordinator. Private: shred after use." in mine
    theirs = said(make(store, "training-matrix", audience="anyone"))
    assert "✓" not in theirs
    assert "○ Jan 2026" in theirs  # as if it had not been done
    assert "For managers. Personal data: shred after use." in theirs


def test_a_record_and_a_list_tell_others_nothing_of_it_either(store: Store, circle: dict[str, int]):
    for reader, shown in (("coordinator", True), ("anyone", False)):
        record = said(make(store, "training-record", people=(circle["amir"],), audience=reader))
        assert ("1 Sept 2026" in record) is shown
        assert "Quiet" not in record
        listed = said(make(store, "refresher-list", audience=reader))
        assert ("Amir" in listed) is not shown
        assert "Zoë" in listed


def test_a_record_says_what_counts_and_what_is_to_do(store: Store, circle: dict[str, int]):
    zoe = circle["zoe"]
    law = course(store, "Equality law", minutes=60)
    id = done(store, zoe, law, dt.date(2026, 5, 4))
    store.write("Number", certificate.issue, [id])
    wrong = done(store, zoe, law, dt.date(2026, 6, 1))
    store.write("Revoke", completion.revoke, [wrong], "Somebody else was there")
    text = said(make(store, "training-record", people=(zoe,)))
    assert "To do" in text
    assert "Runs out soon 30 Nov 2026" in text
    assert "4 May 2026 Equality law 1 hour 2026-0001" in text
    assert "In all: 1 hour" in text
    assert "1 Jun" not in text
    whole = said(make(store, "training-record", people=(zoe,), revoked=True))
    assert "Revoked on 19 Nov 2026" in whole
    assert "Somebody else" not in whole


def test_certificates_are_for_somebody(store: Store):
    with pytest.raises(
        Problem, match=r"Say whose certificates: choose an event, people or a course\."
    ):
        make(store, "certificate-of-attendance")


def test_a_record_is_of_somebody(store: Store):
    factories.people(store, "Ada", "Bo")
    with pytest.raises(
        Problem, match=r"Say whose record it is: type a name, or choose everybody\."
    ):
        make(store, "training-record")
    assert make(store, "training-record", people="all").pages == 2


def test_lists_are_narrowed_by_team_course_and_what_is_due(store: Store):
    bias, law = course(store), course(store, "Equality law", refresh_months=12)
    for one in (bias, law):
        add(store, Requirement, course_id=one, from_day=TODAY)
    ada = factories.person(store, "Ada", team="Finance")
    factories.person(store, "Bo", team="Depot")
    done(store, ada, law, dt.date(2025, 3, 1))
    finance = said(make(store, "refresher-list", team="finance"))
    assert "Bo" not in finance
    assert "Run out 1 Mar 2026, late" in finance
    assert "Noticing bias" in finance
    again = said(make(store, "refresher-list", include="again", by="team"))
    assert ("Ada" in again, "Bo" in again, "Noticing" in again) == (True, False, False)
    only = said(make(store, "refresher-list", course="equality"))
    assert "Noticing" not in only
    matrix = said(make(store, "training-matrix", team="Depot", courses="equality"))
    assert ("Bo" in matrix, "Ada" in matrix, "Noticing" in matrix) == (True, False, False)
    with pytest.raises(Problem, match=r"nobody is found under “Fleet”\. Possible: Depot, Finance"):
        make(store, "refresher-list", team="Fleet")


def test_a_refresher_list_of_what_was_ticked_alone(store: Store):
    bias, law = course(store), course(store, "Equality law")
    ada, bo, cy = factories.people(store, "Ada", "Bo", "Cy")
    for one in (bias, law):
        add(store, Requirement, course_id=one, who="everyone", from_day=TODAY)
    text = said(make(store, "refresher-list", people=(ada, bo), these=(ada, law, bo, bias)))
    assert [text.count(name) for name in ("Ada", "Bo", "Cy")] == [1, 1, 0]
    assert text.index("Equality law") < text.index("Ada") < text.index("Noticing bias")
    # Somebody added afterwards was not ticked, and has all that is to do.
    more = said(make(store, "refresher-list", people=(ada, cy), these=f"{ada};{law}"))
    assert [more.count(name) for name in ("Ada", "Bo", "Cy")] == [1, 0, 2]


def test_a_reading_list_of_an_event_a_group_and_of_everything(store: Store):
    values = {"questions": "What surprised you?", "copies": 2, "topic": "Bias", "place": "Shelf 3"}
    book = add(store, Resource, title="Blindspot", author="Banaji and Greenwald", **values)
    talk = add(store, Resource, title="A single story", kind="video", minutes=19)
    group, event = factories.group(store, "Many Voices"), factories.event(store, "Talk")
    store.write("List", reading.add, [book, talk], event=event)
    store.write("List", reading.add, [talk], group=group)
    text = said(make(store, "reading-list", event=event))
    assert "Banaji and Greenwald · Book · For beginners" in text
    assert "Where Shelf 3 To borrow 2 copies to borrow To talk about" in text
    assert text.index("Blindspot") < text.index("A single story")
    assert "surprised" not in said(make(store, "reading-list", event=event, questions=False))
    assert "Blindspot" not in said(make(store, "reading-list", group=group))
    shelf = said(make(store, "reading-list"))
    assert "Bias Blindspot" in shelf
    assert "Other A single story" in shelf


# ---- numbers


def test_a_summary_shows_no_number_that_singles_somebody_out(store: Store):
    people = factories.people(store, *(f"Person {n}" for n in range(23)))
    shown, few, more = (
        course(store, "Many", minutes=60),
        course(store, "Few"),
        course(store, "More"),
    )
    for course_id, count in ((shown, 21), (few, 2), (more, 6)):
        for person in people[:count]:
            done(store, person, course_id)
    printed = make(store, "learning-summary", tables=True)
    text = said(printed)
    assert "Many 21" in text
    assert "Few hidden" in text
    assert "More hidden" in text  # 29 in all less 21 and 6 would give it
    assert "Time hidden" in text  # so would the hours
    assert "Numbers below 5 are hidden" in text
    heard = " ".join(str(e.get("/Alt", "")) for e in pdf.elements(printed.pdf))
    assert "Many: 21. More: hidden." in heard
    assert not any(f"Few: {n}" in heard + text for n in range(5))


def test_no_numbers_of_required_courses_give_away_a_few(store: Store):
    bias = course(store)
    add(store, Requirement, course_id=bias, from_day=dt.date(2026, 1, 1))
    teams = {"Finance": (9, 7), "Depot": (3, 1), "Care": (12, 6)}
    for team, (count, up_to_date) in teams.items():
        for n in range(count):
            person = factories.person(store, f"{team} {n}", team=team)
            if n < up_to_date:
                done(store, person, bias)
    text = said(make(store, "learning-summary", tables=True))
    assert "Care hidden hidden" in text  # else the four missing in the others follow
    assert "Depot hidden hidden" in text
    assert "Finance hidden hidden" in text
    assert "Noticing bias 14 10" in text
    assert "Team by team" not in text
    alone = said(make(store, "learning-summary", by_team=False))
    assert "Depot" not in alone


def test_a_summary_of_a_year_to_come_is_refused_in_a_sentence(store: Store):
    with pytest.raises(Problem, match=r"This year is still to come\. Choose 2026 or earlier"):
        make(store, "learning-summary", year=2027)
    assert "There are no" not in said(make(store, "learning-summary", year=2025))


def test_an_empty_desk_prints_every_document_but_those_about_an_event(store: Store):
    for name, (paper, edition) in itertools.product(
        DOCUMENTS[1:], [("a4", "clear"), ("letter", "large")]
    ):
        nobody = {"people": ()} if name in OF_SOMEBODY else {}
        assert make(store, name, paper=paper, edition=edition, **nobody).pages >= 1
    with pytest.raises(Problem, match="Add one in the calendar"):
        make(store, "planning-sheet")
