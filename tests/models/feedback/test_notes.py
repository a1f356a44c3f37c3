"""Notes: kept in one of three ways, found again, followed up, and told back by a receipt."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import exc, insert, text

from allydesk.errors import Invalid, Problem
from allydesk.listening import notes
from allydesk.models import merge, person
from allydesk.models.action import ActionItem, still_open
from allydesk.models.base import Record, drop, put
from allydesk.models.feedback import note, period, promise, receipt, rules, tray, voice
from allydesk.models.feedback.note import Filter
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests import factories

DAY = dt.date(2026, 11, 19)
Keep = Callable[..., notes.Kept]


@pytest.fixture
def keep(store: Store) -> Keep:
    def write(text: str = "The prayer room is a store room.", **given: object) -> notes.Kept:
        options = {n: given.pop(n) for n in ("keeping", "person", "name") if n in given}
        day = given.pop("day", DAY)
        assert isinstance(day, dt.date)
        return store.quietly({"feedback_note"}, notes.keep, {"text": text, **given}, day, **options)  # type: ignore[arg-type]

    return write


def register(store: Store, **given: object) -> list[note.Row]:
    return store.read(note.rows, store.read(note.ids, **given))  # type: ignore[arg-type]


# ---- the tray


def test_notes_without_a_name_are_filed_five_at_a_time(store: Store, keep: Keep) -> None:
    for n in range(5):
        keep(f"Note {n}")
        assert register(store) == []
    assert {w.text for w in store.read(tray.waiting)} == {f"Note {n}" for n in range(5)}
    keep("Note 5")
    assert {r.text for r in register(store)} == {f"Note {n}" for n in range(5)}
    assert {r.period for r in register(store)} == {"2026-11"}
    assert [w.text for w in store.read(tray.waiting)] == ["Note 5"]
    # The month has five already: the last of it keeps its month.
    assert store.quietly((), notes.settle, dt.date(2026, 12, 1))
    assert {r.period for r in register(store)} == {"2026-11"}
    assert len(register(store)) == 6


def test_few_in_a_month_are_filed_when_it_is_over_under_the_quarter(
    store: Store, keep: Keep
) -> None:
    keep("One", day=dt.date(2026, 10, 3))
    keep("Two", day=dt.date(2026, 10, 30))
    assert not store.quietly((), notes.settle, dt.date(2026, 10, 31))
    assert register(store) == []
    store.quietly((), notes.settle, dt.date(2026, 11, 1))
    assert {(r.text, r.period) for r in register(store)} == {("One", "2026-Q4"), ("Two", "2026-Q4")}
    assert period.words("2026-Q4", "en-GB") == "Quarter 4 of 2026"
    assert period.age("2026-Q4", DAY) == "this quarter"


def test_a_note_is_taken_back_until_it_is_filed(store: Store, keep: Keep) -> None:
    first = keep("First", topic="Facilities")
    given = store.quietly((), notes.take_back, first)
    assert (given["text"], given["topic"]) == ("First", "Facilities")
    assert store.read(tray.sizes) == {}
    again = keep("Again")
    for n in range(5):
        keep(f"Note {n}")
    with pytest.raises(Problem, match="is filed with others by now"):
        store.quietly((), notes.take_back, again)
    assert "Again" in {r.text for r in register(store)}


def test_nothing_of_a_note_can_be_undone_or_is_a_step(store: Store, keep: Keep) -> None:
    factories.person(store, "Zoë")
    heard: list[frozenset[str]] = []
    store.changed = heard.append
    keep(keeping="named", name="Amir")
    assert heard == [{"feedback_note"}]  # the window is told to read again
    assert store.undo_label == "Add Zoë"
    store.undo()
    assert len(register(store)) == 1
    store.redo()
    assert [s.label for s in store.steps()] == ["Add Zoë"]


def test_a_note_is_never_part_of_a_step(store: Store, keep: Keep) -> None:
    for n in range(6):
        keep(f"Note {n}")
    with pytest.raises(RuntimeError, match="quietly alone"):
        store.write("Add note", notes.keep, {"text": "Said"}, DAY)
    with pytest.raises(RuntimeError, match="quietly alone"):
        store.write("Change note", note.amend, store.read(note.ids)[0], {"state": "done"})
    assert store.steps() == []
    assert {r.state for r in register(store)} == {"new"}


def test_what_is_journalled_cannot_be_changed_quietly(store: Store) -> None:
    with pytest.raises(RuntimeError, match="outside the journal"):
        store.quietly((), put, Person, None, {"full_name": "Zoë"})
    assert store.read(person.count) == 0
    assert store.undo_label is None


# ---- who said it


def test_a_name_is_known_to_the_coordinator_and_printed_only_if_named(
    store: Store, keep: Keep
) -> None:
    zoe = factories.person(store, "Zoë Łukaszewicz")
    silent = keep(keeping="confidential", person=zoe).note
    named = keep(keeping="named", name="Amir from the kitchen").note
    assert silent
    assert named
    see = Audience.COORDINATOR
    assert store.read(voice.of, silent, see) == ("Zoë Łukaszewicz", zoe)
    assert store.read(voice.of, silent, see, printed=True) is None
    assert store.read(voice.of, named, see, printed=True) == ("Amir from the kitchen", None)
    for audience in (Audience.LEADS, Audience.GROUP, Audience.ANYONE):
        assert store.read(voice.of, named, audience) is None
    with pytest.raises(RuntimeError, match="went round the consent gate"):
        store.read(lambda s: s.execute(text("SELECT name FROM feedback_voice")).all())


def test_who_said_it_is_found_again_after_a_merge_or_a_deletion_is_undone(
    store: Store, keep: Keep
) -> None:
    anna, ben, chi = (factories.person(store, n) for n in ("Anna", "Ben", "Chi"))
    said = keep(keeping="confidential", person=ben).note
    assert said

    def voice_of() -> tuple[str, int | None] | None:
        return store.read(voice.of, said, Audience.COORDINATOR)

    store.write("Merge", merge.people, anna, ben, {})
    assert voice_of() == ("Anna", anna)
    store.write("Merge", merge.people, chi, anna, {})
    assert voice_of() == ("Chi", chi)
    store.undo()
    store.undo()
    assert voice_of() == ("Ben", ben)
    store.redo()
    assert voice_of() == ("Anna", anna)
    store.undo()
    store.write("Delete", drop, Person, [ben])
    assert voice_of() == ("Somebody who is no longer here", None)
    store.undo()
    assert voice_of() == ("Ben", ben)


def test_nothing_without_a_journal_is_changed_by_what_has_one() -> None:
    # A cascade from a journalled table would change what no undo can put right.
    quiet = [t for t in Record.metadata.sorted_tables if not t.info.get("journal", True)]
    reached = [
        (t.name, k.parent.name)
        for t in quiet
        for k in t.foreign_keys
        if k.column.table.info.get("journal", True)
    ]
    assert len(quiet) > 5
    assert reached == []


def test_a_note_without_a_name_never_gets_one(store: Store, keep: Keep) -> None:
    for n in range(6):
        keep(f"Note {n}")
    id = store.read(note.ids)[0]
    for change in ({"keeping": "named"}, {"period": "2020-01"}, {"receipt": "a b"}):
        with pytest.raises(Problem, match="set once"):
            store.quietly((), note.amend, id, change)
    values = {"note_id": id, "keeping": "named", "name": "Zoë"}
    with pytest.raises(exc.IntegrityError):  # the file itself refuses
        store.quietly((), lambda s: s.execute(insert(voice.VOICE).values(id=1, **values)))
    with pytest.raises(Invalid, match="keep no name"):
        keep(keeping="named")
    assert len(register(store)) == 5  # nothing half done


# ---- what may be written


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"text": ""}, "text", "Enter what was said."),
        ({"text": "x" * 200_000}, "text", "has room for 20000 characters"),
        ({"text": "Ok", "wish": "y" * 2001}, "wish", "has room for 2000 characters"),
        ({"text": "Ok", "kind": "rant"}, "kind", "from the list"),
    ],
)
def test_what_breaks_a_rule_is_told_in_one_sentence(
    store: Store, keep: Keep, given: dict[str, str], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as told:
        keep(**given)
    assert list(told.value.fields) == [field]
    assert sentence in told.value.fields[field]
    assert store.read(tray.sizes) == {}


def test_what_turns_or_hides_text_is_cleaned(store: Store, keep: Keep) -> None:
    keep("Safe\u202etxt.exe\x00 and\x07 sound\r\nnext", keeping="named", name="Z")
    [row] = register(store)
    assert row.text == "Safetxt.exe and sound\nnext"


def test_a_group_or_event_of_few_is_no_place_to_point_to(store: Store, keep: Keep) -> None:
    small, large = factories.group(store, "Small"), factories.group(store, "Large")
    talk = factories.event(store)
    people = factories.people(store, "A", "B", "C", "D", "E")
    for n, one in enumerate(people):
        factories.membership(store, one, large)
        if n < 4:
            factories.membership(store, one, small)
            factories.attend(store, talk, one)
    with pytest.raises(Invalid, match="This group has fewer than 5 people"):
        keep(group_id=small)
    with pytest.raises(Invalid, match="Fewer than 5 people are counted at this event"):
        keep(event_id=talk)
    keep(group_id=large)
    factories.attend(store, talk, people[4])
    keep(event_id=talk)
    assert sum(store.read(tray.sizes).values()) == 2


def test_urgent_words_bring_up_the_organisation_s_own_procedure(store: Store) -> None:
    assert store.read(rules.advice, "The coffee is cold.") is None
    assert "formal procedure" in str(store.read(rules.advice, "I was HARASSED by the lift."))
    values = {"procedure": "Call Ms Vale, room 4.", "urgent": "grope*, Würde"}
    store.write("Change", put, rules.Rules, None, values)
    assert store.read(rules.advice, "They groped him") == "Call Ms Vale, room 4."
    assert store.read(rules.advice, "Against my WURDE") == "Call Ms Vale, room 4."
    assert store.read(rules.advice, "I was harassed") is None
    store.undo()
    assert store.read(rules.now).id is None


# ---- the register


def test_the_newest_month_comes_first_and_words_are_found(store: Store, keep: Keep) -> None:
    for month, said in ((3, "Łódź canteen"), (5, "祈祷室は倉庫です"), (4, "Prayer room, full")):
        for n in range(6):
            keep(f"{said} {n}", day=dt.date(2026, month, 3), wish="A kettle")
    store.quietly((), notes.settle, DAY)
    rows = register(store)
    assert [r.period for r in rows] == ["2026-05"] * 6 + ["2026-04"] * 6 + ["2026-03"] * 6
    for typed, found in (
        ("lodz", 6), ("PRAYER roo", 6), ("祷室", 6), ("kettle", 18), ("prayer lodz", 0), ("*\"'", 18),
        ("room-full", 6), ("ettle", 0),
    ):  # fmt: skip
        hits = store.read(note.ids, typed) if typed != "*\"'" else store.read(note.ids, "  ")
        assert len(hits) == found, typed
    assert store.read(note.ids, "*\"'") == []
    first = store.read(note.ids, "kettle", limit=4)
    assert first == [r.id for r in rows][:4]
    store.quietly((), note.amend, first[0], {"wish": "A samovar"})
    assert store.read(note.ids, "samovar") == first[:1]
    assert len(store.read(note.ids, "kettle")) == 17
    store.quietly((), note.erase, first)
    assert store.read(note.ids, "samovar") == []
    assert len(register(store)) == 14


def test_filters_that_could_single_somebody_out_are_refused(store: Store, keep: Keep) -> None:
    for kind, n in (("idea", 9), ("concern", 8), ("thanks", 2)):
        for i in range(n):
            keep(f"{kind} {i}", kind=kind, keeping="named", name="Z", topic="Food")
    # Ideas alone are fine; concerns as well would leave the two thanks by subtraction.
    assert len(store.read(note.ids, narrow=Filter(kind="idea"))) == 9
    assert len(store.read(note.ids, narrow=Filter(topic="Food"))) == 19
    for kind in ("concern", "thanks", "bias"):
        with pytest.raises(Problem, match="single out fewer than 5"):
            store.read(note.ids, narrow=Filter(kind=kind))
    with pytest.raises(Problem, match="Two filters together"):
        store.read(note.ids, narrow=Filter(kind="idea", topic="Food"))
    [one] = store.read(note.ids, "thanks 1")  # a search and a state are work, not people
    store.quietly((), note.amend, one, {"state": "done"})
    assert store.read(note.ids, narrow=Filter(states=("done",))) == [one]


def test_what_was_promised_belongs_to_a_note_without_the_journal_knowing(
    store: Store, keep: Keep
) -> None:
    for n in range(6):
        keep(f"Note {n}")
    id = store.read(note.ids)[0]
    given = {"text": "Ask Facilities", "source": promise.SOURCE}
    action = store.write("Add action", put, ActionItem, None, given)
    store.quietly({"action_item"}, promise.tie, id, action)
    assert store.read(promise.of_note, id) == [action]
    assert [a.id for a in store.read(still_open)] == [action]
    assert store.read(still_open, Audience.LEADS) == []
    store.undo()
    assert store.read(promise.of_note, id) == []


# ---- receipts


def test_a_receipt_finds_its_answer_and_stands_on_the_board_in_part(
    store: Store, keep: Keep
) -> None:
    given = {"text": "More shade", "kind": "idea"}
    code = store.quietly((), notes.keep, given, DAY, with_receipt=True).code
    assert code
    first, second, third = code.split()
    assert store.read(receipt.look_up, code) == (f"{first} {second}", "new", None, True)
    for n in range(6):
        keep(f"Note {n}")
    [id] = store.read(note.ids, "shade")
    answer = {"state": "done", "said": "Shade is short.", "done": "Two awnings."}
    store.quietly((), note.amend, id, answer)
    for typed in (code, code.upper(), f" {first}-{second} … {third}. "):
        found = store.read(receipt.look_up, typed)
        assert found == (f"{first} {second}", "done", "Two awnings.", False)
    other = next(w for w in receipt.known_words() if w not in code)
    for typed in (
        f"{first} {second} {other}",
        f"{first} {second}",
        "",
        f"{other} {second} {third}",
    ):
        assert store.read(receipt.look_up, typed) is None
    [row] = store.read(note.answered)
    assert receipt.told(row.receipt) == f"{first} {second} …"
    assert third not in str(store.read(lambda s: s.execute(note.TABLE.select()).all()))


def test_the_words_of_receipts_are_many_and_told_apart() -> None:
    words = receipt.known_words()
    assert len(words) == len(set(words)) >= 2000
    assert all(w.isascii() and w.islower() and 3 <= len(w) <= 9 for w in words)
