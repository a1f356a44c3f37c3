"""`allydesk import` as people call it: what it prints, what it stores, and what it leaves alone."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from allydesk import paths
from allydesk.__main__ import main
from allydesk.models import group, membership, person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests.transfer.helpers import LISTS, SAMPLES, lines, xlsx


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk files" / "Zoë’s desk.allydesk"


def _counts(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, object]:
    capsys.readouterr()
    assert main(["import", *map(str, words), "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_directory_and_its_committees(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = _counts(capsys, SAMPLES / "legislators.xlsx", "--desk", desk)
    assert [first[k] for k in ("new", "changed", "unchanged", "doubtful", "left_out")] == [
        537,
        0,
        0,
        0,
        0,
    ]
    left = {c["heading"]: c["reason"] for c in first["columns_left_out"]}  # type: ignore[attr-defined]
    assert left["Gender"] == left["Birthday"] == "AllyDesk does not keep this."
    for ending in ("xlsx", "csv"):
        again = _counts(capsys, SAMPLES / f"legislators.{ending}", "--desk", desk)
        assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 537)
    groups = _counts(capsys, SAMPLES / "committees.csv", "--desk", desk, "--agreed", "group")
    assert (groups["groups"], groups["memberships"], groups["new"]) == (49, 1329, 0)
    again = _counts(capsys, SAMPLES / "committees.csv", "--desk", desk, "--agreed", "group")
    assert (again["groups"], again["memberships"], again["memberships_changed"]) == (0, 0, 0)

    with Store.open(desk) as store:
        assert store.undo() == "Bring in the groups of 528 people"
        assert store.read(group.listing) == []
    with Store.open(desk) as store:
        assert store.undo() == "Bring in 537 people"
        assert store.read(person.count) == 0
    with Store.open(desk) as store:
        store.redo()
        store.redo()
        assert store.read(person.count) == 537
        rows = store.read(membership.everywhere, Audience.COORDINATOR, private_groups=True)
        assert len(rows) == 1329


def test_it_says_the_same_in_words(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = lines(
        tmp_path / "a.csv",
        "Name;E-mail;Religion;Started;Stream\nZoë;z@example.org;x;04/03/2019;A\nBo;bo at;y;05/06/2020;B\n",
        "cp1252",
    )
    assert main(["import", str(path), "--desk", str(desk)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == ["1 person is new.", "0 people are changed.", "0 people are unchanged."]
    assert (
        "Row 3: E-mail: “bo at”: Write the e-mail address with one @, like zoe@example.org. Left out."
        in said
    )
    assert "Not taken: “Religion”. AllyDesk does not keep this." in said
    assert "Not taken: “Stream”. AllyDesk does not know this heading." in said
    assert any("it was read as Western European (Windows)" in line for line in said)
    assert any("“Started” were read day first" in line for line in said)


def test_a_dry_run_changes_nothing(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = lines(tmp_path / "a.csv", "Name\nZoë\n")
    assert _counts(capsys, path, "--desk", desk, "--dry-run")["new"] == 1
    assert not desk.parent.exists()
    main(["import", str(path), "--desk", str(desk)])
    before = hashlib.sha256(desk.read_bytes()).hexdigest()
    other = lines(tmp_path / "b.csv", "Name\nBo\n")
    assert main(["import", str(other), "--desk", str(desk), "--dry-run"]) == 0
    assert "Nothing has been changed yet." in capsys.readouterr().out
    assert hashlib.sha256(desk.read_bytes()).hexdigest() == before


def test_a_group_from_the_command_line(desk: Path, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", "Name,Role\nZoë,Chair\nBo,\n")
    assert (
        main(["import", str(path), "--desk", str(desk), "--group", "Pride", "--agreed", "leads"])
        == 0
    )
    with Store.open(desk) as store:
        (pride,) = store.read(group.listing)
        rows = store.read(membership.of_group, pride.id, Audience.LEADS)
    assert (pride.name, pride.listing) == ("Pride", "private")
    assert [(r.name, r.roles) for r in rows] == [("Bo", ()), ("Zoë", ("Chair",))]


def test_a_named_sheet_and_the_order_of_days(desk: Path, tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", [["Name"], ["Bo"]], Two=[["Name", "Started"], ["Zoë", "04/03/2019"]]
    )
    assert main(["import", str(path), "--desk", str(desk), "--sheet", "two", "--month-first"]) == 0
    with Store.open(desk) as store:
        (row,) = store.read(person.rows, store.read(person.ids))
    assert (row.name, row.started.isoformat() if row.started else "") == ("Zoë", "2019-04-03")


def test_a_backup_is_made_before_a_list_comes_in(desk: Path, tmp_path: Path) -> None:
    main(["import", str(lines(tmp_path / "a.csv", "Name\nZoë\n")), "--desk", str(desk)])
    before = set(paths.backups().rglob("*.allybackup"))
    main(["import", str(lines(tmp_path / "b.csv", "Name\nBo\n")), "--desk", str(desk)])
    (made,) = set(paths.backups().rglob("*.allybackup")) - before
    restored = tmp_path / "restored.allydesk"
    assert main(["restore", str(made), "--to", str(restored)]) == 0
    with Store.open(restored) as store:
        assert store.read(person.count) == 1


def _cut_off(path: Path) -> None:
    data = (SAMPLES / "legislators.xlsx").read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])


BROKEN = {
    "password": lambda p: p.write_bytes((LISTS / "password.xlsx").read_bytes()),
    "web page": lambda p: p.write_text("<!DOCTYPE html><html><body><table>"),
    "empty": lambda p: p.write_bytes(b""),
    "cut off": _cut_off,
    "picture": lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))),
    "no names": lambda p: p.write_text("Team,Price\nA,1\n"),
    "names empty": lambda p: p.write_text("Name,Price\n,1\n,2\n"),
    "only bad rows": lambda p: p.write_text("Name,E-mail\nZoë,nowhere\nBo,x y@z\n"),
    "missing": lambda p: None,
    "folder": lambda p: p.mkdir(),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(BROKEN))
def test_broken_input_is_one_sentence_and_leaves_everything(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    path = tmp_path / "list.csv"
    BROKEN[what](path)
    capsys.readouterr()
    assert main(["import", str(path), "--desk", str(desk)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert not desk.exists()
    assert not desk.parent.exists() or list(desk.parent.iterdir()) == []

    main(["import", str(lines(tmp_path / "good.csv", "Name\nZoë\n")), "--desk", str(desk)])
    before = desk.read_bytes()
    if what != "only bad rows":
        assert main(["import", str(path), "--desk", str(desk)]) == 1
    assert desk.read_bytes() == before


def test_a_desk_that_is_no_desk_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = lines(tmp_path / "letter.txt", "Dear Zoë" * 200)
    before = wrong.read_bytes()
    assert (
        main(["import", str(lines(tmp_path / "a.csv", "Name\nZoë\n")), "--desk", str(wrong)]) == 1
    )
    assert "is not an AllyDesk file" in capsys.readouterr().err
    assert wrong.read_bytes() == before


def test_a_desk_that_is_open_elsewhere(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = lines(tmp_path / "a.csv", "Name\nZoë\n")
    with Store.create(desk):
        assert main(["import", str(path), "--desk", str(desk)]) == 1
    assert "already open" in capsys.readouterr().err


def test_wrong_usage_is_exit_code_2(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", str(tmp_path / "a.csv")])
    assert ended.value.code == 2


def test_as_a_program_of_its_own_it_prints_one_sentence_about_a_broken_xls(
    desk: Path, tmp_path: Path, home: Path
) -> None:
    data = bytearray((LISTS / "old.xls").read_bytes())
    data[600:1200] = bytes(600)
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "allydesk", "import", str(path), "--desk", str(desk)],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip().count("\n") == 0
    assert "damaged or was cut off" in done.stderr
