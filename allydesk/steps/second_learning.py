"""Version 2: the tables of learning and of planning around days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Column, Date, Integer, String, UniqueConstraint

if TYPE_CHECKING:
    from alembic.operations import Operations


def step(op: Operations) -> None:
    """Make the tables."""
    planning(op)


def planning(op: Operations) -> None:
    """Make what the organisation says about observances and closed days."""
    # Made anew, not altered: a column that is added would stand behind the constraints.
    again = {"sqlite_autoincrement": True}
    with op.batch_alter_table("organisation", recreate="always", table_kwargs=again) as table:
        table.add_column(Column("region", String), insert_after="country")
    with op.batch_alter_table("event", recreate="always", table_kwargs=again) as table:
        table.add_column(Column("clash_note", String), insert_after="run_notes")
    op.create_table(
        "observance_choice",
        _id(),
        Column("part", String, nullable=False),
        Column("value", String, nullable=False),
        Column("shown", Boolean, nullable=False),
        UniqueConstraint("part", "value", name="uq_observance_choice_part"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "hidden_observance",
        _id(),
        Column("key", String, nullable=False),
        UniqueConstraint("key", name="uq_hidden_observance_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "moved_observance",
        _id(),
        Column("key", String, nullable=False),
        Column("year", Integer, nullable=False),
        Column("nth", Integer, nullable=False),
        Column("first", Date, nullable=False),
        UniqueConstraint("key", "year", "nth", name="uq_moved_observance_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "own_observance",
        _id(),
        Column("name", String, nullable=False),
        Column("first", Date, nullable=False),
        Column("last", Date, nullable=False),
        Column("every_year", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("evening_before", Boolean, nullable=False),
        Column("plan_around", Boolean, nullable=False),
        Column("advice", String),
        Column("greeting", String),
        Column("note", String),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "closed_days",
        _id(),
        Column("name", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("first", Date, nullable=False),
        Column("last", Date, nullable=False),
        sqlite_autoincrement=True,
    )


def _id() -> Column[int]:
    return Column("id", Integer, nullable=False, primary_key=True)
