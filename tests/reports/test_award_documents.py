"""Paper about awards: certificates from the register, cards, wall, ceremony, shortlist, form, lists, figures."""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from allydesk import awarding, fairness
from allydesk.errors import Problem
from allydesk.models import suppression
from allydesk.models.awards import nomination, score
from allydesk.models.awards import round as rounds
from allydesk.models.awards.award import Award
from allydesk.models.awards.behaviour import OwnValue
from allydesk.models.awards.nomination import Nomination
from allydesk.models.awards.recipient import AGREED
from allydesk.models.base import put
from allydesk.models.suppression import Shown
from allydesk.reports import report
from allydesk.reports.awards import recognition
from allydesk.reports.engine.document import render
from allydesk.reports.engine.theme import Theme
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.models.awards import factories as of
from tests.reports.award_paper import LAYOUTS, ODD, SENTENCE, make, said
from tests.reports.engine import pdf

DOCUMENTS = (
    "award-certificate", "award-register", "award-year", "ceremony", "nomination-form",
    "recognition", "shortlist", "thank-you-card", "thanks-wall",
)  # fmt: skip
SAFE = 4.5 / 25.4 * 72


def fill(store: Store, people: int) -> None:
    """Give, thank, nominate and score so many people, with odd names and long sentences."""
    ids = [factories.person(store, n) for n in (ODD * 3)[:people]]
    types = [of.kind(store, f"For {look}", layout=look) for look in LAYOUTS]
    signs = [of.signatory(store, n, position="Director") for n in ("Minh Khai", "محمد علي")]
    store.write("Value", put, OwnValue, None, {"name": "We keep the door open"})
    the = of.round_of(store, ids[:2], *types[:3], places=2, threshold=3.0)
    event = factories.event(store, "Summer picnic", starts=dt.datetime.combine(TODAY, dt.time(18)))
    for n, id in enumerate(ids):
        given_on = TODAY - dt.timedelta(days=n * 5)
        what = {"citation": SENTENCE * (n % 3 + 1), "given_on": given_on, "from_id": ids[-1 - n]}
        values = what | {"kind": "award", "award_type_id": types[n % 5], "title": f"Award {n}"}
        team = tuple(ids[:14]) if n == 1 else (id,)
        values |= {"team_name": "Night shift"} if n == 1 else {}
        made = awarding.Draft(values, team, (), tuple(signs), ())
        done = awarding.give(store, made, agreed=list(AGREED)[n % 3])
        store.write("Where", put, Award, done, {"event_id": event if n % 2 else None})
        awarding.quick_thanks(store, [id], SENTENCE * 2, on=given_on, agreed="yes")
        long = SENTENCE * (58 if n == 3 else 2)
        of.nominate(store, id, citation=long, round_id=the, award_type_id=types[0])


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    """Open a desk with one of everything, and one with many people of odd names."""
    folder = tmp_path_factory.mktemp("awards")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLYDESK_HOME", str(folder / "home"))
        with (
            Store.create(folder / "one.allydesk", name="Harbour & Vale", language="en-GB") as one,
            Store.create(folder / "many.allydesk", name="Harbour & Vale", language="en-GB") as many,
        ):
            fill(one, 1)
            fill(many, len(ODD) + 12)
            yield {"one": one, "many": many}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("edition", ["clear", "large"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_prints(desks: dict[str, Store], name: str, edition: str, paper: str):
    for store in desks.values():
        given: dict[str, object] = {"paper": paper, "edition": edition}
        if name == "ceremony":
            given["event"] = "picnic"
        printed = make(store, name, **given)
        assert not pdf.accessible(printed.pdf)
        assert not pdf.disagreements(printed.pdf)
        assert all(pdf.fonts(printed.pdf).values())
        assert min(pdf.sizes(printed.pdf)) >= (18 if edition == "large" else 10)
        assert not pdf.outside(printed.pdf, SAFE)
        assert [w for w in printed.warnings if "left out" not in w or edition == "clear"] == []


def test_every_option_of_look_and_paper(desks: dict[str, Store]):
    tries: tuple[tuple[str, dict[str, object]], ...] = (
        ("thank-you-card", {"size": "a5", "folded": True}), ("thank-you-card", {"folded": True}),
        ("thanks-wall", {"double": True, "paper": "letter"}), ("nomination-form", {"format": "full"}),
        ("award-certificate", {"lies": "upright", "layout": "band"}),
        ("award-certificate", {"each": "each", "awards": "Night shift"}),
        ("shortlist", {"names": "shown", "room": False}), ("shortlist", {"names": "hidden"}),
        ("award-year", {"audience": "anyone"}), ("ceremony", {"period": "twelve"}),
    )  # fmt: skip
    for name, given in tries:
        printed = make(desks["many"], name, **given)
        assert not pdf.accessible(printed.pdf), (name, given)
        assert not pdf.disagreements(printed.pdf), (name, given)
        assert not pdf.outside(printed.pdf, SAFE), (name, given)
        assert not [w for w in printed.warnings if "Print on both sides" not in w], (name, given)


# ---- who did not agree, what was turned down

PEOPLE = 6
ANSWERS = st.dictionaries(st.integers(1, PEOPLE), st.sampled_from(list(AGREED)), max_size=4)
AWARDS = st.lists(
    st.tuples(ANSWERS, st.sampled_from(["award", "thanks"]), st.booleans()), min_size=1, max_size=7
)


class RollBack(Exception):
    """Ends an example: the desk is as it was before."""


@pytest.fixture
def desk(store: Store) -> Store:
    for n in range(PEOPLE):
        factories.person(store, f"Nominee{n} Surname{n}", pronunciation=f"SOUND-{n}x")
    of.round_of(store, [1], of.kind(store))
    factories.event(store, starts=dt.datetime.combine(TODAY, dt.time(18)))
    return store


def paper(s: Session, name: str, **given: object) -> str:
    """Give the words of a document as it is printed inside a write."""
    one = report.named(name)
    options = report.settle(s, one, given, TODAY)
    done = report.typeset(one, options, one.collect(s, options), "Harbour & Vale", None)
    return " ".join(pdf.text(done.pdf).split())


def rolled_back(desk: Store, example: Callable[[Session], None]) -> None:
    def action(s: Session) -> None:
        example(s)
        raise RollBack

    with pytest.raises(RollBack):
        desk.write("Example", action)


@settings(max_examples=25)
@examples(awards=AWARDS)
def test_who_did_not_agree_is_on_no_paper_for_others(
    desk: Store, awards: list[tuple[dict[int, str], str, bool]]
) -> None:
    def example(s: Session) -> None:
        secret, open_ = set(), set()
        for n, (answers, kind, team) in enumerate(awards):
            values: dict[str, object] = {
                "kind": kind, "given_on": TODAY, "event_id": 1, "title": f"Title{n}",
                "citation": f"words{n}x", "team_name": f"Team{n}x" if team or not answers else None,
            }  # fmt: skip
            awarding.put_award(
                s, awarding.Draft(values, tuple(answers), (), (), ()), values, answers
            )
            whole = {f"words{n}x", *([f"Team{n}x"] if values["team_name"] else [])}
            (open_ if set(answers.values()) == {"yes"} else secret).update(whole)
        agreed = {p for a, *_rest in awards for p, answer in a.items() if answer == "yes"}
        for p in range(1, PEOPLE + 1):
            words = {f"Surname{p - 1}", f"SOUND-{p - 1}x"}
            secret |= set() if p in agreed else words
        papers = (
            paper(s, "thanks-wall"), paper(s, "ceremony", event=1), paper(s, "ceremony"),
            *(paper(s, "award-year", audience=a) for a in ("leads", "group", "anyone")),
        )  # fmt: skip
        for words in papers:
            assert not [w for w in secret if w in words]
        for word in {*open_, *(f"Surname{p - 1}" for p in agreed)}:
            assert word in papers[0]
            assert all(word in words for words in papers[3:])
            assert word in papers[1]
        everything = paper(s, "award-year")
        assert all(f"words{n}x" in everything for n in range(len(awards)))

    rolled_back(desk, example)


STATES = st.lists(st.sampled_from([*nomination.STATES]), min_size=1, max_size=8)


@settings(max_examples=20)
@examples(states=STATES)
def test_what_was_turned_down_is_on_no_paper_unless_asked_for(desk: Store, states: list[str]):
    def example(s: Session) -> None:
        out = set()
        for n, state in enumerate(states):
            values = {"citation": f"words{n}x", "received_on": TODAY, "round_id": 1}
            id = nomination.add(s, values, [n % PEOPLE + 1])
            if state in ("given", "thanked"):
                kind = "award" if state == "given" else "thanks"
                draft = awarding.draft(s, id, TODAY, kind=kind)._replace(nominations=(id,))
                awarding.put_award(s, draft, draft.values, "yes")
            elif state != "received":
                put(s, Nomination, id, {"state": state, "reason": "Because"})
            out |= {f"words{n}x"} if state in nomination.TURNED_DOWN else set()
        shown = " ".join(paper(s, name) for name in DOCUMENTS)
        every = paper(s, "shortlist", which="all", names="shown")
        assert not [w for w in out if w in shown + every]
        assert all(f"words{n}x" in every for n in range(len(states)) if f"words{n}x" not in out)
        asked = paper(s, "shortlist", which="all", names="shown", turned_down=True)
        assert all(f"words{n}x" in asked for n in range(len(states)))

    rolled_back(desk, example)


# ---- the committee


def test_a_shortlist_hides_names_until_all_have_scored(desk: Store):
    anna = of.nominate(desk, 2, citation="Nominee1 waited. Everybody saw it.", round_id=1)
    other = of.nominate(desk, 3, citation="Nominee2 held the door.", round_id=1, nominator_id=4)
    words = said(make(desk, "shortlist"))
    assert "Nomination 1" in words
    assert not re.search(r"Nominee\d|Surname\d", words)
    assert "1 = Said to be helpful" in words
    assert "For the committee. Private: shred after use." in words
    assert pdf.roles(make(desk, "shortlist").pdf).count("Form") >= 2 * (3 * 5 + 1)
    shown = said(make(desk, "shortlist", names="shown"))
    assert "Nomination 1: Nominee1 Surname1" in shown
    scales = [c.id for c in desk.read(rounds.criteria, 1)]
    for id, points in ((anna, 4), (other, 5)):
        desk.write("Score", score.give, id, 1, dict.fromkeys(scales, points))
    scored = said(make(desk, "shortlist"))
    assert "Nominee1 Surname1" in scored
    assert "5.00" in scored
    assert "1 = Said" not in scored
    hidden = said(make(desk, "shortlist", names="hidden"))
    assert not re.search(r"Nominee\d|Surname\d", hidden)
    awarding.shortlist(desk, [other])
    only = said(make(desk, "shortlist", which="shortlisted"))
    assert "held the door" in only
    assert "Everybody saw it" not in only
    with pytest.raises(
        Problem, match=r"“spring” is not possible for round\. Possible: Allies 2026"
    ):
        make(desk, "shortlist", round="spring")


# ---- form, cards, lists, figures


def test_a_nomination_form_stands_twice_on_a_page(store: Store):
    whole = said(make(store, "nomination-form"))
    assert whole.count("Thank somebody") == 2
    of.kind(store, "Shout-out", kind="thanks")
    kinds = [of.kind(store), of.kind(store, "Team of the quarter")]
    store.write("Value", put, OwnValue, None, {"name": "We keep the door open"})
    of.round_of(store, [], *kinds)
    printed = make(store, "nomination-form", return_to="the box by the kitchen")
    words = said(printed)
    assert printed.pages == 1
    for part in (
        "Thank somebody", "Allies 2026 · Until 24 Nov 2026", "Everyday ally", "Team of the quarter",
        "Active listening", "We keep the door open", "Give this to the box by the kitchen.",
        "Private once filled in",
    ):  # fmt: skip
        assert words.count(part) == 2, part
    assert "Shout-out" not in words
    assert said(make(store, "nomination-form", format="full")).count("Thank somebody") == 1


def test_a_form_has_room_for_a_pen_whatever_is_offered(store: Store):
    for n in range(16):
        value = {"name": f"We keep door number {n} wide open for everybody who comes"}
        store.write("Value", put, OwnValue, None, value)
    kind = of.kind(store, criteria="For those who made another’s day easier, unasked. " * 40)
    of.round_of(store, [], kind, name="Those who helped others this year, in any place " * 2)
    for paper, edition, format in itertools.product(
        ("a4", "letter"), ("clear", "large"), ("two", "full")
    ):
        printed = make(store, "nomination-form", paper=paper, edition=edition, format=format)
        assert (printed.pages, printed.warnings) == (1, ()), (paper, edition, format)
        assert not pdf.accessible(printed.pdf)
        assert "Other" in said(printed)


def test_a_card_for_each_who_is_thanked_and_blank_ones_for_nobody(store: Store):
    blank = make(store, "thank-you-card")
    assert said(blank).count("Thank you") == 4
    tom, ana, boss = factories.people(store, "Tom Bright", "Ana Pérez", "محمد علي")
    awarding.quick_thanks(
        store, [tom, ana], "You held the lift.", on=TODAY, values={"from_id": boss}
    )
    awarding.quick_thanks(store, [tom], "Long ago.", on=TODAY - dt.timedelta(days=90))
    of.give(store, of.nominate(store, ana, citation="So. " * 1200))
    printed = make(store, "thank-you-card")
    words = said(printed)
    assert (printed.pages, printed.warnings) == (1, ())
    assert words.count("You held the lift.") == 2
    assert "Long ago" not in words
    assert words.count("Tom Bright") == 1
    assert "From" not in said(make(store, "thank-you-card", sender=False))


def test_the_register_names_every_number_once(store: Store):
    ids = [
        of.give(store, of.nominate(store, p)) for p in factories.people(store, "A B", "C D", "E F")
    ]
    awarding.take_back(store, ids[1])
    awarding.take_back(store, ids[2])
    words = said(make(store, "award-register"))
    assert [words.count(f"2026-{n:03}") for n in (1, 2, 3, 4)] == [1, 1, 1, 0]
    assert words.count("Taken back") == 2
    assert "For only you, the coordinator. Private: shred after use." in words
    assert "No award has a number here yet." in said(make(store, "award-register", year="1999"))


def test_the_year_is_the_one_that_was_asked_for(store: Store):
    tom = factories.person(store, "Tom Bright")
    for n, day in enumerate((dt.date(2025, 12, 31), dt.date(2026, 1, 1), TODAY)):
        awarding.quick_thanks(store, [tom], f"words{n}x", on=day)

    def found(**given: object) -> list[str]:
        return re.findall(r"words\dx", said(make(store, "award-year", **given)))

    assert found() == ["words1x", "words2x"]
    assert found(period="last_year") == ["words0x"]
    assert found(first="31/12/2025", last="1/1/2026") == ["words0x", "words1x"]
    assert found(what="award") == []
    with pytest.raises(Problem, match="The last day is before the first"):
        make(store, "award-year", first="2 Feb 2026", last="1 Feb 2026")


def test_the_summary_says_what_the_mirror_says_and_hides_what_it_hides(store: Store):
    for n in range(24):
        team, place = (
            ("Care", "Quay") if n < 12 else ("Digital", "Vale") if n < 21 else ("Three", "Hill")
        )
        id = factories.person(store, f"Nominee{n:02}", team=team, location=place)
        if n % 2:
            awarding.quick_thanks(
                store, [id], "Thank you.", on=TODAY, values={"behaviours": "empathy"}
            )
    mirror = store.read(fairness.mirror, fairness.a_year_before(TODAY), TODAY)
    words = said(make(store, "recognition"))
    assert mirror.thanked == Shown(12)
    assert "Thanked at least once 12" in words
    assert suppression.rule(mirror.k) in words
    assert "Nominee" not in words
    for line in (*mirror.teams, *mirror.locations):
        yes, no = line.thanked, line.not_thanked
        known = isinstance(yes, Shown) and isinstance(no, Shown)
        assert bool(re.search(rf"{line.name} {yes} {no} ", words)) == known, line
    assert re.search(r"Too few to tell: [^.]*Three", words)
    assert "Empathy 12" in words
    empty = said(make(store, "recognition", period="last_year"))
    assert "Thanked at least once hidden" in empty


def test_what_is_said_of_hidden_numbers_never_stands_alone_on_a_page():
    rule = suppression.rule(5)
    for lines in range(1, 24):
        names = tuple(f"Place {n}" for n in range(lines))
        part = recognition.Part("By location", names, (Shown(9),) * lines, (Shown(8),) * lines)
        waiting = (("In the last 3 months", Shown(16)), ("Not yet", Shown(37)))
        data = recognition.Summary("2026", (), (), (part,) * 2, waiting, (), (), rule)
        done = render(recognition.story(data, Theme()), Theme(), title="Recognition summary")
        last = " ".join(pdf.page_texts(done.pdf)[-1].split())
        assert rule in last
        assert "When people were last thanked" in last, lines


@pytest.mark.parametrize("edition", ["clear", "large"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_five_thousand_characters_are_on_paper_to_the_last_word(
    store: Store, paper: str, edition: str
):
    words = [f"word{n}" for n in range(700)]
    text = " ".join(words)[:4990] + " Omega."
    ana, wei = factories.people(store, "Ana Pérez", "Wei Zhang")
    kind = of.kind(store)
    day = {"opens": TODAY, "closes": TODAY}
    store.write("x", rounds.start, {"name": "Allies 2026", **day}, [kind], [wei])
    values = {"citation": text, "evidence": text, "received_on": TODAY, "award_type_id": kind}
    awarding.add(store, values, [ana])
    awarding.quick_thanks(store, [ana], text, on=TODAY, agreed="yes")
    awarding.quick_thanks(store, [wei], "After it.", on=TODAY, agreed="yes")
    for name, times in (("shortlist", 2), ("award-year", 1), ("ceremony", 1), ("thanks-wall", 1)):
        printed = make(store, name, paper=paper, edition=edition)
        assert printed.warnings == (), name
        seen = said(printed)
        assert seen.count("Omega.") == times, name
        assert seen.count("word300 ") == times, name
        assert "After it." in seen or name == "shortlist"
        assert not pdf.outside(printed.pdf)
        assert not pdf.accessible(printed.pdf)


def test_a_ceremony_says_names_aloud_and_what_is_quiet(desk: Store):
    values: dict[str, object] = {"event_id": 1, "title": "Everyday ally"}
    for person, agreed in ((1, "yes"), (2, "no"), (3, "not_asked")):
        draft = desk.read(awarding.draft, of.nominate(desk, person, nominator_id=4), TODAY)
        awarding.give(desk, draft, values, agreed=agreed)
    awarding.quick_thanks(desk, [5], "You held the lift.", on=TODAY, agreed="yes")
    printed = make(desk, "ceremony", event=1)
    words = said(printed)
    assert "1. Everyday ally Nominee0 Surname0 Say SOUND-0x Tom made sure" in words
    assert "2 more awards: hand them over in private." in words
    assert "Shout-outs Nominee4 Surname4" in words
    assert "For whoever reads it out. Personal data: shred after use." in words
    assert min(pdf.sizes(printed.pdf)) >= 18  # large print unless told otherwise
    assert "Shout-outs" not in said(make(desk, "ceremony", event=1, shout_outs=False))
    secret = factories.group(desk, "Quiet", listing="private")
    quiet = factories.hosted(desk, factories.event(desk, "Quiet evening"), secret)
    assert "Quiet" not in said(make(desk, "ceremony", event=quiet))
