"""Badges: the name that a person chose, whole, as large as there is room for."""

import pytest

from allydesk.reports import report
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.reports.engine import pdf


def badges(store: Store, **given: object) -> report.Printed:
    return report.make(store, "badges", {"people": "all", **given}, TODAY)


def lines(printed: report.Printed) -> list[str]:
    return [line.strip() for line in pdf.text(printed.pdf).splitlines() if line.strip()]


def size_of(printed: report.Printed, words: str) -> float:
    """Give how high the letters of some words are, in points."""
    _page, _left, bottom, _right, top = pdf.boxes(printed.pdf, words)[0]
    return top - bottom


def test_the_big_line_is_the_name_for_the_badge(store: Store):
    factories.person(store, "Eleanor Fairweather", known_as="Nell", badge_name="Nell F.")
    factories.person(store, "Daniel Cohen-Addad", known_as="Danny")
    factories.person(store, "Nguyễn Thị Minh Khai")
    shown = " ".join(lines(badges(store)))
    assert "Nell F." in shown
    assert "Danny" in shown
    assert "Nguyễn Thị Minh Khai" in shown
    assert "Eleanor" not in shown
    assert "Daniel" not in shown


def test_a_name_is_one_size_throughout(store: Store):
    factories.person(store, "Nguyễn Khai")
    printed = badges(store)
    assert size_of(printed, "Nguy") == pytest.approx(size_of(printed, "Khai"), rel=0.4)
    assert max(pdf.sizes(printed.pdf)) >= 30


def test_a_long_name_takes_two_lines_then_shrinks_and_stays_whole(store: Store):
    factories.person(store, "Li")
    factories.person(store, "Alexandria Ocasio")
    factories.person(store, "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstone of Bath")
    printed = badges(store)
    assert len(printed.warnings) == 1  # only how to print
    sizes = sorted(pdf.sizes(printed.pdf))
    assert sizes[-1] == 44
    assert sizes[0] >= 10
    whole = "".join(lines(printed)).replace("-", "").replace(" ", "")
    assert "MaximilianaWolfeschlegelsteinhausenbergerdorffFeatherstoneofBath" in whole


def test_a_name_longer_than_any_badge_ends_in_dots_and_is_told(store: Store):
    factories.person(store, "Abcdefghij " * 18)
    printed = badges(store)
    assert any("is too long for its place" in warning for warning in printed.warnings)
    assert not pdf.accessible(printed.pdf)


def test_pronouns_and_photos_only_when_ticked(store: Store):
    factories.person(store, "Ada Byron", pronouns="she/her", photo_consent="no")
    factories.person(store, "Bo Dean", pronouns="they/them", photo_consent="yes")
    bare = " ".join(lines(badges(store)))
    assert "she/her" not in bare
    assert "hotos" not in bare
    ticked = " ".join(lines(badges(store, pronouns=True, photos=True)))
    assert "she/her" in ticked
    assert "Photos: no" in ticked
    assert "Photos: yes" in ticked


def test_the_second_line_never_repeats_the_first(store: Store):
    factories.person(store, "Prince", team="Music")
    factories.person(store, "Daniel Cohen-Addad", known_as="Danny", team="Finance")
    full = " ".join(lines(badges(store, second="full")))
    assert full.count("Prince") == 1
    assert "Daniel Cohen-Addad" in full.replace("Cohen- Addad", "Cohen-Addad")
    team = " ".join(lines(badges(store, second="team")))
    assert "Music" in team


def test_copies_and_empty_badges(store: Store):
    factories.person(store, "Ada Byron")
    printed = badges(store, copies=2, blank=3, top="Allies’ evening")
    shown = lines(printed)
    assert sum("Byron" in line for line in shown) == 2
    # Empty ones are copied too: as many of each.
    assert " ".join(shown).count("Allies’ evening") == 8


def test_a_private_group_is_not_named_on_its_badges(store: Store):
    group = factories.group(store, "Quiet circle", listing="private")
    factories.membership(store, factories.person(store, "Ada Byron"), group, scope="group")
    printed = report.make(store, "badges", {"group": group}, TODAY)
    assert "Ada" in " ".join(lines(printed))
    assert "Quiet" not in " ".join(lines(printed)) + printed.title + printed.file_name


@pytest.mark.parametrize("name", ["\u202eevil\u202c Bob", "a\x07b\x00c", "\u200f\u200e x"])
def test_odd_characters_leave_a_clean_badge(store: Store, name: str):
    factories.person(store, name)
    printed = badges(store)
    assert not pdf.accessible(printed.pdf)
    assert len(printed.warnings) == 1
