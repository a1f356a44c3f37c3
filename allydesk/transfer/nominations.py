"""Nominations out of a spreadsheet, as a form tool saves them: one row for each that was sent in.

sheet = max(open_list(path).sheets, key=likely)
columns = guess(sheet)                        # target -> number of the column; see TARGETS
found = store.read(plan, sheet, columns, today=…, answers={"Tom H": 17})
store.write(found.label, bring_in, found)     # one step that can be undone
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.awards import behaviour, nomination
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.nomination import Nomination
from allydesk.models.base import complaint, fields, used
from allydesk.models.person import Person
from allydesk.text import clean, fold
from allydesk.transfer import headings, names
from allydesk.transfer.book import Cell, Sheet, as_text
from allydesk.transfer.compare import people_index
from allydesk.transfer.entries import Entry
from allydesk.transfer.match import Index
from allydesk.transfer.plan import Candidate, Trouble
from allydesk.transfer.values import order_of, read_day

TARGETS: Final = {
    "nominees": _("Who is put forward"),
    "citation": _("What they did"),
    "award": _("Award"),
    "nominator": _("From"),
    "nominator_email": _("E-mail of who wrote it"),
    "evidence": _("How it shows"),
    "team_name": _("Team"),
    "received_on": _("Received on"),
    "behaviours": _("Behaviours"),
    "nominator_named": _("May be told who wrote it"),
}
# What headings of such columns hold, the more telling first: "Your name" is not "Name of the nominee".
_WORDS: Final = (
    (
        "received_on",
        (
            r"timestamp|time stamp|completion time|submitted (on|at)|submission date|received|zeitstempel"
            r"|horodateur|marca temporal|^date$|^datum$|^fecha$"
        ),
    ),
    ("nominator_email", r"e ?mail"),
    (
        "nominator_named",
        r"\b(may|can|shall|should|durfen|pouvons|podemos)\b.*\b(tell|told|know|say|share|sagen|dire|decir)\b",
    ),
    (
        "nominator",
        (
            r"your name|nominator|nominated by|submitted by|sent by|from whom|^from$|ihr name|votre nom"
            r"|(su|tu) nombre"
        ),
    ),
    ("team_name", r"(which|name of (the )?|^)team\b(?!.*(why|what))"),
    (
        "citation",
        (
            r"\bwhy\b|reason|what (did|have|has|do)|describe|tell us|citation|because|story|warum|grund"
            r"|pourquoi|raison|por que|motivo"
        ),
    ),
    (
        "behaviours",
        r"behaviou?r|\bvalues\b|verhalten|\bwerte\b|comportement|\bvaleurs\b|comportamiento|\bvalores\b",
    ),
    ("evidence", r"evidence|example|impact|difference|proof|beispiel|exemple|ejemplo"),
    ("award", r"award|category|prize|kategorie|categor|prix|premio"),
    (
        "nominees",
        r"nominee|nominat|\bwho\b|colleague|recipient|person|thank|vorschlag|\bwen\b|\bqui\b|quien",
    ),
    ("nominator", r"^name$|^nom$|^nombre$"),
)
_TEAM = re.compile(r"\b(team|shift|crew|department|desk|squad|abteilung|equipe|equipo)\b")
_YES = frozenset(["yes", "y", "ja", "oui", "si", "sim", "tak", "true", "x", "1"])
_TICKED = re.compile(r"\s*[;,\n]\s*")
_BETWEEN = re.compile(r"\s*(?:;|\n|/)\s*")
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|und|et|y|och|i)\s+", re.IGNORECASE)


class Unsure(NamedTuple):
    """A name that may mean one of several people, or somebody whose name is spelt nearly alike."""

    text: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class New:
    """One nomination to bring in. written are names that nobody here has, as they were typed."""

    row: int
    values: Mapping[str, object]
    people: tuple[int, ...]
    written: tuple[str, ...]
    unsure: tuple[Unsure, ...] = ()

    @property
    def title(self) -> str:
        """Give who it is for, as far as the list says so in words."""
        return str(self.values.get("team_name") or "") or ", ".join(self.written)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a list of nominations would do. Rows are numbered as the spreadsheet shows them."""

    new: tuple[New, ...]
    already: tuple[int, ...]  # rows that are here
    left_out: tuple[Trouble, ...]
    dates_unclear: bool  # could be read day or month first
    not_taken: tuple[str, ...]  # headings of columns that hold something and go nowhere

    @property
    def label(self) -> str:
        """Give the name of the step, as Undo shows it."""
        n = len(self.new)
        return ngettext("Bring in {n} nomination", "Bring in {n} nominations", n).format(n=n)


def likely(sheet: Sheet) -> int:
    """Say how much a sheet looks like nominations: how many of its columns are known."""
    return len(guess(sheet)) if sheet.heading_row is not None else 0


def guess(sheet: Sheet) -> dict[str, int]:
    """Give the column for each target that the headings tell; the first that fits."""
    found: dict[str, int] = {}
    plain = [headings.plain(h) for h in sheet.headings]
    for target, pattern in _WORDS:
        for n, heading in enumerate(plain):
            if n not in found.values() and target not in found and re.search(pattern, heading):
                found[target] = n
    return found


def plan(
    s: Session,
    sheet: Sheet,
    columns: Mapping[str, int],
    *,
    today: dt.date,
    day_first: bool | None = None,
    round_id: int | None = None,
    answers: Mapping[str, int] | None = None,
) -> Plan:
    """Say what a list of nominations would do; nothing is stored.

    answers says whom a doubtful name means, by the text in Unsure. Without an answer it is kept as
    it was written, to be looked up later.
    """
    work = _Work(s, sheet, columns, today, day_first, round_id, answers or {})
    new: list[New] = []
    already: list[int] = []
    left_out: list[Trouble] = []
    for number, row in sheet.rows():
        one = work.read(number, row)
        if isinstance(one, Trouble):
            left_out.append(one)
        elif (key := work.key(one)) in work.here:
            already.append(number)
        else:
            work.here.add(key)
            new.append(one)
    taken = set(columns.values())
    rest = tuple(
        h
        for n, h in enumerate(sheet.headings)
        if n not in taken and any(row[n] for _number, row in sheet.rows())
    )
    unclear = work.order == "?" and day_first is None
    return Plan(tuple(new), tuple(already), tuple(left_out), unclear, rest)


def bring_in(s: Session, found: Plan) -> int:
    """Store what a plan says, inside a write, and say how many nominations there were."""
    for one in found.new:
        nomination.add(s, one.values, one.people, one.written)
    return len(found.new)


@dataclass
class _Work:
    """What is looked up for every row, read once."""

    s: Session
    sheet: Sheet
    columns: Mapping[str, int]
    today: dt.date
    day_first: bool | None
    round_id: int | None
    answers: Mapping[str, int]
    people: Index = field(init=False)
    here: set[object] = field(init=False)
    order: bool | str | None = None

    def __post_init__(self) -> None:
        s = self.s
        self.people = people_index(s)
        self.language = organisation.language(s)
        self.types = {
            fold(name): id for id, name in s.execute(select(AwardType.id, AwardType.name))
        }
        self.teams = {
            fold(t): t for t in (*used(s, Person, "team"), *used(s, Nomination, "team_name"))
        }
        self.behaviours = {fold(words): key for key, words in behaviour.offered(s).items()}
        self.here = set(_stored(s))
        if "received_on" in self.columns:
            self.order = order_of(row[self.columns["received_on"]] for _n, row in self.sheet.rows())

    def text(self, row: tuple[Cell, ...], target: str) -> str:
        at = self.columns.get(target)
        return clean(as_text(row[at]), lines=True) if at is not None else ""

    def read(self, number: int, row: tuple[Cell, ...]) -> New | Trouble:
        """Give the nomination in a row, or why it stays outside."""
        who, citation = self.text(row, "nominees"), self.text(row, "citation")
        team = self.text(row, "team_name")
        if not team and (fold(who) in self.teams or _TEAM.search(fold(who))):
            who, team = "", self.teams.get(fold(who), who)
        if not who and not team:
            return Trouble(number, "", _("It names nobody."))
        if not citation:
            return Trouble(number, who or team, _("It does not say what for."))
        people, written, unsure = self.whom(who)
        values: dict[str, object] = {
            "citation": citation, "evidence": self.text(row, "evidence") or None,
            "team_name": team or None, "received_how": "spreadsheet", "received_on": self.day(row),
        }  # fmt: skip
        values |= self.ticked(row, values["evidence"])
        values |= self.award(row, values["evidence"]) | self.sender(row)
        if self.round_id is not None:
            values["round_id"] = self.round_id
        described = fields(Nomination)
        for name, value in values.items():
            if name in described and (wrong := complaint(described[name], value)):
                return Trouble(number, who or team, wrong)
        return New(number, values, people, written, unsure)

    def day(self, row: tuple[Cell, ...]) -> dt.date:
        at = self.columns.get("received_on")
        cell = row[at] if at is not None else ""
        if isinstance(cell, dt.datetime):
            return cell.date()
        if isinstance(cell, dt.date):
            return cell
        first = self.day_first if self.day_first is not None else self.order
        known = first if isinstance(first, bool) else None
        return read_day(clean(cell), self.language, self.today, known) or self.today

    def award(self, row: tuple[Cell, ...], evidence: object) -> dict[str, object]:
        """Give the award a row asks for; one that is not known here is kept among the evidence."""
        wanted = self.text(row, "award")
        if not wanted:
            return {"award_type_id": None}
        named = [id for name, id in self.types.items() if name == fold(wanted)]
        named = named or [id for name, id in self.types.items() if name in fold(wanted)]
        if len(named) == 1:
            return {"award_type_id": named[0]}
        kept = _("Award named in the list: {award}").format(award=wanted)
        return {
            "award_type_id": None,
            "evidence": "\n".join(filter(None, (str(evidence or ""), kept))),
        }

    def ticked(self, row: tuple[Cell, ...], evidence: object) -> dict[str, object]:
        """Give the behaviours that were ticked; what is none of ours is kept among the evidence."""
        parts = [p for p in _TICKED.split(self.text(row, "behaviours")) if p]
        known = [self.behaviours[fold(p)] for p in parts if fold(p) in self.behaviours]
        rest = "; ".join(p for p in parts if fold(p) not in self.behaviours)
        kept = _("Behaviours named in the list: {words}").format(words=rest) if rest else ""
        return {
            "behaviours": behaviour.joined(known),
            "evidence": "\n".join(filter(None, (str(evidence or ""), kept))) or None,
        }

    def sender(self, row: tuple[Cell, ...]) -> dict[str, object]:
        name, email = self.text(row, "nominator"), self.text(row, "nominator_email")
        if (not name and not email) or fold(name or email) == "anonymous":
            return {"nominator_id": None, "nominator_words": None}
        found = self.people.find(Entry(0, name, {"email": email} if "@" in email else {}))
        told: dict[str, object] = {
            "nominator_named": fold(self.text(row, "nominator_named")) in _YES
        }
        if found.person:
            return {**told, "nominator_id": found.person.id, "nominator_words": None}
        return {**told, "nominator_id": None, "nominator_words": name or email}

    def whom(self, text: str) -> tuple[tuple[int, ...], tuple[str, ...], tuple[Unsure, ...]]:
        """Give the people that a cell names, names that nobody here has, and those in doubt."""
        people: list[int] = []
        written: list[str] = []
        unsure: list[Unsure] = []
        for name in self._names(text):
            known = self.answers.get(name) or self._sure(name)
            if known:
                people.append(known)
                continue
            written.append(name)
            if could := self._could_be(name):
                unsure.append(Unsure(name, could))
        return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(written)), tuple(unsure)

    def _could_be(self, name: str) -> tuple[Candidate, ...]:
        """Give whom a name may mean that nobody has just so."""
        entry = Entry(0, name, {})
        close = self.people.find(entry).candidates or self.people.similar([entry]).get(0, ())
        return close or self.people.called(name)

    def _sure(self, name: str) -> int | None:
        for said in (name, names.turned(name)[0] if "," in name else ""):
            if said and (person := self.people.find(Entry(0, said, {})).person):
                return person.id
        return None

    def _names(self, text: str) -> Iterator[str]:
        """Give each name in a cell; a comma or "and" may stand between two or inside one."""
        for part in filter(None, map(clean, _BETWEEN.split(text))):
            pieces = [p for p in map(clean, _AND.split(part)) if p]
            if len(pieces) == 2 and pieces[0].isupper() and not pieces[1].isupper():
                part = names.turned(part)[0]  # "PATEL, Priya" is one person
                pieces = [part]
            whole = len(pieces) < 2 or part in self.answers or self._sure(part)
            yield from [part] if whole else pieces

    def key(self, one: New) -> object:
        """Give what makes two nominations the same one: when, what, and for whom."""
        ids = frozenset(
            (*one.people, *map(fold, one.written), fold(str(one.values["team_name"] or "")))
        )
        return one.values["received_on"], fold(str(one.values["citation"])), ids


def _stored(s: Session) -> Iterator[object]:
    """Give the keys of the nominations that are here."""
    every = nomination.ids(s, chip="all")
    for row in nomination.rows(s, every):
        who = (w.person_id or fold(w.name) for w in row.nominees)
        yield row.received_on, fold(row.citation), frozenset((*who, fold(row.team_name or "")))
