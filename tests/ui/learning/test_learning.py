"""The place of learning: courses, the matrix, the due list, resources, and a person's record."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from allydesk import dates
from allydesk.models import attendance, person, schedule
from allydesk.models.base import put
from allydesk.models.learning import certificate, completion, course, loan, reading, requirement
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course
from allydesk.models.learning.requirement import Requirement
from allydesk.models.learning.resource import Resource
from allydesk.models.privacy import Audience
from allydesk.store import Store
from allydesk.ui.desk import Desk, Going
from allydesk.ui.kit import look
from allydesk.ui.learning import bringing
from allydesk.ui.learning.bringing import Bringing
from allydesk.ui.learning.inviting import Inviting
from allydesk.ui.learning.keys import Part, key
from allydesk.ui.learning.place import Learning
from allydesk.ui.learning.reading_list import ReadingList
from allydesk.ui.printing.preview import Preview
from allydesk.ui.records.editors import Choice
from allydesk.ui.records.saving import Asked, Saving
from allydesk.ui.screens.learning import Screen
from tests import factories
from tests.transfer.helpers import xlsx
from tests.ui.hands import (
    button,
    choose_in_menu,
    click,
    click_row,
    press,
    tab,
    type_into,
    words,
)

TODAY = dates.today()


@pytest.fixture
def went(desk: Desk) -> list[Going]:
    found: list[Going] = []
    desk.going.connect(found.append)
    return found


@pytest.fixture
def opened(qtbot, desk: Desk) -> Callable[[int], Learning]:
    def run(at: int = 0) -> Learning:
        screen = Screen(desk)
        screen.resize(1100, 800)
        qtbot.addWidget(screen)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.show_record(at)
        return screen.parts

    return run


def a_course(store: Store, title: str = "Noticing bias", **values: object) -> int:
    return store.write("Add course", put, Course, None, {"title": title, **values})


def required(store: Store, of: int, who: str = "everyone", **values: object) -> None:
    store.write("Rule", put, Requirement, None, {"course_id": of, "who": who, **values})


def done(store: Store, person: int, of: int, on: dt.date = TODAY, **values: object) -> int:
    given = {"person_id": person, "course_id": of, "completed_on": on, **values}
    return store.write("Done", put, Completion, None, given)


# Courses


def test_a_course_is_added_by_its_title(opened, store: Store) -> None:
    page = opened()
    click(page, "Add course")
    type_into(page.courses().one.form.lines["title"].editor.field, "Noticing & <b>bias</b>")
    tab()
    (row,) = store.read(course.listing)
    assert (row.title, row.kind) == ("Noticing & <b>bias</b>", "workshop")
    assert page.record() == key(Part.COURSES, row.id)
    store.undo()
    assert store.read(course.count) == 0


def test_required_in_two_clicks_shows_who_lacks_it_at_once(opened, store: Store) -> None:
    bias = a_course(store)
    factories.people(store, "Ana", "Ben")
    page = opened(key(Part.COURSES, bias))
    rules = page.courses().one.rules
    click(rules, "Require it of")
    choose_in_menu("Everyone")
    (rule,) = store.read(requirement.of_course, bias)
    assert (rule.who, rule.from_day) == ("everyone", TODAY)
    assert any("Required of 2 people · 2 missing" in w for w in words(page))
    click(rules, "Change: Everyone")
    grace = rules.form.lines["grace"].editor.field
    type_into(grace, "30")
    press(grace, Qt.Key.Key_Return)
    assert store.read(requirement.of_course, bias)[0].grace == 30
    click(rules, "Take off: Everyone")
    assert store.read(requirement.of_course, bias) == []
    store.undo()
    assert len(store.read(requirement.of_course, bias)) == 1


def test_a_team_is_offered_from_people_s_pages(opened, store: Store) -> None:
    bias = a_course(store)
    factories.person(store, "Ana", team="R&D")
    rules = opened(key(Part.COURSES, bias)).courses().one.rules
    click(rules, "A team")
    choose_in_menu("R&D")
    assert [r.words for r in store.read(requirement.of_course, bias)] == ["Team: R&D"]


def test_a_rule_for_a_team_that_was_renamed_says_so(opened, store: Store) -> None:
    bias = a_course(store)
    ana = factories.person(store, "Ana", team="Finance")
    required(store, bias, "team", which="Finance")
    rules = opened(key(Part.COURSES, bias)).courses().one.rules
    assert any(w.endswith("· 1 person") for w in words(rules))
    store.write("Rename", put, person.Person, ana, {"team": "Finance and IT"})
    assert "Nobody is in this team now. If it has another name, choose that." in words(rules)


def test_a_course_no_longer_offered_is_offered_again(opened, store: Store, said: list[str]) -> None:
    bias = a_course(store, status="retired")
    ana = factories.person(store, "Ana")
    required(store, bias)
    done(store, ana, bias)
    page = opened(key(Part.COURSES, bias)).courses().one
    assert "No longer offered: nobody has to do it now." in words(page)
    assert not page.plan_button.isVisible()
    click(page, "Offer it again")
    assert said[-1] == "It is offered again."
    assert page.plan_button.isVisible()
    assert any("Required of 1 person · 1 current" in w for w in words(page))
    assert not page.again_button.isVisible()


def test_another_refresh_says_how_many_days_moved(opened, store: Store, said: list[str]) -> None:
    bias = a_course(store, refresh_months=12)
    ana, ben = factories.people(store, "Ana", "Ben")
    day = dt.date(2024, 2, 29)
    done(store, ana, bias, day)
    kept = done(store, ben, bias, day, expires=dt.date(2027, 1, 1))  # typed in: it stays
    form = opened(key(Part.COURSES, bias)).courses().one.form
    field = form.lines["refresh_months"].editor.field
    type_into(field, "24")
    press(field, Qt.Key.Key_Return)
    assert said[-1] == (
        "Repeat after months of “Noticing bias”: 24. "
        "Until when it counts has changed for 1 completion."
    )
    found = {r.id: r.expires for r in store.read(completion.of_course, bias)}
    assert sorted(found.values()) == [dt.date(2026, 2, 28), dt.date(2027, 1, 1)]
    assert found[kept] == dt.date(2027, 1, 1)


def test_a_session_is_planned_and_who_lacks_it_invited(
    opened, qtbot, store: Store, went: list[Going], said: list[str]
) -> None:
    bias = a_course(store, minutes=90)
    required(store, bias)
    ana, ben = factories.people(store, "Ana", "Ben")
    done(store, ben, bias)
    page = opened(key(Part.COURSES, bias)).courses().one
    click(page, "Invite who lacks it…")
    assert said[-1].startswith("No session is planned.")
    click(page, "Plan a session")
    assert went[-1].place == "events"
    event = store.read(schedule.row, went[-1].id)
    assert event.title == "Noticing bias"
    click(page, "Invite who lacks it…")
    box = page.window().findChild(Inviting)
    assert "Ana" in box.table.model().index(0, 0).data()
    click(box, "Tick none")
    assert not box.go_button.isEnabled()
    click(box, "Tick all")
    click(box, "Invite 1 person")
    (row,) = store.read(attendance.of_event, event.id)
    assert (row.person_id, row.state) == (ana, "invited")


def test_noted_by_hand_and_what_cannot_be_is_one_sentence(opened, store: Store) -> None:
    bias = a_course(store, refresh_months=12)
    ana = factories.person(store, "Ana")
    factories.person(store, "Zoë Łukaszewicz", started=TODAY)
    page = opened(key(Part.COURSES, bias)).courses().one
    click(page, "Note a completion")
    hand = page.by_hand
    for letters in ("ana", "luka"):
        type_into(hand.who.picker, letters)
        press(hand.who.picker.suggestions.popup, Qt.Key.Key_Return)
    type_into(hand.day.line, (TODAY - dt.timedelta(days=3)).isoformat())
    click(hand, "Note")
    assert any(w.startswith("Zoë Łukaszewicz: They started on") for w in words(hand))
    assert store.read(completion.count, bias) == 0
    hand.earlier.click()
    click(hand, "Note")
    rows = store.read(completion.of_course, bias)
    assert [(r.person_id == ana, r.earlier) for r in rows] == [(True, True), (False, True)]
    assert store.undo() == "Note 2 completions"


def test_revoked_with_a_reason_counts_no_longer(opened, store: Store) -> None:
    bias = a_course(store)
    ana = factories.person(store, "Ana")
    id = done(store, ana, bias)
    store.write("Number", certificate.issue, [id])
    page = opened(key(Part.COURSES, bias)).courses().one
    click_row(page.done.table, 0)
    click(page.done, "Revoke…")
    click(page.done, "Revoke")
    assert "Say why it was revoked." in words(page.done)
    assert page.done.below.revoking.line.hasFocus()
    press(page.done.below.revoking.line, Qt.Key.Key_Escape)
    assert not page.done.below.revoking.isVisible()
    click(page.done, "Revoke…")
    type_into(page.done.below.revoking.line, "Signed in for somebody else")
    press(page.done.below.revoking.line, Qt.Key.Key_Return)
    (row,) = store.read(completion.of_course, bias)
    assert (row.counts, row.revoked_because) == (False, "Signed in for somebody else")
    assert any("Nobody has done it yet" in w for w in words(page))
    click(page.done, "Let it count again")
    assert store.read(completion.of_course, bias)[0].counts


def test_a_course_with_a_history_is_not_deleted(opened, store: Store, said: list[str]) -> None:
    bias = a_course(store)
    done(store, factories.person(store), bias)
    page = opened(key(Part.COURSES, bias)).courses()
    press(page.browser.list, Qt.Key.Key_Delete)
    assert said[-1].startswith("People have done this course.")
    assert store.read(course.count) == 1


# Matrix


@pytest.fixture
def bias(store: Store) -> int:
    """A course that Ana has, Ben lacks, and whose Zoë's runs out."""
    made = a_course(store, refresh_months=12)
    a_course(store, "Sign language")
    required(store, made)
    ana = factories.person(store, "Ana", team="Finance", location="Depot")
    factories.person(store, "Ben", team="Digital")
    zoe = factories.person(store, "Zoë", team="Finance")
    done(store, ana, made)
    done(store, zoe, made, TODAY - dt.timedelta(days=340))
    return made


def shown(page: Learning) -> list[str]:
    cells = page.page.cells
    return [cells.person(n).name for n in range(cells.rowCount())]


def test_the_matrix_speaks_and_goes_by_keys(opened, bias: int, went: list[Going]) -> None:
    page = opened(key(Part.MATRIX))
    table = page.page.table
    assert table.hasFocus()
    assert shown(page) == ["Ana", "Ben", "Zoë"]
    press(table, Qt.Key.Key_Down)
    assert any(w.startswith("Ben, Noticing bias, Missing, required, do it by") for w in words(page))
    interface = QAccessible.queryAccessibleInterface(table)
    cell = interface.child(3 * (table.model().columnCount() + 1) + 1)  # below and after headings
    assert cell.text(QAccessible.Text.Name).startswith("Zoë, Noticing bias, Runs out soon, done")
    press(table, Qt.Key.Key_Right)
    assert "Ben, Sign language, Not done" in words(page)
    press(table, Qt.Key.Key_Return)
    assert went[-1].place == "people"


def test_the_matrix_is_narrowed_and_follows_changes(opened, store: Store, bias: int) -> None:
    page = opened(key(Part.MATRIX))
    filters = page.page.filters
    type_into(filters.text, "zoe")
    assert shown(page) == ["Zoë"]
    filters.text.clear()
    choose(filters.team, "Finance")
    assert shown(page) == ["Ana", "Zoë"]
    choose(filters.state, "Current")
    assert shown(page) == ["Ana"]
    choose(filters.course, "Sign language")
    assert shown(page) == []
    assert "Nobody matches these filters." in words(page)
    click(page, "Show everybody")
    assert shown(page) == ["Ana", "Ben", "Zoë"]
    store.write("Rule", put, Requirement, None, {"course_id": bias + 1, "who": "everyone"})
    assert any("Missing: 4" in w for w in words(page))


def choose(box, text: str) -> None:
    """Choose a line of a box with the keyboard."""
    box.setFocus()
    for _n in range(box.count()):
        press(box, Qt.Key.Key_Up)
    while box.currentText() != text:
        before = box.currentIndex()
        press(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, text


# Due list


def test_ticked_by_keys_and_invited(opened, store: Store, bias: int, said: list[str]) -> None:
    page = opened(key(Part.DUE)).page
    assert [r.name for r in page.rows.rows] == ["Ben", "Zoë"]
    page.table.setFocus()
    page.table.setCurrentIndex(page.rows.index(0, 0))
    press(page.table, Qt.Key.Key_Space)
    click(page, "Invite 1 to the next session")
    assert "No session is planned of “Noticing bias”." in said[-1]
    starts = dt.datetime.combine(TODAY + dt.timedelta(days=9), dt.time(9))
    event = factories.event(store, "Bias", starts=starts, course_id=bias)
    click(page, "Invite 1 to the next session")
    assert [r.name for r in store.read(attendance.of_event, event)] == ["Ben"]
    click(page, "Tick all")
    assert len(page.rows.chosen()) == 2
    at = page.table.visualRect(page.rows.index(0, 0))
    middle = at.topLeft()
    middle.setX(middle.x() + look.px(16))
    middle.setY(at.center().y())
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert [r.name for r in page.rows.chosen()] == ["Zoë"]


# Resources


def test_lent_taken_back_and_put_on_a_list(opened, store: Store) -> None:
    book = store.write("Add", put, Resource, None, {"title": "Quiet", "copies": 1})
    group = factories.group(store, "Pride & Allies")
    ana = factories.person(store, "Ana")
    page = opened(key(Part.RESOURCES, book)).resources().one
    type_into(page.loans.picker, "ana")
    press(page.loans.picker.suggestions.popup, Qt.Key.Key_Return)
    (one,) = store.read(loan.of_resource, book)
    assert (one.person_id, one.due) == (ana, TODAY + loan.USUAL)
    assert page.loans.picker.isHidden()  # no copy is left
    click(page, "Ana’s copy came back")
    assert store.read(loan.out, [book]) == {}
    click(page, "Put on a reading list…")
    choose_in_menu("Pride & Allies")
    assert [r.resource.title for r in store.read(reading.of_group, group)] == ["Quiet"]


def test_a_reading_list_is_arranged_by_keys(opened, qtbot, store: Store) -> None:
    group = factories.group(store, "Pride")
    ids = [store.write("Add", put, Resource, None, {"title": t}) for t in ("One", "Two")]
    store.write("List", reading.add, ids, group=group)
    page = opened(key(Part.RESOURCES, ids[0])).resources().one
    click(page, "Change the reading list of Pride")
    box = page.window().findChild(ReadingList)
    press(box.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [r.resource.title for r in store.read(reading.of_group, group)] == ["Two", "One"]
    press(box.list, Qt.Key.Key_Delete)
    assert [r.resource.title for r in store.read(reading.of_group, group)] == ["Two"]
    button(box, "Close").click()


# A person


def test_the_page_of_a_person_says_what_is_due_and_borrowed(
    opened, qtbot, store: Store, bias: int, desk: Desk, went: list[Going]
) -> None:
    from allydesk.ui.screens import people

    (ben,) = [p.id for p in store.read(person.find, "ben")]
    book = store.write("Add", put, Resource, None, {"title": "Quiet", "copies": 1})
    store.write("Lend", loan.lend, book, ben)
    screen = people.Screen(desk)
    qtbot.addWidget(screen)
    screen.resize(1100, 900)
    screen.show()
    screen.show_record(ben)
    card = screen.detail.learning
    said = words(card)
    assert any(w.startswith("Missing · do it by") for w in said)
    assert any(w.startswith("Borrowed · due back") for w in said)
    done(store, ben, bias)
    assert any(w.startswith("Current · counts until") for w in words(card))
    click(card, "Open: Noticing bias")
    assert (went[-1].place, went[-1].id) == ("learning", key(Part.COURSES, bias))


def test_who_has_left_keeps_what_they_learned_and_their_certificates(
    qtbot, store: Store, bias: int, desk: Desk
) -> None:
    from allydesk.ui.screens import people

    (ben,) = [p.id for p in store.read(person.find, "ben")]
    screen = people.Screen(desk)
    qtbot.addWidget(screen)
    screen.resize(1100, 900)
    screen.show()
    screen.show_record(ben)
    card = screen.detail.learning
    assert not card.certificates.isVisible()
    store.write("Number", certificate.issue, [done(store, ben, bias)])
    sign = a_course(store, "Required after they left")
    required(store, sign)
    store.write("Left", put, person.Person, ben, {"left": TODAY})
    assert any(w.startswith("Current · counts until") for w in words(card))
    assert "Required after they left" not in words(card)
    click(card, "Print certificates")
    preview = card.window().findChild(Preview)
    qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)
    assert preview.printed.pages == 1
    preview.close()


# Out of a spreadsheet


def test_a_list_is_looked_at_then_brought_in_as_one_step(
    opened, qtbot, store: Store, tmp_path, monkeypatch, desk: Desk
) -> None:
    bias = a_course(store, refresh_months=12)
    ana = factories.person(store, "Ana Pérez", started=dt.date(2025, 1, 1))
    factories.person(store, "Zoë Berg")
    rows = [
        ["Participant", "Course", "Completed on", "Result"],
        ["Ana Pérez", "Noticing bias", dt.date(2026, 2, 3), "Passed"],
        ["Ana Perez", "First aid", dt.date(2024, 2, 3), "Done"],
        ["Zoe Bergg", "Notising bias", dt.date(2026, 2, 3), ""],
        ["Nobody Known", "Noticing bias", dt.date(2026, 2, 3), ""],
        ["Nobody Either", "Noticing bias", dt.date(2026, 2, 3), ""],
    ]
    source, rest = xlsx(tmp_path / "list.xlsx", rows), tmp_path / "rest.csv"
    monkeypatch.setattr(desk.ask, "open_file", lambda *_asked: source)
    monkeypatch.setattr(desk.ask, "save_file", lambda *_asked: rest)
    page = opened(key(Part.COURSES, bias))
    page.courses().bring_in()
    qtbot.waitUntil(lambda: page.window().findChild(Bringing) is not None)
    guide = page.window().findChild(Bringing)
    qtbot.waitUntil(lambda: guide.found is not None)
    assert "1 new · 2 to decide · 2 left out" in words(guide)
    why = "Nobody here is called that. Add the person first."
    assert f"2 rows (5, 6): {why}" in words(guide)
    click(guide, "Save the rows left out as spreadsheet…")
    assert "Saved as rest.csv." in words(guide)
    saved = rest.read_text(encoding="utf-8-sig").splitlines()
    assert [line.count("Nobody") for line in saved] == [0, 0, 0, 2, 2]
    assert store.read(completion.count, bias) == 0
    click(guide, "Bring in row 3 anyway")
    qtbot.waitUntil(lambda: guide.found is not None and len(guide.found.new) == 2)
    assert "New course: First aid" in words(guide)
    box = next(b for b in guide.findChildren(Choice) if "Zoe Bergg" in b.accessibleName())
    choose(box, "Zoë Berg")
    qtbot.waitUntil(lambda: len(guide.found.new) == 3)
    assert "New course: Notising bias. There is “Noticing bias”." in words(guide)
    box = next(b for b in guide.findChildren(Choice) if "Notising" in b.accessibleName())
    choose(box, "It is “Noticing bias”")
    qtbot.waitUntil(lambda: guide.found.courses == ("First aid",))
    click(guide, "Bring in 3 completions")
    qtbot.waitUntil(lambda: store.read(course.count) == 2)
    (first,) = [r for r in store.read(completion.of_person, ana) if r.course_id == bias]
    assert (first.result, first.expires) == ("passed", dt.date(2027, 2, 3))
    assert store.undo() == "Bring in 3 completions"
    assert store.read(course.count) == 1


def test_a_list_without_days_says_so(opened, qtbot, store: Store, tmp_path, desk: Desk) -> None:
    a_course(store)
    factories.person(store, "Ana")
    source = xlsx(tmp_path / "list.xlsx", [["Name", "Course"], ["Ana", "Noticing bias"]])
    page = opened()
    bringing.open(desk, page, source)
    qtbot.waitUntil(lambda: page.window().findChild(Bringing) is not None)
    guide = page.window().findChild(Bringing)
    said = "The list does not say on which day. Choose the column with the day."
    qtbot.waitUntil(lambda: guide.summary.text() == said)
    assert not guide.go_button.isEnabled()


# Certificates, and what others may read


def test_not_printed_yet_are_ticked_and_shown_in_one_file(opened, qtbot, store: Store) -> None:
    bias = a_course(store)
    ids = [done(store, p, bias) for p in factories.people(store, "Ana", "Ben", "Zoë")]
    numbers = store.write("Number", certificate.issue, ids)
    store.write("Printed", certificate.note_printed, numbers[:1])
    store.write("Revoke", completion.revoke, ids[2:], "Signed in for somebody else")
    page = opened(key(Part.CERTIFICATES)).page
    assert [r.name for r in page.rows.rows] == ["Zoë", "Ben", "Ana"]
    click(page, "Tick those not printed yet")
    click(page, "Print 1 certificate")
    preview = page.window().findChild(Preview)
    qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)
    assert preview.printed.pages == 1
    preview.close()
    type_into(page.filter, "ana bias")
    assert [r.name for r in page.rows.rows] == ["Ana"]


def test_a_saved_list_tells_others_no_ally(opened, store: Store, desk: Desk) -> None:
    bias = a_course(store)
    required(store, bias, "ally")
    ana, group = factories.person(store, "Ana"), factories.group(store)
    factories.membership(store, ana, group, takes_part_as="ally")
    page = opened(key(Part.DUE)).page
    assert [r.name for r in page.rows.rows] == ["Ana"]
    page.save()
    asked = page.window().findChild(Saving)
    mine = store.read(asked._tables, Asked())
    theirs = store.read(asked._tables, Asked(Audience.LEADS))
    assert [len(table.rows) for table in (*mine, *theirs)] == [1, 0]
    asked.reject()


def test_a_large_desk_is_read_beside_the_window(
    opened, qtbot, store: Store, bias: int, monkeypatch
) -> None:
    monkeypatch.setattr("allydesk.ui.learning.standings.DIRECT", 0)
    page = opened(key(Part.MATRIX))
    qtbot.waitUntil(lambda: page.page.cells.rowCount() == 3)
    qtbot.waitUntil(lambda: page.source._due is not None)
    page.open(Part.DUE)
    assert [r.name for r in page.page.rows.rows] == ["Ben", "Zoë"]
    (ben,) = [p.id for p in store.read(person.find, "ben")]
    done(store, ben, bias)
    qtbot.waitUntil(lambda: [r.name for r in page.page.rows.rows] == ["Zoë"])
