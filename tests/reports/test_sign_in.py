"""The sign-in sheet: as many copies as are handed out, filled to the end of the page."""

import re

import pytest

from allydesk.reports import report
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.reports.engine import pdf


def sheet(store: Store, people: tuple[int, ...], **given: object) -> report.Printed:
    printed = report.make(store, "sign-in", {"people": people, **given}, TODAY)
    assert not pdf.accessible(printed.pdf)
    assert printed.warnings == ()
    return printed


def numbers(text: str) -> list[int]:
    """Give the numbers that rows begin with."""
    return [int(n) for n in re.findall(r"(?m)^\s*(\d+)(?:\s|$)(?!November)", text)]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("edition", ["clear", "large"])
def test_empty_rows_go_to_the_end_of_a_page_and_begin_none_for_a_few(
    store: Store, paper: str, edition: str
) -> None:
    people = factories.people(store, *(f"Person {chr(65 + n)}" for n in range(26)))
    looks = {"paper": paper, "edition": edition}
    full = len(numbers(pdf.page_texts(sheet(store, (people[0],), **looks).pdf)[0]))
    assert full > 10
    for named, empty, pages in (
        (full - 6, 6, 1), (full - 3, 6, 1), (full - 2, 6, 2), (full, 6, 2), (2, full, 1),
        (full, 0, 1), (full + 2, 0, 2),
    ):  # fmt: skip
        printed = sheet(store, tuple(people[:named]), rows=empty, **looks)
        texts = pdf.page_texts(printed.pdf)
        assert printed.pages == pages, (named, empty)
        found = [n for text in texts for n in numbers(text)]
        assert found == list(range(1, len(found) + 1))
        assert len(found) == named if not empty else len(found) >= full
        if empty:
            assert len(numbers(texts[0])) == full


def test_copies_are_numbered_to_be_collected_again(store: Store) -> None:
    people = tuple(factories.people(store, "Ada Byron", "Bo Dean"))
    assert "Copy" not in pdf.text(sheet(store, people).pdf)
    texts = pdf.page_texts(sheet(store, people, copies=3).pdf)
    assert [f"Copy {n} of 3." in text for n, text in enumerate(texts, 1)] == [True] * 3
    assert all("Ada Byron" in text and "Page 1 of 1" in text for text in texts)
