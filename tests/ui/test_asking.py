"""The system's own windows for files: where they begin."""

from pathlib import Path

from allydesk.ui.desk import there


def test_a_folder_that_is_gone_gives_way_to_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("no folder")
    assert there(tmp_path) == tmp_path
    assert there(tmp_path / "documents" / "lists") == tmp_path
    assert there(tmp_path / "file.txt" / "lists") == tmp_path
