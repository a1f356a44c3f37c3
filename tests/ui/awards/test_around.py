"""Awards seen from elsewhere: Home, thanks from anywhere, the agenda, a person's page, spreadsheets."""

import datetime as dt
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from allydesk import awarding, dates
from allydesk.models import agenda
from allydesk.models.awards import award, nomination, public
from allydesk.store import Store
from allydesk.ui import tasks
from allydesk.ui.awards.bringing import Bringing
from allydesk.ui.awards.thanks import Thanks
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.transfer.helpers import xlsx
from tests.ui.awards.hand import SENTENCE, Open, days_ago, given, kind, nominate, signatory, waiting
from tests.ui.conftest import Start
from tests.ui.hands import Hand, button, click, press, print_window, type_into, words
from tests.ui.spooler import Spooler

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def save_as(preview: Preview, target: Path) -> None:
    """Press Save PDF and choose a file."""
    preview.desk.ask.save_file = lambda *_asked: target  # type: ignore[method-assign]
    click(preview, "Save PDF")
    assert target.exists()


def test_an_award_and_its_certificate_in_five_clicks(
    qtbot: QtBot, start: Start, store: Store, spooler: Spooler
) -> None:
    tom = factories.person(store, "Tom Bright")
    signatory(store)
    nominate(store, tom, award_type_id=kind(store))
    nominate(store, factories.person(store, "Ana Pérez"), received_on=days_ago(1))
    store.close()
    window = start(store.path).window
    home = window.open_screen()
    assert "Awards: 2 nominations waiting to be read" in words(home)
    hand = Hand()
    hand.click(home, "Read: Awards: 2 nominations waiting to be read")
    screen = window.open_screen()
    assert screen.place == "awards"
    hand.click(screen, "Give this award")
    hand.click(screen, "Print certificate")
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, Preview)
    hand.click(preview, "Print")
    hand.click(print_window(qtbot), "Print")
    qtbot.waitUntil(lambda: preview.state.text().startswith("Sent to the printer"), timeout=20_000)
    assert hand.clicks == 5
    (sent,) = spooler.sent()
    assert preview.printed is not None
    assert sent.pages == preview.printed.pdf
    assert sent.title == "AllyDesk"
    assert "Tom" not in str(sent.options)  # a queue is seen by others
    (page,) = PdfReader(BytesIO(sent.pages)).pages
    assert "Tom Bright" in page.extract_text()
    assert "1 page" in window.frame.status.message.text()
    preview.reject()
    with Store.open(store.path, shared=True) as now:
        (row,) = given(now)
        assert (row.people, row.title) == ((tom,), "Everyday ally")
        assert (row.printed_on, row.reprints) == (dates.today(), 0)
        assert row.to[0].public_thanks == "not_asked"
        assert len(now.read(nomination.ids)) == 1


def test_a_printed_certificate_is_noted_and_a_reprint_counted(
    qtbot: QtBot, start: Start, store: Store, tmp_path: Path
) -> None:
    tom = factories.person(store, "Tom Bright")
    made = awarding.give(store, store.read(awarding.draft, nominate(store, tom), dates.today()))
    store.close()
    program = start(store.path)
    program.desk.go("awards")
    screen = program.window.open_screen()
    for turn in (0, 1):
        screen.browser.narrow("decided")
        screen.browser.choose([screen.browser.model.ids()[0]])
        click(screen.one.award, "Print certificate")
        preview = QApplication.activeModalWidget()
        assert isinstance(preview, Preview)
        qtbot.waitUntil(lambda p=preview: p.printed is not None, timeout=20_000)
        save_as(preview, tmp_path / f"{turn}.pdf")
        preview.reject()
        row = program.desk.store.read(award.row, made)
        assert (row.printed_on, row.reprints) == (dates.today(), turn)
    assert any("printed again 1 time" in w for w in words(screen.one.award))


def test_thanks_from_anywhere_by_keys_alone(qtbot: QtBot, start: Start, store: Store) -> None:
    tom, ana = factories.people(store, "Tom Bright", "Ana Pérez")
    soon = factories.event(store, "Pride & Allies meeting",
                           starts=dt.datetime.combine(dates.today(), dt.time(23, 30)))  # fmt: skip
    store.close()
    program = start(store.path)
    program.window.go("people")
    for name, agreed in (("tom", "Agreed"), ("ana", "")):
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow)
        press(program.window, Qt.Key.Key_T, CTRL, SHIFT)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Thanks)
        qtbot.waitUntil(dialog.who.picker.hasFocus)  # nothing to press before the first letter
        type_into(dialog.who.picker, name)
        press(dialog.who.picker.suggestions.popup, Qt.Key.Key_Return)
        if agreed:
            click(dialog, agreed)
        dialog.activateWindow()  # offscreen, a list of matches that closed goes on being active
        qtbot.waitUntil(dialog.isActiveWindow)
        press(dialog.who.picker, Qt.Key.Key_Return)
        type_into(dialog.text, "Held the lift for everybody.", replace=False)
        press(dialog.text, Qt.Key.Key_Return)
    desk = program.desk
    rows = given(desk.store)
    assert {r.people[0]: r.to[0].public_thanks for r in rows} == {tom: "yes", ana: "not_asked"}
    # The agenda of the next meeting offers those who agreed, and no one else.
    desk.go("events", soon)
    screen = program.window.open_screen()
    screen.one.show_tab("agenda")
    offered = screen.one.agenda.shout_outs
    shown = " ".join(words(offered))
    assert "Tom Bright: “Held the lift for everybody.”" in shown
    assert "Ana" not in shown
    click(offered, "Put them on the agenda")
    (item,) = desk.store.read(agenda.of_event, soon)
    assert (item.title, item.minutes) == ("Thanks", 2)
    click(offered, "Read out: Tom Bright")
    assert desk.store.read(public.to_read_out, soon) == []
    assert not offered.isVisible()
    desk.store.undo()
    assert len(desk.store.read(public.to_read_out, soon)) == 1


def test_thanks_without_a_name_or_a_word_are_told(opened: Open, store: Store) -> None:
    factories.person(store, "Tom Bright")
    screen = opened()
    screen.thank()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Thanks)
    click(dialog, "Thank them")
    assert given(store) == []
    assert dialog.isVisible()
    assert dialog.wrong.text()
    type_into(dialog.who.picker, "tom")
    press(dialog.who.picker.suggestions.popup, Qt.Key.Key_Return)
    click(dialog, "Thank them")
    assert dialog.wrong.text() == "Enter what for."
    dialog.reject()


def test_home_tells_of_many_kinds_at_once(start: Start, store: Store) -> None:
    for n in range(6):
        factories.group(store, f"Group {n}")
    who = factories.person(store, "Tom Bright")
    for n in range(1, 7):
        factories.membership(store, who, n, scope="coordinator")
    nominate(store, who)
    store.close()
    window = start(store.path).window
    home = window.open_screen()
    assert "Awards: 1 nomination waiting to be read" in words(home)
    more = [b for b in home.findChildren(QPushButton) if b.text().startswith("Show all")]
    assert len(more) == 1
    before = len(words(home))
    more[0].click()
    assert len(words(home)) > before


def test_a_persons_page_tells_what_they_were_given(start: Start, store: Store) -> None:
    tom = factories.person(store, "Tom Bright")
    awarding.quick_thanks(store, [tom], SENTENCE, on=days_ago(3), agreed="yes")
    declined = nominate(store, tom)
    awarding.decline(store, [declined], "Too little")
    nominate(store, tom, citation="Something else")
    store.close()
    program = start(store.path)
    program.desk.go("people", tom)
    page = program.window.open_screen().detail
    assert "1 nomination waits" in words(page.awards)
    assert "Agreed" in words(page.awards)
    button(page.awards, "Open: Thanks").click()
    screen = program.window.open_screen()
    assert screen.place == "awards"
    assert screen.one.award.head.name.text() == "Tom Bright"


def test_nominations_out_of_a_spreadsheet(
    qtbot: QtBot, opened: Open, store: Store, tmp_path: Path, said: list[str]
) -> None:
    from allydesk.ui.awards import bringing

    tom = factories.person(store, "Tom Hartley")
    kind(store)
    path = xlsx(tmp_path / "form.xlsx", [
        ("Timestamp", "Who would you like to nominate?", "Which award?", "Why?", "Your name"),
        ("18/11/2026 09:12:44", "Tom Hartley", "Everyday ally", "Large print.", "Ana"),
        ("18/11/2026 09:15:02", "Tom Hartly", "", "Reads the board aloud.", ""),
        ("18/11/2026 09:16:00", "", "", "Somebody is nice.", ""),
    ])  # fmt: skip
    screen = opened()
    bringing.open(screen.desk, screen, path)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Bringing))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Bringing)
    qtbot.waitUntil(dialog.go_button.isEnabled)
    shown = " ".join(words(dialog))
    assert "2 new · 1 left out" in shown
    assert "It names nobody." in shown
    choice = next(w for w in dialog._asked().values())
    box = choice.findChild(type(dialog.boxes["award"]))
    box.setCurrentIndex(1)
    box.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.found is not None and all(n.people for n in dialog.found.new))
    qtbot.waitUntil(dialog.go_button.isEnabled)
    click(dialog, "Bring in 2 nominations")
    qtbot.waitUntil(lambda: len(waiting(store)) == 2)
    qtbot.waitUntil(lambda: not tasks._alive)
    assert [r.people for r in waiting(store)] == [(tom,), (tom,)]
    assert {r.received_how for r in waiting(store)} == {"spreadsheet"}
    assert said[-1] == "2 nominations are brought in."
    store.undo()
    assert waiting(store) == []


def test_a_list_that_is_no_list_is_told(
    qtbot: QtBot, opened: Open, store: Store, tmp_path: Path, said: list[str]
) -> None:
    from allydesk.ui.awards import bringing

    path = tmp_path / "photo.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" * 40)
    screen = opened()
    bringing.open(screen.desk, screen, path)
    qtbot.waitUntil(lambda: bool(said))
    assert not isinstance(QApplication.activeModalWidget(), Bringing)


def test_what_was_typed_is_there_when_the_window_opens_again(
    qtbot: QtBot, opened: Open, store: Store
) -> None:
    tom = factories.person(store, "Tom Bright")
    screen = opened()
    screen.thank()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Thanks)
    qtbot.waitUntil(dialog.who.picker.hasFocus)
    type_into(dialog.who.picker, "tom")
    press(dialog.who.picker.suggestions.popup, Qt.Key.Key_Return)
    dialog.text.setPlainText("Held the lift")
    press(dialog, Qt.Key.Key_Escape)
    assert given(store) == []
    screen.thank()
    again = QApplication.activeModalWidget()
    assert isinstance(again, Thanks)
    assert again is not dialog
    assert (list(again.who.people), again.text.toPlainText()) == ([tom], "Held the lift")
    click(again, "Thank them")
    assert [r.people for r in given(store)] == [(tom,)]


def test_larger_text_loses_nothing_that_was_typed(qtbot: QtBot, start: Start, store: Store) -> None:
    factories.person(store, "Tom Bright")
    store.close()
    window = start(store.path).window
    window.go("awards")
    window.open_screen().new()
    window.open_screen().one.new.text.setPlainText(SENTENCE)
    window.text_size(125)
    before = window.open_screen()
    qtbot.waitUntil(lambda: window.open_screen() is not before)
    window.open_screen().new()
    assert window.open_screen().one.new.text.toPlainText() == SENTENCE


def test_who_reads_the_spreadsheet_decides_what_is_in_it(store: Store) -> None:
    from allydesk.models.privacy import Audience
    from allydesk.ui.awards import sheets
    from allydesk.ui.records.saving import Asked

    tom, ana = factories.people(store, "Tom Bright", "Ana Pérez")
    awarding.quick_thanks(store, [tom], "For the tea", on=days_ago(1), agreed="yes")
    awarding.quick_thanks(store, [ana], "For the lift", on=days_ago(1))
    awarding.decline(store, [nominate(store, ana)], "Too little")

    def names(asked: Asked) -> list[tuple[str, int]]:
        return [(t.title, len(t.rows)) for t in store.read(sheets.tables, asked)]

    assert names(Asked(Audience.ANYONE)) == [("Awards and thanks", 1)]
    assert names(Asked()) == [("Awards and thanks", 2), ("Nominations", 0)]
    assert names(Asked(private=True)) == [("Awards and thanks", 2), ("Nominations", 1)]


def test_many_certificates_in_one_file(
    qtbot: QtBot, start: Start, store: Store, tmp_path: Path
) -> None:
    for n in range(4):
        who = factories.person(store, f"Person {n}")
        awarding.give(store, store.read(awarding.draft, nominate(store, who), dates.today()))
    store.close()
    program = start(store.path)
    program.desk.go("awards")
    screen = program.window.open_screen()
    screen.print_new()
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, Preview)
    qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)
    assert preview.printed.pages == 4
    save_as(preview, tmp_path / "all.pdf")
    preview.reject()
    assert program.desk.store.read(award.ids, "", "to_print") == []
    screen.print_new()
    assert QApplication.activeModalWidget() is None
    assert program.window.frame.status.last().text == "Every certificate is printed."
