"""What the documents of an event say, to whom, and what they keep to themselves."""

import datetime as dt
from pathlib import Path

import pytest

from allydesk import wrap_up
from allydesk.__main__ import main
from allydesk.errors import Problem
from allydesk.models import series
from allydesk.models.action import ActionItem
from allydesk.models.agenda import AgendaItem
from allydesk.models.base import put
from allydesk.reports import report
from allydesk.reports.report import Printed
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.reports.engine import pdf


def said(printed: Printed) -> str:
    return " ".join(pdf.text(printed.pdf).split())


def make(store: Store, name: str, **given: object) -> Printed:
    return report.make(store, name, given, TODAY, now=dt.time(12))


def item(store: Store, event: int, title: str, **values: object) -> int:
    given = {"event_id": event, "title": title, **values}
    return store.write("Add item", put, AgendaItem, None, given)


def action(store: Store, event: int, text: str, **values: object) -> int:
    given = {"text": text, "source": "event", "source_id": event, **values}
    return store.write("Add action", put, ActionItem, None, given)


@pytest.fixture
def open_event(store: Store) -> int:
    """Give tonight's meeting of an open group, with an agenda, promises and two people."""
    group = factories.group(store, "Women’s Network")
    before = factories.event(store, "Planning", starts=dt.datetime(2026, 11, 5, 18))
    event = factories.event(
        store, "Planning", starts=dt.datetime(2026, 11, 19, 18), ends=dt.datetime(2026, 11, 19, 19, 30),
        room="Room 3", purpose="Plan the spring.",
    )  # fmt: skip
    later = factories.event(store, "Planning", starts=dt.datetime(2026, 12, 3, 18))
    for one in (before, event, later):
        factories.hosted(store, one, group)
    ada, bo = factories.people(store, "Ada Byron", "Bo Dean")
    factories.attend(store, event, ada)
    factories.attend(store, event, bo, state="maybe")
    item(store, event, "Welcome", minutes=10, owner_words="Everyone")
    item(store, event, "A complaint", minutes=20, confidential=True, owner_id=bo)
    item(store, event, "Programme", minutes=15, owner_id=ada)
    action(store, before, "Book the room", owner_id=ada, due=dt.date(2026, 11, 12))
    return event


@pytest.fixture
def private_event(store: Store) -> int:
    """Give a meeting of a group whose list is private."""
    group = factories.group(store, "Quiet Circle", listing="private")
    event = factories.event(
        store, "Quiet Circle evening", door_title="Evening meeting", purpose="For the Quiet Circle.",
        starts=dt.datetime(2026, 11, 20, 18),
    )  # fmt: skip
    factories.hosted(store, event, group)
    ada = factories.person(store, "Ada Byron", team="Finance")
    factories.attend(store, event, ada)
    item(store, event, "Welcome", owner_id=ada)
    action(store, event, "Buy tea", owner_id=ada)
    return event


def test_the_next_event_is_meant_if_none_is_named(store: Store, open_event: int):
    for given in ({}, {"event": "next"}, {"event": "19 Nov"}, {"event": "planning"}):
        assert "19 November 2026, 18:00–19:30" in said(make(store, "handout", **given))
    assert "5 November" in said(make(store, "handout", event="5 Nov"))
    assert "5 November" in said(make(store, "handout", event="last"))
    assert "19 November" in said(make(store, "sign-in"))
    assert open_event


def test_an_event_that_is_not_there_is_told_with_those_that_are(store: Store, open_event: int):
    with pytest.raises(
        Problem, match=r"There is no event “Gala”. Possible: Planning, 5 Nov 2026; "
    ):
        make(store, "handout", event="Gala")
    with pytest.raises(Problem, match="no event on 20 Nov 2026"):
        make(store, "handout", event="20 Nov")
    with pytest.raises(Problem, match="This event is no longer here"):
        make(store, "handout", event=open_event + 99)


def test_two_events_on_one_day_are_both_told(store: Store, open_event: int):
    factories.event(store, "Workshop", starts=dt.datetime(2026, 11, 19, 9))
    with pytest.raises(Problem, match=r"Say which event. Possible: Workshop, .*; Planning, "):
        make(store, "handout", event="19 Nov")
    assert "Planning" in make(store, "handout").title  # the workshop was this morning
    assert open_event


def test_a_desk_without_events_says_so(store: Store):
    with pytest.raises(Problem, match=r"There are no events in these weeks. Add one"):
        make(store, "handout")


def test_a_handout_says_what_everybody_needs(store: Store, open_event: int):
    words = said(make(store, "handout", event=open_event))
    for part in (
        "Hosted by Women’s Network", "18:00 Welcome 10 Everyone", "18:10 Programme 15 Ada Byron",
        "Book the room Ada Byron 12 Nov 2026, late", "Next time Thu 3 Dec 2026", "Plan the spring.",
    ):  # fmt: skip
        assert part in words
    assert "complaint" not in words
    assert "Bo Dean" not in words


def test_names_and_confidential_items_are_there_only_when_ticked(store: Store, open_event: int):
    words = said(make(store, "handout", event=open_event, coming=True))
    assert "Who is coming" in words
    assert "For people in the group. Personal data: shred after use." in words
    words = said(make(store, "handout", event=open_event, confidential=True))
    assert "18:10 A complaint (confidential) 20 Bo Dean" in words
    assert "For the group’s leads. Private: shred after use." in words


def test_the_handout_of_a_private_group_is_neutral(store: Store, private_event: int):
    printed = make(store, "handout", event=private_event)
    assert "Quiet" not in said(printed) + printed.title + printed.file_name
    assert "Ada" not in said(printed)
    assert "Evening meeting" in printed.file_name
    assert "For those who take part. Private: shred after use." in said(printed)


def test_a_sign_in_sheet_keeps_its_numbers(store: Store, open_event: int):
    assert "1 Ada Byron 2 Bo Dean 3" in said(make(store, "sign-in", event=open_event))
    early = factories.person(store, "Aaron Aal")
    factories.attend(store, open_event, early)
    assert "1 Ada Byron 2 Bo Dean 3 Aaron Aal 4" in said(make(store, "sign-in", event=open_event))
    rows = store.read(wrap_up.sheet_rows, open_event)
    assert [(r.number, r.name, r.stored) for r in rows] == [
        (1, "Ada Byron", True), (2, "Bo Dean", True), (3, "Aaron Aal", True),
    ]  # fmt: skip


def test_printing_a_sheet_again_is_no_new_step(store: Store, open_event: int):
    first = make(store, "sign-in", event=open_event)
    steps = len(store.steps())
    assert make(store, "sign-in", event=open_event).pdf == first.pdf
    assert len(store.steps()) == steps


def test_the_sheet_of_a_private_group_is_neutral(store: Store, private_event: int):
    printed = make(store, "sign-in", event=private_event)
    assert "Quiet" not in said(printed) + printed.title + printed.file_name
    assert "Ada Byron" in said(printed)
    assert "Finance" not in said(printed)
    hidden = said(make(store, "sign-in", event=private_event, audience="anyone"))
    assert "Ada Byron" not in hidden
    assert "+ 1 not listed" in hidden


def test_where_only_a_number_is_kept_the_sheet_has_boxes(store: Store):
    event = factories.event(store, "Circle", kind="listening")
    assert "Mark one box for each person." in said(make(store, "sign-in", event=event))


def test_minutes_say_what_was_decided_and_by_whom_what_is_done(store: Store, open_event: int):
    item(store, open_event, "Room", discussed="Two are free.", decision="We take Room 2.")
    action(store, open_event, "Tell the porter", owner_words="Everyone", due=dt.date(2026, 11, 26))
    factories.attend(store, open_event, None, walk_in_name="Sam", state="present")
    words = said(make(store, "minutes", event=open_event))
    for part in (
        "Came (1) Sam", "Two are free. Decided: We take Room 2.", "Tell the porter Everyone 26 Nov",
        "1 confidential item is left out.", "Book the room Ada Byron", "Next time Thu 3 Dec 2026",
    ):  # fmt: skip
        assert part in words
    assert "complaint" not in words
    assert "Sam" not in said(make(store, "minutes", event=open_event, present=False))


def test_minutes_with_confidential_items_are_for_the_leads(store: Store, open_event: int):
    words = said(make(store, "minutes", event=open_event, confidential=True, audience="anyone"))
    assert "A complaint" in words
    assert "For the group’s leads. Private: shred after use." in words


def test_minutes_of_a_private_group_are_neutral_but_for_its_leads(store: Store, private_event: int):
    for audience in ("group", "anyone"):
        printed = make(store, "minutes", event=private_event, audience=audience)
        assert "Quiet" not in said(printed) + printed.file_name
    assert "Ada" not in said(make(store, "minutes", event=private_event, audience="anyone"))
    assert "Quiet Circle evening" in said(
        make(store, "minutes", event=private_event, audience="leads")
    )


def test_an_agenda_leaves_out_what_is_confidential(store: Store, open_event: int):
    words = said(make(store, "agenda", event=open_event))
    assert "25 minutes in all" in words
    assert "complaint" not in words
    words = said(make(store, "agenda", event=open_event, confidential=True, lines=2))
    assert "A complaint (confidential) 18:10 · 20 minutes · Bo Dean" in words


def test_a_record_says_who_came_and_how(store: Store, open_event: int):
    late = factories.person(store, "Cy Dun")
    factories.attend(
        store, open_event, late, state="late", checked_in_at=dt.datetime(2026, 11, 19, 18, 20)
    )
    words = said(make(store, "attendance", event=open_event))
    assert "Came 1" in words
    assert "Not noted yet 2" in words
    assert "Length 1 hour 30 minutes" in words
    assert "Cy Dun Came late 18:20" in words
    assert "Ada Byron" not in said(make(store, "attendance", event=open_event, list="came"))


def test_needs_are_numbers_unless_they_are_asked_for_by_name(store: Store, open_event: int):
    for name in ("Cy Dun", "Dee Eck"):
        id = factories.person(store, name, dietary_needs="Vegan", pronunciation="SAY")
        factories.attend(store, open_event, id)
    words = said(make(store, "run-sheet", event=open_event))
    assert "Vegan 2" in words
    assert "Cy Dun" not in words
    assert "18:10 A complaint (confidential) 20 Bo Dean" in words
    words = said(make(store, "run-sheet", event=open_event, needs=True))
    assert "Cy Dun Vegan" in words
    assert "For only you, the coordinator. Private: shred after use." in words
    assert "Cy Dun SAY" in said(make(store, "run-sheet", event=open_event, say_names=True))


def test_a_pack_holds_what_was_ticked_in_print_order(store: Store, open_event: int):
    printed = make(store, "pack", event=open_event, handouts=2, with_run_sheet=False)
    assert not pdf.accessible(printed.pdf)
    texts = pdf.page_texts(printed.pdf)
    # Each part starts on a sheet of its own: cover, handout, handout, sign-in sheet.
    assert printed.pages == 7
    assert "Meeting handout – 2 copies" in texts[0]
    assert "Agenda" in texts[2]
    assert texts[2] == texts[4]
    assert "Signature" in texts[6]
    assert "complaint" not in said(printed)
    assert all(r.stored for r in store.read(wrap_up.sheet_rows, open_event))
    assert "A complaint" in said(make(store, "pack", event=open_event, confidential=True))


def test_a_discreet_sheet_has_the_numbers_of_the_event(store: Store, private_event: int):
    printed = make(store, "discreet-sign-in", event=private_event, rows=1)
    words = said(printed)
    assert "Evening meeting" in words
    assert "1 AB 2" in words
    assert "Quiet" not in words + printed.file_name
    assert all(r.stored for r in store.read(wrap_up.sheet_rows, private_event))


@pytest.mark.parametrize("name", ["calendar-month", "calendar-list", "calendar-year"])
def test_calendars_leave_out_what_is_private(
    store: Store, name: str, open_event: int, private_event: int
):
    factories.event(store, "Not sure", starts=dt.datetime(2026, 11, 12, 9), status="draft")
    words = said(make(store, name))
    assert "Planning" in words
    assert "Evening" not in words
    assert "Not sure" not in words
    words = said(make(store, name, private=True))
    assert "Evening" in words
    assert "Quiet" not in words
    assert open_event
    assert private_event


def test_months_are_written_as_people_write_them(store: Store, open_event: int):
    for written in ("December", "dec 2026", "2026-12", "12/2026"):
        assert "December 2026" in make(store, "calendar-month", month=written).title
    assert "November 2026 – January 2027" in make(store, "calendar-month", months=3).title
    assert "September 2026 – August 2027" in make(store, "calendar-year", month="Sept 2026").title
    with pytest.raises(Problem, match="Write the month like December"):
        make(store, "calendar-month", month="soon")
    assert open_event


def test_a_year_lies_on_paper_of_twice_the_size(store: Store):
    for paper, size in (("a4", (1191, 842)), ("letter", (1224, 792))):
        printed = make(store, "calendar-year", paper=paper)
        box = pdf.opened(printed.pdf).pages[0].mediabox
        assert tuple(round(float(side)) for side in box[2:]) == size


def test_only_the_events_of_one_group(store: Store, open_event: int):
    factories.hosted(store, factories.event(store, "Gala"), factories.group(store, "Many Voices"))
    words = said(make(store, "calendar-list", hosted_by="voices"))
    assert "Gala" in words
    assert "Planning" not in words
    assert open_event


def test_a_matrix_says_who_came_to_which_date(store: Store):
    first = factories.event(store, "Circle", starts=dt.datetime(2026, 11, 5, 18), kind="meeting")
    days = [dt.date(2026, 11, 12), dt.date(2026, 11, 26)]
    dates = store.write("Repeat", series.repeat, first, days)
    ada, bo = factories.people(store, "Ada Byron", "Bo Dean")
    factories.attend(store, dates[0], ada, state="present")
    factories.attend(store, dates[0], bo, state="excused")
    factories.attend(store, dates[1], ada, state="late")
    words = said(make(store, "series-matrix", event=dates[0]))
    assert "Name Thu 5 Nov Thu 12 Nov Thu 26 Nov Came" in words
    assert "Ada Byron P L 2 Bo Dean E 0 Came 1 1 2" in words
    one = said(make(store, "series-matrix", event=dates[0], dates=1))
    assert "Thu 12 Nov" not in one


def test_a_matrix_of_a_private_group_for_anyone_names_nobody(store: Store, private_event: int):
    words = said(make(store, "series-matrix", event=private_event, audience="anyone"))
    assert "Ada" not in words
    assert "Quiet" not in words


@pytest.mark.parametrize("flyers", ["page", "two"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_flyer_says_what_anybody_may_know(store: Store, open_event: int, flyers: str, paper: str):
    given = {"event": open_event, "flyers": flyers, "paper": paper, "ask": "Zoë, extension 14"}
    printed = make(store, "flyer", address="https://example.org/spring", **given)
    assert not pdf.accessible(printed.pdf)
    assert not printed.warnings
    words = said(printed)
    for part in (
        "Planning", "19 November 2026", "Room 3", "Plan the spring.", "Hosted by Women’s Network",
        "Ask: Zoë, extension 14", "https://example.org/spring",
    ):  # fmt: skip
        assert words.count(part) == (2 if flyers == "two" else 1)
    assert "Ada" not in words


def test_the_flyer_of_a_private_group_is_neutral(store: Store, private_event: int):
    printed = make(store, "flyer", event=private_event)
    assert "Evening meeting" in said(printed)
    assert "Quiet" not in said(printed) + printed.file_name


def test_a_flyer_with_too_much_on_it_says_what_it_leaves_out(store: Store):
    long = " ".join(["Extraordinary"] * 140)
    event = factories.event(store, "Long " * 30, purpose=long)
    printed = make(store, "flyer", event=event, flyers="two", edition="large")
    assert any("is left out" in words for words in printed.warnings)


def test_what_is_done_says_so(store: Store, open_event: int):
    action(store, open_event, "Buy tea", due=dt.date(2026, 11, 12), state="done")
    assert "Buy tea Done" in said(make(store, "minutes", event=open_event))
    assert "Buy tea" not in said(make(store, "handout", event=open_event))


def test_an_event_is_printed_from_the_command_line(
    store: Store, open_event: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = store.path
    store.close()
    out = tmp_path / "a.pdf"
    asked = ["print", "handout", "--desk", str(path), "--out", str(out), "--event"]
    assert main([*asked, "19 November 2026"]) == 0
    assert "Thursday, 19 November 2026" in pdf.text(out.read_bytes())
    assert main([*asked, "Gala"]) == 1
    assert "There is no event “Gala”." in capsys.readouterr().err
    assert open_event


def test_an_event_without_anything_says_so_on_each_paper(store: Store):
    event = factories.event(store, "Bare")
    minutes = make(store, "minutes", event=event)
    assert "There was no agenda, and nothing was written down." in said(minutes)
    assert "No names are on the list." in said(make(store, "attendance", event=event))
    assert "Find out: Step-free way in, " in said(make(store, "run-sheet", event=event))


def test_what_was_not_minuted_stands_together(store: Store, open_event: int):
    item(store, open_event, "Budget", decision="We keep it.")
    words = said(make(store, "minutes", event=open_event))
    assert words.index("Decided: We keep it.") < words.index("Also on the agenda")
    assert words.count("Nothing was written down on this.") == 1
    assert words.index("Also on the agenda") < words.index("Welcome")


def test_each_month_of_several_is_a_sheet_of_its_own(store: Store, open_event: int):
    pages = pdf.page_texts(make(store, "calendar-month", months=2, month="2026-11").pdf)
    assert len(pages) == 2
    for page, month in zip(pages, ("November 2026", "December 2026"), strict=True):
        assert page.count(month) == 1
        assert "Planning" in page
    assert open_event


@pytest.mark.parametrize("edition", ["clear", "large"])
def test_names_of_those_coming_stand_in_columns_and_go_on_overleaf(store: Store, edition: str):
    event = factories.event(store, "Fair")
    names = [f"Person {n:03}" for n in range(150)]
    for person in factories.people(store, *names):
        factories.attend(store, event, person)
    printed = make(store, "handout", event=event, coming=True, edition=edition)
    assert printed.pages > 1
    found = said(printed)
    assert [found.count(name) for name in names] == [1] * len(names)
    texts = pdf.page_texts(printed.pdf)
    first = next(t for t in texts if "Person 000" in t)
    assert "Person 001" in first
    assert printed.pages <= (3 if edition == "clear" else 8)


@pytest.mark.parametrize(("edition", "paper"), [("clear", "letter"), ("large", "a4")])
def test_lines_for_notes_never_take_a_page_of_their_own_unless_asked(
    store: Store, open_event: int, edition: str, paper: str
):
    look = {"event": open_event, "edition": edition, "paper": paper}
    alone = 0
    for n in range(14):
        item(store, open_event, f"What we heard {n}")
        bare, few, many = (make(store, "handout", **look, lines=lines) for lines in (0, 4, 20))
        assert few.pages == bare.pages
        assert many.pages <= bare.pages + 1
        last = pdf.page_texts(few.pdf)[-1]
        assert "Notes" not in last.split("Page ")[0] or len(last.split()) > 12
        alone += many.pages > bare.pages
        assert "Notes" in said(many)
        assert not pdf.accessible(few.pdf)
        assert not few.warnings + many.warnings
    assert alone  # twenty lines did get a page where there was no room for them


def test_each_item_keeps_its_lines(store: Store, open_event: int):
    for n in range(11):
        item(store, open_event, f"What we heard {n}")
    for lines in (2, 5, 9):
        printed = make(store, "agenda", event=open_event, lines=lines)
        for text in pdf.page_texts(printed.pdf)[1:]:
            assert "What we heard" in text
