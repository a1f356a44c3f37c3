"""Small numbers stay hidden: every count, mean, split and comment that leaves the data passes here.

What comes out holds no number that a subtraction could give back. A cell below k is hidden; so are
as many of the smallest others as it takes that the hidden ones differ and sum to k or more. A hidden
cell does not say whether it is small itself or hidden for the sake of another.

Why no sequence of requests undoes this: what is counted over time is counted once, for windows that
do not overlap and are over (models/feedback/count.py), and never for a part of a window chosen by a
second filter. All tables of one window share its total alone, so one says nothing about another's
cells.
"""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.organisation import SMALLEST_GROUP, Organisation

L = TypeVar("L", bound=Hashable)
_USUAL = 5
_CHANCE = random.SystemRandom()


class Shown(NamedTuple):
    """A number that may be seen."""

    n: int

    def __str__(self) -> str:
        return str(self.n)


class Hidden(NamedTuple):
    """A number that may not be seen. so_far stands only where a whole collection is too small.

    open says that answers still come in: a look in between would show what came last.
    """

    k: int
    so_far: int | None = None
    open: bool = False

    def __str__(self) -> str:
        return _("hidden")

    def words(self) -> str:
        """Give the sentence that stands in place of a result."""
        if self.so_far is None:
            return _("Hidden, so that nobody can be picked out.")
        if self.open and self.so_far >= self.k:
            return _("Hidden until the questions are closed ({n} so far).").format(n=self.so_far)
        return _("Hidden until {k} people have answered ({n} so far).").format(
            k=self.k, n=self.so_far
        )


class NoAnswers(NamedTuple):
    """Nothing was said at all, which is another thing than hidden."""

    def __str__(self) -> str:
        return _("no answers")

    def words(self) -> str:
        """Give the sentence that stands in place of a result."""
        return _("No answers yet.")


Count = Shown | Hidden | NoAnswers


class OneWay(NamedTuple, Generic[L]):
    """Counts by one property, with their total."""

    cells: Mapping[L, Shown | Hidden]
    total: Count

    def rule(self) -> str:
        """Give the sentence to print under a table in which something is hidden, or nothing."""
        hidden = next((c for c in self.cells.values() if isinstance(c, Hidden)), None)
        return rule(hidden.k) if hidden else ""


class TwoWay(NamedTuple):
    """Counts by two properties; cells[row][column]."""

    cells: tuple[tuple[Shown | Hidden, ...], ...]
    rows: tuple[Shown | Hidden, ...]
    columns: tuple[Shown | Hidden, ...]
    total: Count


class Mean(NamedTuple):
    """A mean that may be seen, to one decimal."""

    value: float


class Scale(NamedTuple):
    """The answers to one question on a scale: how many chose each step, and the mean.

    Together with hidden steps the mean would be one equation too many: then it stands alone.
    """

    steps: tuple[Shown | Hidden, ...]
    answered: Count
    mean: Mean | Hidden | NoAnswers


def k_of(s: Session) -> int:
    """Give the smallest number shown on this desk: 5 unless set higher, never below 3."""
    return at_least(s.execute(select(Organisation.k)).scalar())


def at_least(k: int | None) -> int:
    """Give a k that is safe, whatever was asked for."""
    return max(SMALLEST_GROUP, _USUAL if k is None else k)


def rule(k: int) -> str:
    """Give the rule in one sentence, as it is printed on every page that follows it."""
    return _(
        "Numbers below {k} are hidden, and others with them, so that nobody can be picked out."
    ).format(k=k)


def total(n: int, k: int, *, whole: bool = False) -> Count:
    """Let a number through, or hide it.

    whole says that this is everything that was collected and no part of another number: only then
    may be told how many there are so far, or that there are none.
    """
    k = at_least(k)
    if n >= k:
        return Shown(n)
    if not whole:
        return Hidden(k)
    return Hidden(k, n) if n else NoAnswers()


def one_way(counts: Mapping[L, int], k: int, *, whole: bool = False) -> OneWay[L]:
    """Let counts by one property through, with their total, so that no hidden one follows.

    Hidden cells are at least two and sum to k or more: each can be anything from 0 to that sum.
    """
    k = at_least(k)
    labels = list(counts)
    hidden = _hidden([counts[label] for label in labels], k)
    cells = {
        label: Hidden(k) if n in hidden else Shown(counts[label]) for n, label in enumerate(labels)
    }
    return OneWay(cells, total(sum(counts.values()), k, whole=whole))


def _hidden(counts: Sequence[int], k: int) -> set[int]:
    """Give the places of the numbers to hide beside a total that is shown from k on.

    All up to some number are hidden and all above it shown, and the hidden ones are not all equal:
    so who knows this rule may learn which numbers are hidden, but never where each one stands.
    """
    if sum(counts) < k:
        return set(range(len(counts)))
    hidden = {n for n, count in enumerate(counts) if count < k}
    while hidden and len(hidden) < len(counts):
        values = [counts[n] for n in hidden]
        if len(set(values)) > 1 and sum(values) >= k:
            break
        next_up = min(count for n, count in enumerate(counts) if n not in hidden)
        hidden |= {n for n, count in enumerate(counts) if count == next_up}
    return hidden


def two_way(counts: Sequence[Sequence[int]], k: int, *, whole: bool = False) -> TwoWay:
    """Let a table through with the totals of its rows and columns, so that no hidden cell follows.

    Every row and column that hides something hides the same ones: a rectangle. In it each hidden
    row and column sums to k or more, and then each cell has k + 1 possible values or more: the
    least and the most a cell can be, given the sums r and c of its row and column among the hidden
    and t of all hidden, are max(0, r + c - t) and min(r, c).
    """
    k = at_least(k)
    down = [sum(row) for row in counts]
    across = [sum(column) for column in zip(*counts, strict=True)]
    no_rows, no_columns = _hidden(down, k), _hidden(across, k)
    if len(down) < 2 or len(across) < 2:
        rows, columns = no_rows or set(range(len(down))), no_columns or set(range(len(across)))
        if not (no_rows or no_columns):
            rows, columns = set(), set()
    else:
        rows, columns = _rectangle(counts, k, no_rows, no_columns)
    cells = tuple(
        tuple(Hidden(k) if i in rows and j in columns else Shown(n) for j, n in enumerate(row))
        for i, row in enumerate(counts)
    )
    return TwoWay(
        cells, _margin(down, no_rows, k), _margin(across, no_columns, k),
        total(sum(down), k, whole=whole),
    )  # fmt: skip


def _margin(sums: Sequence[int], hidden: set[int], k: int) -> tuple[Shown | Hidden, ...]:
    return tuple(Hidden(k) if n in hidden else Shown(count) for n, count in enumerate(sums))


def _rectangle(
    counts: Sequence[Sequence[int]], k: int, no_rows: set[int], no_columns: set[int]
) -> tuple[set[int], set[int]]:
    """Give the rows and columns of the cells to hide; those without a total are hidden whole.

    Rows without a total count as one row: nothing tells one of them from another.
    """
    all_rows, all_columns = set(range(len(counts))), set(range(len(counts[0])))
    small = [(i, j) for i in all_rows for j in all_columns if counts[i][j] < k]
    rows, columns = {i for i, _j in small} | no_rows, {j for _i, j in small} | no_columns
    if no_rows:
        columns = set(all_columns)
    if no_columns:
        rows = set(all_rows)
    while rows and columns:
        row_sums = [sum(counts[i][j] for j in columns) for i in rows - no_rows]
        column_sums = [sum(counts[i][j] for i in rows) for j in columns - no_columns]
        more_columns = all_columns - columns and (len(columns) < 2 or min(row_sums, default=k) < k)
        more_rows = all_rows - rows and (len(rows) < 2 or min(column_sums, default=k) < k)
        if more_columns:
            free = all_columns - columns
            columns.add(min(free, key=lambda j: (sum(counts[i][j] for i in rows), j)))
        elif more_rows:
            free = all_rows - rows
            rows.add(min(free, key=lambda i: (sum(counts[i][j] for j in columns), i)))
        else:
            break
    return rows, columns


def scale(counts: Sequence[int], k: int, *, whole: bool = False) -> Scale:
    """Let the answers on a scale through; counts[0] is how many chose step 1.

    All steps and the mean where no step is small; the mean alone where it leaves every step open;
    else only how many answered. The mean leaves them open where the sum of the answers is at least
    k, and at least the width of the scale, away from both ends.
    """
    k = at_least(k)
    answered = total(sum(counts), k, whole=whole)
    if not isinstance(answered, Shown):
        return Scale((Hidden(k),) * len(counts), answered, answered)
    width, points = len(counts) - 1, sum(n * count for n, count in enumerate(counts))
    mean = Mean(round(1 + points / answered.n, 1))
    if min(counts) >= k:
        return Scale(tuple(Shown(n) for n in counts), answered, mean)
    hidden = (Hidden(k),) * len(counts)
    room = min(points, width * answered.n - points)
    return Scale(hidden, answered, mean if room >= max(k, width) else Hidden(k))


def comments(
    texts: Iterable[str], k: int, *, whole: bool = False
) -> list[str] | Hidden | NoAnswers:
    """Let comments through from k on, in an order that is made by chance each time."""
    found = list(texts)
    allowed = total(len(found), k, whole=whole)
    if not isinstance(allowed, Shown):
        return allowed
    _CHANCE.shuffle(found)
    return found


def refuse_to_isolate(counts: Mapping[L, int], chosen: L, k: int) -> None:
    """Raise Problem where choosing one value would single out a few, or leave a few by subtraction.

    counts are all the values that could be chosen: what their table hides cannot be chosen either.
    """
    if not isinstance(one_way(counts, k).cells.get(chosen), Shown):
        raise Problem(
            _("This filter would single out fewer than {k}. Choose a wider one.").format(
                k=at_least(k)
            )
        )
