"""Notes of what was heard: how each is kept, what it is about, and what was done.

No note is in the journal, whoever it is from: then nothing tells those with a name from those
without. What is done about one is kept in its own row and not in a journalled table either; a
change gives back what was there before, so that the window can take it back at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple, cast

from sqlalchemy import Select, Table, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.models import attendance, suppression
from allydesk.models.base import Record, Sensitivity, field, fields, put
from allydesk.models.event import Event
from allydesk.models.feedback import key, period, words
from allydesk.models.group import Group

KEEPINGS = {
    "none": _("No name kept"),
    "confidential": _("Confidential"),
    "named": _("Named"),
}
KEEPING_WORDS = {  # one sentence each, where it is chosen
    "none": _("No author, no day and no time are stored: this cannot come back to them."),
    "confidential": _("You alone know the name; it is never printed."),
    "named": _("The name stands with the note and may be printed on its case sheet."),
}
CHANNELS = {
    "survey": _("Survey"),
    "group": _("Group"),
    "one_to_one": _("One-to-one"),
    "circle": _("Learning circle"),
    "focus": _("Focus group"),
    "box": _("Suggestion box"),
    "kiosk": _("On this computer"),
    "email": _("E-mail"),
    "exit": _("Exit talk"),
    "other": _("Heard"),
}
KINDS = {
    "idea": _("Idea"),
    "thanks": _("Thanks"),
    "concern": _("Concern"),
    "question": _("Question"),
    "bias": _("Incident of bias"),
}
STATES = {
    "new": _("New"),
    "looking": _("Looking into it"),
    "done": _("Done"),
    "referred": _("Referred"),
    "closed": _("Closed"),
}
OPEN = ("new", "looking")
ROOM = 20_000


class Note(Record):
    """What somebody said."""

    __tablename__ = "feedback_note"
    __table_args__ = (UniqueConstraint("id", "keeping"), {"info": {"journal": False}})
    one: ClassVar[str] = _("note")
    many: ClassVar[str] = _("notes")

    keeping: Mapped[str] = mapped_column()  # set once
    period: Mapped[str] = mapped_column()  # set once, never finer than the month
    text: Mapped[str] = field(
        _("What was said"), longest=ROOM, lines=4, sensitivity=Sensitivity.PRIVATE,
        hint=_("Take out names and details that point to one person."),
    )  # fmt: skip
    wish: Mapped[str | None] = field(
        _("What would help"), longest=2000, lines=2, sensitivity=Sensitivity.PRIVATE
    )
    channel: Mapped[str] = field(_("Heard through"), choices=CHANNELS)
    kind: Mapped[str] = field(_("Kind"), choices=KINDS)
    topic: Mapped[str | None] = field(_("Topic"), longest=60, suggest=True)
    group_id: Mapped[int | None] = field(_("Group"), refers="employee_group")
    event_id: Mapped[int | None] = field(_("Event"), refers="event")
    about: Mapped[str | None] = field(
        _("About"), longest=200, hint=_("A policy, a place or anything else, in a few words.")
    )
    state: Mapped[str] = field(_("State"), choices=STATES)
    owner: Mapped[str | None] = field(_("Who acts"), longest=120, suggest=True)
    due: Mapped[dt.date | None] = field(_("By"), ahead=True)
    said: Mapped[str | None] = field(
        _("You said"), longest=500, lines=2,
        hint=_("In your own words, as it may be printed. Nothing that points to one person."),
    )  # fmt: skip
    done: Mapped[str | None] = field(
        _("What we did"), longest=4000, lines=3, hint=_("May be printed as “You said, we did”.")
    )
    internal: Mapped[str | None] = field(
        _("Note for yourself"), longest=4000, lines=3, sensitivity=Sensitivity.NEVER
    )
    receipt: Mapped[str | None] = mapped_column(index=True)  # its first two words, as on the board
    receipt_proof: Mapped[str | None] = mapped_column()  # of all three

    def prepare(self, s: Session) -> None:
        self.keeping = self.keeping or "none"
        self.channel = self.channel or "other"
        self.kind = self.kind or "concern"
        self.state = self.state or "new"

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        k = suppression.k_of(s)
        if self.group_id and _people(s, self.group_id) < k:
            yield (
                "group_id",
                _("This group has fewer than {k} people. Leave it out.").format(k=k),
            )
        if self.event_id and self.keeping == "none" and _came(s, self.event_id) < k:
            yield (
                "event_id",
                _("Fewer than {k} people are counted at this event. Leave it out.").format(k=k),
            )


def _people(s: Session, group: int) -> int:
    from allydesk.models import membership
    from allydesk.models.base import today

    return membership.counts(s, today()).get(group, 0)


def _came(s: Session, event: int) -> int:
    found = attendance.counts(s, [event])[event]
    return max(found.signed_up, found.invited)


TABLE = cast(Table, Note.__table__)
words.made_with(TABLE)
_FIXED = frozenset({"id", "keeping", "period", "receipt", "receipt_proof"})
SAID = ("text", "wish", "channel", "kind", "topic", "group_id", "event_id", "about")


_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another


def ref(id: int) -> str:
    """Give the short sign of a note on paper, from the part of its id that was made by chance."""
    return "".join(_SIGNS[id >> shift & 31] for shift in (20, 15, 10, 5, 0))


class Row(NamedTuple):
    """One note as the coordinator sees it; who said it stands elsewhere, behind a gate."""

    id: int
    keeping: str
    period: str
    text: str
    wish: str | None
    channel: str
    kind: str
    topic: str | None
    group: str | None
    event: str | None
    about: str | None
    state: str
    owner: str | None
    due: dt.date | None
    said: str | None
    done: str | None
    internal: str | None
    receipt: str | None


_ROW = (
    Note.id, Note.keeping, Note.period, Note.text, Note.wish, Note.channel, Note.kind, Note.topic,
    Group.name, Event.title, Note.about, Note.state, Note.owner, Note.due, Note.said, Note.done,
    Note.internal, Note.receipt,
)  # fmt: skip


class Filter(NamedTuple):
    """What a list of notes is narrowed to. States are work to do; the rest could single people out."""

    states: tuple[str, ...] = ()
    kind: str | None = None
    channel: str | None = None
    topic: str | None = None
    group_id: int | None = None
    event_id: int | None = None
    period: str | None = None


_BY = {
    "kind": Note.kind, "channel": Note.channel, "topic": Note.topic, "group_id": Note.group_id,
    "event_id": Note.event_id, "period": Note.period,
}  # fmt: skip


def check(s: Session, narrow: Filter) -> None:
    """Raise Problem where a filter would single out, or leave by subtraction, fewer than k notes.

    One at a time: of two that may be chosen each, both together may single somebody out.
    """
    chosen = [name for name in _BY if getattr(narrow, name) is not None]
    if len(chosen) > 1:
        raise Problem(_("Two filters together could single somebody out. Choose one of them."))
    for name in chosen:
        counts = s.execute(select(_BY[name], func.count()).group_by(_BY[name]))
        suppression.refuse_to_isolate(
            dict(counts.all()), getattr(narrow, name), suppression.k_of(s)
        )


def _narrowed(narrow: Filter) -> Select[int]:
    q = select(Note.id).order_by(Note.id.desc())
    for name, column in _BY.items():
        if (wanted := getattr(narrow, name)) is not None:
            q = q.where(column == wanted)
    return q.where(Note.state.in_(narrow.states)) if narrow.states else q


def ids(
    s: Session, text: str = "", narrow: Filter | None = None, *, limit: int = 1_000_000
) -> list[int]:
    """Give notes, the newest period first and within it by chance; Problem where few are left."""
    narrow = narrow or Filter()
    check(s, narrow)
    q = _narrowed(narrow)
    if not text.strip():
        return list(s.execute(q.limit(limit)).scalars())
    if narrow == Filter():
        return words.find(s, text, limit) or []
    found = set(words.find(s, text, 1_000_000) or [])
    return [id for id in s.execute(q).scalars() if id in found][:limit]


def rows(s: Session, ids: list[int]) -> list[Row]:
    """Give some notes in the order of their ids given."""
    q = select(*_ROW).outerjoin(Group, Group.id == Note.group_id)
    q = q.outerjoin(Event, Event.id == Note.event_id).where(Note.id.in_(ids))
    found = {r[0]: Row._make(r) for r in s.execute(q)}
    return [found[id] for id in ids if id in found]


def one(s: Session, id: int) -> Row | None:
    """Give one note, or None when it is gone."""
    return next(iter(rows(s, [id])), None)


def card(s: Session, id: int) -> dict[str, object] | None:
    """Give the fields of one note, for its form."""
    names = list(fields(Note))
    row = s.execute(select(*(getattr(Note, n) for n in names)).where(Note.id == id)).one_or_none()
    return dict(zip(names, row, strict=True)) if row else None


def waiting(s: Session) -> int:
    """Give how many notes nobody has looked into yet: work to do, of which nothing follows."""
    q = select(func.count(Note.id)).where(Note.state == "new")
    return int(s.execute(q).scalar_one())


class Offered(NamedTuple):
    """What notes could be narrowed to: topics, groups, events and periods that some of them have."""

    topics: list[str]
    groups: dict[int, str]
    events: dict[int, str]
    periods: list[str]


def offered(s: Session) -> Offered:
    """Give what notes could be narrowed to; whether it may be is checked when it is chosen."""
    groups = select(Group.id, Group.name).where(Group.id.in_(select(Note.group_id)))
    events = select(Event.id, Event.title).where(Event.id.in_(select(Note.event_id)))
    periods = list(s.execute(select(Note.period).distinct()).scalars())
    return Offered(
        topics(s),
        dict(s.execute(groups.order_by(Group.name)).all()),
        dict(s.execute(events.order_by(Event.starts.desc())).all()),
        sorted(periods, key=period.place, reverse=True),
    )


def anything(s: Session) -> bool:
    """Say whether there is a note at all, filed or waiting."""
    from allydesk.models.feedback.tray import TRAY

    filed = s.execute(select(Note.id).limit(1)).first()
    lying = select(TRAY.c.id).where(TRAY.c.pile.startswith("note ")).limit(1)
    return filed is not None or s.execute(lying).first() is not None


def answered(s: Session, ids: list[int] | None = None) -> list[Row]:
    """Give what may stand on the board: what was said in the coordinator's words, and what was done."""
    q = select(Note.id).where(Note.said.is_not(None), Note.done.is_not(None))
    if ids is not None:
        q = q.where(Note.id.in_(ids))
    return rows(s, list(s.execute(q.order_by(Note.id.desc())).scalars()))


def topics(s: Session) -> list[str]:
    """Give the topics in use, the commonest first, to suggest them."""
    q = select(Note.topic).where(Note.topic.is_not(None)).group_by(Note.topic)
    return [str(t) for t in s.execute(q.order_by(func.count().desc()).limit(60)).scalars()]


def amend(s: Session, id: int, values: Mapping[str, object]) -> dict[str, object]:
    """Change a note, and give what stood there before. How it is kept and when it came stay.

    Raises Invalid when a rule is broken and Problem when the note is gone.
    """
    if _FIXED & set(values):
        raise Problem(_("How a note is kept, and its month, are set once. Write a new note."))
    before = s.get(Note, id)
    if before is None:
        raise Problem(_("This note is no longer here."))
    old = {name: getattr(before, name) for name in values}
    old_words = words.indexed(before.text, before.wish)
    put(s, Note, id, values)
    new_words = words.indexed(before.text, before.wish)
    if new_words != old_words:
        words.take_out(s.connection(), [(id, old_words)])
        words.put_in(s.connection(), [(id, new_words)])
    key.mark(s)
    return old


def checked(s: Session, values: Mapping[str, object], keeping: str) -> dict[str, object]:
    """Give the fields of a new note cleaned and filled in; raise Invalid when a rule is broken."""
    from allydesk.models.base import check as check_fields
    from allydesk.models.base import tidy

    if keeping not in KEEPINGS:
        raise Invalid({"keeping": _("Choose how the note is kept.")})
    described = fields(Note)
    made = Note(**{n: tidy(described[n], v) for n, v in values.items() if n in SAID})
    made.keeping = keeping
    with s.no_autoflush:
        made.prepare(s)
        check_fields(s, made)
    return {name: getattr(made, name) for name in (*SAID, "keeping", "state")}


def write(s: Session, when: str, new: list[dict[str, object]]) -> list[int]:
    """Store new notes of a period, and write that period's others anew with them.

    A page of a file fills from one end, and the index of words from the newest: left alone, both
    would tell in which order notes came. Written together in the order of their ids, they do not.
    """
    c = s.connection()
    s.flush()
    c.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    here = TABLE.c.id.between(*period.ids(when))
    old = [dict(r) for r in c.execute(TABLE.select().where(here)).mappings()]
    taken = {r["id"] for r in old}
    made: list[int] = []
    for values in new:
        while (id := period.new_id(when)) in taken:
            pass
        taken.add(id)
        made.append(id)
        empty = dict.fromkeys(TABLE.columns.keys())
        old.append({**empty, **values, "id": id, "period": when})
    old.sort(key=lambda r: r["id"])
    indexed = [(r["id"], words.indexed(r["text"], r["wish"])) for r in old]
    words.take_out(c, [row for row in indexed if row[0] not in set(made)])
    c.execute(TABLE.delete().where(here))
    c.execute(TABLE.insert(), old)
    words.put_in(c, indexed)
    s.expire_all()
    key.mark(s)
    return made


def erase(s: Session, ids: list[int]) -> int:
    """Delete notes with their words and whoever said them; nothing of them stays in the file."""
    from allydesk.models.feedback import promise, voice

    c = s.connection()
    s.flush()
    gone = 0
    for start in range(0, len(ids), 500):
        some = TABLE.c.id.in_(ids[start : start + 500])
        q = select(TABLE.c.id, TABLE.c.text, TABLE.c.wish).where(some)
        old = [(r.id, words.indexed(r.text, r.wish)) for r in c.execute(q)]
        words.take_out(c, old)
        voice.erase(s, [id for id, _words in old])
        promise.erase(s, [id for id, _words in old])
        c.execute(TABLE.delete().where(some))
        gone += len(old)
    s.expire_all()
    key.mark(s)
    return gone
