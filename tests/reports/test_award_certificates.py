"""Certificates from the register: every layout and script, numbers, who signs, reprints, teams."""

import datetime as dt
import itertools
from pathlib import Path

import pytest
from PIL import Image

from allydesk import awarding
from allydesk.__main__ import main
from allydesk.models.awards import award, award_type
from allydesk.models.awards.award import Award
from allydesk.models.base import put
from allydesk.reports import report
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.models.awards import factories as of
from tests.reports.award_paper import LAYOUTS, ODD, SCRIPTS, SENTENCE, make, said
from tests.reports.engine import pdf


@pytest.mark.parametrize("lies", ["across", "upright"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_in_six_scripts_and_for_a_team(
    store: Store, layout: str, paper: str, lies: str, tmp_path: Path
):
    picture = tmp_path / "a.png"
    Image.new("RGB", (300, 100), "white").save(picture)
    signs = [of.signatory(store, "Minh Khai", picture=picture.read_bytes()), of.signatory(store)]
    kind, people = of.kind(store, layout=layout), factories.people(store, *SCRIPTS)
    team = factories.people(store, *ODD[:14])
    for chosen, team_name in [*(((p,), None) for p in people), (tuple(team), "Night shift")]:
        values: dict[str, object] = {
            "kind": "award", "award_type_id": kind, "given_on": TODAY, "team_name": team_name,
            "title": None, "citation": SENTENCE * 3,
        }  # fmt: skip
        awarding.give(store, awarding.Draft(values, chosen, (), tuple(signs), ()))
    printed = make(store, "award-certificate", paper=paper, lies=lies)
    assert (printed.pages, printed.warnings) == (7, ())
    assert not pdf.accessible(printed.pdf)
    assert not pdf.outside(printed.pdf, 8 / 25.4 * 72)
    pages = [" ".join(text.split()) for text in pdf.page_texts(printed.pdf)]
    assert [f"No. 2026-{n:03}" in page for n, page in enumerate(pages, 1)] == [True] * 7
    assert "This certificate is given to Night shift" in pages[6]
    assert pdf.roles(printed.pdf).count("LI") == 14


def test_numbers_wording_and_who_signs_come_from_the_register(store: Store):
    kind = of.kind(store, layout="band", wording="for {behaviours}, {date}: {citation}")
    of.signatory(store, "Carmen Hernández", position="Chair")
    tom = factories.person(store, "Tom Bright")
    id = of.give(store, of.nominate(store, tom, award_type_id=kind, behaviours="empathy"))
    words = said(make(store, "award-certificate"))
    for part in (
        "Everyday ally", "Tom Bright", "for Empathy, 19 November 2026: Tom made sure", "No. 2026-001",
        "Carmen Hernández", "Chair",
    ):  # fmt: skip
        assert part in words
    plain = make(store, "award-certificate", layout="plain")
    assert plain.pdf != make(store, "award-certificate").pdf  # else as the award says
    assert "Tom" not in plain.file_name
    store.write("Rewrite", put, Award, id, {"wording": "in thanks for {citation}"})
    assert "“Tom made sure" in said(make(store, "award-certificate"))  # a sentence of its own


def test_a_reprint_is_marked_and_counted(store: Store):
    ids = [of.give(store, of.nominate(store, p)) for p in factories.people(store, "Tom", "Ana")]
    first = make(store, "award-certificate")
    assert "Reprint" not in said(first)
    assert store.read(award.row, ids[0]).printed_on is None  # to look is not to print
    report.note(store, first)
    rows = store.read(award.rows, ids)
    assert [(r.printed_on, r.reprints) for r in rows] == [(TODAY, 0)] * 2
    assert "No certificate waits to be printed." in said(make(store, "award-certificate"))
    again = make(store, "award-certificate", awards=(ids[1],))
    assert "Reprint 1 · 19 Nov 2026" in said(again)
    report.note(store, again)
    assert [r.reprints for r in store.read(award.rows, ids)] == [0, 1]
    assert "Reprint 2" in said(make(store, "award-certificate", awards="all"))
    assert "1 reprint" in said(make(store, "award-register"))
    store.undo()
    store.undo()
    assert store.read(award.ids, chip="to_print") == ids[::-1]


def test_the_command_line_counts_what_it_wrote_and_nothing_else(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    of.give(store, of.nominate(store, factories.person(store, "Tom Bright")))
    store.close()
    asked = ["print", "award-certificate", "--desk", str(store.path), "--awards", "tom bright"]
    assert main([*asked, "--out", str(tmp_path / "no" / "a.pdf")]) == 1
    assert main([*asked, "--out", str(tmp_path / "a.pdf")]) == 0
    assert main([*asked, "--out", str(tmp_path / "b.pdf")]) == 0
    assert main([*asked[:-1], "nobody", "--out", str(tmp_path / "c.pdf")]) == 1
    error = capsys.readouterr().err
    assert "“nobody” is not possible for awards. Possible: Tom Bright · Award · 2026-001." in error
    assert "Reprint" not in said_of(tmp_path / "a.pdf")
    assert "Reprint 1" in said_of(tmp_path / "b.pdf")


def said_of(file: Path) -> str:
    return " ".join(pdf.text(file.read_bytes()).split())


def test_who_left_is_erased_or_was_given_nothing_to_sign(store: Store):
    gone = factories.person(store, "Tom Bright", left=TODAY - dt.timedelta(days=9))
    id = of.give(store, of.nominate(store, gone))
    printed = make(store, "award-certificate")
    assert "Tom Bright" in said(printed)
    assert "Signature" in said(printed)
    awarding.give_back(store, id, TODAY)
    assert "No certificate waits to be printed." in said(make(store, "award-certificate"))
    assert "Returned 19 Nov 2026" in said(make(store, "award-register"))


def test_one_certificate_for_each_of_a_team(store: Store):
    people = factories.people(store, "Tom Bright", "Ana Pérez", "Wei Zhang")
    of.give(store, of.nominate(store, *people, team_name="Night shift"))
    assert make(store, "award-certificate").pages == 1
    each = make(store, "award-certificate", each="each")
    assert each.pages == 3
    for text, name in zip(pdf.page_texts(each.pdf), ("Bright", "Pérez", "Zhang"), strict=True):
        assert [n for n in ("Bright", "Pérez", "Zhang") if n in text] == [name]
        assert "Night shift" in text


def test_layouts_are_the_ones_the_typesetter_has():
    from allydesk.reports.engine.ornaments import LAYOUTS as DRAWN

    assert set(award_type.LAYOUTS) == set(DRAWN) == set(LAYOUTS)


@pytest.mark.parametrize("edition", ["clear", "large"])
def test_a_very_long_name_in_a_team_is_whole(store: Store, edition: str):
    long = "Alessandra Maria von Hohenstein-Wittgenburg Castelbarco-Pallavicini"
    team = factories.people(store, long, *ODD[:4])
    of.give(store, of.nominate(store, *team, team_name="Customer care desk"))
    for layout, paper, lies in itertools.product(LAYOUTS, ("a4", "letter"), ("across", "upright")):
        look = {"layout": layout, "paper": paper, "lies": lies, "edition": edition}
        printed = make(store, "award-certificate", **look)
        assert (printed.pages, printed.warnings) == (1, ()), look
        assert not pdf.outside(printed.pdf, 8 / 25.4 * 72)
