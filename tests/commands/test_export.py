"""`allydesk export` saves what may be seen, and says what it left out."""

from pathlib import Path

import pytest

from allydesk import transfer
from allydesk.__main__ import main
from allydesk.store import Store
from tests import factories


@pytest.fixture
def desk(store: Store, path: Path) -> Path:
    zoe = factories.person(store, "Zoë Berg", dietary_needs="vegan", notes="secret")
    bo = factories.person(store, "Bo Ek")
    pride = factories.group(store, "Pride")
    factories.membership(store, zoe, pride, scope="group")
    factories.membership(store, bo, pride, scope="coordinator")
    factories.membership(store, bo, factories.group(store, "Quiet", listing="private"))
    return path


def _all(folder: Path) -> str:
    cells = [
        str(row)
        for file in sorted(folder.iterdir())
        for sheet in transfer.open_list(file).sheets
        for row in sheet.grid
    ]
    return "\n".join(cells)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_everything_but_what_is_private(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    folder = tmp_path / "out" / "new"
    assert main(["export", str(desk), "--to", str(folder), "--format", ending]) == 0
    assert len(list(folder.iterdir())) == (1 if ending == "xlsx" else 3)
    saved = _all(folder)
    assert "Zoë Berg" in saved
    assert "('Quiet', 'Bo Ek'" not in saved
    assert "vegan" not in saved
    said = capsys.readouterr().out
    assert "1 place in a group is not listed" in said
    assert "not protected" in said


def test_private_things_when_asked_and_notes_never(desk: Path, tmp_path: Path) -> None:
    words = [
        "export",
        str(desk),
        "--to",
        str(tmp_path / "out"),
        "--private-fields",
        "--private-groups",
    ]
    assert main(words) == 0
    saved = _all(tmp_path / "out")
    assert "vegan" in saved
    assert "('Quiet', 'Bo Ek'" in saved
    assert "secret" not in saved


def test_an_audience_is_told_what_it_may_know(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(desk), "--to", str(tmp_path / "out"), "--audience", "group"]) == 0
    saved = _all(tmp_path / "out")
    assert "('Pride', 'Zoë Berg'" in saved
    assert "('Pride', 'Bo Ek'" not in saved
    assert "2 places in groups are not listed" in capsys.readouterr().out


def test_an_earlier_export_is_kept(desk: Path, tmp_path: Path) -> None:
    for _n in range(2):
        assert main(["export", str(desk), "--to", str(tmp_path / "out"), "--format", "csv"]) == 0
    assert len(list((tmp_path / "out").iterdir())) == 6


def test_a_folder_that_cannot_be_made(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    assert main(["export", str(desk), "--to", str(tmp_path / "file")]) == 1
    assert "cannot be made" in capsys.readouterr().err
    assert main(["export", str(tmp_path / "none.allydesk"), "--to", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
