"""What every record has: an id, described fields, and rules it can check by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, TypeVar

from sqlalchemy import MetaData, select
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, Session, mapped_column

from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.text import clean

R = TypeVar("R", bound="Record")


class Sensitivity(Enum):
    """Who may see a field besides the coordinator."""

    PUBLIC = "public"
    PRIVATE = "private"  # leaves the window only when ticked for that one export or sheet
    NEVER = "never printed"  # stays in the window


@dataclass(frozen=True, slots=True)
class Field:
    """How one column is shown, asked for and checked, whatever shows it."""

    label: str
    hint: str = ""
    longest: int | None = None
    check: Callable[[Any], str | None] | None = None
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    choices: Mapping[str, str] | None = None  # stored value -> words
    lines: int = 1
    suggest: bool = False  # offer what other records say here
    refers: str | None = None  # the kind of record this is the id of
    ahead: bool = False  # a day that is set for the future: what speaks against it shows beside it


def field(
    label: str,
    *column: Any,
    hint: str = "",
    longest: int | None = None,
    check: Callable[[Any], str | None] | None = None,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    choices: Mapping[str, str] | None = None,
    lines: int = 1,
    suggest: bool = False,
    refers: str | None = None,
    ahead: bool = False,
    **options: Any,
) -> MappedColumn[Any]:
    """Make a mapped column that knows its label, hint and rule."""
    described = Field(
        label, hint, longest, check, sensitivity, choices, lines, suggest, refers, ahead
    )
    return mapped_column(*column, info={"field": described}, **options)


class Record(DeclarativeBase):
    """A row with an id. Its table is journalled unless its info says {"journal": False}."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)

    one: ClassVar[str]  # "person", as in "Delete person"
    many: ClassVar[str]  # "people"

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        table = cls.metadata.tables[cls.__tablename__]
        if table.info.get("journal", True):
            # An id is never given twice, so that what was deleted can come back as itself.
            table.dialect_options["sqlite"]["autoincrement"] = True

    def prepare(self, s: Session) -> None:
        """Fill in what follows from other fields; called before the rules are checked."""

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        """Give (field, sentence) for rules that need more than one field."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Described:
    """A field together with the type of its column and whether it may stay empty."""

    field: Field
    type: type
    optional: bool


def fields(record: type[Record]) -> dict[str, Described]:
    """Give the described fields of a record type by name, in the order declared."""
    return {
        a.key: Described(c.info["field"], c.type.python_type, bool(c.nullable))
        for a in sa_inspect(record).column_attrs
        if "field" in (c := a.columns[0]).info
    }


def tidy(described: Described, value: object) -> object:
    """Give a value as it is stored: text cleaned, and nothing instead of an empty text."""
    if isinstance(value, str):
        value = clean(value, lines=described.field.lines > 1)
        return value or (None if described.optional else "")
    return value


def complaint(described: Described, value: object) -> str | None:
    """Give the sentence that says what is wrong with one value, or None."""
    f = described.field
    if value is None or value == "":
        return None if described.optional else _("Enter {label}.").format(label=_small(f.label))
    if f.longest and isinstance(value, str) and len(value) > f.longest:
        return _("{label} has room for {n} characters.").format(label=f.label, n=f.longest)
    if f.choices is not None and value not in f.choices:
        return _("Choose {label} from the list.").format(label=_small(f.label))
    return f.check(value) if f.check else None


def _small(label: str) -> str:
    """Give a label inside a sentence: lower case, unless it is an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def check(s: Session, record: Record) -> None:
    """Raise Invalid with a sentence for every field that breaks a rule."""
    wrong: dict[str, str] = {}
    for name, described in fields(type(record)).items():
        if message := complaint(described, getattr(record, name)):
            wrong[name] = message
    if not wrong:
        for name, message in record.problems(s):
            wrong.setdefault(name, message)
    if wrong:
        raise Invalid(wrong)


def put(s: Session, kind: type[R], id: int | None, values: Mapping[str, object]) -> int:
    """Create a record (id None) or change one, and give its id.

    Raises Invalid when a rule is broken and Problem when the record is gone; nothing is stored then.
    A field that the record does not have is a mistake of the caller: AttributeError.
    """
    record = kind() if id is None else s.get(kind, id)
    if record is None:
        raise Problem(
            _("This {one} is no longer here. Undo may bring it back.").format(one=kind.one)
        )
    described = fields(kind)
    with s.no_autoflush:
        for name, value in values.items():
            if not hasattr(kind, name):
                raise AttributeError(f"{kind.__name__} has no field {name!r}")
            setattr(record, name, tidy(described[name], value) if name in described else value)
        record.prepare(s)
        check(s, record)
    s.add(record)
    try:
        s.flush()
    except IntegrityError as error:
        if "FOREIGN KEY" not in str(error.orig):
            raise
        raise Problem(
            _("What this {one} belongs to is no longer here. Undo may bring it back.").format(
                one=kind.one
            )
        ) from error
    return record.id


def drop(s: Session, kind: type[Record], ids: Iterable[int]) -> int:
    """Delete records with all that belongs to them, and say how many there were."""
    count = 0
    for id in ids:
        if record := s.get(kind, id):
            s.delete(record)
            count += 1
    s.flush()
    return count


def values(s: Session, kind: type[Record], id: int) -> dict[str, object] | None:
    """Give the described fields of one record, or None when it is gone."""
    names = list(fields(kind))
    row = s.execute(select(*(getattr(kind, n) for n in names)).where(kind.id == id)).one_or_none()
    return dict(zip(names, row, strict=True)) if row else None


def fresh(s: Session, kind: type[Record]) -> dict[str, object]:
    """Give what the fields of a new record hold when nobody says otherwise."""
    record = kind()
    record.prepare(s)
    return {name: getattr(record, name) for name in fields(kind)}


def used(s: Session, kind: type[Record], name: str) -> list[str]:
    """Give the values that records already have in a field, the commonest first, to suggest them."""
    from sqlalchemy import func

    column = getattr(kind, name)
    rows = s.execute(
        select(column)
        .where(column.is_not(None))
        .group_by(column)
        .order_by(func.count().desc())
        .limit(200)
    )
    return [str(v) for v in rows.scalars()]


def today() -> dt.date:
    """Give the day it is; a default for dates that somebody leaves out."""
    from allydesk import dates

    return dates.today()
