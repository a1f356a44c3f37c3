"""People a text names are found however they are written, and words that are no names are not."""

import pytest

from allydesk.listening import names
from allydesk.store import Store
from tests import factories
from tests.reports.engine.names import NAMES

PEOPLE = (
    ("Zoë Łukaszewicz", None, "zoe.l@example.org"),
    ("Siobhán O’Neill", "Shiv", None),
    ("Will Grace", None, None),
    ("张伟", None, None),
    ("محمد علي", None, None),
    ("José María de la Vega Núñez", "Pepe", None),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ZOE LUKASZEWICZ said so, zoë too; Zoë's desk.", ["ZOE LUKASZEWICZ", "Zoë"]),
        ("Ask Siobhan O'Neill or Shiv.", ["Siobhan O'Neill", "Shiv"]),
        ("O’Neill was there", ["O’Neill"]),
        ("This will be a grace period. Will agreed.", ["Will"]),
        ("我和张伟谈过", ["张伟"]),
        ("قال محمد علي ذلك", ["محمد علي"]),
        ("José María de la Vega Núñez, not Jose Maria", ["José María de la Vega Núñez", "Jose"]),
        ("Write to zoe.l@example.org, or x.y@other.net.", ["zoe.l@example.org", "x.y@other.net"]),
        ("Zoology and Willow are no names.", []),
        ("", []),
    ],
)
def test_names_are_found(text: str, found: list[str]) -> None:
    spans = names.Known(PEOPLE).in_text(text)
    assert [text[p.start : p.end] for p in spans] == found


@pytest.mark.parametrize("name", [n for n in NAMES.values() if "🌈" not in n])
def test_names_of_every_script_are_found_whole(name: str) -> None:
    text = f"Ask {name} to speak."
    found = names.Known([(name, None, None)]).in_text(text)
    assert "".join(names.take_out(text, found).replace(")", "").split()) == "Ask[name]tospeak."


def test_details_are_taken_out_and_nothing_else(store: Store) -> None:
    factories.person(store, "Zoë Łukaszewicz", email="zoe@example.org")
    known = store.read(names.known)
    text = "Zoë Lukaszewicz (zoe@example.org) was loud.\nZoë left."
    spans = known.in_text(text)
    assert [p.name for p in spans] == ["Zoë Łukaszewicz"] * 3
    assert names.take_out(text, spans) == "[name] ([name]) was loud.\n[name] left."
    assert names.take_out(text, spans[:1]).startswith("[name] (zoe@")
    assert names.take_out(text, []) == text
