"""Questions asked in rounds: answers without a name, typed or tapped, and results that are safe."""

import pytest

from allydesk.errors import Invalid, Problem
from allydesk.listening import notes, paper
from allydesk.models.feedback import pulse, tray
from allydesk.models.suppression import Hidden, Mean, NoAnswers, Shown
from allydesk.store import Store
from tests.factories import TODAY
from tests.faults.reading import everything


@pytest.fixture
def wave(store: Store) -> int:
    return store.quietly((), pulse.begin, "Autumn 2026", "belonging", "2026-11")


def answer(store: Store, wave: int, *sheets: tuple[int | None, ...], words: str = "") -> None:
    for sheet in sheets:
        store.quietly((), pulse.answer, wave, sheet, words)


def test_nothing_shows_while_a_round_is_open_and_it_never_opens_again(
    store: Store, wave: int
) -> None:
    assert store.read(pulse.results, wave).answered == NoAnswers()
    answer(store, wave, *[(4, 5, 3)] * 3)
    for n, words in ((3, "until 5 people have answered (3 so far)"), (7, "are closed (7 so far)")):
        answer(store, wave, *[(4, 5, 3)] * (n - 3))
        found = store.read(pulse.results, wave)
        assert isinstance(found.answered, Hidden)
        assert words in found.answered.words()
        assert found.answered == store.read(pulse.wave, wave).answered
        assert all(isinstance(r.scale.mean, Hidden) for r in found.questions)
    store.quietly((), pulse.close, wave)
    assert store.read(pulse.results, wave).answered == Shown(7)
    with pytest.raises(Problem, match="are closed"):
        answer(store, wave, (1, 1, 1))
    assert store.read(pulse.results, wave).answered == Shown(7)


def test_results_show_means_or_steps_but_never_what_gives_a_step_away(
    store: Store, wave: int
) -> None:
    answer(store, wave, *[(4, 5, 3)] * 6, *[(2, 5, None)] * 5, words="More light")
    answer(store, wave, *[(5, 5, 1)] * 5)
    store.quietly((), pulse.close, wave)
    found = store.read(pulse.results, wave)
    belong, myself, heard = (r.scale for r in found.questions)
    assert found.answered == Shown(16)
    assert belong.mean == Mean(3.7)  # (24 + 10 + 25) / 16
    assert {type(s) for s in belong.steps} == {Hidden}
    # Everybody chose the same step: the mean would say so.
    assert isinstance(myself.mean, Hidden)
    assert {type(s) for s in myself.steps} == {Hidden}
    assert heard.mean == Mean(2.1)
    assert heard.answered == Shown(11)
    assert found.comments == ["More light"] * 11
    assert [r.name for r in store.read(pulse.over_time, "belonging")] == ["Autumn 2026"]


def test_few_answers_stay_hidden_for_good(store: Store, wave: int) -> None:
    answer(store, wave, *[(1, 1, 1)] * 4, words="Just me")
    store.quietly((), pulse.close, wave)
    found = store.read(pulse.results, wave)
    assert found.answered == Hidden(5, 4)
    assert isinstance(found.comments, Hidden)
    assert "Just me" not in str(found)


def test_answers_lie_in_the_tray_and_are_filed_in_another_order(store: Store, wave: int) -> None:
    answer(store, wave, *[(n % 5 + 1, None, None) for n in range(4)])
    assert everything(store.path, "feedback_answers")["feedback_answers"] == []
    answer(store, wave, (1, 2, 3), (1, 2, 3), words="x")
    assert len(everything(store.path, "feedback_answers")["feedback_answers"]) == 5
    assert store.read(tray.sizes) == {f"wave {wave}": 1}
    assert not store.quietly((), notes.settle, TODAY)  # one waits on


@pytest.mark.parametrize(
    ("steps", "words", "sentence"),
    [
        ((1, 2), "", "Answer each question"),
        ((1, 2, 6), "", "Answer each question"),
        ((None, None, None), " ", "Nothing is answered yet"),
        ((1, 1, 1), "x" * 2001, "room for 2000"),
    ],
)
def test_an_unfinished_form_is_told_and_not_stored(
    store: Store, wave: int, steps: tuple[int | None, ...], words: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        answer(store, wave, steps, words=words)
    assert store.read(tray.sizes) == {}


# ---- paper


def test_a_stack_is_typed_by_digits_and_compared_with_a_second_entry(
    store: Store, wave: int
) -> None:
    sheets = [paper.read(t, 3) for t in ("453", "4 5 0", "11-", "222", "355", "000")]
    assert sheets[1] == (4, 5, None)
    stack = paper.Stack([(s, "Slow lift" if n == 2 else "") for n, s in enumerate(sheets)], [])
    store.quietly((), paper.keep, wave, stack)
    assert store.read(paper.stack, wave) == stack  # a power cut costs nothing
    again = [*sheets[:3], (2, 3, 2), *sheets[4:]]
    store.quietly((), paper.keep, wave, stack._replace(second=again))
    stored = store.read(paper.stack, wave)
    assert paper.differences(stored) == [(4, 2, 2, 3)]
    with pytest.raises(Problem, match="Sheet 4 differs in question 2"):
        store.quietly((), paper.hand_in, wave)
    store.quietly((), paper.keep, wave, stack._replace(second=list(sheets)))
    assert store.quietly((), paper.hand_in, wave) == 5  # the empty sheet is left out
    assert store.read(paper.stack, wave) == paper.Stack([], [])
    store.quietly((), pulse.close, wave)
    found = store.read(pulse.results, wave)
    assert found.answered == Shown(5)
    # 4, 4, 1, 2, 3: the mean stands, since it could be made of other answers too.
    assert found.questions[0].scale.mean == Mean(2.8)


@pytest.mark.parametrize(
    ("typed", "sentence"), [("45", "Type 3 digits"), ("46a", "“6” is not an answer")]
)
def test_a_wrong_digit_is_told_at_once(typed: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        paper.read(typed, 3)


def test_a_sheet_typed_only_once_is_a_difference() -> None:
    typed = paper.Stack([((1, 2), ""), ((3, None), "")], [(1, 2)])
    assert paper.differences(typed) == [(2, 1, 3, None), (2, 2, None, None)]


def test_a_round_is_deleted_with_its_answers(store: Store, wave: int) -> None:
    answer(store, wave, *[(1, 2, 3)] * 7)
    store.quietly((), pulse.erase, wave)
    assert store.read(pulse.waves) == []
    assert store.read(tray.sizes) == {}
    assert everything(store.path, "feedback_answers")["feedback_answers"] == []
