"""The PIN: kept so that it cannot be read, told from any other, slow to guess, never a trap."""

import pytest

from allydesk import pin


@pytest.mark.parametrize("word", ["2468", "0000", "häuser", "१२३४", "１２"])
def test_a_pin_is_known_again_and_is_not_there_to_read(word: str) -> None:
    kept = pin.keep(word)
    assert pin.is_kept(kept)
    assert pin.matches(word, kept)
    assert not pin.matches(word + "0", kept)
    assert not pin.matches("", kept)
    assert word not in kept
    assert pin.keep(word) != kept  # the same PIN looks different on each computer


@pytest.mark.parametrize(
    "kept", ["", "2468", "scrypt$zz$00", "scrypt$$", "scrypt$00", "other$00$00"]
)
def test_a_damaged_or_missing_pin_shuts_nobody_in(kept: str) -> None:
    assert not pin.is_kept(kept)
    assert pin.matches("anything", kept)


def test_no_pin_is_kept_as_nothing() -> None:
    assert pin.keep("") == ""


def test_guessing_gets_slow_but_never_ends() -> None:
    pauses = [pin.pause(n) for n in range(30)]
    assert pauses[:5] == [0] * 5
    assert pauses == sorted(pauses)
    assert (pauses[5], pauses[-1]) == (2, 60)
