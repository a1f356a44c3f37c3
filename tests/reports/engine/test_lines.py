"""Where lines end, and how wide columns become."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.reports.engine.columns import SIGN, fitted
from allydesk.reports.engine.lines import Fragment, broken, direction, longest_word, wrapped
from allydesk.reports.engine.stack import BOLD, REGULAR, stack
from allydesk.reports.engine.table import Column
from tests.reports.engine.names import NAMES

FONT = stack(REGULAR)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("one two three", "one two", ["one two", "three"]),
        ("one  two", "three", ["one", "two"]),
        ("first\nsecond", "first and second", ["first", "second"]),
        ("Smith-Jones", "Smith-J", ["Smith-", "Jones"]),
        ("they/them", "they/th", ["they/", "them"]),
        ("on 2026-03-03", "2026-03-03", ["on", "2026-03-03"]),
        ("2026-03-03", "2026-0", ["2026-0", "3-03"]),  # cut only where it must be
        ("", "one", [""]),
    ],
)
def test_where_lines_end(text: str, room: str, lines: list[str]) -> None:
    assert wrapped(text, FONT, 12, FONT.width(room, 12) + 0.01) == lines


def test_chinese_and_japanese_break_between_characters_but_not_before_a_stop() -> None:
    lines = wrapped("今日は同僚の話を聞く会です。はい。", FONT, 10, 45)
    assert "".join(lines) == "今日は同僚の話を聞く会です。はい。"
    assert len(lines) > 3
    assert not any(line.startswith("。") for line in lines)


def test_a_word_that_fits_no_line_is_cut_between_what_readers_see_as_characters() -> None:
    name = "न्यायमूर्ति" * 4
    lines = wrapped(name, FONT, 12, 60)
    assert "".join(lines) == name
    assert all(FONT.width(line, 12) <= 61 for line in lines)


words = st.text(st.sampled_from("abc xyz-/éŁ渡邉 さ한ل ש\u200d่"), max_size=60)


@given(words, st.floats(20, 200))
def test_nothing_is_lost_and_nothing_sticks_out(text: str, width: float) -> None:
    for line in wrapped(text, FONT, 12, width):
        one = len(line.strip()) <= 2
        assert one or FONT.width(line, 12) <= width + 0.5
    together = "".join(wrapped(text, FONT, 12, width))
    assert "".join(together.split()) == "".join(unicodedata.normalize("NFC", text).split())


def test_words_of_one_look_stay_together_and_those_of_another_apart() -> None:
    bold = stack(BOLD)
    parts = [Fragment("Bring ", FONT, 12, ""), Fragment("your own", bold, 12, "")]
    (line,) = broken([*parts, Fragment(" cup", FONT, 12, "")], 500, 0)
    assert [part.text for part in line.fragments] == ["Bring ", "your own", " cup"]
    (line,) = broken([Fragment("a ", FONT, 12, ""), Fragment("b", FONT, 12, "")], 500, 0)
    assert [part.text for part in line.fragments] == ["a b"]


def test_a_paragraph_has_the_direction_of_its_first_letter() -> None:
    assert direction("שלום Noa", 0) == 1
    assert direction("Noa שלום", 1) == 0
    assert direction("12:30", 1) == 1
    assert direction("12:30", 0) == 0


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_broken_into_whole_words(name: str) -> None:
    lines = wrapped(name, FONT, 12, longest_word(name, FONT, 12) + 0.01)
    assert len(lines) >= 1


def columns(*kinds: str) -> list[Column]:
    return [Column("x", kind="sign" if kind == "sign" else "words") for kind in kinds]


def test_what_is_left_over_goes_to_the_signature() -> None:
    found = fitted(columns("words", "sign"), [100, 40], [50, 40], 500)
    assert found == [100, 400]


def test_the_widest_column_gives_way_first() -> None:
    found = fitted(columns("words", "words", "words"), [30, 400, 90], [30, 60, 60], 300)
    assert found[0] == 30
    assert found[2] == 90
    assert sum(found) == pytest.approx(300, abs=0.1)


def test_a_signature_keeps_its_room() -> None:
    found = fitted(columns("words", "words", "sign"), [200, 200, 40], [60, 60, 40], 400)
    assert found[2] >= SIGN - 0.1


@given(
    st.lists(st.tuples(st.floats(5, 900), st.floats(1, 300)), min_size=1, max_size=9),
    st.floats(300, 800),
)
def test_columns_always_fill_the_page(pairs: list[tuple[float, float]], width: float) -> None:
    wanted = [max(pair) for pair in pairs]
    least = [min(pair) for pair in pairs]
    found = fitted(columns(*["words"] * len(pairs)), wanted, least, width)
    assert sum(found) == pytest.approx(width, rel=0.01)
    assert min(found) > 0
