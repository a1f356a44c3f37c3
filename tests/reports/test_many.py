"""Two thousand people: every document that takes people, on each paper, in each edition."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.models.base import put
from allydesk.models.learning.course import Course
from allydesk.models.learning.requirement import Requirement
from allydesk.models.person import Person
from allydesk.reports import on_sheets, report
from allydesk.store import Store
from tests.factories import TODAY
from tests.reports.engine import pdf
from tests.reports.test_documents import ON_PLAIN_PAPER, SAFE, SMALL_SHEETS

MANY = 2_000
NAMES = ("Zoë Łukasz-{n:04}", "श्री Nr. {n:04}", "فاطمة {n:04}", "渡邉 {n:04}", "Person Nr. {n:04}")
FOR_PEOPLE = [
    name
    for name, wanted in report.available().items()
    if any(option.kind is report.Kind.PEOPLE for option in wanted.options)
]
SHEETS = {"training-record"}  # a sheet for each person takes a while: once is enough
CASES = [
    (name, paper, edition)
    for name, paper, edition in itertools.product(FOR_PEOPLE, ("a4", "letter"), ("clear", "large"))
    if name not in SHEETS or (paper, edition) == ("letter", "large")
]
NAMELESS = {"discreet-sign-in", "certificate-of-attendance"}  # nobody here has done a course


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("many")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLYDESK_HOME", str(folder / "home"))
        with Store.create(folder / "a.allydesk", name="Harbour & Vale") as store:
            rows = [
                {"full_name": NAMES[n % len(NAMES)].format(n=n), "team": "Finance"}
                for n in range(MANY)
            ]
            store.write("Add", lambda s: [put(s, Person, None, row) for row in rows])
            course = store.write("Add", put, Course, None, {"title": "Noticing bias"})
            rule = {"course_id": course, "from_day": TODAY}
            store.write("Add", put, Requirement, None, rule)
            yield store


def test_documents_take_people():
    assert {"roster", "sign-in", "badges", "labels", "certificate"} <= set(FOR_PEOPLE)


@pytest.mark.parametrize(("name", "paper", "edition"), CASES)
def test_two_thousand(desk: Store, name: str, paper: str, edition: str):
    given = {"people": "all", "paper": paper, "edition": edition}
    printed = report.make(desk, name, given, TODAY)
    assert not pdf.accessible(printed.pdf)
    assert not pdf.disagreements(printed.pdf)
    assert all(pdf.fonts(printed.pdf).values())
    least = 18 if edition == "large" and name not in SMALL_SHEETS else 10
    assert min(pdf.sizes(printed.pdf)) >= least
    edge = ON_PLAIN_PAPER if name == "table-cards" else SAFE
    assert not pdf.outside(printed.pdf, edge)
    assert set(printed.warnings) <= {on_sheets.ACTUAL_SIZE}
    if name not in NAMELESS:
        said = pdf.text(printed.pdf)
        assert all(f"{n:04}" in said for n in range(MANY))
