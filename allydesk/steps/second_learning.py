"""Version 2: the tables of learning and of planning around days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, UniqueConstraint

if TYPE_CHECKING:
    from alembic.operations import Operations


def step(op: Operations) -> None:
    """Make the tables."""
    learning(op)
    planning(op)


def learning(op: Operations) -> None:
    """Make courses, rules, completions and certificates, and what there is to read and lend."""
    _courses(op)
    _completions(op)
    _resources(op)
    again = {"sqlite_autoincrement": True}
    with op.batch_alter_table("person", recreate="always", table_kwargs=again) as table:
        table.add_column(Column("manages", String), insert_after="location")
    with op.batch_alter_table("event", recreate="always", table_kwargs=again) as table:
        name = "fk_event_course_id"
        to_course = ForeignKey("course.id", name=name, ondelete="SET NULL")
        table.add_column(Column("course_id", Integer, to_course), insert_after="purpose")
        table.create_index("ix_event_course_id", ["course_id"])


def _courses(op: Operations) -> None:
    op.create_table(
        "course",
        _id(),
        Column("title", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("level", String, nullable=False),
        Column("status", String, nullable=False),
        Column("minutes", Integer),
        Column("refresh_months", Integer),
        Column("objectives", String),
        Column("certificate_words", String),
        Column("notes", String),
        Column("search_key", String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "requirement",
        _id(),
        _to("requirement", "course_id", "course.id", nullable=False),
        Column("who", String, nullable=False),
        Column("which", String),
        Column("from_day", Date, nullable=False),
        Column("grace", Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_requirement_course_id", "requirement", ["course_id"])


def _completions(op: Operations) -> None:
    op.create_table(
        "completion",
        _id(),
        _to("completion", "person_id", "person.id", nullable=False),
        _to("completion", "course_id", "course.id", nullable=False),
        Column("completed_on", Date, nullable=False),
        Column("minutes", Integer),
        Column("result", String, nullable=False),
        Column("expires", Date),
        Column("earlier", Boolean, nullable=False),
        Column("given_number", String),
        Column("revoked_on", Date),
        Column("revoked_because", String),
        Column("event_id", Integer),
        sqlite_autoincrement=True,
    )
    counting = (
        "course_id", "person_id", "revoked_on", "result", "expires", "completed_on", "event_id",
    )  # fmt: skip
    op.create_index("ix_completion_counting", "completion", list(counting))
    op.create_index("ix_completion_person", "completion", ["person_id", "completed_on"])
    op.create_index("ix_completion_event_id", "completion", ["event_id"])
    op.create_table(
        "certificate",
        _id(),
        _to("certificate", "completion_id", "completion.id", ondelete="SET NULL"),
        Column("issued_on", Date, nullable=False),
        Column("printed", Integer, nullable=False),
        Column("printed_on", Date),
        UniqueConstraint("completion_id", name="uq_certificate_completion_id"),
        sqlite_autoincrement=True,
    )


def _resources(op: Operations) -> None:
    op.create_table(
        "resource",
        _id(),
        Column("title", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("author", String),
        Column("topic", String),
        Column("minutes", Integer),
        Column("level", String, nullable=False),
        Column("place", String),
        Column("about", String),
        Column("questions", String),
        Column("copies", Integer, nullable=False),
        Column("search_key", String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "loan",
        _id(),
        _to("loan", "resource_id", "resource.id", nullable=False),
        _to("loan", "person_id", "person.id", nullable=False),
        Column("lent_on", Date, nullable=False),
        Column("due", Date),
        Column("returned", Date),
        Column("note", String),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_loan_person_id", "loan", ["person_id"])
    op.create_index("ix_loan_out", "loan", ["resource_id", "returned"])
    op.create_table(
        "reading",
        _id(),
        _to("reading", "resource_id", "resource.id", nullable=False),
        _to("reading", "event_id", "event.id"),
        _to("reading", "group_id", "employee_group.id"),
        Column("note", String),
        Column("place", Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    for column in ("resource_id", "event_id", "group_id"):
        op.create_index(f"ix_reading_{column}", "reading", [column])


def _to(
    table: str, column: str, target: str, *, ondelete: str = "CASCADE", nullable: bool = True
) -> Column[int]:
    """Give a column that refers to another table."""
    key = ForeignKey(target, name=f"fk_{table}_{column}", ondelete=ondelete)
    return Column(column, Integer, key, nullable=nullable)


def planning(op: Operations) -> None:
    """Make what the organisation says about observances and closed days."""
    # Made anew, not altered: a column that is added would stand behind the constraints.
    again = {"sqlite_autoincrement": True}
    with op.batch_alter_table("organisation", recreate="always", table_kwargs=again) as table:
        table.add_column(Column("region", String), insert_after="country")
    with op.batch_alter_table("event", recreate="always", table_kwargs=again) as table:
        table.add_column(Column("clash_note", String), insert_after="run_notes")
        # Once more, to stand behind the one to courses, as in a new file.
        table.drop_constraint("fk_event_series_id", type_="foreignkey")
        table.create_foreign_key(
            "fk_event_series_id", "event_series", ["series_id"], ["id"], ondelete="SET NULL"
        )
    _changed_observances(op)
    _own_days(op)


def _changed_observances(op: Operations) -> None:
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


def _own_days(op: Operations) -> None:
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
