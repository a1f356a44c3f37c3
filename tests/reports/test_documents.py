"""Every document, on each paper, in each edition, for nobody, one and many: a new one is tested at once."""

import datetime as dt
import itertools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.models import organisation, person
from allydesk.models.action import ActionItem
from allydesk.models.agenda import AgendaItem
from allydesk.models.base import put
from allydesk.reports import on_sheets, report
from allydesk.reports.report import Kind, Printed
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.reports.engine import pdf
from tests.reports.engine.names import NAMES, NOT_FOUND

DOCUMENTS = report.available()
# Sizes follow from the label here: large print is as large as there is room for.
SMALL_SHEETS = {"badges", "labels", "table-cards", "alignment", "join-form"}
# Those that print whole names of people, with what makes them do it.
WHOLE = {
    "roster": {}, "sign-in": {}, "labels": {}, "certificate": {}, "badges": {}, "table-cards": {},
    "contact-list": {"names": "whole"},
}  # fmt: skip
FULL = [name for case, name in NAMES.items() if case not in NOT_FOUND | {"pictures"}]
SAFE = 4.5 / 25.4 * 72  # points: nearer to the edge most printers cannot print
ON_PLAIN_PAPER = 4 / 25.4 * 72


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open a desk with forty people of many scripts, one group of all and one of nobody."""
    folder: Path = tmp_path_factory.mktemp("documents")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLYDESK_HOME", str(folder / "home"))
        with Store.create(folder / "a.allydesk", name="Harbour & Vale", language="en-GB") as store:
            _fill(store)
            yield store


def _fill(store: Store) -> None:
    names = (FULL + [f"Person {n:02}" for n in range(40)])[:40]
    group = factories.group(store, "Everyone & all", meeting_pattern="First Thursday")
    factories.group(store, "Nobody yet", listing="private")
    for n, name in enumerate(names):
        id = factories.person(
            store, name, team="Finance", job_title="Analyst", pronouns="they/them",
            email=f"p{n}@example.org", phone="020 7946 0000",
        )  # fmt: skip
        place = factories.membership(store, id, group)
        if n < 3:
            factories.role(store, place)
    _meetings(store, group)


def _meetings(store: Store, group: int) -> None:
    """Add a meeting that nobody comes to, one for one person, and one for everybody."""
    everybody = store.read(person.ids)
    for count in (0, 1, 40):
        event = factories.event(
            store, f"Meeting of {count}", purpose="To hear each other.", step_free="yes",
            room="Room 3", joining="https://example.org/room", run_notes="Ring at the side door.",
        )  # fmt: skip
        factories.hosted(store, event, group)
        for n, id in enumerate(everybody[:count]):
            factories.attend(store, event, id, state="present" if n % 2 else "registered")
            _agreed(store, event, id, n)


def _agreed(store: Store, event: int, id: int, n: int) -> None:
    item = {"event_id": event, "title": f"Item {n}", "minutes": 5, "owner_id": id, "notes": "Note"}
    item |= {"confidential": n % 7 == 6, "decision": f"Decided {n}"}
    store.write("Add item", put, AgendaItem, None, item)
    action = {"text": f"Do {n}", "owner_id": id, "due": TODAY, "source": "event"}
    store.write("Add action", put, ActionItem, None, action | {"source_id": event})


def ids(store: Store) -> list[int]:
    return store.read(person.ids)


def asks_for(name: str, kind: Kind) -> bool:
    return any(option.kind is kind for option in DOCUMENTS[name].options)


def print_for(store: Store, name: str, count: int, **given: object) -> Printed:
    """Print a document for so many people, by whichever option it asks for them."""
    if asks_for(name, Kind.PEOPLE):
        given["people"] = tuple(ids(store)[:count])
    elif asks_for(name, Kind.EVENT):
        given["event"] = f"Meeting of {count if count < 2 else 40}"
    elif asks_for(name, Kind.GROUP):
        given["group"] = "Everyone & all" if count else "Nobody yet"
    return report.make(store, name, given, TODAY)


def flat(text: str) -> str:
    """Give a text without what a line break changes: PDFium takes a hyphen there for a soft one."""
    return re.sub(r"[\s-]+", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("count", [0, 1, 40])
@pytest.mark.parametrize(
    ("paper", "edition"), list(itertools.product(("a4", "letter"), ("clear", "large")))
)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_prints(desk: Store, name: str, paper: str, edition: str, count: int):
    printed = print_for(desk, name, count, paper=paper, edition=edition)
    assert not pdf.accessible(printed.pdf)
    assert not pdf.disagreements(printed.pdf)
    assert all(pdf.fonts(printed.pdf).values())
    least = 18 if edition == "large" and name not in SMALL_SHEETS else 10
    assert min(pdf.sizes(printed.pdf)) >= least
    edge = ON_PLAIN_PAPER if name in ("alignment", "table-cards") else SAFE
    assert not pdf.outside(printed.pdf, edge)
    assert set(printed.warnings) <= {on_sheets.ACTUAL_SIZE}


@pytest.mark.parametrize("edition", ["clear", "large"])
@pytest.mark.parametrize("name", WHOLE)
def test_names_come_back_as_they_were_typed(desk: Store, name: str, edition: str):
    printed = print_for(desk, name, 40, edition=edition, **WHOLE[name])
    said = flat(pdf.text(printed.pdf))
    heard = {flat(str(e.get("/ActualText", ""))) for e in pdf.elements(printed.pdf)}
    for full in FULL:
        assert flat(full) in said or flat(full) in heard, full


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_twice(desk: Store, name: str):
    first, second = (print_for(desk, name, 5) for _time in range(2))
    assert first.pdf == second.pdf


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_name_of_a_person_is_in_the_name_of_the_file(desk: Store, name: str):
    printed = print_for(desk, name, 3)
    assert not any(flat(full) in flat(printed.file_name) for full in FULL)
    assert printed.file_name.endswith(TODAY.isoformat())


def test_a_desk_without_anybody(store: Store):
    for name in DOCUMENTS:
        if asks_for(name, Kind.PEOPLE):
            assert report.make(store, name, {"people": ()}, TODAY).pages >= 1


def test_where_names_are_printed_it_says_for_whom(desk: Store):
    for name in ("roster", "sign-in", "contact-list"):
        for text in pdf.page_texts(print_for(desk, name, 40).pdf):
            assert "shred after use" in text
    led = report.make(
        desk, "group-profile", {"group": "Everyone & all", "audience": "leads"}, TODAY
    )
    assert "For the group’s leads. Personal data: shred after use." in pdf.text(led.pdf)


def test_a_group_page_for_anyone_is_free_to_hang_up(desk: Store):
    text = pdf.text(report.make(desk, "group-profile", {"group": "Everyone & all"}, TODAY).pdf)
    assert "First Thursday" in text
    assert FULL[0] in text
    assert "shred" not in text


def test_a_discreet_sheet_says_nothing_about_its_group(desk: Store):
    for shown in ("initials", "known", "tally"):
        given = {"group": "Everyone & all", "shown": shown, "copies": 3, "when": "Room 2, 14:00"}
        printed = report.make(desk, "discreet-sign-in", given, TODAY)
        text = pdf.text(printed.pdf)
        assert "Everyone" not in text + printed.title + printed.file_name
        assert not any(full in text for full in FULL)
        assert "Room 2, 14:00" in text
        assert all(
            f"Copy {n} of 3. Hand back to the coordinator. Destroy by 3 Dec 2026." in text
            for n in (1, 2, 3)
        )
        assert "Page 1 of " in text


def test_copies_of_a_discreet_sheet_count_their_own_pages(desk: Store):
    given = {"group": "Everyone & all", "copies": 2, "rows": 0}
    printed = report.make(desk, "discreet-sign-in", given, TODAY)
    each = printed.pages // 2
    texts = pdf.page_texts(printed.pdf)
    assert f"Page {each} of {each}" in texts[each - 1]
    assert f"Page 1 of {each}" in texts[each]
    assert "Copy 2 of 2" in texts[-1]


def test_who_is_not_to_be_named_on_a_discreet_sheet_has_an_empty_row(store: Store):
    group = factories.group(store, "Quiet")
    for name, scope in (("Ada Byron", "group"), ("Bo Dean", "coordinator")):
        factories.membership(store, factories.person(store, name), group, scope=scope)
    printed = report.make(store, "discreet-sign-in", {"group": group, "rows": 1}, TODAY)
    text = pdf.text(printed.pdf)
    assert "AB" in text
    assert "BD" not in text
    # One row of hers, one that stands for him, and empty ones to the end of the page.
    numbers = [int(n) for n in re.findall(r"^\s*(\d+)\b", text, re.MULTILINE)]
    assert len(numbers) > 3
    assert numbers == list(range(1, len(numbers) + 1))
    assert printed.pages == 1


def test_a_join_form_names_the_four_scopes(desk: Store):
    for format in ("two", "full"):
        given = {"group": "Everyone & all", "format": format, "return_to": "Zoë, room 12"}
        text = pdf.text(report.make(desk, "join-form", given, TODAY).pdf)
        for words in ("Coordinator only", "Group leads", "The group", "Anyone here"):
            assert text.count(words) == (2 if format == "two" else 1)
        assert "Join Everyone & all" in text
        assert "withdraw this at any time" in " ".join(text.split())
        assert "Zoë, room 12" in " ".join(text.split())


def test_a_day_that_cannot_be_one_is_told(desk: Store):
    with pytest.raises(report.Problem, match="Write the date like 19 Nov"):
        report.make(desk, "certificate", {"date": "31 February"}, TODAY)
    given = {"date": "14 May 2026"}
    assert "14 May 2026" in pdf.text(report.make(desk, "certificate", given, TODAY).pdf)
    given = {"group": "Everyone & all", "destroy_by": dt.date(2026, 12, 24)}
    text = pdf.text(report.make(desk, "discreet-sign-in", given, TODAY).pdf)
    assert "Destroy by 24 Dec 2026" in text


def test_a_logo_that_is_no_picture_is_told_once(desk: Store):
    data, options = _gathered(desk, "roster")
    done = report.typeset(DOCUMENTS["roster"], options, data, "Harbour & Vale", b"no picture")
    assert len(done.warnings) == 1
    assert "The logo is not a picture" in done.warnings[0]


def _gathered(store: Store, name: str) -> tuple[object, report.Given]:
    def gather(s: report.Session) -> tuple[object, report.Given]:
        assert organisation.the(s).name
        options = report.settle(s, DOCUMENTS[name], {"group": "Everyone & all"}, TODAY)
        return DOCUMENTS[name].collect(s, options), options

    return store.read(gather)


def test_copies_of_a_roster_are_numbered_and_count_their_own_pages(desk: Store):
    given = {"group": "Everyone & all", "copies": 3}
    printed = report.make(desk, "roster", given, TODAY)
    assert not pdf.accessible(printed.pdf)
    assert not pdf.disagreements(printed.pdf)
    each, texts = printed.pages // 3, pdf.page_texts(printed.pdf)
    for n, text in enumerate(texts):
        assert f"Copy {n // each + 1} of 3." in text
        assert f"Page {n % each + 1} of {each}" in text
        assert "shred after use" in text
    assert "Copy 1" not in pdf.text(print_for(desk, "roster", 40).pdf)
