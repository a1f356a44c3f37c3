"""Names cleaned, folded, guessed for sorting: for every tradition, not for one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk import text
from tests.factories import NAMES

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Zoë   Łukaszewicz ", "Zoë Łukaszewicz"),
        ("Zoe\u0308", "Zoë"),  # an e and two dots are one letter
        ("A\tB\nC\r\nD", "A B C D"),
        ("Ana\u00a0Pérez", "Ana Pérez"),
        ("\ufeffAna", "Ana"),
        ("\u202eanA\u202c", "anA"),  # turned round by a control nobody sees
        ("فرهاد\u200cنیا", "فرهاد\u200cنیا"),  # a joiner that shapes a Persian name stays
        ("<b>Bob</b>", "<b>Bob</b>"),
        ("Pride & Allies", "Pride & Allies"),
        ("O’Neill", "O’Neill"),
        ("Bel\x07l", "Bel l"),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_it_was_meant(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept


def test_lines_stay_lines_where_there_may_be_lines() -> None:
    assert text.clean(" a  b \r\n\r\n c\x00 ", lines=True) == "a b\n\n c"


@given(ANY)
def test_cleaning_twice_is_cleaning_once(any_text: str) -> None:
    for lines in (True, False):
        once = text.clean(any_text, lines=lines)
        assert text.clean(once, lines=lines) == once
        assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("lukasz", "Łukasz Wąsik"),
        ("wasik", "Łukasz Wąsik"),
        ("ŁUKASZ", "Łukasz Wąsik"),
        ("nguyen", "Nguyễn Thị Minh Khai"),
        ("thi minh", "Nguyễn Thị Minh Khai"),
        ("oneill", "Siobhán O’Neill"),
        ("o'neill", "Siobhán O’Neill"),
        ("O’N", "Siobhán O’Neill"),
        ("nunez", "José María de la Vega Núñez"),
        ("vega, jose", "José María de la Vega Núñez"),
        ("ola", "Ọlá"),
        ("otane tuhoe", "Ōtāne Tūhoe"),
        ("محمد", "محمد علي"),
        ("مُحَمَّد", "محمد علي"),  # with vowel signs
        ("张", "张伟"),
        ("zolc", "Żółć"),
        ("strasse", "Jo Straße"),
        ("soren", "Søren Ødegård"),
        ("odegard", "Søren Ødegård"),
        ("guðrun", "Guðrún Jónsdóttir"),
        ("gudrun", "Guðrún Jónsdóttir"),
        ("isil", "Işıl Çağlar"),
        ("IŞIL", "Işıl Çağlar"),
        ("lefevre dubois", "Anne-Sophie Lefèvre-Dubois"),
        ("lefevre-dubois", "Anne-Sophie Lefèvre-Dubois"),
        ("lefevredubois", "Anne-Sophie Lefèvre-Dubois"),
        ("pride & allies", "Pride & Allies"),
        ("ελενη", "Ελένη Παπαδοπούλου"),
        ("шевчук", "Олександр Шевчук"),
        ("ben", "שירה Ben־דוד"),
        ("bell jr", "Marcus Bell Jr."),
        ("kaaukai", "Leilani Kaʻaukai"),
    ],
)
def test_people_are_found_however_they_are_typed(typed: str, finds: str) -> None:
    key = text.search_key(finds)
    for pattern in text.like(typed):
        assert pattern.strip("%") in key, (pattern, key)


@pytest.mark.parametrize(
    ("typed", "misses"),
    [("शर्मी", "शर्मा"), ("anna", "Ana"), ("100%", "1000"), ("a_b", "axb"), ("zoe ray", "Zoë Lin")],
)
def test_what_is_another_name_is_not_found(typed: str, misses: str) -> None:
    key = text.search_key(misses)
    assert not all(pattern[1:-1] in key for pattern in text.like(typed))


def test_signs_of_like_are_just_signs() -> None:
    assert text.like("100%_\\") == ["%100\\%\\_\\\\%"]
    assert text.like("  ") == []
    assert text.like("Núñez, José") == ["%nunez%", "%jose%"]


@given(ANY)
def test_folding_twice_is_folding_once(any_text: str) -> None:
    once = text.fold(any_text)
    assert text.fold(once) == once


@given(ANY)
def test_case_never_matters_to_fold(any_text: str) -> None:
    assert text.fold(any_text.casefold()) == text.fold(any_text)


def test_an_address_stands_once_in_the_key() -> None:
    assert text.search_key("O’Neill", None, "s.oneill@example.org") == (
        "o'neill\noneill\ns.oneill@example.org"
    )


@pytest.mark.parametrize(
    ("name", "sorted_by"),
    [
        ("Zoë Łukaszewicz", "Łukaszewicz, Zoë"),
        ("José María de la Vega Núñez", "Núñez, José María de la Vega"),
        ("Siobhán O’Neill", "O’Neill, Siobhán"),
        ("Angus King, Jr.", "Angus King, Jr."),  # a comma is taken at its word
        ("Angus S. King Jr.", "King, Angus S., Jr."),
        ("Louis Gates III", "Gates, Louis, III"),
        ("Robert V", "V, Robert"),  # two words: the last one is a name, not a number
        ("Prince", "Prince"),
        ("Núñez, José", "Núñez, José"),
        ("张伟", "张伟"),
        ("佐藤 美咲", "佐藤 美咲"),
        ("김 민준", "김 민준"),
        ("محمد علي", "علي, محمد"),
        ("  Ana   Pérez ", "Pérez, Ana"),
        ("<b>Bob</b>", "<b>Bob</b>"),
    ],
)
def test_the_name_to_sort_by_is_guessed(name: str, sorted_by: str) -> None:
    assert text.sort_name(name) == sorted_by


@given(st.one_of(st.sampled_from(NAMES), ANY))
def test_a_guess_loses_no_word(name: str) -> None:
    words = sorted(text.clean(name).replace(",", "").split())
    assert sorted(text.sort_name(name).replace(",", "").split()) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Zoë Łukaszewicz", "ZŁ"),
        ("Prince", "P"),
        ("Anne-Sophie Lefèvre", "AS"),
        ("张伟", "张"),
        ("(Bob) Smith", "S"),
        ("", "?"),
        ("’", "?"),
    ],
)
def test_letters_stand_for_a_name(name: str, letters: str) -> None:
    assert text.first_letters(name) == letters
