"""The door: people come in, are found by a few letters, and are stored before it is said."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from allydesk import check_in, dates, paths, pin, settings
from allydesk.models import attendance, schedule
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui import door
from allydesk.ui.desk import Desk
from allydesk.ui.door import guest
from allydesk.ui.door.guest import GuestPage
from allydesk.ui.door.host import HostPage
from allydesk.ui.door.leaving import AskPin
from allydesk.ui.door.window import DoorWindow
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from tests import factories
from tests.ui import audit
from tests.ui.conftest import opened
from tests.ui.hands import button, click, press, seen_buttons, type_into, words

CTRL = Qt.KeyboardModifier.ControlModifier
NOW = dt.datetime.combine(dates.today(), dt.time(0, 5))


@pytest.fixture
def event(store: Store) -> int:
    """An evening with a neutral title, to which three people said they come."""
    pride = factories.group(store, "Pride & Allies", listing="private")
    made = factories.event(
        store, "Pride & Allies meeting", door_title="Evening meeting", room="Room 3",
        starts=NOW, ends=NOW + dt.timedelta(hours=23),
    )  # fmt: skip
    factories.hosted(store, made, pride)
    for name in ("Łukasz Wąsik", "Siobhán O’Neill", "Priya Patel"):
        id = factories.person(store, name, team="Finance", pronouns="they/them", notes="a secret")
        factories.attend(store, made, id)
    factories.people(store, "Zoë Łukaszewicz", "Tom Bright")
    return made


Begin = Callable[..., DoorWindow]


@pytest.fixture
def begin(qtbot, qapp: QApplication, store: Store) -> Begin:
    kept: list[Page] = []

    def run(event: int | None = None, width: int = 1180) -> DoorWindow:
        look.apply(qapp, Settings())
        below = Page()
        kept.append(below)
        below.resize(width, 740)
        qtbot.addWidget(below)
        below.show()
        made = door.open(Desk(store, settings.load()), below, event)
        assert made is not None
        QApplication.processEvents()
        return made

    return run


def host(window: DoorWindow) -> HostPage:
    page = window.page()
    assert isinstance(page, HostPage)
    return page


def guests(window: DoorWindow, pin: str = "") -> GuestPage:
    """Turn the screen over to the guests."""
    click(window, "Guests check in themselves")
    if pin:
        type_into(button(window, "Start").window().page().pin, pin)
    click(window, "Start")
    page = window.page()
    assert isinstance(page, GuestPage)
    return page


def states(store: Store, event: int) -> dict[str, str]:
    return {r.name: r.state for r in store.read(attendance.of_event, event)}


def came(store: Store, event: int) -> set[str]:
    return {n for n, s in states(store, event).items() if s == "present"}


def names(page: HostPage | GuestPage) -> list[str]:
    """Give who is listed."""
    return [c.name.text() for c in page.cards.cards if c.isVisible()]


def letters(page: HostPage | GuestPage, text: str) -> None:
    type_into(page.box, text, replace=False)


# The host


def test_three_letters_and_enter(begin: Begin, store: Store, event: int) -> None:
    window = begin(event)
    page = host(window)
    assert page.box.hasFocus()
    assert page.counter.text() == "0 of 3 here"
    letters(page, "luk")
    assert names(page) == ["Łukasz Wąsik", "Zoë Łukaszewicz"]
    press(page.box, Qt.Key.Key_Return)
    assert came(store, event) == {"Łukasz Wąsik"}
    assert page.said.text() == "Łukasz Wąsik is checked in."
    assert page.counter.text() == "1 of 3 here"
    assert page.box.text() == ""
    assert page.box.hasFocus()
    assert any(w.startswith("✓ Łukasz Wąsik ") for w in words(page))


@pytest.mark.parametrize("typed", ["wasik, lukasz", "o'neill", "neill siob", "SIOBHAN"])
def test_accents_and_the_order_of_names_are_forgiven(
    begin: Begin, store: Store, event: int, typed: str
) -> None:
    page = host(begin(event))
    letters(page, typed)
    press(page.box, Qt.Key.Key_Return)
    assert len(came(store, event)) == 1


def test_stored_before_it_is_said(begin: Begin, event: int, store: Store, monkeypatch) -> None:
    page = host(begin(event))
    seen: list[tuple[str, set[str]]] = []
    say = page._say

    def watch(text: str, **more: bool) -> None:
        with opened(store.path) as other:
            seen.append((text, came(other, event)))
        say(text, **more)

    monkeypatch.setattr(page, "_say", watch)
    letters(page, "pri")
    press(page.box, Qt.Key.Key_Return)
    assert seen == [("Priya Patel is checked in.", {"Priya Patel"})]


def test_who_is_here_already_is_told_since_when(begin: Begin, store: Store, event: int) -> None:
    (row,) = [r for r in store.read(attendance.of_event, event) if r.name == "Priya Patel"]
    store.write("x", check_in._arrive, event, check_in.Door(store, event).search("priya")[0],
                NOW.replace(hour=17, minute=53))  # fmt: skip
    page = host(begin(event))
    letters(page, "pri")
    assert "here since 17:53" in page.cards.cards[0].below.text()
    press(page.box, Qt.Key.Key_Return)
    assert page.said.text() == "Priya Patel: already here since 17:53."
    (after,) = [r for r in store.read(attendance.of_event, event) if r.name == "Priya Patel"]
    assert after.checked_in_at == NOW.replace(hour=17, minute=53)
    assert after.id == row.id


def test_a_walk_in_by_ctrl_enter_and_undo(begin: Begin, store: Store, event: int) -> None:
    page = host(begin(event))
    letters(page, "Nguyễn & <b>Khai</b>")
    press(page.box, Qt.Key.Key_Return)
    assert "Ctrl+Enter" in page.said.text()
    assert page.box.text() == "Nguyễn & <b>Khai</b>"
    press(page.box, Qt.Key.Key_Return, CTRL)
    assert came(store, event) == {"Nguyễn & <b>Khai</b>"}
    assert page.said.text() == "Nguyễn & <b>Khai</b> is checked in."
    click(page, "Undo")
    assert came(store, event) == set()
    assert len(states(store, event)) == 3
    letters(page, "priya")
    press(page.box, Qt.Key.Key_Return)
    press(page.box, Qt.Key.Key_Z, CTRL)
    assert states(store, event)["Priya Patel"] == "registered"
    assert page.counter.text() == "0 of 3 here"


def test_arrows_choose_and_the_mouse_does(begin: Begin, store: Store, event: int) -> None:
    page = host(begin(event))
    letters(page, "luk")
    press(page.box, Qt.Key.Key_Right)
    assert page.cards.chosen().name == "Zoë Łukaszewicz"
    press(page.box, Qt.Key.Key_Return)
    assert came(store, event) == {"Zoë Łukaszewicz"}
    letters(page, "luk")
    QTest.mouseClick(page.cards.cards[0], Qt.MouseButton.LeftButton)
    assert "Łukasz Wąsik" in came(store, event)


def test_from_right_to_left_the_arrows_go_the_way_the_cards_lie(
    qapp: QApplication, begin: Begin, store: Store, event: int
) -> None:
    factories.person(store, "Lukas Brandt")  # with two cards both ways lead to the other
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        page = host(begin(event))
        letters(page, "luk")
        first, second = page.cards.cards[:2]
        assert second.x() < first.x()
        press(page.box, Qt.Key.Key_Left)
        assert page.cards.chosen() == second.guest
        press(page.box, Qt.Key.Key_Right)
        assert page.cards.chosen() == first.guest
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_badge_is_read_by_any_scanner(begin: Begin, store: Store, event: int) -> None:
    (row,) = [r for r in store.read(attendance.of_event, event) if r.name == "Priya Patel"]
    page = host(begin(event))
    letters(page, f"AD-{row.person_id}")
    press(page.box, Qt.Key.Key_Return)
    assert came(store, event) == {"Priya Patel"}


def test_a_badge_of_nobody_does_not_spoil_the_next_one(
    begin: Begin, store: Store, event: int
) -> None:
    (row,) = [r for r in store.read(attendance.of_event, event) if r.name == "Priya Patel"]
    page = host(begin(event))
    letters(page, "AD-987654")
    press(page.box, Qt.Key.Key_Return)
    assert page.said.text() == "Nobody here has this badge. Type a name instead."
    assert came(store, event) == set()
    letters(page, f"AD-{row.person_id}")
    press(page.box, Qt.Key.Key_Return)
    assert came(store, event) == {"Priya Patel"}


def test_the_list_beside_is_for_pointing(begin: Begin, store: Store, event: int) -> None:
    page = host(begin(event, width=1400))
    assert page.side.isVisible()
    shown = [page.awaited.index(n, 0).data() for n in range(page.awaited.rowCount())]
    assert shown == ["Łukasz Wąsik", "Priya Patel", "Siobhán O’Neill"]
    at = page.list.visualRect(page.awaited.index(1, 0)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert came(store, event) == {"Priya Patel"}
    assert page.awaited.rowCount() == 2


def test_nothing_that_tells_is_on_the_screen(begin: Begin, event: int) -> None:
    window = begin(event)
    page = host(window)
    letters(page, "luk")
    everything = " ".join([*words(window), *(b.text() for b in seen_buttons(window))])
    assert "Evening meeting" in everything
    for told in ("Pride", "they/them", "secret"):
        assert told not in everything


def test_what_cannot_be_stored_is_said_and_stays_typed(
    begin: Begin, store: Store, event: int
) -> None:
    page = host(begin(event))
    store.write("x", lambda s: attendance.keep_number_alone(s, event))
    letters(page, "priya")
    press(page.box, Qt.Key.Key_Return)
    assert "Only a number is kept for this event." in page.said.text()
    assert page.box.text() == "priya"


def test_an_event_without_sign_ups_says_so(begin: Begin, store: Store) -> None:
    made = factories.event(store, starts=NOW)
    page = host(begin(made))
    assert any(w.startswith("Nobody has signed up.") for w in words(page))


def test_finish_says_the_numbers_and_marks_the_rest(begin: Begin, store: Store, event: int) -> None:
    window = begin(event)
    page = host(window)
    for typed in ("luk", "pri"):
        letters(page, typed)
        press(page.box, Qt.Key.Key_Return)
    letters(page, "Somebody")
    press(page.box, Qt.Key.Key_Return, CTRL)
    click(page, "Finish")
    assert "4 signed up, 3 came, 1 did not come · 1 walk-in" in words(window)
    click(window, "Back to check-in")
    click(window, "Finish")
    assert window.focusWidget() is button(window, "Mark the rest as did not come")
    press(window.page().first(), Qt.Key.Key_Space)
    assert states(store, event)["Siobhán O’Neill"] == "absent"
    row = store.read(schedule.row, event)
    assert row is not None
    assert row.status == "held"
    assert not window.isVisible()


def test_finish_counts_as_the_door_did_and_says_who_said_maybe(
    begin: Begin, store: Store, event: int
) -> None:
    factories.attend(store, event, factories.person(store, "Perhaps"), state="maybe")
    window = begin(event)
    page = host(window)
    letters(page, "pri")
    press(page.box, Qt.Key.Key_Return)
    assert page.counter.text() == "1 of 3 here"
    click(window, "Finish")
    assert "3 signed up, 1 came, 2 did not come · 1 said maybe" in words(window)
    click(window, "Mark the rest as did not come")
    again = begin(event)
    click(again, "Finish")
    assert "4 signed up, 1 came, 3 did not come" in words(again)
    assert "Mark the rest as did not come" not in [b.text() for b in seen_buttons(again)]


def test_finish_can_leave_it_open(begin: Begin, store: Store, event: int) -> None:
    window = begin(event)
    click(window, "Finish")
    click(window, "Leave open")
    assert set(states(store, event).values()) == {"registered"}
    assert not window.isVisible()


def test_an_event_that_keeps_a_number_is_counted(begin: Begin, store: Store) -> None:
    made = factories.event(store, "Listening circle", kind="listening", starts=NOW)
    window = begin(made)
    for _n in range(3):
        press(window.page().first(), Qt.Key.Key_Space)
    click(window, "One fewer")
    assert "2 here" in words(window)
    assert store.read(attendance.unnamed, made) == 2


# Guests


def test_no_name_before_two_letters_and_four_at_most(
    begin: Begin, store: Store, event: int
) -> None:
    factories.people(store, *(f"Lucy Number{n}" for n in range(9)))
    page = guests(begin(event))
    assert page.box.hasFocus()
    letters(page, "l")
    assert names(page) == []
    letters(page, "u")
    assert len(names(page)) == 4
    assert "not signed up" not in " ".join(words(page))


def test_that_is_me_and_thank_you(qtbot, begin: Begin, store: Store, event: int) -> None:
    page = guests(begin(event))
    page.thanked.setInterval(200)
    letters(page, "priya")
    click(page, "That’s me")
    assert came(store, event) == {"Priya Patel"}
    assert "Thank you, Priya Patel. You are checked in." in words(page)
    qtbot.waitUntil(lambda: "Welcome. Who are you?" in words(page))
    assert page.box.text() == ""
    page.thanked.setInterval(60_000)
    letters(page, "priya")
    press(page.box, Qt.Key.Key_Return)
    assert "You are checked in already, Priya Patel." in words(page)
    press(page.thanks_page, Qt.Key.Key_X)  # any key goes on
    assert page.box.hasFocus()


def test_guests_scan_one_after_the_other_faster_than_the_thanks_go(
    begin: Begin, store: Store, event: int
) -> None:
    ids = {r.name: r.person_id for r in store.read(attendance.of_event, event)}
    page = guests(begin(event))
    for name in ("Priya Patel", "Łukasz Wąsik"):
        for letter in f"AD-{ids[name]}":
            type_into(QApplication.focusWidget(), letter, replace=False)
        press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert came(store, event) == {"Priya Patel", "Łukasz Wąsik"}
    page.again()
    letters(page, "AD-987654")
    press(page.box, Qt.Key.Key_Return)
    assert "Nobody here has this badge. Type your name instead." in words(page)
    assert page.box.text() == ""
    letters(page, "Nobody")
    press(page.box, Qt.Key.Key_Return)
    assert "Nobody is called that. Choose “I’m not on the list”." in words(page)


def test_no_guest_is_thanked_for_what_cannot_be_stored(
    begin: Begin, store: Store, event: int
) -> None:
    page = guests(begin(event))
    store.write("x", lambda s: attendance.keep_number_alone(s, event))
    letters(page, "priya")
    press(page.box, Qt.Key.Key_Return)
    assert any(w.startswith("Only a number is kept for this event.") for w in words(page))
    assert not page.thanks_page.isVisible()
    assert page.box.text() == "priya"
    click(page, "I’m not on the list")
    type_into(page.own, "张伟")
    press(page.own, Qt.Key.Key_Return)
    assert any(w.startswith("Only a number is kept for this event.") for w in words(page))
    assert not page.thanks_page.isVisible()
    assert (page.own.text(), came(store, event)) == ("张伟", set())


def test_a_guest_who_is_not_on_the_list_gives_a_name(
    begin: Begin, store: Store, event: int
) -> None:
    page = guests(begin(event))
    click(page, "I’m not on the list")
    click(page, "Check me in")
    assert "Enter a name. One word is fine." in words(page)
    type_into(page.own, "张伟")
    press(page.own, Qt.Key.Key_Return)
    assert came(store, event) == {"张伟"}


def test_guests_cannot_leave_by_keys_or_closing(begin: Begin, store: Store, event: int) -> None:
    window = begin(event)
    page = guests(window)
    for key in (Qt.Key.Key_1, Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_W, Qt.Key.Key_Q):
        press(page.box, key, CTRL)
    press(page.box, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    press(page.box, Qt.Key.Key_Escape)
    window.close()
    assert window.isVisible()
    assert window.page() is page


def hold_escape(page: GuestPage) -> None:
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.box, held)


def test_holding_escape_leaves(qtbot, begin: Begin, event: int) -> None:
    assert guest.HOLD == 3000
    window = begin(event)
    page = guests(window)
    page.hold.setInterval(150)
    hold_escape(page)
    qtbot.waitUntil(lambda: isinstance(window.page(), HostPage))


def test_the_corner_button_leaves_and_asks_for_the_pin(qtbot, begin: Begin, event: int) -> None:
    window = begin(event)
    page = guests(window, pin="2468")
    page.hold.setInterval(150)
    QTest.mouseClick(page.leave_button, Qt.MouseButton.LeftButton)
    assert "Hold for 3 seconds to leave" in words(page)
    QTest.mousePress(page.leave_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Enter the PIN to leave" in words(window))
    window.close()
    assert window.isVisible()
    type_into(window.page().line, "1111")
    press(window.page().line, Qt.Key.Key_Return)
    assert "That is not the PIN. Try again." in words(window)
    type_into(window.page().line, "2468")
    press(window.page().line, Qt.Key.Key_Return)
    assert isinstance(window.page(), HostPage)


def ask_pin(window: DoorWindow, page: GuestPage) -> AskPin:
    page.leave()
    asked = window.page()
    assert isinstance(asked, AskPin)
    return asked


def test_pin_and_thanks_are_kept_for_the_next_time(begin: Begin, event: int) -> None:
    window = begin(event)
    click(window, "Guests check in themselves")
    before = window.page()
    before.seconds.setValue(7)
    type_into(before.pin, "2468")
    click(window, "Start")
    stored = settings.load()
    assert stored.thanks == 7
    assert pin.matches("2468", stored.pin)
    assert "2468" not in (paths.config() / "settings.json").read_text("utf-8")
    window.host()

    click(window, "Guests check in themselves")
    before = window.page()
    assert before.seconds.value() == 7
    assert "kept" in before.pin.placeholderText()
    press(before.pin, Qt.Key.Key_Return)  # nothing typed: the PIN stays
    page = window.page()
    assert isinstance(page, GuestPage)
    assert page.thanked.interval() == 7000
    type_into(ask_pin(window, page).line, "2468")
    press(window.page().line, Qt.Key.Key_Return)
    assert isinstance(window.page(), HostPage)

    click(window, "Guests check in themselves")
    click(window, "Leave without a PIN from now on")
    click(window, "Start")
    assert settings.load().pin == ""
    window.page().leave()
    assert isinstance(window.page(), HostPage)


def test_guessing_the_pin_gets_slow_and_never_shuts_the_host_in(
    qtbot, begin: Begin, event: int
) -> None:
    window = begin(event)
    asked = ask_pin(window, guests(window, pin="2468"))
    for _n in range(5):
        type_into(asked.line, "1111")
        press(asked.line, Qt.Key.Key_Return)
    assert "That is not the PIN. Try again in 2 seconds." in words(window)
    click(window, "Back")
    asked = ask_pin(window, window.page())  # the wait goes on
    type_into(asked.line, "2468")
    press(asked.line, Qt.Key.Key_Return)
    assert window.page() is asked
    asked.waiting.setInterval(50)
    qtbot.waitUntil(lambda: "You can try again." in words(window))
    type_into(asked.line, "2468")
    press(asked.line, Qt.Key.Key_Return)
    assert isinstance(window.page(), HostPage)


def test_letters_left_standing_are_cleared(qtbot, begin: Begin, event: int) -> None:
    page = guests(begin(event))
    page.forget.setInterval(100)
    letters(page, "priya")
    qtbot.waitUntil(lambda: page.box.text() == "" and names(page) == [])


# For everybody


@pytest.mark.parametrize(
    ("theme", "size", "wide", "high"),
    [("light", 100, 1280, 800), ("dark", 200, 1280, 800), ("light", 200, 1024, 700)],
)
def test_every_page_of_the_door_is_for_everybody(
    qapp: QApplication, begin: Begin, event: int, theme: str, size: int, wide: int, high: int
) -> None:
    window = begin(event)
    look.apply(qapp, Settings(theme=theme, text_size=size))
    window.resize(wide, high)
    window.host()
    letters(host(window), "luk")
    QApplication.processEvents()
    assert faults(window) == []
    press(host(window).box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert faults(window) == []
    for show in (window.finish, window.before_guests):
        show()
        QApplication.processEvents()
        assert faults(window) == []
    window.host()
    page = guests(window)
    letters(page, "lu")
    QApplication.processEvents()
    assert faults(window) == []
    low = [b.text() for b in seen_buttons(page) if b.height() < 64]
    assert low == []


def faults(window: DoorWindow) -> list[str]:
    return [*audit.nameless(window), *audit.faint(window), *audit.clipped(window)]


def test_no_event_at_hand_is_one_sentence(qtbot, store: Store) -> None:
    desk = Desk(store, Settings())
    heard: list[str] = []
    desk.said.connect(lambda message: heard.append(message.text))
    below = Page()
    qtbot.addWidget(below)
    assert door.open(desk, below) is None
    assert heard == ["No event in the next 14 days. Choose one in Events, then start check-in."]


def test_targets_are_large(begin: Begin, event: int) -> None:
    window = begin(event)
    letters(host(window), "luk")
    QApplication.processEvents()
    buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
    assert [b.text() for b in buttons if b.height() < 64 and b.text()] == []
