"""Starting: what is missing is said in one sentence, a file that cannot be opened leaves a way on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from allydesk import backup, file, paths, settings
from allydesk.errors import Problem
from allydesk.models import person
from allydesk.store import Store
from allydesk.ui import qt_needs
from allydesk.ui.shell import doors
from allydesk.ui.shell.window import Window
from tests import factories
from tests.ui.conftest import opened
from tests.ui.hands import button, click, seen_buttons, words


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python as a person would, without any screen unless told otherwise."""
    kept = {n: v for n, v in os.environ.items() if n not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, *arguments], env=kept | environment, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


# Before Qt


@pytest.mark.parametrize("display", ["", ":987", "no-such-host.invalid:0", "nonsense"])
def test_without_a_screen_one_sentence_says_what_works(display: str) -> None:
    done = run("-m", "allydesk", DISPLAY=display)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("There is no screen to open the window on.")
    assert "allydesk demo" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_missing_library_is_named_with_the_command() -> None:
    ran: list[list[str]] = []

    def can_load(library: str) -> bool:
        return library not in ("libEGL.so.1", "libxcb-cursor.so.0")

    def refuse(words_: list[str]) -> bool:
        ran.append(list(words_))
        return False

    with pytest.raises(Problem) as told:
        qt_needs.provide("x11", can_load, refuse)
    assert "libegl1 libxcb-cursor0" in str(told.value)
    assert str(told.value).startswith("The window cannot open: system libraries are missing.")
    assert ran  # it tried to install them first


def test_a_missing_library_is_installed_where_that_is_possible(
    capsys: pytest.CaptureFixture[str],
) -> None:
    here = {"libGL.so.1": False}

    def can_load(library: str) -> bool:
        return here.get(library, True)

    def install(words_: list[str]) -> bool:
        if "install" in words_:
            assert words_[-1] == "libgl1"
            here["libGL.so.1"] = True
        return True

    qt_needs.provide("offscreen", can_load, install)
    assert "libgl1" in capsys.readouterr().err


def test_nothing_is_asked_for_that_is_there() -> None:
    assert qt_needs.missing("offscreen") == []


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        ({}, None),
        ({"DISPLAY": ":987"}, None),
        ({"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "xcb:something"}, "x11"),
        ({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"}, None),
    ],
)
def test_what_counts_as_a_screen(environment: dict[str, str], kind: str | None) -> None:
    assert qt_needs.screen(environment) == kind


PAINTED = """
import sys
from pathlib import Path
from allydesk import settings
from allydesk.ui import app
from allydesk.ui.kit import look
qt = app.make(["allydesk"])
look.apply(qt, settings.load())
program = app.Program(qt, settings.load())
program.window.expect()
program.window.show()
assert not program.window.grab().isNull()
slow = ("sqlalchemy", "sqlcipher3", "alembic", "reportlab", "babel", "pypdfium2", "pikepdf",
        "rapidfuzz", "fontTools", "python_calamine", "xlsxwriter")
print(*[m for m in slow if m in sys.modules])
"""


def test_the_window_is_painted_before_anything_slow_is_loaded() -> None:
    done = run("-c", PAINTED, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


FEW_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir></fontconfig>"""
BOXES = """
import sys
from PySide6.QtGui import QTextLayout
from allydesk import settings
from allydesk.ui import app
from allydesk.ui.shell import doors
from allydesk.ui.kit import look
qt = app.make(["allydesk"])
look.apply(qt, settings.load())
for name in sys.argv[1:]:
    layout = QTextLayout(name, qt.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [g for run in layout.glyphRuns() for g in run.glyphIndexes()]
    assert glyphs and 0 not in glyphs, name
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others have every script")
def test_names_in_every_script_have_letters_where_there_are_few_fonts(tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    (few / "NotoSans.ttf").write_bytes((paths.resources() / "fonts/NotoSans.ttf").read_bytes())
    config = tmp_path / "fonts.conf"
    config.write_text(FEW_FONTS.format(folder=few, cache=tmp_path / "cache"))
    scripts = (
        "देवनागरी",
        "தமிழ்",
        "ไทย",
        "한국어",
        "日本語",
        "עברית",
        "ქართული",
        "አማርኛ",
        "ខ្មែរ",
        "සිංහල",
    )
    done = run(
        "-c", BOXES, *factories.NAMES, *scripts,
        QT_QPA_PLATFORM="offscreen", FONTCONFIG_FILE=str(config),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


# Opening a file


def trouble(qtbot, window: Window, beginning: str) -> None:
    qtbot.waitUntil(lambda: any(w.startswith(beginning) for w in words(window)), timeout=8000)
    assert not window.frame.sidebar.isVisible()


def test_a_missing_file_leaves_three_ways_on(qtbot, start, tmp_path: Path) -> None:
    program = start(None)
    program.open(tmp_path / "gone.allydesk")
    trouble(qtbot, program.window, "There is no file “gone.allydesk” in")
    for way in ("Try again", "Choose another file…", "Restore a backup…", "Start a new desk"):
        assert button(program.window, way)
    click(program.window, "Start a new desk")
    qtbot.waitUntil(lambda: "Welcome to AllyDesk" in words(program.window))


def test_a_file_that_comes_back_opens_on_trying_again(qtbot, start, desk_file: Path) -> None:
    away = desk_file.rename(desk_file.with_suffix(".away"))
    program = start(None)
    program.open(desk_file)
    trouble(qtbot, program.window, "There is no file")
    away.rename(desk_file)
    click(program.window, "Try again")
    qtbot.waitUntil(lambda: program.desk is not None)


@pytest.fixture
def damaged(store: Store) -> Path:
    """A desk with a good backup, a page of which was overwritten since."""
    factories.person(store, "Ana Pérez")
    backup.save(store, backup.MANUAL)
    store.close()
    with store.path.open("r+b") as f:
        f.seek(4096 * 3 + 100)
        f.write(os.urandom(200))
    file.note(store.path, "open").touch()  # it was damaged while somebody worked
    return store.path


def test_a_damaged_file_is_offered_its_good_backup(qtbot, start, damaged: Path) -> None:
    program = start(None)
    program.open(damaged)
    trouble(qtbot, program.window, "Your AllyDesk file could not be read. The copy from today")
    assert button(program.window, "Show both files")
    click(program.window, "Use that copy")
    qtbot.waitUntil(lambda: program.desk is not None)
    assert [r.name for r in program.desk.store.read(person.find, "ana")] == ["Ana Pérez"]
    assert len(list(damaged.parent.glob("*replaced*.allydesk"))) == 1
    said = program.window.frame.status.last().text
    assert said == "The backup is restored. The file from before is kept beside it."


def test_a_damaged_file_without_backup_says_so(qtbot, start, desk_file: Path) -> None:
    desk_file.write_bytes(b"no desk at all" * 1000)
    program = start(None)
    program.open(desk_file)
    trouble(qtbot, program.window, "“Zoë’s desk.allydesk” is not an AllyDesk file")
    assert "Use that copy" not in [b.text() for b in seen_buttons(program.window)]
    assert desk_file.read_bytes().startswith(b"no desk at all")


def test_a_file_in_use_elsewhere_says_so(qtbot, start, store: Store) -> None:
    program = start(None)
    program.open(store.path)  # the fixture has it open, and has no window to bring forward
    trouble(qtbot, program.window, "“Zoë’s desk.allydesk” is already open in AllyDesk.")
    store.close()
    click(program.window, "Try again")
    qtbot.waitUntil(lambda: program.desk is not None)


def test_the_other_places_are_made_ready_while_nobody_waits(qtbot, start, desk_file: Path) -> None:
    window = start(desk_file).window
    built = [p.place for p in window.places() if window.built(p.place)]
    assert built == ["home"]
    qtbot.waitUntil(lambda: all(window.built(p.place) for p in window.places()), timeout=20_000)
    assert window.frame.sidebar.chosen().text() == "Home"
    assert window.open_screen().first().hasFocus()


# Closing, and the next start


def test_the_last_file_is_remembered_and_backed_up_at_the_end(start, desk_file: Path) -> None:
    program = start(desk_file)
    factories.person(program.desk.store, "Ana Pérez")
    assert backup.listing(paths.backups()) == []
    program.window.close()
    made = backup.listing(paths.backups())
    assert [b.reason for b in made] == [backup.EXIT]
    assert made[0].manifest.people == 1
    assert settings.load().last_file == str(desk_file)
    assert not file.note(desk_file, "open").exists()
    with opened(desk_file) as store:
        assert store.read(person.count) == 1


def test_closing_without_a_change_makes_no_second_backup(qtbot, start, desk_file: Path) -> None:
    for _time in range(2):
        program = start(desk_file)
        program.window.close()
    assert len(backup.listing(paths.backups())) == 1


def test_a_backup_is_made_while_somebody_works(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    factories.person(program.desk.store, "Ana Pérez")
    program._backups.timeout.emit()
    qtbot.waitUntil(lambda: len(backup.listing(paths.backups())) == 1)
    assert backup.listing(paths.backups())[0].reason == backup.TIMED


def test_after_a_crash_it_says_that_everything_is_here(qtbot, start, store: Store) -> None:
    factories.person(store, "Ana Pérez")
    store.abandon()
    program = start(store.path)
    clock = f"{program.desk.store.steps()[0].at.astimezone():%H:%M}"
    said = f"AllyDesk closed unexpectedly. Everything up to {clock} is here."
    qtbot.waitUntil(lambda: said in words(program.window))
    click(program.window, "Continue")
    qtbot.waitUntil(lambda: said not in words(program.window))


def test_another_desk_can_be_opened_instead(
    qtbot, start, desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "Other.allydesk"
    Store.create(other, name="Other & Co").close()
    program = start(desk_file)
    monkeypatch.setattr(program.desk.ask, "open_file", lambda *_given: other)
    doors.open_other(program.window)
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.store.path == other)
    with Store.open(desk_file) as store:  # it was let go of
        assert store.read(person.count) == 0
