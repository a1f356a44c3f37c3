"""The order of names, against the orders that CLDR publishes for each language."""

import random
import unicodedata
from itertools import groupby

import pytest
import pyuca
from hypothesis import given
from hypothesis import strategies as st

from allydesk import collation
from allydesk.collation import letter as letter_of
from allydesk.collation import sort_key
from tests.factories import NAMES

# Each line is in its language's own order; names that differ only in case or by an apostrophe are
# written once.
ORDERS = {
    "en": "Ábel Adams Ångström Baker Çelik Cook D’Arcy de Dean Łukasz Lund Müller Nash Núñez Obama "
    "O’Brien Oster Øster Östlund Żółć",
    "sv": "Adam Dahl Eðvald Wahl Übel Yngve Zorn Åberg Århus Äng Ærø Öberg Ørsted",
    "da": "Adam Dahl Müller Myrup Zorn Ægir Ärlig Öberg Ødegård Aagaard Åse",
    "nb": "Adam Hansen Zorn Ærlig Ødegård Åse Aasen",
    "de": "Achim Ähre Ahrens Bär Barth Müller Muster Öchsle Ochsner Straße Strasser Über Ulm Zorn",
    "pl": "Adam Ądam Cabak Ćwik Emil Ębski Lis Łoś Nowak Ńak Olek Ósmy Sowa Śliwa Zając Źrałek Żuk",
    "cs": "Adam Cibulka Čapek Dvořák Havel Chalupa Ivan Rak Řeha Sova Šebek Zeman Žák",
    "sk": "Adam Cibuľa Čapek Havel Chalupa Ivan Olej Ôsmy Sova Šebek Zeman Žák",
    "es": "Acosta Álvarez Ángel Chávez Cruz Llanos López Nadal Núñez Ñandú Ochoa",
    "tr": "Can Çağlar Gül Ğ Hasan Işıl İnci Jale Okan Ömer Su Şule Uğur Ümit Veli",
    "hu": "Cukor Csaba Dániel Dzeta Dzsida Erdő Gábor Gyula Lajos Lyka Nagy Nyári Olga Ökrös Őry "
    "Sára Szabó Tamás Tyukos Ubul Ügyes Űr Zoltán Zsolt",
    "fi": "Aalto Virtanen Ylönen Zorn Åberg Äijälä Öhman",
    "hr": "Cvitan Čović Ćosić Dario Džeko Đorđe Luka Ljubo Nada Njegoš Sara Šime Zora Žarko",
    "ro": "Albu Ădam Âmpar Ion Îndrei Sandu Șerban Toma Țurcanu",
    "is": "Ari Árni Davíð Ðe Einar Éva Illugi Ívar Þór Ægir Örn",
    "et": "Saar Šmidt Zoja Žanna Tamm Õun Äär Öövel Ülo",
    "lt": "Cibas Čia Ignas Ynas Jonas Sara Šarūnas Zita Žydrė",
    "cy": "Cadog Chwaer Dafydd Ddraig Emrys Ffion Gareth Ngarw Huw Lewis Llew Pedr Phyllis Rhys Tomos "
    "Theo",
    "vi": "An Ăn Ân Dung Đào Em Êm Oanh Ông Ơn Uyên Ưng",
    "el": "Άννα Βασίλης Ελένη Ζωή",
    "uk": "Андрій Богдан Олександр Шевчук",
}  # fmt: skip
SPECIAL = {
    "da": [("Aagaard", "Åsen"), ("Zorn", "Aagaard")],
    "hu": [("Megyesi", "Meggyes"), ("Csaba", "Csáki"), ("Kiss", "Kissz")],
    "en": [
        ("O’Brien", "O’Neill"), ("ONeal", "O’Neill"), ("Anne-Marie", "Anne Zoe"), ("Lee", "Lee 2"),
        ("Lee 2", "Lee 10"), ("Zoë", "Ελένη"), ("Ελένη", "Олександр"), ("Олександр", "שירה"),
        ("שירה", "محمد"), ("محمد", "अनन्या"), ("अनन्या", "ณัฐพล"), ("ณัฐพล", "김민준"), ("김민준", "张伟"),
        ("de la Vega", "Diaz"), ("resume", "résumé"), ("", "A"),
    ],
    "sv": [("Vera", "Wera"), ("Åsa", "Äsa")],
}  # fmt: skip


@pytest.mark.parametrize("language", ORDERS)
def test_names_stand_in_the_order_of_the_language(language: str) -> None:
    wanted = ORDERS[language].split()
    mixed = wanted.copy()
    random.Random(1).shuffle(mixed)
    assert sorted(mixed, key=lambda name: sort_key(name, language)) == wanted


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [(language, a, b) for language, pairs in SPECIAL.items() for a, b in pairs],
)
def test_one_stands_before_the_other(language: str, first: str, second: str) -> None:
    assert sort_key(first, language) < sort_key(second, language)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("O’Neill", "O'Neill"),
        ("O’Neill", "ONeill"),
        ("anna", "ANNA"),
        ("Anne-Marie", "Anne Marie"),
        ("St. John", "St John"),
        ("Zoë", "Zoe\u0308"),
        ("  Ana   Pérez", "Ana Pérez"),
    ],
)
def test_what_does_not_count(one: str, same: str) -> None:
    assert sort_key(one, "en-GB") == sort_key(same, "en-GB")


def test_a_region_speaks_its_language() -> None:
    assert sort_key("Öberg", "sv-FI") == sort_key("Öberg", "sv")
    assert sort_key("Öberg", "de-AT") == sort_key("Öberg", "de")
    assert sort_key("Öberg", "xx-YY") == sort_key("Öberg", "en")


@given(st.one_of(st.sampled_from(NAMES), st.text(max_size=40)), st.sampled_from(list(ORDERS)))
def test_every_text_has_a_key_that_can_be_stored(name: str, language: str) -> None:
    key = sort_key(name, language)
    key.encode("utf-8")
    assert "\0" not in key
    assert key == sort_key(name, language)


@given(
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz "), max_size=12),
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz "), max_size=12),
)
def test_plain_letters_stand_as_in_any_book(a: str, b: str) -> None:
    plain_a, plain_b = " ".join(a.split()), " ".join(b.split())
    assert (sort_key(a, "en") < sort_key(b, "en")) == (plain_a < plain_b)


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("Åberg", "sv", "Å"), ("Åberg", "en", "A"), ("Østby", "en", "O"), ("Aagaard", "da", "Å"),
        ("Chytil", "cs", "Ch"), ("Łukasz", "pl", "Ł"), ("Łukasz", "en", "L"), ("İpek", "tr", "İ"),
        ("Iğdır", "tr", "I"), ("Æsa", "en", "A"), ("’Olu", "en", "O"), ("김하늘", "ko", "ㄱ"),
        ("7 of 9", "en", "#"), ("فاطمة", "ar", "ف"), ("", "en", "#"),
    ],
)  # fmt: skip
def test_the_letter_a_name_is_looked_for_under(name: str, language: str, letter: str):
    assert letter_of(name, language) == letter


@pytest.mark.parametrize("language", ["en", "sv", "da", "cs", "tr", "hu", "pl"])
def test_each_letter_stands_once(language: str):
    names = [
        "Ada",
        "Åberg",
        "Aagaard",
        "Bo",
        "Chytil",
        "Cyd",
        "Ødegård",
        "Olu",
        "Ömer",
        "Zoë",
        "Ida",
        "Łoś",
        "Lea",
    ]
    ordered = sorted(names, key=lambda name: sort_key(name, language))
    letters = [letter for letter, _names in groupby(letter_of(n, language) for n in ordered)]
    assert len(letters) == len(set(letters)), letters


def test_the_table_says_the_same_line_by_line_as_all_at_once() -> None:
    whole, by_line = pyuca.Collator(), collation._collator.__wrapped__()
    chance = random.Random(1)
    # Every script, and marks that belong to the letter before them or stand in its way.
    letters = [
        *map(chr, range(0x20, 0xD7FF, 7)),
        *"\u0300\u0301\u0308\u0327\u0e40\u0fb2\u0f71\u0334",
    ]
    for _n in range(3000):
        text = unicodedata.normalize("NFD", "".join(chance.choices(letters, k=4)))
        assert by_line.collation_elements(text) == whole.collation_elements(text), ascii(text)
