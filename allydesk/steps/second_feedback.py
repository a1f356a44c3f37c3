"""Version 2: the tables of feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from alembic.operations import Operations


def step(op: Operations) -> None:
    """Make the tables."""
    _people(op)
    _notes(op)
    _around_notes(op)
    _incidents(op)
    _questions(op)


def _people(op: Operations) -> None:
    op.create_table(
        "person_was",
        _id(),
        Column("was", Integer, nullable=False),
        Column("person_id", Integer, nullable=False),
        _key("person_was"),
        UniqueConstraint("was", name="uq_person_was_was"),
        ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_person_was_person_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_was_person_id", "person_was", ["person_id"])


def _id() -> Column[int]:
    return Column("id", Integer, nullable=False)


def _key(table: str) -> PrimaryKeyConstraint:
    return PrimaryKeyConstraint("id", name=f"pk_{table}")


def _texts(*names: str, empty: bool = False) -> list[Column[str]]:
    return [Column(name, String, nullable=empty) for name in names]


def _notes(op: Operations) -> None:
    op.create_table(
        "feedback_note",
        _id(),
        *_texts("keeping", "period", "text"),
        *_texts("wish", empty=True),
        *_texts("channel", "kind"),
        *_texts("topic", empty=True),
        Column("group_id", Integer),
        Column("event_id", Integer),
        *_texts("about", empty=True),
        *_texts("state"),
        *_texts("owner", empty=True),
        Column("due", Date),
        *_texts("said", "done", "internal", "receipt", "receipt_proof", empty=True),
        _key("feedback_note"),
        UniqueConstraint("id", "keeping", name="uq_feedback_note_id"),
    )
    op.create_index("ix_feedback_note_receipt", "feedback_note", ["receipt"])
    op.execute("CREATE VIRTUAL TABLE feedback_words USING fts5(words, content='', columnsize=0)")
    op.execute("INSERT INTO feedback_words(feedback_words, rank) VALUES('secure-delete', 1)")
    op.create_table(
        "feedback_voice",
        _id(),
        Column("note_id", Integer, nullable=False),
        *_texts("keeping"),
        Column("person_id", Integer),
        *_texts("name", empty=True),
        _key("feedback_voice"),
        ForeignKeyConstraint(
            ["note_id", "keeping"], ["feedback_note.id", "feedback_note.keeping"],
            name="fk_feedback_voice_note_id",
        ),
        CheckConstraint("keeping IN ('confidential', 'named')", name="ck_feedback_voice_has_name"),
        UniqueConstraint("note_id", name="uq_feedback_voice_note_id"),
    )  # fmt: skip
    op.create_index("ix_feedback_voice_person_id", "feedback_voice", ["person_id"])


def _around_notes(op: Operations) -> None:
    op.create_table("feedback_tray", _id(), *_texts("pile", "content"), _key("feedback_tray"))
    op.create_table(
        "feedback_count",
        _id(),
        *_texts("first", "last", "by", "value"),
        Column("n", Integer, nullable=False),
        _key("feedback_count"),
    )
    op.create_index("ix_feedback_count_by", "feedback_count", ["by", "last"])
    op.create_table(
        "feedback_action",
        _id(),
        Column("note_id", Integer, nullable=False),
        Column("action_id", Integer, nullable=False),
        _key("feedback_action"),
        UniqueConstraint("action_id", name="uq_feedback_action_action_id"),
    )  # fmt: skip
    op.create_index("ix_feedback_action_note_id", "feedback_action", ["note_id"])
    op.create_table(
        "feedback_key",
        _id(),
        Column("salt", LargeBinary, nullable=False),
        Column("revision", Integer, nullable=False),
        _key("feedback_key"),
    )
    op.create_table(
        "feedback_slip",
        _id(),
        *_texts("label", "proof"),
        _key("feedback_slip"),
        UniqueConstraint("label", name="uq_feedback_slip_label"),
    )
    op.create_table(
        "feedback_rules",
        Column("id", Integer, nullable=False, primary_key=True),
        *_texts("procedure", empty=True),
        *_texts("urgent"),
        Column("note_months", Integer, nullable=False),
        Column("incident_months", Integer, nullable=False),
        sqlite_autoincrement=True,
    )


def _incidents(op: Operations) -> None:
    op.create_table(
        "incident",
        _id(),
        *_texts("what", "category", "severity", "precision"),
        Column("happened", Date),
        *_texts("place", empty=True),
        *_texts("witnesses", "keeping"),
        *_texts("told_by", "wish", empty=True),
        *_texts("state"),
        *_texts("owner", "referred_to", empty=True),
        Column("referred_on", Date),
        Column("check_back", Date),
        *_texts("done", "internal", empty=True),
        Column("closed_on", Date),
        _key("incident"),
    )


def _questions(op: Operations) -> None:
    op.create_table(
        "feedback_wave",
        _id(),
        *_texts("name", "of"),
        Column("event_id", Integer),
        *_texts("period"),
        Column("closed", Boolean, nullable=False),
        *_texts("questions", "line"),
        _key("feedback_wave"),
    )
    op.create_table(
        "feedback_answers",
        _id(),
        Column("wave_id", Integer, nullable=False),
        *_texts("steps"),
        *_texts("comment", empty=True),
        _key("feedback_answers"),
        ForeignKeyConstraint(
            ["wave_id"], ["feedback_wave.id"], name="fk_feedback_answers_wave_id",
            ondelete="CASCADE",
        ),
    )  # fmt: skip
    op.create_index("ix_feedback_answers_wave", "feedback_answers", ["wave_id"])
