"""Hypothesis strategies for records of any type, read off their fields: new types are tested too."""

import datetime as dt
from collections.abc import Mapping

from hypothesis import strategies as st
from sqlalchemy import inspect

from allydesk import discover, models
from allydesk.models.base import Described, Record, fields
from tests.factories import NAMES

list(discover.modules(models))
KINDS: list[type[Record]] = sorted(
    (
        mapper.class_
        for mapper in Record.registry.mappers
        if mapper.local_table.info.get("journal", True)  # type: ignore[attr-defined]
    ),
    key=lambda kind: kind.__tablename__,
)
TABLES = {kind.__tablename__: kind for kind in KINDS}
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2029, 12, 31))
WORDS = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(["zoe@example.org", "Finance", "", "  spaced  out ", "a\u0301", "%_\\'\""]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


def value(described: Described, ids: Mapping[str, list[int]]) -> st.SearchStrategy[object]:
    """Give something that a field might be given, right or wrong; references point at what is there."""
    field, kind = described.field, described.type
    if field.refers is not None:
        found: st.SearchStrategy[object] = st.sampled_from(ids.get(field.refers) or [1])
    elif field.choices is not None:
        found = st.sampled_from(list(field.choices))
    elif kind is bytes:
        found = st.binary(max_size=300).map(lambda b: b"\x89PNG\r\n\x1a\n" + b)
    else:
        found = _BY_TYPE[kind]
    return st.none() | found if described.optional else found


_BY_TYPE: dict[type, st.SearchStrategy[object]] = {
    str: WORDS,
    int: st.integers(-3, 50),
    bool: st.booleans(),
    float: st.floats(0, 100),
    dt.date: DAYS,
    dt.datetime: st.datetimes(dt.datetime(2019, 1, 1), dt.datetime(2029, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    dt.time: st.times().map(lambda moment: moment.replace(microsecond=0)),
}


@st.composite
def values(
    draw: st.DrawFn, kind: type[Record], ids: Mapping[str, list[int]], *, few: bool = False
) -> dict[str, object]:
    """Give values for a record of a type: for all its fields, or for a few."""
    described = fields(kind)
    names = list(described)
    if few:
        names = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    return {name: draw(value(described[name], ids)) for name in names}


def references(kind: type[Record]) -> list[str]:
    """Give the tables that a record of a type cannot be without."""
    table = inspect(kind).local_table
    return [k.column.table.name for c in table.columns if not c.nullable for k in c.foreign_keys]
