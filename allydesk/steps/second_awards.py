"""Version 2: the tables of awards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from alembic.operations import Operations


def step(op: Operations) -> None:
    """Make the tables."""
    _kinds(op)
    _given(op)
    _nominations(op)


def _id() -> Column[Any]:
    return Column("id", Integer, primary_key=True, nullable=False)


def _refers(table: str, column: str, to: str, gone: str) -> ForeignKeyConstraint:
    """Give a reference; gone says what becomes of a row when what it refers to is deleted."""
    return ForeignKeyConstraint([column], [f"{to}.id"], ondelete=gone, name=f"fk_{table}_{column}")


def _kinds(op: Operations) -> None:
    """Make what awards are given by: kinds, rounds, committees, criteria, who signs."""
    op.create_table(
        "own_value",
        _id(),
        Column("name", String, nullable=False),
        Column("meaning", String),
        Column("place", Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "award_type",
        _id(),
        Column("name", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("criteria", String),
        Column("cadence", String, nullable=False),
        Column("behaviours", String),
        Column("budget_cents", Integer),
        Column("gift_cents", Integer),
        Column("layout", String, nullable=False),
        Column("wording", String),
        Column("in_use", Boolean, nullable=False),
        Column("sort_key", String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_award_type_sort_key", "award_type", ["sort_key"])
    op.create_table(
        "award_round",
        _id(),
        Column("name", String, nullable=False),
        Column("opens", Date, nullable=False),
        Column("closes", Date, nullable=False),
        Column("decided_by", Date),
        Column("blind", Boolean, nullable=False),
        Column("places", Integer),
        Column("threshold", Double),
        Column("notes", String),
        Column("follows_id", Integer),
        _refers("award_round", "follows_id", "award_round", "SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_award_round_follows_id", "award_round", ["follows_id"])
    op.create_table(
        "round_type",
        _id(),
        Column("round_id", Integer, nullable=False),
        Column("award_type_id", Integer, nullable=False),
        UniqueConstraint("round_id", "award_type_id", name="uq_round_type_round_id"),
        _refers("round_type", "round_id", "award_round", "CASCADE"),
        _refers("round_type", "award_type_id", "award_type", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_round_type_award_type_id", "round_type", ["award_type_id"])
    op.create_table(
        "round_reader",
        _id(),
        Column("round_id", Integer, nullable=False),
        Column("person_id", Integer, nullable=False),
        UniqueConstraint("round_id", "person_id", name="uq_round_reader_round_id"),
        _refers("round_reader", "round_id", "award_round", "CASCADE"),
        _refers("round_reader", "person_id", "person", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_round_reader_person_id", "round_reader", ["person_id"])
    op.create_table(
        "award_criterion",
        _id(),
        Column("round_id", Integer, nullable=False),
        Column("name", String, nullable=False),
        Column("one_point", String),
        Column("two_points", String),
        Column("three_points", String),
        Column("four_points", String),
        Column("five_points", String),
        Column("place", Integer, nullable=False),
        _refers("award_criterion", "round_id", "award_round", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_award_criterion_round_id", "award_criterion", ["round_id"])
    op.create_table(
        "signatory",
        _id(),
        Column("name", String, nullable=False),
        Column("position", String),
        Column("person_id", Integer),
        Column("picture", LargeBinary),
        Column("in_use", Boolean, nullable=False),
        Column("place", Integer, nullable=False),
        _refers("signatory", "person_id", "person", "SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_signatory_person_id", "signatory", ["person_id"])


def _given(op: Operations) -> None:
    """Make what was given, to whom, and the register."""
    op.create_table(
        "award",
        _id(),
        Column("kind", String, nullable=False),
        Column("title", String),
        Column("award_type_id", Integer),
        Column("team_name", String),
        Column("number", String),
        Column("given_on", Date, nullable=False),
        Column("citation", String, nullable=False),
        Column("wording", String),
        Column("behaviours", String),
        Column("gift_cents", Integer),
        Column("event_id", Integer),
        Column("from_id", Integer),
        Column("from_words", String),
        Column("printed_on", Date),
        Column("reprints", Integer, nullable=False),
        Column("returned_on", Date),
        Column("returned_why", String),
        Column("read_event_id", Integer),
        Column("read_on", Date),
        Column("given_to", Integer, nullable=False),
        Column("search_key", String, nullable=False),
        UniqueConstraint("number", name="uq_award_number"),
        _refers("award", "award_type_id", "award_type", "SET NULL"),
        _refers("award", "event_id", "event", "SET NULL"),
        _refers("award", "from_id", "person", "SET NULL"),
        _refers("award", "read_event_id", "event", "SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_award_award_type_id", "award", ["award_type_id"])
    op.create_index("ix_award_event_id", "award", ["event_id"])
    op.create_index("ix_award_from_id", "award", ["from_id"])
    op.create_index("ix_award_given", "award", ["kind", "given_on"])
    op.create_index("ix_award_read_event_id", "award", ["read_event_id"])
    op.create_table(
        "award_register_year",
        _id(),
        Column("year", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        UniqueConstraint("year", name="uq_award_register_year_year"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "award_recipient",
        _id(),
        Column("award_id", Integer, nullable=False),
        Column("person_id", Integer),
        Column("written_name", String),
        Column("public_thanks", String, nullable=False),
        Column("asked_on", Date),
        UniqueConstraint("award_id", "person_id", name="uq_award_recipient_award_id"),
        _refers("award_recipient", "award_id", "award", "CASCADE"),
        _refers("award_recipient", "person_id", "person", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_award_recipient_person_id", "award_recipient", ["person_id"])
    op.create_table(
        "award_signature",
        _id(),
        Column("award_id", Integer, nullable=False),
        Column("signatory_id", Integer, nullable=False),
        UniqueConstraint("award_id", "signatory_id", name="uq_award_signature_award_id"),
        _refers("award_signature", "award_id", "award", "CASCADE"),
        _refers("award_signature", "signatory_id", "signatory", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_award_signature_signatory_id", "award_signature", ["signatory_id"])


def _nominations(op: Operations) -> None:
    """Make nominations, who is put forward, scores, and who keeps out."""
    op.create_table(
        "nomination",
        _id(),
        Column("award_type_id", Integer),
        Column("round_id", Integer),
        Column("award_id", Integer),
        Column("team_name", String),
        Column("citation", String, nullable=False),
        Column("evidence", String),
        Column("behaviours", String),
        Column("nominator_id", Integer),
        Column("nominator_words", String),
        Column("nominator_named", Boolean, nullable=False),
        Column("received_on", Date, nullable=False),
        Column("received_how", String, nullable=False),
        Column("state", String, nullable=False),
        Column("reason", String),
        Column("decided_on", Date),
        Column("search_key", String, nullable=False),
        _refers("nomination", "award_type_id", "award_type", "SET NULL"),
        _refers("nomination", "round_id", "award_round", "SET NULL"),
        _refers("nomination", "award_id", "award", "SET NULL"),
        _refers("nomination", "nominator_id", "person", "SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_nomination_award_id", "nomination", ["award_id"])
    op.create_index("ix_nomination_award_type_id", "nomination", ["award_type_id"])
    op.create_index("ix_nomination_nominator_id", "nomination", ["nominator_id"])
    op.create_index("ix_nomination_round_id", "nomination", ["round_id"])
    op.create_index("ix_nomination_state", "nomination", ["state", "received_on"])
    op.create_table(
        "nominee",
        _id(),
        Column("nomination_id", Integer, nullable=False),
        Column("person_id", Integer),
        Column("written_name", String),
        UniqueConstraint("nomination_id", "person_id", name="uq_nominee_nomination_id"),
        _refers("nominee", "nomination_id", "nomination", "CASCADE"),
        _refers("nominee", "person_id", "person", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_nominee_person_id", "nominee", ["person_id"])
    op.create_table(
        "award_score",
        _id(),
        Column("nomination_id", Integer, nullable=False),
        Column("rater_id", Integer, nullable=False),
        Column("criterion_id", Integer, nullable=False),
        Column("points", Integer, nullable=False),
        Column("comment", String),
        UniqueConstraint(
            "nomination_id", "rater_id", "criterion_id", name="uq_award_score_nomination_id"
        ),
        _refers("award_score", "nomination_id", "nomination", "CASCADE"),
        _refers("award_score", "rater_id", "person", "CASCADE"),
        _refers("award_score", "criterion_id", "award_criterion", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_award_score_criterion_id", "award_score", ["criterion_id"])
    op.create_index("ix_award_score_rater_id", "award_score", ["rater_id"])
    op.create_table(
        "award_conflict",
        _id(),
        Column("nomination_id", Integer, nullable=False),
        Column("rater_id", Integer, nullable=False),
        Column("reason", String),
        Column("declared_on", Date, nullable=False),
        UniqueConstraint("nomination_id", "rater_id", name="uq_award_conflict_nomination_id"),
        _refers("award_conflict", "nomination_id", "nomination", "CASCADE"),
        _refers("award_conflict", "rater_id", "person", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_award_conflict_rater_id", "award_conflict", ["rater_id"])
