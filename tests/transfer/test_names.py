"""No part of a name is lost, and none is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.text import sort_name
from allydesk.transfer.names import key, named, turned


@pytest.mark.parametrize(
    ("parts", "full", "sort", "known_as"),
    [
        ({"first_name": "Zoë", "last_name": "Łukaszewicz"}, "Zoë Łukaszewicz", "", ""),
        ({"first_name": "Jan", "name_prefix": "van der", "last_name": "Berg"}, "Jan van der Berg", "", ""),
        ({"first_name": "Monica", "last_name": "De La Cruz"}, "Monica De La Cruz", "De La Cruz, Monica", ""),
        ({"first_name": "Frank", "middle_name": "J.", "last_name": "Pallone", "suffix": "Jr."},
         "Frank J. Pallone, Jr.", "Pallone, Frank J., Jr.", ""),
        ({"first_name": "Emanuel", "last_name": "Cleaver", "suffix": "II"}, "Emanuel Cleaver II", "", ""),
        ({"full_name": "James C. Justice", "first_name": "Jim", "last_name": "Justice", "suffix": "II"},
         "James C. Justice", "Justice, James C., II", "Jim"),
        ({"full_name": "Bernard Sanders", "first_name": "Bernard", "last_name": "Sanders", "known_as": "Bernie"},
         "Bernard Sanders", "", "Bernie"),
        ({"full_name": "Madonna"}, "Madonna", "", ""),
        ({"first_name": "BB", "middle_name": "A", "last_name": "B"}, "BB A B", "", ""),
        ({"last_name": "王", "first_name": "小明"}, "王小明", "", ""),
        ({"name_last_first": "de la Cruz, Ana"}, "Ana de la Cruz", "de la Cruz, Ana", ""),
        ({"name_last_first": "Bishop, Sanford D., Jr."}, "Sanford D. Bishop, Jr.", "Bishop, Sanford D., Jr.", ""),
        ({"name_last_first": "DUPONT Jean-Marie"}, "Jean-Marie DUPONT", "", ""),
        ({"name_last_first": "Rossi Mario"}, "Mario Rossi", "", ""),
        ({"name_last_first": "Prince"}, "Prince", "", ""),
        ({"name_last_first": "García Lorca Federico"}, "García Lorca Federico", "", ""),
        ({"full_name": "Pablo José Hernández", "last_name": "Hernández Rivera", "first_name": "Pablo"},
         "Pablo José Hernández", "Hernández Rivera, Pablo", ""),
    ],
)  # fmt: skip
def test_names(parts: dict[str, str], full: str, sort: str, known_as: str) -> None:
    assert named(parts) == (full, sort, known_as)


word = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=12)


@given(
    first=word,
    middle=st.one_of(st.just(""), word),
    last=word,
    suffix=st.sampled_from(["", "Jr.", "III"]),
)
def test_every_part_is_in_the_name(first: str, middle: str, last: str, suffix: str) -> None:
    made = named({"first_name": first, "middle_name": middle, "last_name": last, "suffix": suffix})
    for part in (first, middle, last, suffix):
        assert part in made.full_name
        assert part in (made.sort_name or sort_name(made.full_name))


@given(st.text(max_size=40))
def test_turning_keeps_every_letter(text: str) -> None:
    assert sorted(c for c in turned(text)[0] if c.isalnum()) == sorted(
        c for c in text if c.isalnum()
    )


def test_spellings_that_are_one_name() -> None:
    assert key("Siobhán O’Neill") == key("O'NEILL, Siobhan")
    assert key("Wei Zhang") == key("Zhang Wei")
    assert key("Anna Kowalska") != key("Anna Kowalski")
