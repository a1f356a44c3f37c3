"""The guide that brings in a list, as a person uses it: from a spreadsheet to the desk in five clicks."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton, QWidget

from allydesk import settings, transfer
from allydesk.models import membership, person
from allydesk.models.base import values
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui import bring_in
from allydesk.ui.bring_in import Guide
from allydesk.ui.desk import Ask, Desk
from allydesk.ui.kit import look
from allydesk.ui.screens.people import Screen
from tests import factories
from tests.ui.hands import button, press, type_into, words

SAMPLES = Path(__file__).parent.parent / "data" / "samples"


class Dialogs(Ask):
    """The system's own dialogs, answered: each counts the clicks that a person needs in it."""

    def __init__(self) -> None:
        self.opens: Path | None = None
        self.saves: Path | None = None
        self.clicks = 0

    def open_file(self, parent: QWidget, title: str, kinds: str, folder: Path) -> Path | None:
        self.clicks += 2  # the file, Open
        return self.opens

    def save_file(self, parent: QWidget, title: str, kinds: str, proposal: Path) -> Path | None:
        self.clicks += 1
        return self.saves


class Somebody:
    """Somebody at the guide, whose clicks are counted."""

    def __init__(self, qtbot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.clicks = 0
        self.window = QWidget()
        self.window.resize(1200, 800)
        qtbot.addWidget(self.window)
        self.window.show()
        self.guide: Guide | None = None

    def drop(self, path: Path) -> Guide:
        self.guide = bring_in.open(self.desk, self.window, path)
        self.wait()
        return self.guide

    def click(self, text: str, inside: QWidget | None = None) -> None:
        assert self.guide is not None
        self.qtbot.mouseClick(button(inside or self.guide, text), Qt.MouseButton.LeftButton)
        self.clicks += 1
        self.wait()

    def wait(self) -> None:
        """Wait until the guide has done what it is at."""
        guide = self.guide
        assert guide is not None

        def rests() -> bool:
            try:
                return guide._task is None and not guide._again.isActive()
            except RuntimeError:  # it has closed
                return True

        self.qtbot.waitUntil(rests, timeout=30_000)

    def last_button(self) -> QPushButton:
        assert self.guide is not None
        return self.guide.next_button


@pytest.fixture
def dialogs() -> Dialogs:
    return Dialogs()


@pytest.fixture
def desk(qapp: QApplication, store: Store, dialogs: Dialogs) -> Desk:
    look.apply(qapp, Settings())
    made = Desk(store, Settings())
    made.ask = dialogs
    return made


@pytest.fixture
def somebody(qtbot, desk: Desk) -> Somebody:
    return Somebody(qtbot, desk)


def people(store: Store) -> dict[str, person.Row]:
    return {r.name: r for r in store.read(person.rows, store.read(person.ids))}


def a_list(folder: Path, text: str, name: str = "Staff.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_five_clicks_from_an_empty_desk(qtbot, desk: Desk, store: Store, dialogs: Dialogs) -> None:
    dialogs.opens = SAMPLES / "legislators.xlsx"
    screen = Screen(desk)
    screen.resize(1100, 800)
    qtbot.addWidget(screen)
    screen.show()
    said: list[str] = []
    desk.said.connect(lambda message: said.append(message.text))
    me = Somebody(qtbot, desk)
    qtbot.mouseClick(button(screen, "Bring in a list"), Qt.MouseButton.LeftButton)
    (me.guide,) = screen.window().findChildren(Guide)
    me.wait()
    me.click("Continue")
    assert me.last_button().text() == "Bring in 537 people"
    assert "Nothing has been changed yet." in words(me.guide)
    assert store.read(person.count) == 0
    me.click("Bring in 537 people")
    assert 1 + dialogs.clicks + me.clicks == 5
    assert store.read(person.count) == 537
    assert screen.browser.model.rowCount() == 537
    assert said[-1] == "537 people brought in."
    assert store.undo_label == "Bring in 537 people"
    assert len(list((Path(store.path).parent).glob("*"))) >= 1
    store.undo()
    assert store.read(person.count) == 0
    assert screen.browser.model.rowCount() == 0


def test_two_clicks_when_the_file_is_dropped_and_again_nothing_new(
    somebody: Somebody, store: Store
) -> None:
    somebody.drop(SAMPLES / "legislators.xlsx")
    somebody.click("Continue")
    somebody.click("Bring in 537 people")
    assert somebody.clicks == 2
    assert store.read(person.count) == 537
    bernie = people(store)["Bernard Sanders"]
    assert bernie.known_as == "Bernie"
    guide = somebody.drop(SAMPLES / "legislators.csv")
    somebody.click("Continue")
    assert "Everything in this list is on your desk already." in words(guide)
    assert not somebody.last_button().isEnabled()
    guide.close()


def test_what_nobody_should_keep_is_left_out_and_not_shown(
    somebody: Somebody, store: Store
) -> None:
    guide = somebody.drop(SAMPLES / "legislators.xlsx")
    found = {c.heading: c for c in guide.columns}
    for heading in ("Gender", "Birthday"):
        assert found[heading].target == ""
        assert guide.columns_page.boxes[found[heading].index].currentText() == "Leave out"
    assert words(guide).count("AllyDesk does not keep this.") >= 2
    rows = guide.file_page.rows
    for heading in ("Gender", "Birthday"):
        shown = {rows.index(n, found[heading].index).data() for n in range(rows.rowCount())}
        assert shown == {"…"}


def test_group_lists_ask_whether_people_agreed(somebody: Somebody, store: Store) -> None:
    somebody.drop(SAMPLES / "legislators.xlsx")
    somebody.click("Continue")
    somebody.click("Bring in 537 people")
    guide = somebody.drop(SAMPLES / "committees.csv")
    somebody.click("Continue")
    assert "Did these people agree to be listed in their group?" in words(guide)
    somebody.click("Yes, people in the group may see it")
    somebody.click(somebody.last_button().text())
    rows = store.read(membership.everywhere, Audience.COORDINATOR, private_groups=True)
    assert len(rows) == 1329
    assert len({r.group_id for r in rows}) == 49
    assert {r.scope for r in rows} == {"group"}
    card = store.read(membership.card, rows[0].id)
    assert card is not None
    assert (card["agreed_how"], card["agreed_on"]) == ("list", dt.date.today())


def test_one_click_for_each_doubtful_row(somebody: Somebody, store: Store, tmp_path: Path) -> None:
    factories.person(store, "Siobhan O'Neill", team="Finance")
    factories.person(store, "Jon Smith", team="Kitchen")
    path = a_list(
        tmp_path,
        "Name,Team,Job title\nSiobhán O’Neill,Garden,Lead gardener\nJohn Smith,Kitchen,Cook\nAna Pérez,Finance,\n",
    )
    guide = somebody.drop(path)
    somebody.click("Continue")
    assert "2 possibly the same person" in words(guide)
    doubts = guide.check_page.doubts
    assert somebody.last_button().text() == "Bring in 1 person"
    somebody.click("Same person", doubts.chips[2])
    somebody.click("Different", doubts.chips[3])
    assert somebody.last_button().text() == "Bring in 3 people"
    assert doubts.chips[2].isVisible()  # it can still be decided the other way
    somebody.click("Bring in 3 people")
    assert somebody.clicks == 4
    found = people(store)
    assert sorted(found) == ["Ana Pérez", "John Smith", "Jon Smith", "Siobhán O’Neill"]
    assert found["Siobhán O’Neill"].team == "Garden"


def test_changes_are_shown_before_they_are_made(
    somebody: Somebody, store: Store, tmp_path: Path
) -> None:
    ana = factories.person(store, "Ana Pérez", staff_number="7", team="Finance", phone="123")
    path = a_list(tmp_path, "Staff number,Name,Team,Phone\n7,Ana Pérez,Kitchen,\n")
    guide = somebody.drop(path)
    somebody.click("Continue")
    lists = [v for v in guide.check_page.findChildren(QListView) if v.isVisible()]
    lines = [v.model().index(0, 0).data() for v in lists]
    assert "Ana Pérez – Team: Finance → Kitchen" in lines
    somebody.click("Bring in 1 person")
    found = store.read(values, Person, ana)
    assert found is not None
    assert (found["team"], found["phone"]) == ("Kitchen", "123")


def test_a_column_is_sent_elsewhere_and_remembered(
    somebody: Somebody, store: Store, tmp_path: Path
) -> None:
    text = "Name,Desk\nAna Pérez,North wing\n"
    guide = somebody.drop(a_list(tmp_path, text))
    box = guide.columns_page.boxes[1]
    assert box.currentData() == ""
    box.setFocus()
    while box.currentData() != "location":
        press(box, Qt.Key.Key_Down)
        box = guide.columns_page.boxes[1]
    somebody.click("Continue")
    somebody.click("Bring in 1 person")
    assert store.read(values, Person, 1)["location"] == "North wing"
    again = somebody.drop(a_list(tmp_path, text, "Next month.csv"))
    assert again.columns[1].target == "location"
    assert settings.load().columns


def test_dates_that_can_be_read_two_ways_are_asked_about_once(
    somebody: Somebody, store: Store, tmp_path: Path
) -> None:
    path = a_list(tmp_path, "Name,Started\nAna Pérez,04/03/2019\nTom Bright,05/06/2020\n")
    guide = somebody.drop(path)
    somebody.click("Continue")
    assert "Day first or month first?" in words(guide)
    somebody.click("3/4 is March 4")
    somebody.click("Bring in 2 people")
    assert people(store)["Ana Pérez"].started == dt.date(2019, 4, 3)


def test_rows_that_lack_something_do_not_hold_up_the_others(
    somebody: Somebody, store: Store, tmp_path: Path, dialogs: Dialogs
) -> None:
    path = a_list(
        tmp_path,
        "Name,E-mail,Team\nAna Pérez,ana@example.org,Finance\n,nobody@example.org,Kitchen\n"
        "Tom Bright,not an address,Garden\n",
    )
    guide = somebody.drop(path)
    somebody.click("Continue")
    dialogs.saves = tmp_path / "Left over.xlsx"
    somebody.click("Save these rows as spreadsheet…")
    saved = transfer.open_list(dialogs.saves).sheets[0]
    assert any("nobody@example.org" in row for row in saved.grid)
    somebody.click("Bring in without it")
    somebody.click(somebody.last_button().text())
    found = people(store)
    assert {"Ana Pérez", "Tom Bright"} <= set(found)
    assert found["Tom Bright"].email is None
    assert guide is not None


def test_a_name_is_typed_for_a_row_without_one(
    somebody: Somebody, store: Store, tmp_path: Path
) -> None:
    path = a_list(
        tmp_path, "Staff number,Name,E-mail\n1,Ana Pérez,ana@example.org\n2,,ola@example.org\n"
    )
    guide = somebody.drop(path)
    somebody.click("Continue")
    (line,) = [e for e in guide.check_page.troubles.findChildren(QLineEdit) if e.isVisible()]
    assert line.accessibleName() == "Name for row 3"
    type_into(line, "Ọlá")
    somebody.click("Use this name")
    somebody.click("Bring in 2 people")
    assert people(store)["Ọlá"].email == "ola@example.org"


def test_everybody_goes_into_one_group(somebody: Somebody, store: Store, tmp_path: Path) -> None:
    guide = somebody.drop(a_list(tmp_path, "Name\nAna Pérez\nTom Bright\n"))
    type_into(guide.columns_page.group, "Book club & friends")
    somebody.click("Continue")
    somebody.click(somebody.last_button().text())
    rows = store.read(membership.everywhere, Audience.COORDINATOR, private_groups=True)
    assert [(r.group, r.scope) for r in rows] == [("Book club & friends", "coordinator")] * 2


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("Empty.csv", b"", "is empty. Choose another file."),
        ("Photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        ("Cut.xlsx", None, "damaged or was cut off"),
        ("Web.xls", b"<html><body><table></table></body></html>", "web page"),
    ],
)
def test_a_file_that_is_no_list_is_said_in_one_sentence(
    somebody: Somebody, store: Store, tmp_path: Path, name: str, data: bytes | None, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes((SAMPLES / "legislators.xlsx").read_bytes()[:9000] if data is None else data)
    guide = somebody.drop(path)
    assert any(sentence in line for line in words(guide)), words(guide)
    assert not somebody.last_button().isEnabled()
    assert store.steps() == []
    path.write_text("Name\nAna Pérez\n", "utf-8")
    somebody.click("Try again")
    somebody.click("Continue")
    somebody.click("Bring in 1 person")
    assert list(people(store)) == ["Ana Pérez"]


def test_letters_that_came_wrong_are_read_another_way(
    somebody: Somebody, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "Alt.csv"
    path.write_bytes("Name;Team\nŁukasz Wąsik;Zespół\nŻółć Gęśla;Łódź\n".encode("cp1250"))
    guide = somebody.drop(path)
    if guide.pages.currentWidget() is not guide.file_page:
        somebody.click("Back")
    page = guide.file_page

    def letters(encoding: str) -> list[str]:
        press(page.encodings, Qt.Key.Key_Home)
        while page.encodings.currentData() != encoding:
            press(page.encodings, Qt.Key.Key_Down)
        somebody.wait()
        assert page.encodings.currentData() == encoding
        return [page.rows.index(n, 0).data() for n in range(page.rows.rowCount())]

    assert "£ukasz W¹sik" in letters("cp1252")
    assert "Łukasz Wąsik" in letters("cp1250")
    somebody.click("Continue")
    somebody.click("Continue")
    somebody.click("Bring in 2 people")
    assert sorted(people(store)) == ["Łukasz Wąsik", "Żółć Gęśla"]


def test_back_and_cancel_change_nothing(
    somebody: Somebody, store: Store, tmp_path: Path, qtbot
) -> None:
    guide = somebody.drop(a_list(tmp_path, "Name\nAna Pérez\n"))
    somebody.click("Continue")
    somebody.click("Back")
    somebody.click("Back")
    assert guide.pages.currentWidget() is guide.file_page
    somebody.click("Continue")
    somebody.click("Continue")
    press(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()
    assert store.steps() == []


def test_the_keyboard_alone_brings_a_list_in(
    somebody: Somebody, store: Store, tmp_path: Path
) -> None:
    guide = somebody.drop(a_list(tmp_path, "Name\nAna Pérez\n"))
    press(guide, Qt.Key.Key_Return)
    somebody.wait()
    press(guide, Qt.Key.Key_Return)
    somebody.wait()
    assert list(people(store)) == ["Ana Pérez"]


def test_twice_the_text_size_fits_a_small_screen(
    qapp: QApplication, desk: Desk, qtbot, tmp_path: Path
) -> None:
    look.apply(qapp, Settings(text_size=200))
    somebody = Somebody(qtbot, desk)
    guide = somebody.drop(
        a_list(tmp_path, "Employee No,Full name,E-mail,Religion\n1,Ana Pérez,ana@example.org,x\n")
    )
    guide.resize(984, 640)
    QApplication.processEvents()
    assert (guide.width(), guide.height()) == (984, 640)
    page = guide.columns_page.page
    inside = page.widget()
    assert inside is not None
    assert inside.width() <= page.viewport().width()
    note = next(
        w for w in inside.findChildren(QLabel) if w.text() == "AllyDesk does not keep this."
    )
    right = note.mapTo(page.viewport(), note.rect().topRight()).x()
    assert right <= page.viewport().width()
    guide.resize(1600, 640)  # beside its column, where there is room
    QApplication.processEvents()
    box = guide.columns_page.boxes[3]
    assert note.mapTo(inside, QPoint()).x() > box.mapTo(inside, box.rect().topRight()).x()
    guide.reject()
    look.apply(qapp, Settings())


def test_a_desk_that_changed_meanwhile_is_compared_again(
    somebody: Somebody, store: Store, tmp_path: Path
) -> None:
    guide = somebody.drop(a_list(tmp_path, "Name\nAna Pérez\n"))
    somebody.click("Continue")
    factories.person(store, "Tom Bright")
    somebody.click("Bring in 1 person")
    assert any("has changed since this list was checked" in line for line in words(guide))
    assert list(people(store)) == ["Tom Bright"]
    somebody.click("Back")
    somebody.click("Continue")
    somebody.click("Bring in 1 person")
    assert sorted(people(store)) == ["Ana Pérez", "Tom Bright"]
