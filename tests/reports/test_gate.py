"""No paper names somebody who did not agree to its readers: random groups, every document."""

import datetime as dt
import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from allydesk.models.privacy import Audience
from allydesk.reports import report
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY

WIDTH = {a.value: n for n, a in enumerate(Audience)}
_ABOUT_GROUPS = sorted(
    name
    for name, r in report.available().items()
    if any(o.name == "group" for o in r.options)  # a calendar of a group's events names nobody
)
_NAMELESS = {"discreet-sign-in", "join-form", "reading-list"}  # initials at most, or titles only
_UNCOUNTED = _NAMELESS | {"group-profile"}  # do not say how many there are besides
_numbers = itertools.count()

memberships = st.lists(
    st.tuples(st.sampled_from(list(WIDTH)), st.booleans(), st.booleans()), min_size=1, max_size=9
)


def words(pdf: bytes) -> str:
    """Give all words of a PDF, as a reader's search finds them."""
    return "".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf))


def test_there_are_documents_about_groups():
    assert {"roster", "sign-in"} <= set(_ABOUT_GROUPS)


@pytest.mark.parametrize("name", _ABOUT_GROUPS)
@settings(max_examples=12)
@given(plan=memberships, audience=st.sampled_from(list(Audience)))
def test_only_who_agreed_is_named(
    name: str, plan: list[tuple[str, bool, bool]], audience: Audience
):
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "a.allydesk") as store,
    ):
        group = factories.group(store, "Chosen", listing="private")
        other = factories.group(store, "Another", listing="private")
        expected, hidden, elsewhere = [], [], []
        for n, (scope, withdrawn, outside) in enumerate(plan):
            person = factories.person(store, f"Person{n:02}x{next(_numbers)}")
            full = f"Person{n:02}x"
            on = TODAY - dt.timedelta(days=3) if withdrawn else None
            place = factories.membership(
                store, person, other if outside else group, scope=scope, withdrawn_on=on
            )
            factories.role(store, place)
            agreed = WIDTH[scope] >= WIDTH[audience] and not withdrawn
            if outside:
                elsewhere.append(full)
            elif agreed or audience is Audience.COORDINATOR:
                expected.append(full)
            else:
                hidden.append(full)
        printed = report.make(store, name, {"group": group, "audience": audience.value}, TODAY)
        shown = words(printed.pdf)
        assert all((full in shown) == (name not in _NAMELESS) for full in expected)
        assert not any(full in shown for full in hidden + elsewhere)
        if name not in _UNCOUNTED:
            told = "\n".join([shown, *printed.warnings])  # a sheet of labels has no room for it
            assert (f"+ {len(hidden)} not listed" in told) == bool(hidden)
