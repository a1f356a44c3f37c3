"""What is published is attacked: by subtraction, by bounds, and by somebody who knows the rule."""

import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.models import suppression
from allydesk.models.organisation import Organisation
from allydesk.models.suppression import Hidden, NoAnswers, Shown
from allydesk.store import Store

PRIME = 2_147_483_647
TABLES = 20_000
Equation = tuple[dict[Hashable, int], int]  # unknowns with their factors, and what they sum to


# ---- the attacks


def determined(equations: Iterable[Equation]) -> set[Hashable]:
    """Give the unknowns that subtraction, of any number of lines from any others, gives back."""
    reduced: dict[Hashable, dict[Hashable, int]] = {}
    for factors, _sum in equations:
        row = {u: f % PRIME for u, f in factors.items()}
        for pivot in [u for u in row if u in reduced]:
            add(row, reduced[pivot], -row[pivot])
        if not row:
            continue
        pivot = next(iter(row))
        inverse = pow(row[pivot], -1, PRIME)
        row = {u: f * inverse % PRIME for u, f in row.items()}
        for other in reduced.values():
            if pivot in other:
                add(other, row, -other[pivot])
        reduced[pivot] = row
    return {next(iter(row)) for row in reduced.values() if len(row) == 1}


def add(row: dict[Hashable, int], other: dict[Hashable, int], times: int) -> None:
    for u, f in other.items():
        if left := (row.get(u, 0) + times * f) % PRIME:
            row[u] = left
        else:
            row.pop(u, None)


def narrowest(equations: Sequence[Equation]) -> int:
    """Give how many values are left for the unknown that is known best, if none is below nothing."""
    low: dict[Hashable, int] = defaultdict(int)
    high = {u: 10**6 for factors, _sum in equations for u in factors}
    for _round in range(20):
        before = dict(low), dict(high)
        for factors, sum_ in equations:
            least, most = _ends(factors, low, high)
            for u, f in factors.items():
                own_least, own_most = sorted((f * low[u], f * high[u]))
                ends = sum_ - (most - own_most), sum_ - (least - own_least)
                first, last = sorted(e * f for e in ends)  # f is 1 or -1
                low[u], high[u] = max(low[u], first), min(high[u], last)
        if before == (dict(low), dict(high)):
            break
    return min(high[u] - low[u] for u in high)


def _ends(
    factors: dict[Hashable, int], low: dict[Hashable, int], high: dict[Hashable, int]
) -> tuple[int, int]:
    pairs = [sorted((f * low[u], f * high[u])) for u, f in factors.items()]
    return sum(p[0] for p in pairs), sum(p[1] for p in pairs)


def line(cells: dict[Hashable, object], total: object, name: Hashable) -> Equation | None:
    """Make an equation of one published line: its hidden cells, and its total if that is hidden."""
    unknown: dict[Hashable, int] = {u: 1 for u, c in cells.items() if isinstance(c, Hidden)}
    known = sum(c.n for c in cells.values() if isinstance(c, Shown))
    if isinstance(total, Shown):
        return (unknown, total.n - known) if unknown else None
    return ({**unknown, name: -1}, -known)


def lines_of(table: suppression.TwoWay) -> list[Equation]:
    found = [
        line({(i, j): c for j, c in enumerate(row)}, table.rows[i], ("row", i))
        for i, row in enumerate(table.cells)
    ]
    for j, column in enumerate(zip(*table.cells, strict=True)):
        found.append(
            line({(i, j): c for i, c in enumerate(column)}, table.columns[j], ("column", j))
        )
    found.append(line({("row", i): c for i, c in enumerate(table.rows)}, table.total, "total"))
    found.append(
        line({("column", j): c for j, c in enumerate(table.columns)}, table.total, "total")
    )
    return [e for e in found if e]


def some_counts(chance: random.Random, n: int) -> list[int]:
    """Make counts as they come: many small ones, some larger, now and then a large one."""
    most = chance.choice((3, 6, 12, 40, 300))
    return [chance.randint(0, chance.choice((most, most, 4))) for _n in range(n)]


# ---- one way and two ways


def test_one_way_tables_give_nothing_back() -> None:
    chance = random.Random(1)
    for _n in range(TABLES):
        k = chance.randint(3, 9)
        table = suppression.one_way(dict(enumerate(some_counts(chance, chance.randint(1, 12)))), k)
        hidden = [n for n, c in table.cells.items() if isinstance(c, Hidden)]
        assert all(c.n >= k for c in table.cells.values() if isinstance(c, Shown))
        if not isinstance(table.total, Shown):
            assert len(hidden) == len(table.cells)
        elif hidden:
            shown = sum(c.n for c in table.cells.values() if isinstance(c, Shown))
            assert len(hidden) >= 2
            assert table.total.n - shown >= k


def test_two_way_tables_give_nothing_back() -> None:
    chance = random.Random(2)
    attacked = 0
    for n in range(TABLES):
        k, width = chance.randint(3, 6), chance.randint(1, 6)
        counts = [some_counts(chance, width) for _n in range(chance.randint(1, 6))]
        table = suppression.two_way(counts, k)
        assert all(c.n >= k for row in table.cells for c in row if isinstance(c, Shown))
        assert all(c.n >= k for c in (*table.rows, *table.columns) if isinstance(c, Shown))
        equations = lines_of(table)
        if not equations or isinstance(table.total, Hidden):
            continue
        attacked += 1
        assert not determined(equations), counts
        if n % 8 == 0:
            assert narrowest(equations) >= k, counts
    assert attacked > TABLES / 3


def values_left(
    tables: Iterable[tuple[int, ...]], publish: Callable[[tuple[int, ...]], Hashable]
) -> dict[Hashable, list[set[int]]]:
    """Give for each published page the values that each cell may have, to one who knows the rule."""
    found: dict[Hashable, list[set[int]]] = {}
    for counts in tables:
        left = found.setdefault(publish(counts), [set() for _n in counts])
        for values, n in zip(left, counts, strict=True):
            values.add(n)
    return found


@pytest.mark.parametrize(("cells", "most"), [(2, 15), (3, 15), (4, 14), (5, 12)])
def test_who_knows_the_rule_learns_no_hidden_cell(cells: int, most: int) -> None:
    def publish(counts: tuple[int, ...]) -> Hashable:
        table = suppression.one_way(dict(enumerate(counts)), 3)
        return (*table.cells.values(), table.total)

    found = values_left(_sums_to_at_most(cells, most), publish)
    for page, left in found.items():
        assert isinstance(page, tuple)
        for cell, values in zip(page, left, strict=False):
            assert isinstance(cell, Shown) or len(values) > 1, page


@pytest.mark.parametrize(
    ("rows", "columns", "most"), [(1, 3, 14), (3, 1, 14), (2, 2, 18), (2, 3, 13), (3, 3, 8)]
)
def test_who_knows_the_rule_learns_no_hidden_cell_two_ways(
    rows: int, columns: int, most: int
) -> None:
    def publish(counts: tuple[int, ...]) -> Hashable:
        table = suppression.two_way(
            [counts[n * columns : (n + 1) * columns] for n in range(rows)], 3
        )
        return (*(c for row in table.cells for c in row), table.rows, table.columns, table.total)

    found = values_left(_sums_to_at_most(rows * columns, most), publish)
    for page, left in found.items():
        assert isinstance(page, tuple)
        for cell, values in zip(page, left, strict=False):
            assert isinstance(cell, Shown) or len(values) > 1, page


def _sums_to_at_most(cells: int, most: int) -> Iterable[tuple[int, ...]]:
    if cells == 0:
        yield ()
        return
    for first in range(most + 1):
        for rest in _sums_to_at_most(cells - 1, most - first):
            yield (first, *rest)


def test_the_mean_leaves_every_step_open() -> None:
    def publish(counts: tuple[int, ...]) -> Hashable:
        found = suppression.scale(counts, 3)
        return (*found.steps, found.answered, found.mean)

    tables = (t for t in _sums_to_at_most(5, 9))
    for page, left in values_left(tables, publish).items():
        assert isinstance(page, tuple)
        for cell, values in zip(page, left, strict=False):
            assert isinstance(cell, Shown) or len(values) > 1, page


# ---- the words and the edges


@given(st.integers(-5, 30))
def test_k_is_never_below_three(k: int) -> None:
    assert suppression.one_way({"a": 2, "b": 30}, k).cells["a"] == Hidden(max(3, k))


def test_k_comes_from_the_desk_and_a_file_that_says_less_is_not_believed(store: Store) -> None:
    assert store.read(suppression.k_of) == suppression.at_least(None) == 5

    def lower(s: Session, k: int) -> None:
        s.execute(update(Organisation), [{"id": 1, "k": k}])

    for stored, used in ((1, 3), (12, 12)):
        store.write("Change", lower, stored)
        assert store.read(suppression.k_of) == used


def test_too_few_is_told_apart_from_none() -> None:
    few = suppression.total(3, 5, whole=True)
    assert isinstance(few, Hidden)
    assert few.words() == "Hidden until 5 people have answered (3 so far)."
    assert suppression.total(0, 5, whole=True) == NoAnswers()
    # Of a part nothing is told: neither how many there are, nor that there are none.
    assert suppression.total(3, 5) == suppression.total(0, 5) == Hidden(5)
    assert "so far" not in Hidden(5).words()
    zero = suppression.one_way({"a": 0, "b": 7, "c": 9}, 5).cells
    assert zero == {"a": Hidden(5), "b": Hidden(5), "c": Shown(9)}


def test_comments_come_from_five_on_and_in_another_order() -> None:
    said = [f"Comment {n}" for n in range(60)]
    shown = suppression.comments(said, 5)
    assert isinstance(shown, list)
    assert shown != said
    assert sorted(shown) == sorted(said)
    assert suppression.comments(said[:4], 5) == Hidden(5)
    assert suppression.comments([], 5, whole=True) == NoAnswers()


def test_a_filter_that_singles_out_a_few_is_refused() -> None:
    # "b" alone is no secret; but with "a" and "c" chosen one after the other it would give "d".
    counts = {"a": 30, "b": 6, "c": 12, "d": 2}
    for chosen in ("b", "d", "nothing like it"):
        with pytest.raises(Problem, match="single out fewer than 5"):
            suppression.refuse_to_isolate(counts, chosen, 5)
    for chosen in ("a", "c"):
        suppression.refuse_to_isolate(counts, chosen, 5)
