"""Paper about what people say: slips with receipts, forms, board, summary, cases; nothing singles out."""

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.__main__ import main
from allydesk.errors import Invalid, Problem
from allydesk.listening import notes, slips
from allydesk.models.action import ActionItem
from allydesk.models.base import put
from allydesk.models.feedback import count, incident, note, promise, pulse, receipt
from allydesk.models.feedback.note import KINDS
from allydesk.models.organisation import Organisation
from allydesk.reports import report
from allydesk.reports.report import Printed
from allydesk.store import Store
from allydesk.ui.feedback import kiosk_script
from tests import factories
from tests.factories import TODAY
from tests.faults.pages import unsealed
from tests.reports.engine import pdf
from tests.reports.engine.names import NAMES, NOT_FOUND

DOCUMENTS = (
    "case-register", "case-sheet", "feedback-slips", "feedback-summary", "question-form",
    "tally-sheet", "you-said-we-did",
)  # fmt: skip
ODD = [name for case, name in NAMES.items() if case not in NOT_FOUND | {"pictures"}]
PLANTED = "heliotrope"
SAFE = 4.5 / 25.4 * 72
THREE = re.compile(r"[a-z]+ [a-z]+ [a-z]+")


def said(printed: Printed) -> str:
    return " ".join(pdf.text(printed.pdf).split())


def make(store: Store, name: str, **given: object) -> Printed:
    return report.make(store, name, given, TODAY)


def heard(store: Store, words: str, day: dt.date = TODAY, **given: object) -> notes.Kept:
    how = {n: given.pop(n) for n in ("keeping", "name", "slip", "with_receipt") if n in given}
    return store.quietly((), notes.keep, {"text": words, **given}, day, **how)  # type: ignore[arg-type]


def ago(months: int) -> dt.date:
    n = TODAY.year * 12 + TODAY.month - 1 - months
    return dt.date(n // 12, n % 12 + 1, 3)


def filed(store: Store, counts: dict[str, int], day: dt.date, **given: object) -> None:
    """Let so many notes of each kind come in a month."""
    for kind, n in counts.items():
        for _one in range(n):
            heard(store, f"{PLANTED} {kind}", day, kind=kind, **given)
    store.quietly((), notes.settle, TODAY)


def answer(store: Store, id: int, **more: object) -> None:
    values = {"said": "The ramp is blocked.", "done": "Deliveries go to the yard.", "state": "done"}
    store.quietly((), note.amend, id, values | more)


def ask(store: Store, of: str, answers: list[str], comments: list[str], *, close: bool) -> int:
    id = store.quietly((), pulse.begin, f"Round {of}", of, "2026-05")
    for n, steps in enumerate(answers):
        comment = comments[n] if n < len(comments) else ""
        store.quietly((), pulse.answer, id, [int(step) for step in steps], comment)
    if close:
        store.quietly((), pulse.close, id)
    return id


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open a desk on which a lot was said, with odd names and long words."""
    folder: Path = tmp_path_factory.mktemp("feedback")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLYDESK_HOME", str(folder / "home"))
        with Store.create(folder / "a.allydesk", name="Harbour & Vale", language="en-GB") as store:
            _fill(store)
            yield store


def _fill(store: Store) -> None:
    for name in ODD:
        factories.person(store, name)
    for month in range(14, 3, -1):
        topic = ODD[month][:60]
        filed(store, {"idea": 6, "concern": month % 5, "thanks": 2}, ago(month), topic=topic)
    for n, id in enumerate(store.read(note.ids)[:40]):
        words = {"said": f"{ODD[n % len(ODD)]}: " + "the door is heavy. " * (n % 9)}
        answer(store, id, **words, done="We looked at it together and changed it. " * (n % 5 + 1))
    comments = [f"Ask {name} to speak up. " * 3 for name in ODD[:12]]
    ask(store, "belonging", ["333", "444", "555", "111", "222"] * 6, comments, close=True)
    ask(store, "training", ["345"] * 3, [], close=False)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("edition", ["clear", "large"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_prints(full: Store, name: str, edition: str, paper: str) -> None:
    given: dict[str, object] = {"paper": paper, "edition": edition}
    if name == "case-sheet":
        given |= {"note": full.read(note.ids)[3], "copies": 2}
    check(make(full, name, **given), edition)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("you-said-we-did", {"size": "poster"}),
        ("you-said-we-did", {"size": "poster", "paper": "letter", "edition": "large"}),
        ("feedback-slips", {"format": "four"}), ("feedback-slips", {"receipts": False}),
        ("feedback-slips", {"format": "four", "edition": "large", "paper": "letter"}),
        ("question-form", {"format": "full"}), ("feedback-summary", {"periods": 12}),
        ("feedback-summary", {"answers": False}), ("case-register", {"states": "open"}),
    ],
)  # fmt: skip
def test_every_option(full: Store, name: str, given: dict[str, object]) -> None:
    check(make(full, name, **given), str(given.get("edition", "clear")))


def check(printed: Printed, edition: str) -> None:
    assert not pdf.accessible(printed.pdf)
    assert not pdf.disagreements(printed.pdf)
    assert all(pdf.fonts(printed.pdf).values())
    assert min(pdf.sizes(printed.pdf)) >= (18 if edition == "large" else 10)
    assert not pdf.outside(printed.pdf, SAFE)
    assert printed.warnings == ()


# ---- slips


def codes(printed: Printed) -> list[str]:
    lines = pdf.text(printed.pdf).splitlines()
    return [line.strip() for line in lines if THREE.fullmatch(line.strip())]


def test_each_slip_has_its_own_receipt_and_looking_twice_shows_the_same(store: Store) -> None:
    first = make(store, "feedback-slips", copies=5)
    assert first.pages == 3
    assert len(set(codes(first))) == 6
    assert make(store, "feedback-slips", copies=5).pdf == first.pdf
    assert set(codes(make(store, "feedback-slips", copies=2))) < set(codes(first))
    report.note(store, first)
    assert not set(codes(make(store, "feedback-slips", copies=6))) & set(codes(first))
    assert store.undo_label is None


def test_a_printed_receipt_belongs_to_the_note_typed_in_from_its_slip(store: Store) -> None:
    printed = make(store, "feedback-slips", copies=4, format="four")
    report.note(store, printed)
    code, other, *_rest = codes(printed)
    label = " ".join(code.split()[:2])
    waits = store.read(receipt.look_up, code)
    assert waits == receipt.Answer(label, "new", None, waiting=True)
    wrong = f"{label} {other.split()[2]}"
    assert store.read(receipt.look_up, wrong) is None
    heard(store, "The ramp is blocked.", ago(1), slip=f"  {label.upper().replace(' ', '-')} ")
    store.quietly((), notes.settle, TODAY)
    [id] = store.read(note.ids)
    answer(store, id)
    found = store.read(receipt.look_up, code)
    assert found == receipt.Answer(label, "done", "Deliveries go to the yard.")
    assert store.read(receipt.look_up, wrong) is None
    with pytest.raises(Invalid, match="here already"):
        heard(store, "Again", slip=label)
    with pytest.raises(Invalid, match="No slip with these words"):
        heard(store, "Never printed", slip="no such")
    board = said(make(store, "you-said-we-did"))
    assert f"Receipt: {label} …" in board
    assert code not in board


def test_a_note_taken_back_gives_its_slip_back(store: Store) -> None:
    printed = make(store, "feedback-slips", copies=2)
    report.note(store, printed)
    label = " ".join(codes(printed)[0].split()[:2])
    kept = heard(store, "With a slip of the pen", slip=label)
    store.quietly((), notes.take_back, kept)
    heard(store, "Without", slip=label)


def test_the_third_word_is_nowhere_once_it_is_printed(store: Store) -> None:
    printed = make(store, "feedback-slips", copies=4)
    assert sorted(store.read(slips.ready, 9)) == sorted(codes(printed))
    report.note(store, printed)
    assert store.read(slips.ready, 9) == []

    held = b"".join(unsealed(store.path))
    for code in codes(printed):
        assert " ".join(code.split()[:2]).encode() in held
        assert code.encode() not in held


def test_slips_join_the_meeting_pack(store: Store) -> None:
    group = factories.group(store, "Quiet Circle", listing="private")
    event = factories.event(store, "Quiet Circle night", door_title="Evening meeting")
    factories.hosted(store, event, group)
    given = {"event": event, "with_feedback_slips": True, "slips": 5}
    given |= dict.fromkeys(("with_run_sheet", "with_handout", "with_sign_in"), False)
    printed = make(store, "pack", **given)
    assert not pdf.accessible(printed.pdf)
    assert "Feedback slips – 5 copies" in pdf.page_texts(printed.pdf)[0]
    assert len(set(codes(printed))) == 6
    assert said(printed).count("Evening meeting") >= 6
    assert "Quiet" not in said(printed)
    report.note(store, printed)
    assert not set(codes(make(store, "pack", **given))) & set(codes(printed))
    large = make(store, "pack", **given, edition="large")
    assert len(codes(large)) == 5


# ---- questions


def test_a_form_has_the_numbers_of_the_screen(store: Store) -> None:
    id = ask(store, "training", [], [], close=False)
    row = store.read(pulse.wave, id)
    screen = kiosk_script.questions(kiosk_script.Asked(row, note=False), kiosk_script.Said())
    for name in ("question-form", "tally-sheet"):
        words = said(make(store, name))
        for q in screen:
            if q.number is not None:
                assert f"{q.number} {q.words}" in words
        assert "Round training" in words
    form = said(make(store, "question-form", format="full"))
    assert row.line in form
    assert form.count("1 2 3 4 5") == 3  # the digits that are typed in
    assert "only once 5 people have answered" in form
    other = said(make(store, "question-form", round=id, questions="belonging"))
    assert "I feel that I belong here." not in other


def test_without_a_round_the_ready_set_is_printed(store: Store) -> None:
    assert pulse.QUESTIONS["event"][1] in said(make(store, "question-form", questions="event"))
    with pytest.raises(Problem, match="There is none yet"):
        make(store, "question-form", round="Autumn")


# ---- what may hang on a wall


def test_the_board_shows_only_what_was_written_for_it(store: Store) -> None:
    heard(store, f"{PLANTED}: Zoë keeps it locked.", keeping="named", name="Zoë Ng",
          topic="Building", with_receipt=True)  # fmt: skip
    heard(store, f"{PLANTED} too", keeping="confidential", name="Bo Dean")
    empty = said(make(store, "you-said-we-did"))
    assert "Nothing is answered yet" in empty
    assert PLANTED not in empty
    for id in store.read(note.ids):
        answer(store, id, internal=f"{PLANTED} again")
    board = said(make(store, "you-said-we-did"))
    assert board.count("Deliveries go to the yard.") == 2
    assert board.count("Receipt: ") == 1
    assert "Building" in board
    assert not re.search(f"{PLANTED}|Zoë|Bo Dean|October|November 2026", board)
    one = make(store, "you-said-we-did", notes=tuple(store.read(note.ids)[:1]))
    assert said(one).count("Deliveries") == 1
    poster = pdf.opened(make(store, "you-said-we-did", size="poster").pdf).pages[0]
    assert sorted(map(round, map(float, poster.mediabox[2:]))) == [842, 1191]


def test_old_answers_leave_the_board(store: Store) -> None:
    heard(store, "Long ago", ago(15), keeping="named", name="Zoë")
    answer(store, store.read(note.ids)[0])
    assert "Deliveries" not in said(make(store, "you-said-we-did"))
    assert "Deliveries" in said(make(store, "you-said-we-did", months=16))


# ---- numbers


def numbers(words: str) -> list[int]:
    """Give the whole numbers of a page apart from its days, months, years and page numbers."""
    words = re.sub(r"Page \d+ of \d+|from 1 to 5|below \d+|\d{1,2} \w{3} \d{4}", "", words)
    words = re.sub(r"\d+[.,]\d+", "", words)
    return [int(n) for n in re.findall(r"(?<![\w-])\d+(?![\w-])", words) if len(n) < 4]


@pytest.mark.parametrize(("seed", "k"), [(1, 5), (2, 7), (3, 5)])
def test_no_number_below_the_smallest_is_on_any_page(store: Store, seed: int, k: int) -> None:
    store.write("k", put, Organisation, 1, {"k": k})
    chance = random.Random(seed)
    for month in range(11, 1, -2):
        counts = {kind: chance.choice((0, 1, 2, 4, 9, 14)) for kind in KINDS}
        filed(store, counts, ago(month), topic=chance.choice(("Rooms", "Pay", None)))
    answers = ["".join(chance.choice("12345") for _q in range(3)) for _n in range(24)]
    ask(store, "belonging", answers, [], close=True)
    ask(store, "event", ["333"] * (k - 1), ["Few"] * (k - 1), close=True)
    for name in ("feedback-summary", "case-register"):
        words = (
            said(make(store, name, periods=12)) if "summary" in name else said(make(store, name))
        )
        assert f"Numbers below {k} are hidden" in words
        assert PLANTED not in words
    found = numbers(said(make(store, "feedback-summary", periods=12)))
    # How many answered a round so far may be told, and no more of it.
    assert Counter(n for n in found if n < k) <= Counter({k - 1: 1})
    totals = [c.counts.total for c in store.read(count.windows, "kind")]
    assert totals
    shown = said(make(store, "feedback-summary", periods=12))
    assert all(str(t) in shown for t in totals)
    assert "Few" not in shown
    assert "Hidden until" in shown


@pytest.mark.parametrize("states", ["all", "open"])
def test_the_register_names_a_kind_only_where_that_singles_nobody_out(
    store: Store, states: str
) -> None:
    filed(store, {"idea": 7, "bias": 1, "concern": 6, "question": 4}, ago(5))
    filed(store, {"bias": 9, "thanks": 8, "idea": 1, "question": 4}, ago(2))
    words = said(make(store, "case-register", states=states))
    kinds = Counter({name: len(re.findall(rf"\b{name}\b", words)) for name in KINDS.values()})
    assert kinds == {"Idea": 7, "Concern": 6, "Question": 0, "Incident of bias": 9, "Thanks": 8}
    assert words.count("hidden New") == 10
    assert PLANTED not in words
    # Of one kind most are deleted: those that are left would be a small number.
    ids = store.read(note.ids)
    ideas = [r.id for r in store.read(note.rows, ids) if r.kind == "idea"]
    store.quietly((), note.erase, ideas[:5])
    assert not re.search(r"\bIdea\b", said(make(store, "case-register", states=states)))


def test_what_came_in_this_quarter_is_on_no_page_yet(store: Store) -> None:
    filed(store, {"idea": 7}, TODAY)
    assert len(store.read(note.ids)) == 5
    register = said(make(store, "case-register"))
    assert "No note is listed yet." in register
    assert "from 1 Jan 2027 on" in register
    summary = said(make(store, "feedback-summary"))
    assert "There are no numbers yet." in summary
    assert not {5, 7} & set(numbers(summary))


def test_comments_come_from_k_on_by_chance_and_without_names(store: Store) -> None:
    factories.person(store, "Zoë Łukaszewicz", email="zoe@example.org")
    comments = [f"Word {word}" for word in ("amber", "birch", "cedar", "dune", "elm")]
    comments.append("Zoë Łukaszewicz (zoe@example.org) shouts.")
    ask(store, "belonging", ["444"] * 9, comments, close=True)
    orders, words = set(), ""
    for _time in range(8):
        words = said(make(store, "feedback-summary"))
        orders.add(tuple(re.findall(r"Word (\w+)", words)))
    assert {frozenset(o) for o in orders} == {frozenset(c.split()[1] for c in comments[:5])}
    assert len(orders) > 1
    assert "[name] ([name]) shouts." in words
    assert "Zoë" in said(make(store, "feedback-summary", names=False))
    assert "amber" not in said(make(store, "feedback-summary", comments=False))


# ---- one case


def case(store: Store, keeping: str) -> int:
    heard(store, f"{PLANTED}\nSecond line.", keeping=keeping, name="Zoë Ng", wish="A key for all",
          topic="Building")  # fmt: skip
    [id] = store.read(note.ids)
    answer(store, id, internal="Ask the landlord", owner="Facilities")
    doing = store.write(
        "Act", put, ActionItem, None, {"text": "Buy a lock", "source": promise.SOURCE}
    )
    store.quietly((), promise.tie, id, doing)
    return id


@pytest.mark.parametrize("keeping", ["confidential", "named"])
def test_a_case_sheet_keeps_its_two_parts_apart(store: Store, keeping: str) -> None:
    id = case(store, keeping)
    printed = make(store, "case-sheet", note=id, copies=2)
    pages = [" ".join(page.split()) for page in pdf.page_texts(printed.pdf)]
    assert len(pages) == 4
    for n, page in enumerate(pages):
        assert f"Copy {n // 2 + 1} of 2." in page
        assert f"Case {note.ref(id)}" in page
        assert "Ask the landlord" not in page
    public, internal = pages[:2]
    assert "Deliveries go to the yard." in public
    assert not re.search(f"{PLANTED}|Zoë|key for all|Facilities|Buy a lock|Building", public)
    assert "May be shown to whoever said it." in public
    for words in (PLANTED, "Second line.", "A key for all", "Facilities", "Buy a lock"):
        assert words in internal
    assert "Confidential. For only you, the coordinator. Private: shred after use." in internal
    assert ("Zoë Ng" in internal) is (keeping == "named")
    assert "Zoë" not in printed.title + printed.file_name
    alone = said(make(store, "case-sheet", note=id, part="public"))
    assert PLANTED not in alone
    assert "Deliveries" not in said(make(store, "case-sheet", note=id, part="internal"))


def test_sheet_and_register_have_the_same_reference(store: Store) -> None:
    filed(store, {"idea": 6}, ago(4))
    register = said(make(store, "case-register"))
    for id in store.read(note.ids):
        assert note.ref(id) in register
        assert make(store, "case-sheet", note=id).title.endswith(note.ref(id))


def test_an_incident_is_printed_only_while_incidents_are_open(store: Store) -> None:
    access = incident.enter("", "")
    assert access is not None
    values = {
        "what": "Was laughed at.", "category": "remark", "precision": "month",
        "happened": dt.date(2026, 10, 14), "keeping": "named", "told_by": "Zoë Ng",
        "internal": "Spoke to nobody", "done": "Talked it through.", "witnesses": "yes",
    }  # fmt: skip
    id = store.quietly((), incident.save, access, None, values, TODAY)[0]
    pages = pdf.page_texts(make(store, "case-sheet", incident=id, access=access).pdf)
    public, internal = (" ".join(page.split()) for page in pages)
    assert "Talked it through." in public
    assert not re.search("laughed|October|Hurtful", public)
    assert "Was laughed at." in internal
    assert "October 2026" in internal
    assert not re.search("14 Oct|Zoë|Spoke to nobody", public + internal)
    access.leave()
    for given in ({"access": access}, {"access": "open"}, {}):
        with pytest.raises(Problem, match="Incidents are closed"):
            make(store, "case-sheet", incident=id, **given)


def test_incidents_are_numbers_of_a_year_that_is_over(store: Store) -> None:
    access = incident.enter("", "")
    assert access is not None
    for year in (2025, 2026):
        for n in range(9):
            values = {"what": "x", "category": "remark" if n < 7 else "access", "precision": "day",
                      "happened": dt.date(year, 3, 2)}  # fmt: skip
            store.quietly((), incident.save, access, None, values, TODAY)
    words = said(make(store, "case-register"))
    assert "Incidents in 2025" in words
    assert "All 9" in words
    assert "Barrier to access hidden" in words
    assert "2026" not in words.replace("Printed 19 Nov 2026", "")
    assert "Incidents" not in said(make(store, "case-register", incidents=False))


def test_from_the_command_line(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heard(store, "The ramp is blocked by deliveries", keeping="named", name="Zoë")
    desk, out = store.path, tmp_path / "a.pdf"
    asked = ["--desk", str(desk), "--out", str(out)]
    assert main(["print", "case-sheet", "--note", "ramp", *asked]) == 0
    assert "blocked by deliveries" in pdf.text(out.read_bytes())
    out.unlink()
    assert main(["print", "case-sheet", "--incident", "1", "--access", "yes", *asked]) == 1
    assert "Open them under Feedback" in capsys.readouterr().err
    assert not out.exists()
    assert main(["print", "feedback-slips", *asked]) == 0
    assert store.read(slips.ready, 9) == []
