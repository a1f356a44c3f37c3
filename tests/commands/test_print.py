"""`allydesk print`, `reports` and `demo`, as somebody types them."""

import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from allydesk.__main__ import main
from allydesk.store import Store
from tests import factories
from tests.reports.engine.pdf import accessible, disagreements

NO_QT = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("Qt is not to be had here")
sys.meta_path.insert(0, Blocked())
from allydesk.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def words(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


@pytest.fixture
def desk(path: Path) -> Path:
    """Give a desk with two groups."""
    with Store.create(path, name="Harbour & Vale", language="en-GB") as store:
        pride = factories.group(store, "Pride & Allies", short_name="Pride")
        faith = factories.group(store, "Faith and Culture", listing="private")
        for name in factories.NAMES:
            factories.membership(store, factories.person(store, name), pride)
        hidden = factories.person(store, "Only Known Here")
        factories.membership(store, hidden, faith, scope="coordinator")
    return path


def test_a_roster_by_any_name_of_the_group(desk, tmp_path, capsys):
    for n, name in enumerate(("Pride & Allies", "pride", "PRIDE & ALLIES", "allies")):
        out = tmp_path / f"{n}.pdf"
        assert (
            main(["print", "roster", "--desk", str(desk), "--group", name, "--out", str(out)]) == 0
        )
        found = words(out)
        assert "Łukasz Wąsik" in found
        assert "<b>Bob</b>" in found
        assert "Only Known Here" not in found
    assert "1 page" in capsys.readouterr().out


def test_sheets_that_go_round_name_only_who_agreed(desk, tmp_path):
    out = tmp_path / "a.pdf"
    asked = [
        "print",
        "sign-in",
        "--desk",
        str(desk),
        "--group",
        "Faith and Culture",
        "--out",
        str(out),
    ]
    assert main(asked) == 0
    assert "Only Known Here" not in words(out)
    assert "+ 1 not listed" in words(out)
    assert main([*asked, "--audience", "coordinator"]) == 0
    assert "Only Known Here" in words(out)


def test_anybody_can_be_listed_without_a_group(desk, tmp_path):
    out = tmp_path / "a.pdf"
    asked = [
        "print",
        "roster",
        "--desk",
        str(desk),
        "--people",
        "all",
        "--paper",
        "letter",
        "--out",
        str(out),
    ]
    assert main(asked) == 0
    assert "Only Known Here" in words(out)  # a list of people says nothing of groups
    assert round(float(PdfReader(out).pages[0].mediabox.width)) == 612


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "Say which group. Possible: Faith and Culture; Pride & Allies."),
        (["--group", "Nowhere"], "There is no group “Nowhere”. Possible:"),
        (
            ["--group", "Pride", "--audience", "world"],
            "“world” is not possible for audience. Choose one of:",
        ),
        (["--group", "Pride", "--rows", "3"], "has no option --rows"),
        (["--people", "nobody at all"], "Nobody here is found by “nobody at all”."),
    ],
)
def test_what_cannot_be_printed_is_one_sentence(desk, tmp_path, capsys, options, sentence):
    out = tmp_path / "a.pdf"
    assert main(["print", "roster", "--desk", str(desk), "--out", str(out), *options]) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_one_sentence(desk, tmp_path, capsys):
    out = tmp_path / "nowhere" / "a.pdf"
    assert main(["print", "roster", "--people", "all", "--desk", str(desk), "--out", str(out)]) == 1
    assert capsys.readouterr().err.startswith("There is no folder")


def test_an_unknown_document_names_those_there_are(desk, tmp_path, capsys):
    assert main(["print", "novel", "--desk", str(desk), "--out", str(tmp_path / "a.pdf")]) == 1
    told = capsys.readouterr().err
    assert all(name in told for name in ("roster", "sign-in", "badges"))


def test_reports_can_be_read_by_a_program(capsys):
    assert main(["reports", "--json"]) == 0
    found = {r["name"]: r for r in json.loads(capsys.readouterr().out)}
    audience = next(o for o in found["roster"]["options"] if o["name"] == "audience")
    assert audience["kind"] == "choice"
    assert audience["default"] == "coordinator"
    assert audience["choices"] == ["coordinator", "leads", "group", "anyone"]
    assert {"name", "title", "options"} <= set(found["sign-in"])


def test_demo_prints_without_qt_and_without_a_screen(tmp_path, home):
    run = subprocess.run(
        [sys.executable, "-c", NO_QT, "demo", str(tmp_path / "demo")],
        capture_output=True, text=True, timeout=120, check=False,
        env={"ALLYDESK_HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    printed = sorted(p.name for p in (tmp_path / "demo").glob("*.pdf"))
    assert len(printed) >= 16
    assert str(tmp_path / "demo") in run.stdout
    assert (tmp_path / "demo" / "example.allydesk").exists()


def test_demo_twice_keeps_what_was_done_in_between(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")  # no screen anybody looks at
    folder = tmp_path / "demo"
    assert main(["demo", str(folder)]) == 0
    with Store.open(folder / "example.allydesk") as store:
        factories.person(store, "Added Since")
    assert main(["demo", str(folder)]) == 0
    assert "Added Since" in words(folder / "List of people.pdf")


def printed(desk: Path, out: Path, *words: str) -> int:
    return main(["print", *words, "--desk", str(desk), "--out", str(out)])


def test_several_documents_come_in_one_file(desk, tmp_path):
    out = tmp_path / "a.pdf"
    assert printed(desk, out, "roster", "sign-in", "--group", "pride", "--rows", "3") == 0
    marks = [str(mark.title) for mark in PdfReader(out).outline if not isinstance(mark, list)]
    assert marks == ["Roster of Pride & Allies", "Sign-in sheet – Pride & Allies"]
    assert words(out).count("Łukasz Wąsik") == 2


def test_every_group_comes_in_one_file(desk, tmp_path, capsys):
    out = tmp_path / "a.pdf"
    assert printed(desk, out, "roster", "--group", "all") == 0
    marks = [str(mark.title) for mark in PdfReader(out).outline if not isinstance(mark, list)]
    assert marks == ["Roster of Faith and Culture", "Roster of Pride & Allies"]
    assert "Only Known Here" in words(out)
    assert not accessible(out.read_bytes())
    assert not disagreements(out.read_bytes())
    assert capsys.readouterr().out.startswith("Roster: 3 pages")  # each group on sheets of its own


def test_an_option_that_only_one_of_several_has_is_taken_by_that_one(desk, tmp_path, capsys):
    out = tmp_path / "a.pdf"
    assert printed(desk, out, "roster", "labels", "--group", "pride", "--copies", "2") == 0
    assert printed(desk, out, "roster", "sign-in", "--group", "pride", "--layout", "arcs") == 1
    assert "“roster, sign-in” has no option --layout" in capsys.readouterr().err


def test_a_password_never_stands_on_the_command_line(desk, tmp_path, capsys):
    out, secret = tmp_path / "a.pdf", tmp_path / "secret.txt"
    secret.write_text("vier Wörter sind genug\nmore\n", "utf-8")
    assert printed(desk, out, "roster", "--group", "pride", "--password-file", str(secret)) == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    with pikepdf.open(out, password="vier Wörter sind genug") as opened:
        assert opened.encryption.R == 6
    out.unlink()
    for content, said in (("", "Enter a password"), ("x" * 200, "too long")):
        secret.write_text(content)
        assert printed(desk, out, "roster", "--group", "pride", "--password-file", str(secret)) == 1
        assert said in capsys.readouterr().err
    assert printed(desk, out, "roster", "--group", "pride", "--password-file", str(tmp_path)) == 1
    assert "cannot be read" in capsys.readouterr().err
    assert not out.exists()


def test_signatures_are_pictures_from_files(desk, tmp_path, capsys):
    out, picture = tmp_path / "a.pdf", tmp_path / "zoe.png"
    Image.new("RGB", (300, 90), "navy").save(picture)
    asked = ["certificate", "--who", "Ada", "--signed", "Zoë, HR; Wei, Director"]
    assert printed(desk, out, *asked, "--signatures", str(picture)) == 0
    assert len(PdfReader(out).pages[0].images) == 1
    out.unlink()
    picture.write_bytes(b"no picture")
    assert printed(desk, out, *asked, "--signatures", str(picture)) == 1
    assert "“zoe.png” is not a picture" in capsys.readouterr().err
    assert printed(desk, out, *asked, "--signatures", "nowhere.png") == 1
    assert "“nowhere.png” cannot be read" in capsys.readouterr().err
    assert not out.exists()
