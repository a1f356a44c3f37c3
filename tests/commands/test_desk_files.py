"""sample, check, backup and restore, typed as a person types them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from allydesk import backup, paths
from allydesk.__main__ import COMMANDS, main
from allydesk.models import person
from allydesk.store import Store
from tests import factories

Said = pytest.CaptureFixture[str]


@pytest.fixture
def example(tmp_path: Path, capsys: Said) -> Path:
    file = tmp_path / "example.allydesk"
    assert main(["sample", str(file)]) == 0
    capsys.readouterr()
    return file


def damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for at in range(6000, len(content), 4096):
        content[at] ^= 4
    file.write_bytes(content)


def test_sample_writes_once(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "a desk.allydesk"
    assert main(["sample", str(file)]) == 0
    assert capsys.readouterr().out == f"The example desk is in {file}.\n"
    before = file.read_bytes()
    assert main(["sample", str(file)]) == 1
    said = capsys.readouterr()
    assert said.err == "“a desk.allydesk” is already there. Choose another name.\n"
    assert said.out == ""
    assert file.read_bytes() == before


def test_check_says_what_is_inside(example: Path, capsys: Said) -> None:
    assert main(["check", str(example)]) == 0
    assert capsys.readouterr().out == (
        "“example.allydesk” is sound: 62 people, 7 groups. It has no backup yet.\n"
    )
    assert main(["backup", str(example)]) == 0
    assert main(["check", str(example)]) == 0
    assert "Last backup: Today " in capsys.readouterr().out


def test_check_of_a_damaged_desk_names_the_way_out(example: Path, capsys: Said) -> None:
    main(["backup", str(example)])
    [made] = paths.backups().iterdir()
    damage(example)
    capsys.readouterr()
    assert main(["check", str(example)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "could not be read" in said.err
    assert str(made) in said.err
    assert "(62 people, 7 groups)" in said.err
    assert main(["restore", str(made), "--to", str(example)]) == 0
    assert main(["check", str(example)]) == 0


def test_backup_goes_where_it_is_told(example: Path, tmp_path: Path, capsys: Said) -> None:
    folder = tmp_path / "stick" / "AllyDesk"
    assert main(["backup", str(example), "--to", str(folder)]) == 0
    [made] = folder.iterdir()
    assert capsys.readouterr().out == f"The backup is in {made}.\n"
    assert backup.look(made).reason == "manual"


def test_backup_works_while_the_window_has_the_desk_open(store: Store, capsys: Said) -> None:
    factories.person(store, "Zoë")
    assert main(["backup", str(store.path)]) == 0
    factories.person(store, "Amir")
    assert backup.of(store.path)[0].manifest.people == 1


def test_restore_keeps_what_was_there(example: Path, capsys: Said) -> None:
    main(["backup", str(example)])
    [made] = paths.backups().iterdir()
    with Store.open(example) as desk:
        factories.person(desk, "Later Person")
    capsys.readouterr()
    assert main(["restore", str(made), "--to", str(example)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Backup put back: Today ")
    kept = next(p for p in example.parent.glob("*replaced*.allydesk"))
    assert f"kept as {kept}" in said
    with Store.open(example) as desk:
        assert desk.read(person.find, "Later") == []
    with Store.open(kept) as desk:
        assert [r.name for r in desk.read(person.find, "Later")] == ["Later Person"]


@pytest.mark.parametrize("command", ["check", "backup"])
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone.allydesk", None, "There is no file “gone.allydesk”"),
        ("empty.allydesk", b"", "“empty.allydesk” is empty."),
        ("page.allydesk", b"<html>" * 2000, "“page.allydesk” is not an AllyDesk file"),
        ("plain.allydesk", b"SQLite format 3\0" + bytes(8000), "is not an AllyDesk file"),
    ],
)
def test_what_is_no_desk_is_said_in_a_sentence(
    command: str, name: str, content: bytes | None, sentence: str, tmp_path: Path, capsys: Said
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert main([command, str(file)]) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert (file.read_bytes() if file.exists() else None) == content
    assert not list(paths.data().glob("**/*.allybackup"))


def test_restore_of_what_is_no_backup(example: Path, tmp_path: Path, capsys: Said) -> None:
    before = example.read_bytes()
    picture = tmp_path / "photo.allybackup"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert main(["restore", str(picture), "--to", str(example)]) == 1
    assert "“photo.allybackup” is not an AllyDesk backup" in capsys.readouterr().err
    assert example.read_bytes() == before


@pytest.mark.parametrize("words", [["check"], ["backup"], ["restore", "x"], ["sample"]])
def test_wrong_usage_is_2(words: list[str], capsys: Said) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert "usage: allydesk" in capsys.readouterr().err


def test_no_command_here_needs_qt(tmp_path: Path) -> None:
    script = """
import sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("no Qt here")
sys.meta_path.insert(0, NoQt())
from allydesk.__main__ import COMMANDS, main
for words in (["sample", "d"], ["check", "d"], ["backup", "d", "--to", "."]):
    assert main(words) == 0
import glob
assert main(["restore", glob.glob("*.allybackup")[0], "--to", "e"]) == 0
"""
    env = os.environ | {"ALLYDESK_HOME": str(tmp_path / "h"), "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 4


def test_help_says_what_every_command_does(capsys: Said) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    for command in COMMANDS:
        assert f"\n  {command} " in shown
    assert "Make a checked backup of a desk file." in shown


def test_a_mistyped_command_is_told_with_those_there_are(capsys: Said) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bakup"])
    assert ended.value.code == 2
    assert "There is no command and no file “bakup”. The commands are: " in capsys.readouterr().err


def test_whoever_reads_may_stop_reading() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "allydesk", "reports"], stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == b""
