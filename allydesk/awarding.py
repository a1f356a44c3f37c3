"""What is done with nominations: give an award, thank, decline, take back; each a step to undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Invalid
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.awards import award as awards
from allydesk.models.awards import (
    nomination,
    public,
    reading,
    signatory,
    wording,
)
from allydesk.models.awards import round as rounds
from allydesk.models.awards.award import Award
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.nomination import Nomination
from allydesk.models.awards.recipient import Recipient
from allydesk.models.base import drop, put
from allydesk.models.person import Person
from allydesk.store import Store

Values = Mapping[str, object]
Agreed = Mapping[int, str]  # id of a person -> a key of AGREED
_AGAIN = dt.timedelta(days=365)


# ---- nominations


def add(store: Store, values: Values, people: Sequence[int], written: Sequence[str] = ()) -> int:
    """Store a nomination and give its id. Raises Invalid where a rule is broken."""
    return store.write(_("Add nomination"), nomination.add, values, people, written)


def shortlist(store: Store, ids: Sequence[int]) -> None:
    """Put nominations on the shortlist."""
    label = ngettext("Shortlist {n} nomination", "Shortlist {n} nominations", len(ids))
    store.write(label.format(n=len(ids)), _set_state, ids, {"state": "shortlisted"})


def decline(store: Store, ids: Sequence[int], reason: str) -> None:
    """Decline nominations for a reason. Raises Invalid without one."""
    label = ngettext("Decline {n} nomination", "Decline {n} nominations", len(ids))
    store.write(label.format(n=len(ids)), _set_state, ids, {"state": "declined", "reason": reason})


def withdraw(store: Store, ids: Sequence[int], reason: str) -> None:
    """Note that nominations were withdrawn, and why. Raises Invalid without a reason."""
    label = ngettext("Withdraw {n} nomination", "Withdraw {n} nominations", len(ids))
    store.write(label.format(n=len(ids)), _set_state, ids, {"state": "withdrawn", "reason": reason})


def reopen(store: Store, ids: Sequence[int]) -> None:
    """Put nominations back among those to read. What was given for them is taken back first."""
    label = ngettext("Read {n} nomination again", "Read {n} nominations again", len(ids))
    store.write(label.format(n=len(ids)), _set_state, ids, {"state": "received"})


def _set_state(s: Session, ids: Sequence[int], values: Values) -> None:
    for id in ids:
        put(s, Nomination, id, values)


# ---- giving and thanking


class Draft(NamedTuple):
    """What an award would hold, filled in before somebody looks it over."""

    values: dict[str, object]
    people: tuple[int, ...]
    written: tuple[str, ...]
    signatories: tuple[int, ...]
    nominations: tuple[int, ...]  # this one, and others for the same people and award


def draft(s: Session, id: int, on: dt.date, *, kind: str = "award") -> Draft:
    """Give what an award (or with kind "thanks" a thanks) for a nomination would hold."""
    row = nomination.row(s, id)
    values: dict[str, object] = {
        "kind": kind, "award_type_id": row.award_type_id, "title": row.award,
        "team_name": row.team_name, "given_on": on, "citation": wording.shortened(row.citation),
        "behaviours": row.behaviours, "from_id": None, "from_words": None,
    }  # fmt: skip
    if kind == "thanks":
        values |= {"award_type_id": None, "title": None, "citation": row.citation}
    if row.nominator_named:
        values |= {"from_id": row.nominator_id}
        values |= {} if row.nominator_id else {"from_words": row.nominator}
    if kind == "award" and row.award_type_id:
        of = select(AwardType.gift_cents, AwardType.behaviours).filter_by(id=row.award_type_id)
        gift, behaviours = s.execute(of).one()
        values |= {"gift_cents": gift, "behaviours": row.behaviours or behaviours}
    signs = signatory.usual(s, row.award_type_id) if kind == "award" else []
    return Draft(
        values, row.people, tuple(w.name for w in row.nominees if not w.person_id), tuple(signs),
        (id, *_together(s, row)),
    )  # fmt: skip


def _together(s: Session, row: nomination.Row) -> list[int]:
    """Give the other nominations that wait for exactly the same people and award."""

    def key(r: nomination.Row) -> object:
        return r.award_type_id, r.team_name, frozenset((w.person_id, w.name) for w in r.nominees)

    return [r.id for r in reading.same_nominee(s, row.id) if key(r) == key(row)]


def give(
    store: Store,
    what: Draft,
    changes: Values | None = None,
    *,
    signatories: Sequence[int] | None = None,
    agreed: Agreed | str = "",
) -> int:
    """Give what a draft says, with changes, and answer its nominations; give the award's id.

    agreed says what people answered about public thanks: one answer for all, or one for each.
    Raises Invalid where a rule is broken, such as a number that is taken; nothing is stored then.
    """
    values = what.values | dict(changes or {})
    who = store.read(_for_whom, what)
    if values["kind"] == "thanks":
        label = _("Thank {who}").format(who=who)
    else:
        label = _("Give “{award}” to {who}").format(award=values["title"] or _("Award"), who=who)
    if signatories is not None:
        what = what._replace(signatories=tuple(signatories))
    return store.write(label, put_award, what, values, agreed)


def _for_whom(s: Session, what: Draft) -> str:
    names = s.execute(select(Person.full_name).where(Person.id.in_(what.people))).scalars().all()
    every = [*names, *what.written]
    if what.values.get("team_name"):
        return str(what.values["team_name"])
    if len(every) > 2:
        return ngettext("{n} person", "{n} people", len(every)).format(n=len(every))
    return _(" and ").join(every) or _("nobody")


def put_award(s: Session, what: Draft, values: Values, agreed: Agreed | str = "") -> int:
    """Store what a draft says, inside a write; see give."""
    if not (what.people or what.written or values.get("team_name")):
        raise Invalid({"people": _("Say who it is for: a person, a name or a team.")})
    id = put(s, Award, None, values)
    awards.keep_number(s, s.execute(select(Award.number).filter_by(id=id)).scalar())
    written = what.written
    if not what.people and not written:  # a team nobody listed is asked as one
        written = (str(values["team_name"]),)
    awards.name_recipients(s, id, what.people, written, agreed if isinstance(agreed, str) else "")
    if not isinstance(agreed, str):
        for person, answer in agreed.items():
            public.agree(s, id, answer, [person])
    signatory.sign(s, id, what.signatories)
    state = "thanked" if values.get("kind") == "thanks" else "given"
    given_on = s.execute(select(Award.given_on).filter_by(id=id)).scalar_one()
    for one in nomination.rows(s, what.nominations):
        decided = max(given_on, one.received_on)
        put(s, Nomination, one.id, {"award_id": id, "state": state, "decided_on": decided})
    return id


def quick_thanks(
    store: Store,
    people: Sequence[int],
    sentence: str,
    *,
    on: dt.date,
    agreed: Agreed | str = "",
    values: Values | None = None,
    written: Sequence[str] = (),
) -> int:
    """Thank somebody in one sentence, from anywhere; give the id of the thanks."""
    given = {"kind": "thanks", "given_on": on, "citation": sentence} | dict(values or {})
    what = Draft(given, tuple(people), tuple(written), (), ())
    return give(store, what, agreed=agreed)


def thank_all(store: Store, ids: Sequence[int], on: dt.date) -> int:
    """Thank for several nominations without an award, as one step; give how many thanks there are.

    Those for the same people and award are answered together. Raises Invalid where one names nobody.
    """
    label = ngettext("Thank for {n} nomination", "Thank for {n} nominations", len(ids))
    return store.write(label.format(n=len(ids)), _thank_all, ids, on)


def _thank_all(s: Session, ids: Sequence[int], on: dt.date) -> int:
    answered: set[int] = set()
    given = 0
    for id in ids:
        if id not in answered:
            what = draft(s, id, on, kind="thanks")
            put_award(s, what, what.values)
            answered |= set(what.nominations)
            given += 1
    return given


def take_back(store: Store, id: int) -> None:
    """Delete an award or thanks as if it had not been given; its nominations wait again.

    Its number stays used. For an award that somebody returned see give_back.
    """
    row = store.read(awards.row, id)
    store.write(_("Take back what {who} was given").format(who=row.for_whom), _take_back, id)


def _take_back(s: Session, id: int) -> None:
    for one in nomination.of_award(s, id):
        put(s, Nomination, one.id, {"award_id": None, "state": "received", "reason": None})
    drop(s, Award, [id])


def remove(
    store: Store,
    label: str,
    *,
    awards: Sequence[int] = (),
    nominations: Sequence[int] = (),
) -> None:
    """Delete nominations, and take awards back, as one step; those that led to an award wait again."""

    def action(s: Session) -> None:
        for id in awards:
            _take_back(s, id)
        drop(s, Nomination, nominations)

    store.write(label, action)


def give_back(store: Store, id: int, on: dt.date, why: str = "") -> None:
    """Note that an award was returned; it stays in the register and leaves wall and figures."""
    values = {"returned_on": on, "returned_why": why}
    store.write(_("Note that an award was returned"), put, Award, id, values)


def agree(store: Store, id: int, answer: str, people: Sequence[int] | None = None) -> None:
    """Note what people answered about public thanks."""
    store.write(_("Note an answer about public thanks"), public.agree, id, answer, people)


def printed(store: Store, ids: Sequence[int], on: dt.date) -> None:
    """Note that certificates were printed; those printed before count as printed again."""
    label = ngettext("Print {n} certificate", "Print {n} certificates", len(ids))
    store.write(label.format(n=len(ids)), _printed, ids, on)


def _printed(s: Session, ids: Sequence[int], on: dt.date) -> None:
    for before in awards.rows(s, ids):
        times = before.reprints + (before.printed_on is not None)
        put(s, Award, before.id, {"printed_on": before.printed_on or on, "reprints": times})


def read_out(store: Store, ids: Sequence[int], event: int) -> None:
    """Note that shout-outs were read out at an event."""
    store.write(_("Note what was read out"), public.mark_read, ids, event)


def next_year(store: Store, round_id: int) -> int:
    """Make next year's round of a round, and give its id."""
    name = store.read(rounds.row, round_id).name
    return store.write(_("Next year’s {name}").format(name=name), rounds.next_year, round_id)


def worded(s: Session, what: Draft) -> str:
    """Give what the certificate of a draft would say, with everything filled in."""
    values = what.values
    kind = values.get("award_type_id")
    own = s.execute(select(AwardType.wording).where(AwardType.id == kind)).scalar()
    q = select(Person.full_name).where(Person.id.in_(what.people)).order_by(Person.sort_key)
    names = [*s.execute(q).scalars(), *what.written]
    day = values["given_on"]
    assert isinstance(day, dt.date)
    return wording.filled(
        s, own, day, name=str(values.get("team_name") or ", ".join(names)),
        award=str(values.get("title") or ""), citation=str(values.get("citation") or ""),
        behaviours=str(values.get("behaviours") or ""),
    )  # fmt: skip


# ---- what to know before giving


def cautions(
    s: Session, what: Draft, values: Values, signatories: Sequence[int], on: dt.date
) -> list[str]:
    """Give what somebody should know before giving this; none of it forbids to give it."""
    language = organisation.language(s)
    q = select(Person.id, Person.full_name, Person.left).where(Person.id.in_(what.people))
    people = s.execute(q.order_by(Person.sort_key)).all()
    said = [
        _("{name} left on {day}. The award can be given all the same.").format(
            name=name, day=dates.medium(left, language)
        )
        for _id, name, left in people
        if left and left <= on
    ]
    if values.get("kind") == "thanks":
        return said
    said += _had_lately(s, {id: name for id, name, _left in people}, values, on, language)
    said += _too_long(s, what, str(values.get("citation") or ""))
    if not signatories:
        said.append(
            _("Nobody signs this certificate. Choose a signatory, or print a line to sign on.")
        )
    return said + _over_budget(s, what, values)


def _too_long(s: Session, what: Draft, citation: str) -> list[str]:
    """Say that a citation is too long for a certificate, or that only its beginning stands there."""
    if len(citation) > wording.CITATION_ROOM:
        words = _(
            "The citation has {n} characters; a certificate has room for about {room}."
            " Shorten it here: the nomination keeps every word."
        )
        return [words.format(n=f"{len(citation):,}", room=wording.CITATION_ROOM)]
    long = [
        len(r.citation)
        for r in nomination.rows(s, what.nominations[:1])
        if wording.shortened(r.citation) == citation != r.citation
    ]
    words = _(
        "The nomination has {n} characters; a certificate has room for about {room}."
        " Its beginning stands above: the nomination keeps every word."
    )
    return [words.format(n=f"{n:,}", room=wording.CITATION_ROOM) for n in long]


def _had_lately(
    s: Session, names: Mapping[int, str], values: Values, on: dt.date, language: str
) -> list[str]:
    q = select(Recipient.person_id, Award.given_on).join(Award, Award.id == Recipient.award_id)
    q = q.where(
        Recipient.person_id.in_(names), Award.kind == "award", Award.returned_on.is_(None),
        Award.award_type_id == values.get("award_type_id"), Award.given_on > on - _AGAIN,
        Award.award_type_id.is_not(None),
    )  # fmt: skip
    latest = dict(s.execute(q.order_by(Award.given_on)).all())
    return [
        _("{name} had this award on {day}.").format(name=names[p], day=dates.medium(day, language))
        for p, day in latest.items()
        if p is not None
    ]


def _over_budget(s: Session, what: Draft, values: Values) -> list[str]:
    kind, day, gift = (values.get(n) for n in ("award_type_id", "given_on", "gift_cents"))
    budget = s.execute(select(AwardType.budget_cents).where(AwardType.id == kind)).scalar()
    if budget is None or not isinstance(gift, int) or not isinstance(day, dt.date):
        return []
    q = select(Award.gift_cents).join(Recipient, Recipient.award_id == Award.id)
    q = q.where(
        Award.award_type_id == kind,
        Award.given_on.between(day.replace(month=1, day=1), day.replace(month=12, day=31)),
    )
    spent = sum(cents or 0 for cents in s.execute(q).scalars())
    spent += gift * (len(what.people) + len(what.written))
    if spent <= budget:
        return []
    return [
        _("With these gifts the year costs {spent}, more than its budget of {budget}.").format(
            spent=f"{spent / 100:,.2f}", budget=f"{budget / 100:,.2f}"
        )
    ]
