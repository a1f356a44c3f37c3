"""The direction of text, against cases of the Unicode standard and against what names need."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from allydesk.reports.engine import bidi

DATA = Path(__file__).parent / "data"


def cases(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split(";")] for line in lines if line[0] != "#"]


def agrees(found: list[int], expected: str, order: str) -> bool:
    """Compare levels and order; "x" stands for characters that have no level."""
    wanted = expected.split()
    kept = [at for at, level in enumerate(wanted) if level != "x"]
    if [found[at] for at in kept] != [int(wanted[at]) for at in kept]:
        return False
    seen = [kept[at] for at in bidi.visual([found[at] for at in kept])]
    return seen == [int(at) for at in order.split()]


def test_every_character_case_of_the_standard() -> None:
    wrong = []
    for case in cases("bidi-characters.txt"):
        text = "".join(chr(int(code, 16)) for code in case[0].split())
        base = None if case[1] == "2" else int(case[1])
        found, level = bidi.levels(text, base)
        if level != int(case[2]) or not agrees(found, case[3], case[4]):
            wrong.append(case)
    assert not wrong


def test_every_class_case_of_the_standard() -> None:
    wrong = []
    for classes, bits, expected, order in cases("bidi-classes.txt"):
        for bit, base in ((1, None), (2, 0), (4, 1)):
            if int(bits) & bit:
                found, _level = bidi.resolve(classes.split(), base)
                if not agrees(found, expected, order):
                    wrong.append((classes, base))
    assert not wrong


def seen(text: str, base: int | None = None) -> str:
    found, _ = bidi.levels(text, base)
    return "".join(text[at] for at in bidi.visual(found))


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("Noa לוי, third", None, "Noa יול, third"),
        ("לוי 42", None, "42 יול"),
        ("abc", 1, "abc"),
        ("א (b) ג", None, "ג )b( א"),
        ("\u2067א 1\u2069 x", None, "\u20671 א\u2069 x"),
    ],
)
def test_order_on_screen(text: str, base: int | None, expected: str) -> None:
    assert seen(text, base) == expected


def test_the_first_letter_gives_the_direction() -> None:
    assert bidi.first_strong("123 שלום abc") == 1
    assert bidi.first_strong("(abc) שלום") == 0
    assert bidi.first_strong("2026-03-03") is None
    assert bidi.first_strong("\u2067שלום\u2069 abc") == 0


def test_text_without_turns_costs_nothing() -> None:
    assert bidi.levels("Zoë & 渡邉") == ([0] * 8, 0)
    assert not bidi.turns("Ελένη, Їжакевич, 3/4 – “x”")


def test_brackets_are_the_ones_of_the_standard() -> None:
    paired = [char for pair in bidi._CLOSING.items() for char in pair]
    assert len(paired) == len(set(paired)) == 126
    assert all(unicodedata.mirrored(char) for char in paired)
    assert all(unicodedata.category(start) == "Ps" for start in bidi._CLOSING)
    assert all(unicodedata.category(end) == "Pe" for end in bidi._OPENING)
