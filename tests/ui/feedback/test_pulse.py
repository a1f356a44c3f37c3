"""Rounds of questions: begun, answered, closed; nothing shows of fewer than five."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from allydesk.models.feedback import period, pulse, tray
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.feedback import pulse as rounds
from allydesk.ui.feedback.kiosk import KioskWindow
from allydesk.ui.feedback.pulse import PulsePage
from allydesk.ui.feedback.pulse_begin import Begin
from allydesk.ui.feedback.typing import Typing
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.printing.pdf import Pdf
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.ui import audit
from tests.ui.hands import button, click, press, seen_buttons, type_into, words

Open = Callable[[], PulsePage]
MIXED = ["434", "545", "324", "455", "513", "442"]


@pytest.fixture
def opened(qtbot, desk: Desk) -> Open:
    below = Page()
    below.resize(1180, 740)
    qtbot.addWidget(below)
    below.show()

    def run() -> PulsePage:
        made = rounds.open(desk, below)
        QApplication.processEvents()
        found = made.findChild(PulsePage)
        assert found is not None
        return found

    return run


def begun(store: Store, name: str, answers: list[str], *, of: str = "belonging") -> int:
    id = store.quietly((), pulse.begin, name, of, "2026-11")
    for n, one in enumerate(answers):
        steps = [int(step) for step in one]
        store.quietly((), pulse.answer, id, steps, f"words {n}" if n % 2 else "")
    return id


def close(page: PulsePage, *, sure: bool = True) -> None:
    page.desk.ask.confirm = lambda *_asked: sure
    click(page, "Close it…")


def test_the_belonging_set_in_two_clicks(opened: Open, store: Store, desk: Desk) -> None:
    page = opened()
    assert "No questions asked yet. Three short questions tell you more than thirty." in words(page)
    click(page, "Use the belonging set")
    asked = page.window().findChild(Begin)
    assert "1. I feel that I belong here.\n2. I can be myself at work." in "\n".join(words(asked))
    click(asked, "Begin")
    [row] = store.read(pulse.waves)
    assert row.of == "belonging"
    assert row.name.startswith("Belonging, ")
    assert row.period == period.month(desk.today())
    assert {"Open", "No answers yet."} <= set(words(page))


def test_a_set_after_an_event_takes_its_name(opened: Open, store: Store) -> None:
    import datetime as dt

    past = dt.datetime.now().replace(hour=0, minute=5) - dt.timedelta(days=3)
    made = factories.event(store, "Ally & training 1", starts=past, ends=past)
    begun(store, "First", [])
    page = opened()
    click(page, "Begin a round…")
    asked = page.window().findChild(Begin)
    assert not asked.event_choice.isVisible()
    click(asked, "After a training")
    asked.event_choice.setCurrentIndex(asked.event_choice.findData(made))
    asked.event_choice.activated.emit(asked.event_choice.currentIndex())
    assert asked.name.text().startswith("Ally & training 1, ")
    type_into(asked.name, "")
    press(asked.name, Qt.Key.Key_Return)
    assert asked.wrong.isVisible()
    assert len(store.read(pulse.waves)) == 1  # nothing half done
    type_into(asked.name, "My own name")
    press(asked.name, Qt.Key.Key_Return)
    newest = store.read(pulse.waves)[0]
    assert (newest.name, newest.event, newest.of) == (
        "My own name",
        "Ally & training 1",
        "training",
    )
    assert page.chosen().id == newest.id


def test_nothing_shows_of_fewer_than_five(opened: Open, store: Store) -> None:
    id = begun(store, "Autumn", MIXED[:3])
    page = opened()
    assert "Hidden until 5 people have answered (3 so far)." in words(page)
    assert not page.results.isVisible()
    close(page, sure=False)
    assert not store.read(pulse.wave, id).closed
    close(page)
    assert store.read(pulse.wave, id).closed
    assert "Hidden until 5 people have answered (3 so far)." in words(page.results)
    said = " ".join(words(page))
    assert "words" not in said
    assert "On average" not in page.results.means.picture.accessibleName()
    assert "Close it…" not in [b.text() for b in seen_buttons(page)]


def test_from_five_on_means_show_with_their_table(opened: Open, store: Store) -> None:
    begun(store, "Autumn", MIXED)
    page = opened()
    assert "Hidden until the questions are closed (6 so far)." in words(page)
    close(page)
    assert "6 have answered." in words(page.results)
    heard = page.results.means.picture.accessibleName()
    assert "1. I feel that I belong here.: 4.2" in heard.replace("here: ", "here.: ")
    click(page.results, "Show as table")
    assert page.results.means.twin is not None
    model = page.results.means.twin.model()
    cells = [model.index(n, 1).data() for n in range(model.rowCount())]
    assert cells == ["4.2", "3.2", "3.8"]
    assert not page.results.steps.isVisible()  # every step is small
    # three comments of six people: too few
    assert "Hidden, so that nobody can be picked out." in words(page.results)
    assert any(w.startswith("Numbers below 5 are hidden") for w in words(page.results))


def test_steps_show_where_none_is_small(opened: Open, store: Store) -> None:
    begun(store, "Autumn", [f"{n % 5 + 1}{n % 5 + 1}4" for n in range(42)])
    page = opened()
    close(page)
    assert page.results.steps.isVisible()
    assert "Strongly agree 8" in page.results.steps.picture.accessibleName()
    assert "hidden" in page.results.steps.picture.accessibleName()  # the third: all chose one step
    shown = [w for w in words(page.results) if w.startswith("words ")]
    assert len(shown) == 20
    assert shown != sorted(shown, key=lambda w: int(w.split()[1]))
    click(page.results, "Show 1 more")
    assert len({w for w in words(page.results) if w.startswith("words ")}) == 21


def test_over_time_has_a_gap_where_a_round_was_too_small(opened: Open, store: Store) -> None:
    for name, answers in (("Winter", MIXED), ("Spring", MIXED[:3]), ("Autumn", MIXED * 2)):
        store.quietly((), pulse.close, begun(store, name, answers))
    begun(store, "Training", MIXED, of="training")
    page = opened()
    assert not page.over_time.isVisible()  # of training there is one
    page.choose(3)
    assert page.over_time.isVisible()
    heard = page.over_time.chart.picture.accessibleName()
    assert "Spring: hidden" in heard
    click(page.over_time, "Show as table")
    model = page.over_time.chart.twin.model()
    assert [model.index(n, 1).data() for n in range(3)] == ["4.2", "hidden", "4.2"]


def test_it_is_answered_here_and_on_paper(qtbot, opened: Open, store: Store) -> None:
    id = begun(store, "Autumn", [])
    page = opened()
    click(page, "Type in answers…")
    typing = page.window().findChild(Typing)
    QApplication.processEvents()
    type_into(typing.digits, "454")
    press(typing.digits, Qt.Key.Key_Return)
    typing.accept()
    close(page)
    assert not store.read(pulse.wave, id).closed  # a stack waits
    assert any("Paper is typed in but not handed in." in w for w in words(page.one))
    click(page, "Type in answers…")
    typing = next(w for w in page.window().findChildren(Typing) if w.isVisible())
    with qtbot.waitSignal(typing.finished):
        click(typing, "Hand in 1 sheet")
    assert store.read(tray.sizes) == {f"wave {id}": 1}
    assert "1 so far" in page.rows.index(0, 2).data()
    click(page, "Answer here…")
    kiosk = page.window().findChild(KioskWindow)
    assert kiosk.page().round.currentData() == id
    kiosk.reject()


def test_its_form_is_printed_from_here(qtbot, opened: Open, store: Store) -> None:
    begun(store, "Winter", [])
    begun(store, "Autumn", [])
    page = opened()
    page.choose(1)
    click(page, "Question form…")
    preview = page.window().findChild(Preview)
    qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)
    with Pdf(preview.printed.pdf) as paper:
        text = paper.text(0)
    assert "Winter" in text
    assert "1 I feel that I belong here" in text  # numbered as on the screen
    preview.reject()


def test_deleting_is_asked_and_final(opened: Open, store: Store) -> None:
    begun(store, "Autumn", MIXED)
    page = opened()
    asked: list[str] = []
    page.desk.ask.confirm = lambda _p, text, *_more: bool(asked.append(text)) or len(asked) > 1
    click(page, "Delete…")
    assert len(store.read(pulse.waves)) == 1
    click(page, "Delete…")
    assert asked[0] == "Delete “Autumn” with all its answers?"
    assert store.read(pulse.waves) == []
    assert store.read(tray.sizes) == {}
    assert button(page, "Use the belonging set").isVisible()


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_rounds_are_for_everybody(
    qtbot, qapp: QApplication, opened: Open, store: Store, theme: str, size: int
) -> None:
    look.apply(qapp, Settings(theme=theme, text_size=size))
    page = opened()
    assert faults(page.window()) == []
    begun(store, "Open one", MIXED[:3], of="training")
    for name in ("Winter", "A much longer name of a round than anybody needs"):
        answers = [f"{n % 5 + 1}4{n % 5 + 1}" for n in range(40)]
        store.quietly((), pulse.close, begun(store, name, answers))
    page.choose(3)
    qtbot.waitUntil(lambda: not page.over_time.chart.picture.pixmap().isNull())
    qtbot.waitUntil(lambda: faults(page.window()) == [])  # the drawings have taken their room
    assert audit.keyboard(page.window()) == []
    click(page, "Begin a round…")
    asked = page.window().findChild(Begin)
    assert isinstance(asked, QDialog)
    click(asked, "After a training")
    assert faults(asked) == []


def faults(window: QDialog) -> list[str]:
    QApplication.processEvents()
    return [
        *audit.nameless(window), *audit.faint(window), *audit.clipped(window),
        *audit.small(window), *audit.sideways(window),
    ]  # fmt: skip
