"""Rounds with their committee: made, scored with names hidden, decided, carried on; types and signs."""

import datetime as dt
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from allydesk import paths
from allydesk.models.awards import award_type, reading, score, signatory
from allydesk.models.awards import round as rounds
from allydesk.models.awards.signatory import Signatory
from allydesk.models.base import put
from allydesk.store import Store
from allydesk.ui.awards.keys import Kind, key
from allydesk.ui.awards.reading.scoring import Scoring
from allydesk.ui.desk import Ask, Desk
from tests import factories
from tests.ui.awards.hand import Open, days_ago, kind, listed, nominate
from tests.ui.hands import click, press, tab, type_into, words


def made(store: Store, types: list[int], people: list[int], **values: object) -> int:
    given = {"name": "Allies 2026", "opens": days_ago(10), "closes": days_ago(-4), **values}
    return store.write("Add a round", rounds.start, given, types, people)


def dialog() -> Scoring:
    found = QApplication.activeModalWidget()
    assert isinstance(found, Scoring)
    return found


def choose_rater(scoring: Scoring, id: int) -> None:
    scoring.rater.setCurrentIndex(scoring.rater.findData(id))
    scoring.rater.activated.emit(scoring.rater.currentIndex())


def score_all(scoring: Scoring, digits: str) -> None:
    """Press a digit for each criterion, then Enter, as somebody at the keyboard does."""
    for digit in digits:
        press(QApplication.focusWidget() or scoring, Qt.Key(ord(digit)))
    assert scoring.keep_button.hasFocus()
    press(scoring.keep_button, Qt.Key.Key_Return)


def test_names_stay_hidden_until_everybody_has_scored(opened: Open, store: Store) -> None:
    tom, ana, carmen, kofi = factories.people(
        store, "Tom Bright", "Ana Pérez", "Carmen Xóchitl", "Kofi Mensah"
    )
    everyday = kind(store)
    round_id = made(store, [everyday], [ana, carmen, kofi])
    first = nominate(store, tom, award_type_id=everyday, citation="Tom holds every door.",
                     nominator_id=kofi)  # fmt: skip
    own = nominate(store, ana, award_type_id=everyday, citation="Ana asks twice.")
    screen = opened()
    screen.show_record(key(Kind.ROUND, round_id))
    assert "Names show when everybody who may has scored." in words(screen.one.round)
    click(screen.one.round, "Score…")
    scoring = dialog()
    choose_rater(scoring, ana)
    shown = " ".join(words(scoring))
    assert "Tom" not in shown
    assert "▒▒▒ holds every door." in shown
    assert "1 of 1" in shown  # not the one she is put forward in
    score_all(scoring, "543")
    assert "That was all. Choose the next reader, or close." in words(scoring)
    choose_rater(scoring, kofi)
    assert "▒▒▒ asks twice." in " ".join(words(scoring))  # not the one he wrote
    score_all(scoring, "111")
    choose_rater(scoring, carmen)
    press(scoring.keep_button, Qt.Key.Key_Return)
    assert "Give 1 to 5 points by each criterion, or skip this one." in words(scoring)
    score_all(scoring, "213")
    click(scoring, "Keep out of this one…")
    type_into(scoring.why, "Manages the nominee")
    press(scoring.why, Qt.Key.Key_Return)
    assert store.read(score.excluded, [own])[own][carmen] == "declared"
    scoring.accept()
    by = {r.id: r for r in store.read(reading.of_round, round_id)}
    assert (by[first].average, by[first].gap, by[first].wide) == (3.0, 2.0, True)
    assert (by[own].average, by[own].names) == (1.0, ("Ana Pérez",))
    screen.show_record(key(Kind.NOMINATION, first))
    shown = " ".join(words(screen.one.nomination.scores))
    assert "Average 3.00 of 5 · 2.0 points between the highest and the lowest" in shown
    assert "Ana Pérez: 4.00" in shown
    assert "Far apart: worth a talk" in shown
    assert "Kofi Mensah keeps out: wrote this nomination" in shown
    store.undo()  # the conflict
    assert carmen not in store.read(score.excluded, [own])[own]


def test_without_criteria_nothing_can_be_scored_and_it_is_told(
    opened: Open, store: Store, said: list[str]
) -> None:
    tom, ana = factories.people(store, "Tom Bright", "Ana Pérez")
    everyday = kind(store)
    id = made(store, [everyday], [ana])
    nominate(store, tom, award_type_id=everyday)
    screen = opened()
    screen.show_record(key(Kind.ROUND, id))
    assert screen.one.round.ranking.score_button.hasFocus()  # what is done with it, not its name
    for name in ("What they did", "Difference it made", "Beyond their job"):
        click(screen, f"Change: {name}")
        click(screen, "Delete this criterion")
    click(screen, "Score…")
    assert QApplication.activeModalWidget() is None
    assert said[-1] == "This round has no criteria to score by. Add one there first."


def test_a_round_that_closes_before_it_opens_is_told(opened: Open, store: Store) -> None:
    kind(store)
    screen = opened()
    screen.browser.narrow("rounds")
    screen.new()
    form = screen.one.round.form
    type_into(form.lines["name"].editor.field, "Allies 2027")
    tab()
    type_into(form.lines["opens"].editor.field, "2027-03-01")
    tab()
    type_into(form.lines["closes"].editor.field, "2027-02-01")
    tab()
    assert any(w.startswith("It closes (1 Feb 2027) before it opens") for w in words(form))
    assert store.read(rounds.listing) == []
    type_into(form.lines["closes"].editor.field, "2027-03-31")
    tab()
    (row,) = store.read(rounds.listing)
    assert (row.name, row.closes) == ("Allies 2027", dt.date(2027, 3, 31))
    assert len(store.read(rounds.criteria, row.id)) == len(rounds.USUAL_CRITERIA)
    assert listed(screen) == ["Allies 2027"]
    store.undo()
    assert store.read(rounds.listing) == []


def test_awards_committee_and_criteria_of_a_round(opened: Open, store: Store) -> None:
    everyday = kind(store)
    kind(store, "Ally of the year")
    ana, tom = factories.people(store, "Ana Pérez", "Tom Bright")
    id = made(store, [], [tom])
    screen = opened()
    screen.show_record(key(Kind.ROUND, id))
    page = screen.one.round
    page.types._boxes[everyday].click()
    assert [t.name for t in store.read(rounds.types, id)] == ["Everyday ally"]
    type_into(page.committee.who.picker, "ana")
    press(page.committee.who.picker.suggestions.popup, Qt.Key.Key_Return)
    screen.activateWindow()  # offscreen, a list of matches that closed goes on being the active one
    click(page.committee, "Take Tom Bright off")
    assert [p.id for p in store.read(rounds.committee, id)] == [ana]
    click(page.criteria, "Add a criterion")
    type_into(page.criteria.form.lines["name"].editor.field, "Courage")
    tab()
    assert [c.name for c in store.read(rounds.criteria, id)][-1] == "Courage"
    click(page.criteria, "Delete this criterion")
    assert "Courage" not in [c.name for c in store.read(rounds.criteria, id)]


def test_next_years_round_from_this_one(opened: Open, store: Store) -> None:
    ana = factories.person(store, "Ana Pérez")
    id = made(store, [kind(store)], [ana], name="Allies 2026", opens=dt.date(2026, 3, 1),
              closes=dt.date(2026, 3, 31))  # fmt: skip
    screen = opened()
    screen.show_record(key(Kind.ROUND, id))
    screen.one.round.next_year()
    new = store.read(rounds.listing)[0]
    assert (new.name, new.opens, new.closes) == (
        "Allies 2027", dt.date(2027, 3, 1), dt.date(2027, 3, 31),
    )  # fmt: skip
    assert [p.id for p in store.read(rounds.committee, new.id)] == [ana]
    assert screen.one.round.head.name.text() == "Allies 2027"
    store.undo()
    assert len(store.read(rounds.listing)) == 1


def test_a_type_has_amounts_behaviours_and_values_of_our_own(opened: Open, store: Store) -> None:
    screen = opened()
    screen._new_in("types")
    form = screen.one.type.form
    type_into(form.lines["name"].editor.field, "Everyday ally")
    tab()
    for typed, cents in (
        ("25", 2500),
        ("25,5", 2550),
        ("1,250.00", 125_000),
        ("1.250,00", 125_000),
    ):
        type_into(form.lines["gift_cents"].editor.field, typed)
        tab()
        (row,) = store.read(award_type.listing)
        assert row.gift_cents == cents, typed
    type_into(form.lines["gift_cents"].editor.field, "much")
    tab()
    assert "Write the amount like 25 or 25.50." in words(form)
    values = screen.one.type.values
    type_into(values.line, "We keep the door open")
    press(values.line, Qt.Key.Key_Return)
    form.load(form.id)
    click(form, "Behaviours: Empathy")
    click(form, "Behaviours: We keep the door open")
    (row,) = store.read(award_type.listing)
    assert row.behaviours == "empathy; We keep the door open"
    type_into(form.lines["wording"].editor.field, "for {nonsense}")
    tab()
    assert any(w.startswith("{nonsense} is not known.") for w in words(form))
    screen.delete_chosen()
    assert store.read(award_type.listing) == []
    store.undo()
    assert len(store.read(award_type.listing)) == 1


class Chooses(Ask):
    """Somebody who chooses one file whenever asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open_file(self, *_asked: object) -> Path:
        return self.path


def test_a_signature_is_a_picture_in_the_file(
    opened: Open, store: Store, desk: Desk, tmp_path: Path, said: list[str]
) -> None:
    screen = opened()
    screen._new_in("signatories")
    page = screen.one.signatory
    type_into(page.form.lines["name"].editor.field, "Nguyễn Thị Minh Khai")
    tab()
    picture = paths.resources() / "sample" / "signature.png"
    desk.ask = Chooses(picture)
    click(page, "Choose a picture…")
    (row,) = store.read(signatory.listing)
    assert row.picture == picture.read_bytes()
    assert page.picture.isVisible()
    text = tmp_path / "list.txt"
    text.write_text("no picture")
    desk.ask = Chooses(text)
    click(page, "Choose a picture…")
    assert said[-1] == "Choose a picture in PNG or JPEG format."
    broken = tmp_path / "half.png"
    broken.write_bytes(picture.read_bytes()[:200])
    desk.ask = Chooses(broken)
    click(page, "Choose a picture…")
    assert said[-1] == "“half.png” cannot be read. Choose another picture."
    click(page, "Take it away")
    assert store.read(signatory.listing)[0].picture is None
    store.undo()
    assert store.read(signatory.listing)[0].picture == picture.read_bytes()


def test_a_photo_of_a_phone_is_made_small_enough_and_stands_upright(
    opened: Open, store: Store, desk: Desk, tmp_path: Path, said: list[str]
) -> None:
    store.write("Add who signs", put, Signatory, None, {"name": "Minh Khai"})
    screen = opened()
    screen.show_record(key(Kind.SIGNATORY, 1))
    photo = tmp_path / "photo.jpg"
    turned = Image.Exif()
    turned[0x0112] = 6  # held upright, stored lying
    Image.effect_noise((4000, 3000), 90).convert("RGB").save(photo, quality=95, exif=turned)
    assert photo.stat().st_size > 3_000_000
    desk.ask = Chooses(photo)
    click(screen.one.signatory, "Choose a picture…")
    assert said[-1] == "The signature is stored."
    stored = store.read(signatory.listing)[0].picture
    assert stored is not None
    assert len(stored) <= 1_000_000
    with Image.open(BytesIO(stored)) as kept:
        assert kept.height > kept.width
