"""Forms: what is typed is stored, what is wrong is said, and nobody's typing is ever touched."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from allydesk.models.base import put, values
from allydesk.models.person import Person
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.people.form import PersonForm
from allydesk.ui.records.form import Form
from tests import factories
from tests.ui.hands import press, tab, type_into


@pytest.fixture
def form(qtbot, desk: Desk) -> PersonForm:
    made = PersonForm(desk)
    made.resize(600, 1200)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def line(form: Form, name: str) -> QLineEdit:
    field = form.lines[name].editor.field
    assert isinstance(field, QLineEdit)
    return field


def stored(store: Store, id: int) -> dict[str, object]:
    found = store.read(values, Person, id)
    assert found is not None
    return found


def complaint(form: Form, name: str) -> str:
    message = form.lines[name].message
    return message.text() if message.isVisible() else ""


@pytest.fixture
def zoe(store: Store) -> int:
    return factories.person(
        store, "Zoë Łukaszewicz", known_as="Zoë", team="Kitchen", email="zoe@example.org"
    )


def test_a_name_makes_the_person(form: PersonForm, store: Store, qtbot) -> None:
    form.load(None)
    with qtbot.waitSignal(form.created) as made:
        type_into(line(form, "full_name"), "Ọlá <b>& 张伟")
        tab()
    assert stored(store, made.args[0])["full_name"] == "Ọlá <b>& 张伟"
    assert line(form, "full_name").text() == "Ọlá <b>& 张伟"
    assert store.undo_label == "Add Ọlá <b>& 张伟"


def test_what_was_typed_before_the_name_is_stored_with_it(form: PersonForm, store: Store) -> None:
    form.load(None)
    type_into(line(form, "team"), "Kitchen")
    tab()
    assert store.steps() == []
    assert complaint(form, "full_name") == ""  # nobody has come to the name yet
    type_into(line(form, "full_name"), "Prince")
    tab()
    assert form.id is not None
    assert stored(store, form.id)["team"] == "Kitchen"
    assert len(store.steps()) == 1


def test_a_new_person_with_a_wrong_address_is_stored_without_it(
    form: PersonForm, store: Store
) -> None:
    form.load(None)
    type_into(line(form, "email"), "zoe")
    tab()
    type_into(line(form, "full_name"), "Zoë")
    tab()
    assert form.id is not None
    assert stored(store, form.id)["email"] is None
    assert line(form, "email").text() == "zoe"
    assert "one @" in complaint(form, "email")


def test_leaving_a_field_stores_it(form: PersonForm, store: Store, zoe: int) -> None:
    form.load(zoe)
    type_into(line(form, "team"), "  Volunteering ")
    tab()
    assert stored(store, zoe)["team"] == "Volunteering"
    assert line(form, "team").text() == "Volunteering"
    assert store.undo_label == "Change Zoë’s team"


def test_enter_stores_and_the_cursor_stays(form: PersonForm, store: Store, zoe: int) -> None:
    form.load(zoe)
    type_into(line(form, "team"), "Finance")
    press(line(form, "team"), Qt.Key.Key_Return)
    assert stored(store, zoe)["team"] == "Finance"
    assert line(form, "team").hasFocus()
    assert line(form, "team").cursorPosition() == len("Finance")


def test_a_rest_stores_and_leaves_the_cursor_where_it_is(
    form: PersonForm, store: Store, zoe: int, qtbot
) -> None:
    form.load(zoe)
    type_into(line(form, "known_as"), "Night ")
    qtbot.waitUntil(lambda: stored(store, zoe)["known_as"] == "Night")
    assert (
        line(form, "known_as").text() == "Night "
    )  # the space before the next word is not taken away
    type_into(line(form, "known_as"), "shift", replace=False)
    tab()
    assert stored(store, zoe)["known_as"] == "Night shift"


def test_a_rest_in_the_middle_of_an_address_says_nothing(
    form: PersonForm, store: Store, zoe: int, qtbot
) -> None:
    form.load(zoe)
    type_into(line(form, "email"), "zoe.l")
    qtbot.waitUntil(lambda: not form._rest.isActive())
    assert complaint(form, "email") == ""
    tab()
    assert "one @" in complaint(form, "email")
    assert stored(store, zoe)["email"] == "zoe@example.org"
    type_into(line(form, "email"), "zoe@home.example")
    tab()
    assert complaint(form, "email") == ""
    assert stored(store, zoe)["email"] == "zoe@home.example"


def test_a_wrong_field_does_not_hold_up_others(form: PersonForm, store: Store, zoe: int) -> None:
    form.load(zoe)
    type_into(line(form, "email"), "nothing")
    tab()
    type_into(line(form, "team"), "Finance")
    tab()
    assert stored(store, zoe)["team"] == "Finance"
    assert line(form, "email").text() == "nothing"
    assert complaint(form, "email")


def test_what_could_not_be_stored_waits_until_one_comes_back(
    form: PersonForm, store: Store, zoe: int
) -> None:
    tom = factories.person(store, "Tom Bright")
    form.load(zoe)
    type_into(line(form, "email"), "nothing")
    form.load(tom)
    assert line(form, "email").text() == ""
    form.load(zoe)
    assert line(form, "email").text() == "nothing"
    assert "one @" in complaint(form, "email")
    assert stored(store, zoe)["email"] == "zoe@example.org"


def test_a_new_person_without_a_name_is_kept_for_later(form: PersonForm, zoe: int) -> None:
    form.load(None)
    type_into(line(form, "team"), "Kitchen")
    form.load(zoe)
    form.load(None)
    assert line(form, "team").text() == "Kitchen"


def test_escape_brings_the_stored_value_back(form: PersonForm, store: Store, zoe: int) -> None:
    form.load(zoe)
    type_into(line(form, "email"), "nothing")
    tab()
    assert complaint(form, "email")
    line(form, "email").setFocus()
    press(line(form, "email"), Qt.Key.Key_Escape)
    assert line(form, "email").text() == "zoe@example.org"
    assert complaint(form, "email") == ""
    assert len(store.steps()) == 1


def test_a_refresh_keeps_what_is_being_typed(form: PersonForm, store: Store, zoe: int) -> None:
    form.load(zoe)
    type_into(line(form, "team"), "Finan")
    store.write("From elsewhere", put, Person, zoe, {"team": "Garden", "known_as": "Zo"})
    assert line(form, "team").text() == "Finan"
    assert line(form, "team").hasFocus()
    assert line(form, "known_as").text() == "Zo"
    type_into(line(form, "team"), "ce", replace=False)
    tab()
    assert stored(store, zoe)["team"] == "Finance"


def test_a_refresh_keeps_a_wrong_text(form: PersonForm, store: Store, zoe: int) -> None:
    form.load(zoe)
    type_into(line(form, "email"), "nothing")
    tab()
    store.write("From elsewhere", put, Person, zoe, {"team": "Garden"})
    assert line(form, "email").text() == "nothing"
    assert complaint(form, "email")


def test_undo_shows_at_once_even_where_the_cursor_is(
    form: PersonForm, store: Store, zoe: int
) -> None:
    form.load(zoe)
    type_into(line(form, "team"), "Finance")
    press(line(form, "team"), Qt.Key.Key_Return)
    store.undo()
    assert line(form, "team").text() == "Kitchen"
    store.redo()
    assert line(form, "team").text() == "Finance"


def test_showing_a_record_stores_nothing(form: PersonForm, store: Store, zoe: int) -> None:
    before = len(store.steps())
    tom = factories.person(store, "Tom Bright", started=dt.date(2020, 2, 29), notes="a\nb")
    for id in (zoe, tom, zoe):
        form.load(id)
        for one in form.lines.values():
            one.editor.field.setFocus()
    form.flush()
    assert len(store.steps()) == before + 1


def test_a_day_is_typed_as_people_write_it(form: PersonForm, store: Store, zoe: int) -> None:
    form.load(zoe)
    type_into(line(form, "started"), "31.12.25")
    day = form.lines["started"].editor.day
    assert "31 December 2025" in day.understood.text()
    tab()
    assert stored(store, zoe)["started"] == dt.date(2025, 12, 31)
    assert line(form, "started").text() == "31 Dec 2025"


def test_a_day_that_is_none_is_said_below(form: PersonForm, store: Store, zoe: int) -> None:
    form.load(zoe)
    type_into(line(form, "started"), "31/02/2025")
    tab()
    assert complaint(form, "started") == "Write the date like 19 Nov or 19/11/2026."
    assert stored(store, zoe)["started"] is None


def test_two_days_that_belong_together_store_in_either_order(
    form: PersonForm, store: Store
) -> None:
    tom = factories.person(
        store, "Tom Bright", started=dt.date(2010, 1, 1), left=dt.date(2015, 1, 1)
    )
    form.load(tom)
    type_into(line(form, "started"), "1 Feb 2020")
    tab()
    assert complaint(form, "started")
    assert stored(store, tom)["started"] == dt.date(2010, 1, 1)
    type_into(line(form, "left"), "1 Mar 2021")
    tab()
    assert stored(store, tom)["left"] == dt.date(2021, 3, 1)
    assert stored(store, tom)["started"] == dt.date(2020, 2, 1)
    assert complaint(form, "started") == ""


def test_a_choice_is_stored_at_once_and_the_wheel_changes_nothing(
    form: PersonForm, store: Store, zoe: int
) -> None:
    form.load(zoe)
    form.toggle()
    box = form.lines["photo_consent"].editor.field
    assert isinstance(box, QComboBox)
    box.setFocus()
    press(box, Qt.Key.Key_Down)
    assert stored(store, zoe)["photo_consent"] == "yes"


def test_suggestions_come_from_other_records(form: PersonForm, store: Store, zoe: int) -> None:
    factories.person(store, "Tom", team="Finanzas y Contraloría")
    form.load(zoe)
    type_into(line(form, "team"), "contraloria")
    popup = form.lines["team"].editor.suggestions.popup
    assert popup.isVisible()
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    assert stored(store, zoe)["team"] == "Finanzas y Contraloría"


def test_tab_leaves_a_field_of_several_lines(form: PersonForm, store: Store, zoe: int) -> None:
    form.load(zoe)
    notes = form.lines["access_needs"].editor.field
    assert isinstance(notes, QPlainTextEdit)
    type_into(notes, "Step-free")
    tab()
    assert not notes.hasFocus()
    assert stored(store, zoe)["access_needs"] == "Step-free"


def test_private_fields_say_so_to_everybody(form: PersonForm) -> None:
    assert form.lines["access_needs"].editor.field.accessibleName() == "Access needs, kept private"
    assert form.lines["notes"].editor.field.accessibleName() == "Notes, never printed"
    for name, one in form.lines.items():
        assert one.editor.field.accessibleName(), name


def test_more_fields_show_when_they_hold_something(
    form: PersonForm, store: Store, zoe: int
) -> None:
    form.load(zoe)
    assert not form.lines["badge_name"].editor.field.isVisible()
    store.write("From elsewhere", put, Person, zoe, {"badge_name": "ZOË"})
    assert form.lines["badge_name"].editor.field.isVisible()
    assert not form.lines["pronunciation"].editor.field.isVisible()
    form.toggle()
    assert form.lines["pronunciation"].editor.field.isVisible()


def test_larger_text_does_not_cost_what_is_being_typed(
    form: PersonForm, store: Store, zoe: int, desk: Desk
) -> None:
    form.load(zoe)
    type_into(line(form, "team"), "Night shift")
    desk.restyled.emit()
    assert stored(store, zoe)["team"] == "Night shift"


def test_a_person_who_is_gone_is_said_and_the_text_stays(
    form: PersonForm, store: Store, zoe: int, desk: Desk, qtbot
) -> None:
    form.load(zoe)
    store.undo()
    with qtbot.waitSignal(desk.said) as said:
        type_into(line(form, "team"), "Finance")
        tab()
    assert "no longer here" in said.args[0].text
    assert line(form, "team").text() == "Finance"


def test_what_is_typed_with_rests_is_one_step(
    form: PersonForm, store: Store, zoe: int, qtbot
) -> None:
    form.load(zoe)
    field = line(form, "team")
    before = len(store.steps())
    for part in ("Peo", "ple and", " culture"):
        type_into(field, part, replace=False)
        wanted = field.text().strip()
        qtbot.waitUntil(lambda wanted=wanted: stored(store, zoe)["team"] == wanted)
    assert len(store.steps()) == before + 1
    tab()
    type_into(line(form, "job_title"), "Cook")
    press(line(form, "job_title"), Qt.Key.Key_Return)
    assert len(store.steps()) == before + 2
    store.undo()
    store.undo()
    assert stored(store, zoe)["team"] == "Kitchen"
    assert stored(store, zoe)["job_title"] is None
