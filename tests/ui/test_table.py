"""Lists of many records: ids in memory, pages by id, and Qt's own rules for models."""

import random
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from allydesk.ui.kit.table import PAGE, Column, Ids, Rows


class Row(NamedTuple):
    id: int
    name: str
    rank: int | None = None


COLUMNS = [
    Column("Name", lambda r: r.name),
    Column("Rank", lambda r: str(r.rank), lambda r: r.rank),
]


class Fetcher:
    """Rows made on demand, and how often they were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, ids: Sequence[int]) -> list[Row]:
        self.asked.append(len(ids))
        return [Row(id, f"Person {id}") for id in ids if id >= 0]


def says(row: Row) -> str:
    return f"{row.name}, person"


def names(model: Ids[Row]) -> list[str]:
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def test_it_keeps_qts_rules_while_it_changes() -> None:
    model: Ids[Row] = Ids(Fetcher(), COLUMNS, says)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    chance = random.Random(7)
    now: list[int] = []
    for _ in range(120):
        match chance.randrange(4):
            case 0:
                now = chance.sample(range(1000), chance.randrange(300))
            case 1 if now:
                at = chance.randrange(len(now))
                del now[at : at + chance.randrange(1, 40)]
            case 2:
                at = chance.randrange(len(now) + 1)
                now[at:at] = [i for i in range(2000, 2000 + chance.randrange(30)) if i not in now]
            case _:
                chance.shuffle(now)
        model.load(now)
        assert list(model.ids()) == now
        assert names(model) == [f"Person {id}" for id in now]
    assert tester.model() is model


def test_a_hundred_thousand_rows_fetch_what_is_looked_at() -> None:
    fetch = Fetcher()
    model: Ids[Row] = Ids(fetch, COLUMNS, says)
    model.load(range(100_000))
    assert model.rowCount() == 100_000
    assert fetch.asked == []
    assert model.index(99_999, 0).data() == "Person 99999"
    assert sum(fetch.asked) <= PAGE
    assert model.row_of(54_321) == 54_321


def test_a_row_that_has_just_gone_is_empty_and_no_fault() -> None:
    model: Ids[Row] = Ids(Fetcher(), COLUMNS, says)
    model.load([1, -5, 2])
    assert names(model) == ["Person 1", None, "Person 2"]


def test_a_row_is_read_out_as_a_sentence() -> None:
    model: Ids[Row] = Ids(Fetcher(), COLUMNS, says)
    model.load([4])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "Person 4, person"


@pytest.mark.parametrize(
    ("before", "after", "signal"),
    [
        ([1, 2, 3], [1, 3], "rowsRemoved"),
        ([1, 3], [1, 2, 3], "rowsInserted"),
        ([1, 2, 3], [3, 1, 2], "modelReset"),
    ],
)
def test_small_changes_move_few_rows(
    qtbot, before: list[int], after: list[int], signal: str
) -> None:
    model: Ids[Row] = Ids(Fetcher(), COLUMNS, says)
    model.load(before)
    with qtbot.waitSignal(getattr(model, signal)):
        model.load(after)


def test_a_table_sorts_by_what_a_column_means_with_empty_ones_last() -> None:
    model: Rows[Row] = Rows(COLUMNS, says)
    rows = [Row(1, "b", 10), Row(2, "a", 9), Row(3, "c", None)]
    model.show(rows)
    assert names(model) == ["b", "a", "c"]
    model.sort(1)
    assert names(model) == ["a", "b", "c"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["b", "a", "c"]
    model.show([*rows, Row(4, "d", 11)])
    assert names(model) == ["d", "b", "a", "c"]
    assert model.rowCount(QModelIndex()) == 4
