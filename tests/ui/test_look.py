"""Colours that can be read, sizes that grow together, names that stay as they are."""

import dataclasses
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from allydesk import paths
from allydesk.models.group import COLOURS
from allydesk.settings import TEXT_SIZES, Settings
from allydesk.ui.desk import Action
from allydesk.ui.kit import icons, look, widgets
from allydesk.ui.kit.flow import Flow
from tests.factories import NAMES
from tests.ui.audit import ratio
from tests.ui.hands import press

BOTH = pytest.mark.parametrize("c", [look.LIGHT, look.DARK], ids=["light", "dark"])
TEXTS = ("text", "muted", "primary", "problem", "good", "attention", "info", "award")
GROUNDS = ("bg", "surface", "sidebar", "raised")


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@BOTH
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_texts_can_be_read(c: look.Colours, text: str, ground: str) -> None:
    assert ratio(rgb(getattr(c, text)), rgb(getattr(c, ground))) >= 4.5


@BOTH
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on_primary", "primary"), ("on_primary", "primary_hover"), ("on_primary", "primary_pressed"),
        ("on_selection", "selection"), ("good", "good_soft"), ("attention", "attention_soft"),
        ("problem", "problem_soft"), ("info", "info_soft"), ("award", "award_soft"),
    ],
)  # fmt: skip
def test_texts_on_their_own_ground_can_be_read(c: look.Colours, text: str, ground: str) -> None:
    assert ratio(rgb(getattr(c, text)), rgb(getattr(c, ground))) >= 4.5


@BOTH
@pytest.mark.parametrize("ground", [*GROUNDS, "selection"])
def test_edges_and_the_ring_are_seen(c: look.Colours, ground: str) -> None:
    assert ratio(rgb(c.focus), rgb(getattr(c, ground))) >= 3
    if ground != "selection":
        assert ratio(rgb(c.border_strong), rgb(getattr(c, ground))) >= 3


@pytest.mark.parametrize("colours", [look.GROUPS_LIGHT, look.GROUPS_DARK])
def test_every_colour_a_group_can_have_can_be_read(colours: dict[str, tuple[str, str]]) -> None:
    assert set(colours) == set(COLOURS)
    for ground, text in colours.values():
        assert ratio(rgb(ground), rgb(text)) >= 7


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_everything_grows_with_the_text(qapp: QApplication, size: int) -> None:
    look.apply(qapp, Settings(text_size=size))
    assert look.text_px() == round(14 * size / 100)
    assert look.px(100) == pytest.approx(size, abs=4)
    assert icons.extent() == QSize(look.px(20), look.px(20))
    assert look.font("muted").pixelSize() >= 12
    made = widgets.button(Action("Print", lambda: None, "printer"), "primary")
    made.ensurePolished()
    assert made.sizeHint().height() >= look.px(32)


def test_the_system_is_followed_only_when_asked_to(qapp: QApplication) -> None:
    assert look.is_dark(qapp, "dark")
    assert not look.is_dark(qapp, "light")
    assert look.is_dark(qapp, "system") is (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)


def test_colours_of_the_system_are_kept_for_those_who_need_them(qapp: QApplication) -> None:
    held = look._from_palette(qapp.palette())
    for name, colour in dataclasses.asdict(held).items():
        assert len(colour) == 7, name
    assert held.text == qapp.palette().windowText().color().name()


def test_nothing_blinks_for_those_who_asked(qapp: QApplication) -> None:
    look.apply(qapp, Settings(reduce_motion=True))
    assert qapp.cursorFlashTime() == 0
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    look.apply(qapp, Settings())
    assert qapp.cursorFlashTime() > 0


def test_every_icon_is_a_drawing_with_a_licence() -> None:
    folder = paths.resources() / "icons"
    names = [p.stem for p in folder.glob("*.svg")]
    assert len(names) > 50
    for name in names:
        assert ET.fromstring((folder / f"{name}.svg").read_text("utf-8")).tag.endswith("svg")
    assert "ISC License" in (folder / "LICENSE.txt").read_text("utf-8")


def test_an_icon_takes_its_colour_and_room(qapp: QApplication) -> None:
    look.apply(qapp, Settings(text_size=200))
    picture = icons.pixmap("house", "primary").toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(40) for y in range(40)
            if picture.pixelColor(x, y).alpha() == 255}  # fmt: skip
    assert look.LIGHT.primary.lower() in seen
    wide = icons.icon("house", gap=6).availableSizes()[0]
    assert wide.width() - wide.height() == look.px(6)


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_as_they_are(qtbot, name: str) -> None:
    shown = widgets.label(name)
    assert shown.textFormat() == Qt.TextFormat.PlainText
    assert shown.text() == name
    pressed = widgets.button(Action(name, lambda: None))
    assert pressed.text().replace("&&", "&") == name
    assert "&" not in pressed.text().replace("&&", "")
    assert pressed.shortcut().isEmpty()


def test_a_button_does_what_it_says(qtbot) -> None:
    done: list[int] = []
    made = widgets.button(Action("Do it", lambda: done.append(1), "check", "Ctrl+D"))
    qtbot.addWidget(made)
    made.show()
    press(made, Qt.Key.Key_Space)
    assert done == [1]
    assert made.toolTip() == "Ctrl+D"


def test_one_chip_is_chosen_and_arrows_lead_to_the_others(qtbot) -> None:
    told: list[str] = []
    chips = widgets.Chips({"a": "All", "b": "R&D", "c": "Left"}, "a", told.append, "Show")
    qtbot.addWidget(chips)
    with qtbot.waitActive(chips):
        chips.show()
        chips.activateWindow()
    first = chips._chips["a"]
    first.setFocus()
    press(first, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is chips._chips["b"]
    press(chips._chips["b"], Qt.Key.Key_Space)
    assert chips.chosen() == "b"
    assert told[-1] == "b"
    chips.choose("c")
    assert chips.chosen() == "c"
    assert told[-1] == "b"


def boxes(count: int) -> tuple[QWidget, list[QLabel]]:
    around = QWidget()
    line = Flow(around, 10)
    made = []
    for _n in range(count):
        box = QLabel()
        box.setFixedSize(100, 20)
        line.addWidget(box)
        made.append(box)
    return around, made


def test_what_has_no_room_goes_on_below(qtbot) -> None:
    around, made = boxes(5)
    qtbot.addWidget(around)
    around.resize(320, 200)
    around.show()
    assert [b.y() for b in made] == [0, 0, 0, 30, 30]
    assert [b.x() for b in made] == [0, 110, 220, 0, 110]
    assert around.heightForWidth(320) == 50
    assert around.heightForWidth(100) == 5 * 20 + 4 * 10
    around.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert [b.x() for b in made[:3]] == [220, 110, 0]
    made[0].hide()
    QApplication.processEvents()
    assert made[1].x() == 220


def test_an_empty_place_has_one_sentence_and_one_primary_button(qtbot) -> None:
    page = widgets.empty_state(
        "users", "Nobody yet.", [Action("Add", int), Action("Bring in", int)]
    )
    qtbot.addWidget(page)
    kinds = [b.property("kind") for b in page.findChildren(widgets.QPushButton)]
    assert kinds == ["primary", "plain"]


def test_a_page_is_emptied_for_good(qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(QLabel("a"))
    inner = QVBoxLayout()
    inner.addWidget(QLabel("b"))
    column.addLayout(inner)
    widgets.clear(column)
    assert column.count() == 0
