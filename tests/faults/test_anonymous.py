"""What a desk gives away of notes without a name: everything that is stored is looked through."""

import datetime as dt
import json
import random
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from allydesk import backup, paths
from allydesk.backup import archive
from allydesk.listening import notes, retention
from allydesk.models import person
from allydesk.models.feedback import note, tray
from allydesk.models.feedback.incident import enter, save
from allydesk.store import Store
from tests import factories
from tests.faults.pages import unsealed
from tests.faults.reading import everything

NOTES = 500
FIRST = dt.date(2026, 1, 7)
WHO = "Wilhelmina Ashgrove-Okonkwo"
Rows = Mapping[str, list[tuple[object, ...]]]


class Written(NamedTuple):
    """A note that was written down, and when: what nothing stored may tell."""

    n: int
    day: dt.date
    word: str  # no other note has it

    @property
    def text(self) -> str:
        return f"Entry{self.n:04} was said {self.word}"


class Desk(NamedTuple):
    path: Path
    home: Path
    written: list[Written]
    backups: list[Path]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Write 500 notes over months, named work and backups between them, as somebody would."""
    folder = tmp_path_factory.mktemp("anonymous")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ALLYDESK_HOME", str(folder / "home"))
        yield write_down(folder / "desk.allydesk", folder / "home")


def write_down(path: Path, home: Path) -> Desk:
    chance = random.Random(7)
    written, backups, day = [], [], FIRST
    with Store.create(path, name="Harbour & Vale", language="en-GB") as store:
        factories.people(store, WHO, "Amir")
        for n in range(NOTES):
            if chance.random() < 0.3:
                day += dt.timedelta(days=chance.choice((1, 1, 2, 3)))
                store.quietly((), notes.settle, day)
            if n == 250:  # months in which hardly anything is said
                day = dt.date(2026, 7, 10)
            one = Written(n, day, secrets.token_hex(10))
            store.quietly({"feedback_note"}, notes.keep, {"text": one.text}, day)
            written.append(one)
            if n in (251, 253):
                day += dt.timedelta(days=33)
            if n % 29 == 0:
                factories.person(store, f"Somebody {n}")
            if n % 71 == 0:
                store.undo()
            if n % 60 == 7:
                backups.append(backup.save(store, backup.TIMED))
        store.quietly((), notes.settle, day + dt.timedelta(days=200))
    return Desk(path, home, written, backups)


def spearman(pairs: Sequence[tuple[float, float]]) -> float:
    """Give the rank correlation of pairs; 0 is chance."""
    ranks = []
    for side in (0, 1):
        order = sorted(range(len(pairs)), key=lambda n: pairs[n][side])
        rank = dict(zip(order, range(len(pairs)), strict=True))
        ranks.append([rank[n] for n in range(len(pairs))])
    n = len(pairs)
    apart = sum((a - b) * (a - b) for a, b in zip(*ranks, strict=True))
    return 1 - 6.0 * float(apart) / (n * (n * n - 1))


def within_months(
    desk: Desk, place: Mapping[str, float]
) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Give for each month the (place, order of entry) of its notes; place is by their words."""
    months: dict[str, list[tuple[float, float]]] = {}
    for one in desk.written:
        if one.word in place:
            months.setdefault(f"{one.day:%Y-%m}", []).append((place[one.word], one.n))
    return ((m, p) for m, p in months.items() if len(p) >= 20)


def assert_chance(desk: Desk, place: Mapping[str, float], least: int) -> None:
    """Fail if places tell the order of entry, in any month or in all taken together."""
    total, weight = 0.0, 0
    for month, pairs in within_months(desk, place):
        found = spearman(pairs)
        # Four standard deviations: 1 in 16,000 by chance alone.
        assert abs(found) < 4 / (len(pairs) - 1) ** 0.5, (month, found)
        total, weight = total + found * (len(pairs) - 1), weight + len(pairs) - 1
    assert weight >= least
    assert abs(total / weight) < 4 / weight**0.5


def by_word(rows: Sequence[tuple[object, ...]]) -> dict[str, float]:
    words = [re.search(r"was said (\w+)", str(row)) for row in rows]
    return {w[1]: n for n, w in enumerate(words) if w}


def test_nothing_that_is_stored_tells_who_or_when(desk: Desk) -> None:
    rows = everything(desk.path)
    stored = rows["feedback_note"]
    assert len(stored) == NOTES
    # No person, and no time below the month, anywhere in a note's own rows.
    nameless = {t: r for t, r in rows.items() if t.startswith("feedback_")}
    everywhere = json.dumps(nameless, default=repr, ensure_ascii=False)
    assert WHO.split()[0] not in everywhere
    assert not re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d", everywhere)
    assert rows["feedback_voice"] == []
    # No word, no key and no kind of a note in the journal, the steps, or any other table.
    others = {t: r for t, r in rows.items() if not t.startswith("feedback_")}
    elsewhere = json.dumps(others, default=repr, ensure_ascii=False)
    assert "Entry" not in elsewhere
    assert "feedback" not in elsewhere
    assert not any(str(row[0]) in elsewhere for row in stored)
    # No gap in the numbers of the steps: one would lie between two moments that are known.
    numbers = [int(str(row[0])) for row in rows["step"]]
    assert all(b == a + 1 for a, b in pairwise(numbers))


def test_months_are_true_and_few_are_kept_by_the_quarter(desk: Desk) -> None:
    with Store.open(desk.path) as store:
        kept = {r.text.split()[-1]: r.period for r in store.read(note.rows, store.read(note.ids))}
    for one in desk.written:
        month, quarter = f"{one.day:%Y-%m}", f"{one.day.year}-Q{(one.day.month + 2) // 3}"
        same = sum(f"{w.day:%Y-%m}" == month for w in desk.written)
        assert kept[one.word] == (month if same >= 5 else quarter)
    assert any("Q" in p for p in kept.values())


def test_neither_rows_nor_bytes_nor_the_index_tell_the_order(desk: Desk) -> None:
    rows = everything(desk.path)
    assert_chance(desk, by_word(rows["feedback_note"]), NOTES - 60)
    lying: dict[str, float] = {}  # where each text lies in the file, from its beginning
    for n, page in enumerate(unsealed(desk.path)):
        for found in re.finditer(rb"Entry\d{4} was said (\w{20})", page):
            lying[found[1].decode()] = n * 4096 + found.start()
    assert_chance(desk, lying, NOTES - 60)
    segments: dict[str, float] = {}  # which part of the index has a word: parts come one by one
    for id, block in rows["feedback_words_data"]:
        for one in desk.written:
            if isinstance(block, bytes) and one.word[4:].encode() in block:
                segments[one.word] = int(str(id)) + random.random()
    assert len(segments) > NOTES * 0.9
    assert_chance(desk, segments, NOTES - 120)


def test_two_backups_differ_by_no_single_note(desk: Desk, tmp_path: Path) -> None:
    before: set[str] = set()
    seen = []
    for n, made in enumerate(desk.backups):
        with archive.unpacked(made, tmp_path / f"{n}.db") as copy:
            rows = everything(copy)
            words = set(by_word(rows["feedback_note"]))
            assert rows["feedback_tray"] == []
            assert b"feedback_tray" in b"".join(unsealed(copy))
            text = b"".join(unsealed(copy))
            in_file = {w.word for w in desk.written if w.text.encode() in text}
            assert in_file == words  # nor does a page that is free again have more
        assert len(words - before) >= 5 or words == before
        seen.append(len(words - before))
        before = words
    assert sum(n > 0 for n in seen) >= 6


def test_names_of_backups_and_logs_say_nothing(desk: Desk) -> None:
    told = b""
    assert len(list(desk.home.rglob("*.allybackup"))) == len(desk.backups)
    for found in desk.home.rglob("*"):
        told += found.name.encode()
        if found.is_file() and found.suffix not in (".allybackup", ".allydesk"):
            told += found.read_bytes()
    assert b"Entry" not in told
    assert b"feedback" not in told.lower()
    assert not any(one.word.encode() in told for one in desk.written)


def test_a_change_of_state_leaves_no_moment_behind(desk: Desk, path: Path) -> None:
    shutil.copy(desk.path, path)
    before = everything(path, "journal")["journal"]
    with Store.open(path) as store:
        last = store.last_step
        id = store.read(note.ids)[0]
        old = store.quietly({"feedback_note"}, note.amend, id, {"state": "done", "done": "Fixed."})
        assert old == {"state": "new", "done": None}
        assert store.last_step == last
        store.quietly({"feedback_note"}, note.amend, id, old)  # what Undo in the window does
        assert (found := store.read(note.one, id)) is not None
        assert (found.state, found.done) == ("new", None)
    assert everything(path, "journal")["journal"] == before


# ---- what is deleted is gone

PLANTED = "Zwetschgenkuchen underneath the stairwell"


def traces(path: Path) -> dict[str, int]:
    """Count a planted phrase, whole and as folded words, in the file and all beside it."""
    words = [PLANTED.encode(), b"zwetschgenkuchen", b"etschgenkuchen", b"stairwell"]
    found = {w.decode(): sum(p.count(w) for p in unsealed(path)) for w in words}
    for beside in (*path.parent.iterdir(), *paths.backups().parent.rglob("*")):
        if beside.is_file() and beside != path:
            raw = beside.read_bytes()
            for w in words:
                found[w.decode()] += raw.count(w)
    return found


def test_a_deleted_phrase_is_nowhere_in_the_file(path: Path) -> None:
    long_ago, now = dt.date(2023, 3, 9), dt.date(2026, 3, 9)
    store = Store.create(path, name="Harbour & Vale", language="en-GB")
    for n in range(40):
        text = f"{PLANTED} {n}, which is near" if n % 3 == 0 else f"Something else {n} " * 9
        when = long_ago if n % 2 else dt.date(2023, 5, 2)
        store.quietly((), notes.keep, {"text": text, "wish": f"{PLANTED} {n}"}, when)
    kept = store.quietly((), notes.keep, {"text": "A note to keep"}, now, keeping="named", name=WHO)
    access = enter("", "")
    assert access is not None
    old = {
        "what": PLANTED,
        "internal": PLANTED,
        "state": "closed",
        "closed_on": dt.date(2023, 2, 9),
    }
    store.quietly((), save, access, None, old, now)
    store.quietly((), notes.settle, now)
    store.abandon()
    assert traces(path)[PLANTED] >= 40  # what is looked for can be found
    with Store.open(path) as store:
        assert [d.n for d in store.read(retention.due, now)] == [20, 20, 1]
        assert store.quietly((), retention.delete_notes, now) == 40
        assert store.quietly((), retention.delete_incidents, access, now) == 1
        assert store.read(retention.due, now) == []
        assert store.read(note.ids) == [kept.note]
        assert store.read(note.ids, "keep") == [kept.note]
        assert set(traces(path).values()) == {0}  # open as it is, with its side files
    assert set(traces(path).values()) == {0}


def test_a_note_taken_back_is_gone_too(path: Path) -> None:
    with Store.create(path, name="Harbour & Vale", language="en-GB") as store:
        day = dt.date(2026, 11, 20)
        kept = store.quietly((), notes.keep, {"text": PLANTED, "kind": "idea"}, day)
        assert [w.text for w in store.read(tray.waiting)] == [PLANTED]
        given = store.quietly((), notes.take_back, kept)
        assert (given["text"], given["kind"]) == (PLANTED, "idea")
        assert store.read(tray.waiting) == []
        assert store.read(person.count) == 0
    assert set(traces(path).values()) == {0}
