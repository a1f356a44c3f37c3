"""What people said leaves the place where it is worked on by no other door."""

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from allydesk import dates, paths, pin, settings
from allydesk.__main__ import main
from allydesk.models.feedback import incident, tray
from allydesk.store import Store
from allydesk.ui.app import Program
from allydesk.ui.door import asking
from allydesk.ui.feedback import kiosk
from allydesk.ui.shell import doors
from allydesk.ui.shell.find import Finder
from tests.ui.feedback.said import filed, say
from tests.ui.hands import click, press, type_into

PIN = "2468"
PLANTED = ("zzyzx", "Quillon", "Tessaly", "Ombretta", "Hurtful", "remark")


def fill(store: Store) -> None:
    """Say something in each way, and note an incident."""
    filed(store, *(f"zzyzx without a name {n}" for n in range(5)))
    say(store, "zzyzx waits")
    say(store, "zzyzx told quietly", keeping="confidential", name="Quillon")
    say(store, "zzyzx told aloud", keeping="named", name="Tessaly")
    access = incident.enter("", "")
    assert access is not None
    values = {"what": "zzyzx", "category": "remark", "keeping": "named", "told_by": "Ombretta"}
    store.quietly((), incident.save, access, None, values, dates.today())


def planted(text: str) -> list[str]:
    return [word for word in PLANTED if word.casefold() in text.casefold()]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_nothing_of_it_is_exported(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    from allydesk import transfer

    fill(store)
    store.close()
    out = tmp_path / "out"
    everything = ["--private-fields", "--private-groups", "--format", ending]
    assert main(["export", str(store.path), "--to", str(out), *everything]) == 0
    files = sorted(out.iterdir())
    assert files
    for file in files:
        grids = [str(sheet.grid) for sheet in transfer.open_list(file).sheets]
        assert planted("\n".join([file.name, *grids])) == []
    assert main(["check", str(store.path)]) == 0
    assert planted("".join(capsys.readouterr())) == []


def test_find_or_do_leads_to_no_note_and_no_incident(qtbot, start, desk_file: Path) -> None:
    settings.change(pin=pin.keep(PIN))
    program: Program = start(desk_file)
    assert program.desk is not None
    fill(program.desk.store)
    window = program.window
    window.go("feedback")
    screen = window.open_screen()
    click(screen.browser.chips, "Incidents")
    QApplication.processEvents()
    type_into(screen.lock.line, PIN)
    press(screen.lock.line, Qt.Key.Key_Return)
    screen.open()
    window.go("home")
    press(QApplication.focusWidget() or window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (found,) = window.findChildren(Finder)
    qtbot.waitUntil(lambda: bool(found._known))
    for asked in ("", *PLANTED):
        type_into(found.line, asked)
        QApplication.processEvents()
        said = "\n".join(f"{h.text} {h.more}" for h in found.lines.hits)
        assert planted(said) == []


def test_a_problem_report_tells_nothing_and_holds_no_pin(
    start, desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = pin.keep(PIN)
    program: Program = start(desk_file, pin=kept)
    assert program.desk is not None
    fill(program.desk.store)
    program.window.go("feedback")
    target = tmp_path / "report.zip"
    monkeypatch.setattr(program.desk.ask, "save_file", lambda *_given: target)
    doors.save_report(program.window)
    with zipfile.ZipFile(target) as z:
        everything = b"".join(z.read(n) for n in z.namelist()).decode()
        facts = json.loads(z.read("facts.json"))
    assert planted(everything) == []
    assert json.dumps(kept) not in everything
    assert not any("feedback" in n or "note" in n for n in facts["counts"])
    logs = "".join(f.read_text("utf-8") for f in paths.logs().glob("*"))
    assert planted(logs) == []


def test_the_foot_of_the_window_does_not_tell_when(start, desk_file: Path) -> None:
    program: Program = start(desk_file)
    assert program.desk is not None
    store, window = program.desk.store, program.window
    earlier = dt.datetime.now() - dt.timedelta(hours=3)  # of the last step
    store.saved_at = earlier
    status = window.frame.status
    guests = kiosk.open(program.desk, window)
    QApplication.processEvents()
    try:
        type_into(guests.page().pin, PIN)
        click(guests, "Start")
        click(guests, "Begin")
        page = guests.page()
        assert isinstance(page, asking.LinesPage)
        type_into(page.words, "zzyzx at the screen")
        click(guests, "Next")
        while not isinstance(guests.page(), asking.EndPage):
            click(guests, "Skip")
        click(guests, "Hand in")
        assert [one.text for one in store.read(tray.waiting)] == ["zzyzx at the screen"]
    finally:
        guests.take_back()
    assert store.saved_at == earlier
    assert status.saved.text().endswith(dates.clock(earlier))
    doors.say_saved(window)
    assert dates.clock(earlier) in status.message.text()
    assert store.steps() == []
