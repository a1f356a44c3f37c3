"""Back and forward, as a browser does it."""

from hypothesis import given
from hypothesis import strategies as st

from allydesk.ui.desk import Going
from allydesk.ui.shell.trail import Trail


def test_back_and_forward() -> None:
    trail = Trail()
    assert trail.here() is None
    assert trail.step(-1) is None
    home, people, ana = Going("home"), Going("people"), Going("people", 7)
    trail.go(home)
    trail.go(people)
    trail.note(ana)
    trail.go(home)
    assert trail.step(1) is None
    assert trail.step(-1) == ana
    assert trail.step(-1) == home
    assert trail.step(-1) is None
    assert trail.step(1) == ana
    trail.go(Going("help"))
    assert trail.step(1) is None  # what was ahead is forgotten
    assert trail.step(-1) == ana
    assert trail.lately() == [ana, home]


def test_the_same_place_twice_is_one_step() -> None:
    trail = Trail()
    trail.go(Going("home"))
    trail.go(Going("home"))
    assert trail.step(-1) is None


places = st.builds(
    Going, st.sampled_from(["home", "people", "groups"]), st.none() | st.integers(1, 3)
)


@given(st.lists(places | st.sampled_from([-1, 1]), max_size=40))
def test_the_trail_is_never_lost(steps: list[Going | int]) -> None:
    trail = Trail()
    for step in steps:
        before = trail.here()
        found = trail.step(step) if isinstance(step, int) else trail.go(step)
        if isinstance(step, Going):
            assert trail.here() == step
        else:
            assert trail.here() == (found or before)
