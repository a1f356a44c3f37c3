"""Certificates: one page each whatever is said, every script, signatures, and pre-printed paper."""

import datetime as dt
import io
import re
import unicodedata
from dataclasses import replace
from functools import cache

import pytest
from PIL import Image, ImageDraw

from allydesk.reports import report
from allydesk.reports.awards.certificate import REPORT
from allydesk.reports.certificates import (
    LAYOUT,
    Certificate,
    Certificates,
    Covered,
    Signatory,
    counted,
    reprint_mark,
    story,
)
from allydesk.reports.engine.document import Rendered
from allydesk.reports.engine.fixed import render_pages
from allydesk.reports.engine.theme import Theme
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.reports.engine import pdf
from tests.reports.engine.names import NAMES

LONG = "for welcoming every new colleague by name, and for asking what others needed first; " * 3
SAFE = 8 / 25.4 * 72  # points: the frame is 9 mm inside the paper


@cache
def picture(kind: str = "PNG", size: tuple[int, int] = (600, 200)) -> bytes:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).line((20, size[1] // 2, size[0] - 20, 20), fill="navy", width=8)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


PLAIN = Certificate(
    names=("Zoë Łukaszewicz",),
    heading="Certificate of recognition",
    given="presented with thanks to",
    wording="for leading the mentoring circle",
    date="3 March 2026",
    number="No. 2026-014",
    signatories=(
        Signatory("Ọláyínká Adébáyọ̀", "Director", picture()),
        Signatory("Wei Zhang", "Chair"),
    ),
)


def printed(*facts: Certificate, theme: Theme | None = None, **look: object) -> Rendered:
    theme = theme or Theme(organisation="Harbour & Vale")
    data = Certificates(facts, **look)  # type: ignore[arg-type]
    return render_pages(story(data, theme), theme, REPORT.page(data).title)


def said(done: Rendered) -> str:
    return " ".join(pdf.text(done.pdf).split())


def flat(text: str) -> str:
    """Give a text without what a line break changes."""
    return re.sub(r"[\s-]+", "", unicodedata.normalize("NFC", text))


def aloud(done: Rendered) -> set[str]:
    return {flat(str(e.get("/ActualText", ""))) for e in pdf.elements(done.pdf)}


@pytest.mark.parametrize("edition", ["clear", "large"])
@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("layout", LAYOUT.choices or ())
def test_each_look(layout: str, upright: bool, edition: str):
    for paper in ("a4", "letter"):
        theme = Theme(paper=paper, edition=edition, organisation="Harbour & Vale", logo=picture())
        done = printed(PLAIN, theme=theme, layout=layout, upright=upright)
        assert (done.pages, done.warnings) == (1, ())
        assert not pdf.accessible(done.pdf)
        assert not pdf.disagreements(done.pdf)
        assert not pdf.outside(done.pdf, SAFE)
        assert all(pdf.fonts(done.pdf).values())
        assert min(pdf.sizes(done.pdf)) >= (18 if edition == "large" else 10)
        for words in ("Certificate of recognition", "Zoë Łukaszewicz", "3 March 2026", "Wei Zhang"):
            assert words in said(done)


@pytest.mark.parametrize("edition", ["clear", "large"])
@pytest.mark.parametrize("case", NAMES)
def test_a_name_of_any_script_is_whole(case: str, edition: str):
    theme = Theme(edition=edition, organisation="Harbour & Vale")
    done = printed(replace(PLAIN, names=(NAMES[case],)), theme=theme)
    assert (done.pages, done.warnings) == (1, ())
    assert not pdf.accessible(done.pdf)
    assert not pdf.outside(done.pdf, SAFE)


def test_wording_shrinks_before_anything_is_left_out():
    short, long = (printed(replace(PLAIN, wording=LONG * n)) for n in (0, 2))
    assert not long.warnings
    assert LONG.strip() in said(long)
    assert max(pdf.sizes(long.pdf)) <= max(pdf.sizes(short.pdf))


@pytest.mark.parametrize("edition", ["clear", "large"])
@pytest.mark.parametrize("layout", LAYOUT.choices or ())
def test_wording_that_fits_no_page_goes_on_overleaf(layout: str, edition: str):
    theme = Theme(edition=edition, organisation="Harbour & Vale")
    whole = " ".join(f"{LONG.strip()} ({n})." for n in range(15))
    done = printed(replace(PLAIN, wording=whole), PLAIN, theme=theme, layout=layout)
    first, *more, last = (" ".join(text.split()) for text in pdf.page_texts(done.pdf))
    assert (len(more) >= 1, done.warnings) == (True, ())
    assert "Wei Zhang" in first
    assert "Continues on the next page." in first
    assert "overleaf" not in last
    assert "for leading the mentoring circle" in last
    for number, text in enumerate(more, 2):
        assert f"No. 2026-014 · Page {number} of {len(more) + 1}" in text
    words = flat(" ".join((first, *more)))
    assert all(f"first;({n})." in words for n in range(15))
    assert not pdf.accessible(done.pdf)
    assert not pdf.disagreements(done.pdf)
    assert not pdf.outside(done.pdf, SAFE)


# Scripts that PDFium reads back letter by letter; the others are looked at one by one.
CREW = tuple(NAMES[c] for c in ("Vietnamese", "Polish", "Yoruba", "Greek", "Ukrainian")) * 3
LONGEST = "Alessandra Maria von Hohenstein-Wittgenburg Castelbarco-Pallavicini " * 3


@pytest.mark.parametrize("edition", ["clear", "large"])
@pytest.mark.parametrize("upright", [False, True])
def test_nothing_is_ever_cut_off(edition: str, upright: bool):
    signs = tuple(Signatory(LONGEST[:120], LONGEST[60:180], picture()) for _n in range(3))
    full = replace(PLAIN, names=CREW, team=LONGEST[:200], wording=CITATION, signatories=signs,
                   heading=LONGEST[:120], reprint="Reprint 12 · 22 Nov 2026")  # fmt: skip
    tries = (
        replace(PLAIN, names=CREW, team="Night shift", wording=CITATION),
        replace(full, heading="Everyday ally", team="", signatories=signs[:1]),
        replace(full, names=tuple(f"{n} {LONGEST[:190]}" for n in range(40))),
        replace(full, names=(LONGEST[:200],), team="", wording=LONG * 17),
        replace(full, names=CREW[:3], wording="for all"),
    )
    for paper, layout in (("a4", "frame"), ("letter", "band")):
        theme = Theme(paper=paper, edition=edition, organisation="Harbour & Vale")
        for facts in tries:
            done = printed(facts, theme=theme, upright=upright, layout=layout)
            assert not done.warnings
            assert not pdf.outside(done.pdf, SAFE)
            assert min(pdf.sizes(done.pdf)) >= (18 if edition == "large" else 11)
            text, heard = flat(said(done)), aloud(done)
            for name in facts.names:
                assert flat(name) in text or flat(name) in heard, name
            for part in (facts.wording, facts.heading, facts.team, signs[0].role):
                ends = flat(part)[:20], flat(part)[-20:]
                shown = part != signs[0].role or part in [x.role for x in facts.signatories]
                assert not shown or all(end in text for end in ends), part
            assert "2026014" in text


def test_names_of_a_team_without_a_name_stand_overleaf():
    everybody = tuple(f"Person Number {n}" for n in range(60))
    done = printed(replace(PLAIN, names=everybody), theme=Theme(edition="large"), upright=True)
    first, *more = pdf.page_texts(done.pdf)
    assert "A team of 60" in first
    assert "All names are on the next page." in first
    assert "Person Number 3" not in first
    assert [name for name in everybody if flat(name) not in flat(" ".join(more))] == []
    assert pdf.roles(done.pdf).count("LI") == 60


def test_a_team_stands_on_three_lines():
    done = printed(replace(PLAIN, names=("Amal Haddad", "Zoë Łukaszewicz", "Wei Zhang")))
    levels = [pdf.boxes(done.pdf, name)[0] for name in ("Amal Haddad", "Zoë Łukaszewicz")]
    assert levels[0][2] > levels[1][4] - 6


def test_a_last_row_of_two_stands_below_the_outer_of_three_columns():
    team = (
        *[
            f"Person {word}"
            for word in ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"]
        ],
        "Alessandra Maria von Hohenstein-Wittgenburg Castelbarco-Pallavicini",
        *[f"Person {word}" for word in ["Ten", "Eleven", "Twelve", "Last", "Corner"]],
    )
    done = printed(replace(PLAIN, names=team), theme=Theme(edition="large"), layout="frame")
    middles = {
        name: (box[1] + box[3]) / 2
        for name in ("Person One", "Person Two", "Person Three", "Person Last", "Person Corner")
        for box in pdf.boxes(done.pdf, name)[:1]
    }
    first, second, third, *last = middles.values()
    assert first < second < third  # three beside each other
    assert last == pytest.approx([first, third], abs=1.0)


CITATION = ("for making the minutes in large print every week without being asked, and " * 9)[:600]
TEAM = tuple(list(NAMES.values())[:14])


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("layout", LAYOUT.choices or ())
def test_a_team_of_fourteen_and_six_hundred_letters_are_whole(layout: str, upright: bool):
    theme = Theme(organisation="Harbour & Vale", logo=picture())
    facts = replace(PLAIN, names=TEAM, wording=CITATION)
    done = printed(
        facts, replace(facts, names=TEAM[:6]), theme=theme, layout=layout, upright=upright
    )
    assert (done.pages, done.warnings) == (2, ())
    assert not pdf.accessible(done.pdf)
    assert not pdf.disagreements(done.pdf)
    assert not pdf.outside(done.pdf, SAFE)
    assert CITATION.split()[-1] in said(done)
    assert pdf.roles(done.pdf).count("LI") == 14 + 6
    for name in ("Zoë Muñoz", "Ελένη Παπαδοπούλου"):
        assert len(pdf.boxes(done.pdf, name)) == 2


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("layout", LAYOUT.choices or ())
def test_each_look_in_six_scripts(layout: str, upright: bool):
    scripts = ("Arabic", "Hebrew", "simplified Chinese", "Hindi", "Thai", "Amharic")
    facts = [replace(PLAIN, names=(NAMES[script],), wording=CITATION) for script in scripts]
    for paper in ("a4", "letter"):
        theme = Theme(paper=paper, organisation="Harbour & Vale")
        done = printed(*facts, theme=theme, layout=layout, upright=upright)
        assert (done.pages, done.warnings) == (6, ())
        assert not pdf.accessible(done.pdf)
        assert not pdf.outside(done.pdf, SAFE)


def test_a_reprint_is_marked_on_any_paper():
    mark = reprint_mark(2, dt.date(2026, 11, 22), "en-GB")
    assert mark == "Reprint 2 · 22 Nov 2026"
    for preprinted in (False, True):
        done = printed(replace(PLAIN, reprint=mark), preprinted=preprinted)
        assert mark in said(done)
        assert "Reprint" not in said(printed(PLAIN, preprinted=preprinted))


@pytest.mark.parametrize("edition", ["clear", "large"])
def test_what_was_covered_stands_behind(edition: str):
    items = tuple(f"Step {n}: see who is not in the room" for n in range(12))
    covered = Covered("What was covered", (("Hours", "6"), ("Led by", "ليلى حسن")), items)
    facts = replace(PLAIN, covered=covered)
    done = printed(facts, PLAIN, facts, theme=Theme(edition=edition), upright=True)
    texts = pdf.page_texts(done.pdf)
    assert (done.pages, done.warnings) == (5, ())
    assert all("Step 11" in texts[page] for page in (1, 4))
    assert "Zoë" in texts[2]
    assert not pdf.accessible(done.pdf)
    assert not pdf.outside(done.pdf, SAFE)
    endless = replace(covered, items=tuple(f"Part {n} of it" for n in range(140)))
    told = printed(replace(PLAIN, covered=endless), theme=Theme(edition=edition))
    assert told.warnings == ()
    assert all(f"Part {n} of it" in said(told) for n in range(140))
    assert not pdf.accessible(told.pdf)
    assert not pdf.outside(told.pdf, SAFE)


def test_without_a_name_there_is_a_line_to_write_on():
    done = printed(replace(PLAIN, names=()))
    assert not done.warnings
    lines = [(right - left) / 72 * 25.4 for _p, left, _b, right, _t in pdf.outside(done.pdf, 9999)]
    assert any(width == pytest.approx(120, abs=0.5) for width in lines)


def test_pre_printed_paper_gets_only_what_differs():
    whole = printed(PLAIN)
    bare = printed(PLAIN, preprinted=True)
    for words in ("Zoë Łukaszewicz", "for leading the mentoring circle", "3 March", "2026-014"):
        assert words in said(bare)
        assert pdf.boxes(bare.pdf, words) == pdf.boxes(whole.pdf, words)
    for words in ("Harbour", "recognition", "presented", "Wei Zhang", "Director"):
        assert words not in said(bare)
    assert pdf.roles(bare.pdf).count("Figure") == 1  # the signature
    assert not pdf.accessible(bare.pdf)
    moved = printed(PLAIN, preprinted=True, right=2.0, down=-1.0)
    before, after = (pdf.boxes(d.pdf, "Zoë")[0] for d in (bare, moved))
    assert after[1] - before[1] == pytest.approx(2 * 72 / 25.4, abs=0.05)
    assert after[2] - before[2] == pytest.approx(72 / 25.4, abs=0.05)


@pytest.mark.parametrize(
    ("image", "fine"),
    [
        (b"", True),
        (b"no picture", False),
        (picture()[:200], False),
        (picture("JPEG"), True),
        (picture("PNG", (8_000, 8_000)), True),
        (picture("GIF"), False),
    ],
    ids=["none", "words", "cut off", "jpeg", "8000 x 8000", "gif"],
)
def test_pictures_of_signatures(image: bytes, fine: bool):
    signed = (Signatory("Wei Zhang", "Chair", image),)
    done = printed(replace(PLAIN, signatories=signed), replace(PLAIN, signatories=signed))
    assert len(done.warnings) == (0 if fine else 1)
    if not fine:
        assert "The signature of Wei Zhang is not a picture" in done.warnings[0]
    assert len(done.pdf) < 400_000
    assert not pdf.accessible(done.pdf)


def test_the_paper_of_a_scanned_signature_leaves_no_grey_box():
    from allydesk.reports.engine.picture import signature

    scan = Image.new("RGB", (900, 700), (206, 203, 196))
    ImageDraw.Draw(scan).line((300, 400, 600, 320), fill=(40, 40, 70), width=9)
    clear = Image.new("RGBA", (900, 700), (0, 0, 0, 0))
    ImageDraw.Draw(clear).line((300, 400, 600, 320), fill=(20, 20, 90, 255), width=9)
    for image in (scan, clear):
        out = io.BytesIO()
        image.save(out, "PNG")
        found = signature(out.getvalue())
        assert found is not None
        wide, tall = found.getSize()
        assert (300 <= wide < 330, 75 <= tall < 110) == (True, True)
        pixel = bytes(found.getRGBData())[:3]
        assert image is clear or pixel == b"\xff\xff\xff"


def test_a_logo_that_is_no_picture_is_told_once_for_all():
    theme = Theme(organisation="Harbour & Vale", logo=b"no picture")
    done = printed(PLAIN, PLAIN, PLAIN, theme=theme)
    assert len(done.warnings) == 1
    assert done.pages == 3


def test_from_right_to_left():
    theme = Theme(language="ar", organisation="المرفأ")
    for layout in LAYOUT.choices or ():
        arabic = replace(PLAIN, names=("فاطمة الزهراء",), wording="لقيادة دائرة الإرشاد")
        done = printed(arabic, theme=theme, layout=layout)
        assert not pdf.accessible(done.pdf)
        assert not pdf.outside(done.pdf, SAFE)
        assert "فاطمة الزهراء" in {str(e.get("/ActualText", "")) for e in pdf.elements(done.pdf)}


def test_one_file_for_many_people(store: Store):
    people = [factories.person(store, f"Person Nr. {n}") for n in range(25)]
    given = {"people": people, "number": "2026-009", "signed": "Wei Zhang, Chair; Zoë, HR"}
    done = report.make(store, "certificate", given, TODAY)
    texts = pdf.page_texts(done.pdf)
    assert done.pages == len(texts) == 25
    assert "Person Nr. 0" in texts[0]
    assert "No. 2026-009" in texts[0]
    assert "No. 2026-010" in texts[1]
    assert "19 November 2026" in texts[24]
    assert "Chair" in texts[24]


def test_a_team_or_a_guest_is_typed(store: Store):
    given = {"who": "Amal Haddad | Wei Zhang", "wording": "for a fine evening", "lies": "upright"}
    done = report.make(store, "certificate", given, TODAY)
    assert done.pages == 1
    text = " ".join(pdf.text(done.pdf).split())
    assert "Amal Haddad Wei Zhang" in text
    assert "Amal" not in done.file_name


def test_odd_characters_in_what_is_typed_leave_no_trace(store: Store):
    given = {"heading": "\x07<b>&\u202eThanks\x00", "who": "\u202eAmal\x00", "wording": "\x1b[31m"}
    done = report.make(store, "certificate", given, TODAY)
    assert done.title == "<b>&Thanks"
    assert not done.warnings
    assert not pdf.accessible(done.pdf)
    assert "<b>&" in pdf.text(done.pdf)
    assert not {"\u202e", "\x07", "\x00"} & set(done.title + done.file_name)


def test_numbers_count_up():
    assert counted("2026-009", 3) == ["2026-009", "2026-010", "2026-011"]
    assert counted("99/B", 2) == ["99/B", "100/B"]
    assert counted("", 2) == ["", ""]
    assert counted("AD", 2) == ["AD", "AD"]
