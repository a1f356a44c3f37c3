"""Letters placed as their scripts ask, and cut into what a reader sees as one character."""

from __future__ import annotations

import pytest

from allydesk.reports.engine import clusters
from allydesk.reports.engine.shape import Line
from allydesk.reports.engine.stack import BOLD, REGULAR, stack
from tests.reports.engine.names import NAMES


def line(text: str, base: int | None = None) -> Line:
    return stack(REGULAR).shaper.line(text, base)


def glyphs(text: str) -> list[int]:
    return [glyph.id for run in line(text).runs for piece in run.pieces for glyph in piece.glyphs]


def files(text: str) -> list[str]:
    return [run.face.source.path.stem for run in line(text).runs]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_every_name_has_all_its_glyphs(name: str) -> None:
    for font in (stack(REGULAR), stack(BOLD)):
        found = font.shaper.line(clusters.tidy(name), None)
        assert not found.missing
        assert 0 not in [g.id for run in found.runs for piece in run.pieces for g in piece.glyphs]
        assert found.width == pytest.approx(font.width(clusters.tidy(name), 1000), rel=0.02)


def test_arabic_letters_join() -> None:
    alone = glyphs("ب")
    assert len(glyphs("ببب")) == 3
    assert len(set(glyphs("ببب")) | set(alone)) == 4  # first, middle, last, alone


def test_lam_and_alef_are_one_glyph_that_says_both_as_seen() -> None:
    (run,) = line("لا").runs
    assert [glyph.text for piece in run.pieces for glyph in piece.glyphs] == ["ال"]


def test_hindi_conjuncts_are_one_word_to_search() -> None:
    (run,) = line("श्री").runs
    assert len(run.pieces) == 1
    assert run.pieces[0].spanned
    assert run.pieces[0].text == "श्री"
    assert len(run.pieces[0].glyphs) < len("श्री")


def test_thai_marks_take_no_room() -> None:
    assert line("น้ำ").width < line("นนำ").width


def test_right_to_left_runs_stand_in_the_order_in_which_they_are_seen() -> None:
    assert files("Noa לוי ABC") == ["NotoSans", *["NotoSansHebrew"] * 2, "NotoSans"]
    mixed = line("לוי 42 x", 1)
    assert mixed.runs[0].pieces[0].text == "x"


def test_han_forms_follow_the_language() -> None:
    shaper = stack(REGULAR).shaper
    try:
        forms = set()
        for language in ("ja", "ko", "zh-Hans", "zh-Hant"):
            shaper.speak(language)
            forms.add(tuple(glyphs("骨直")))
        assert len(forms) >= 3
    finally:
        shaper.speak("en")
    assert clusters.east_asian_language("渡邉 さくら", "zh-TW") == "ja"
    assert clusters.east_asian_language("渡邉", "zh-TW") == "zh-hant"
    assert clusters.east_asian_language("金 하늘", "ja") == "ko"


def test_the_japanese_dot_between_names_is_wide() -> None:
    (run,) = line("カ・ナ").runs
    assert [piece.glyphs[0].advance for piece in run.pieces] == [1000] * 3


def test_a_family_s_form_of_a_character_is_drawn_or_its_loss_is_said() -> None:
    assert glyphs("邉\U000e0102") != glyphs("邉")
    assert line("邉\U000e0102").runs[0].pieces[0].text == "邉\U000e0102"
    assert not line("邉\U000e0102").missing
    assert glyphs("山\U000e01ef") == glyphs("山")
    assert line("山\U000e01ef").missing == ("山\U000e01ef",)


def test_the_space_after_a_picture_is_a_space_of_letters() -> None:
    assert files("🌈 🌈") == ["NotoEmoji", "NotoSans", "NotoEmoji"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("👩🏽‍💻", 1), ("🇩🇰🇬🇱", 2), ("e\u0301a", 2), ("🏳️‍🌈x", 2), ("1️⃣", 1), ("नि", 1), ("abc", 3)],
)
def test_what_is_one_character_to_a_reader(text: str, count: int) -> None:
    assert len(list(clusters.clusters(text))) == count


def test_text_is_tidied_but_names_keep_their_characters() -> None:
    assert clusters.tidy("Zoe\u0308\x00\u202e!") == "Zoë  !"
    assert (
        clusters.tidy("\ufa19田") == "\ufa19田"
    )  # composing would make an everyday character of it
    assert clusters.tidy("a\ud800") == "a\ufffd"
    assert clusters.tidy("کیانی\u200cنژاد") == "کیانی\u200cنژاد"
