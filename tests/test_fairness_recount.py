"""The recognition summary of the example desk says what plain SQL counts, on paper and in the table."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from allydesk import sample
from allydesk.reports import report
from allydesk.store import Store
from tests.factories import TODAY
from tests.reports.engine import pdf

SINCE = TODAY.replace(year=TODAY.year - 1).isoformat()  # twelve months that end today
FIVE = 5
_GIVEN = "given_on > '{since}' and given_on <= '{today}' and returned_on is null"
GIVEN = _GIVEN.format(since=SINCE, today=TODAY.isoformat())
HERE = "(left is null or left > '{day}') and (started is null or started <= '{day}')"
HERE = HERE.format(day=TODAY.isoformat())
THANKED = f"""select r.person_id from award_recipient r
    join award a on a.id = r.award_id where {GIVEN}"""


class Line(NamedTuple):
    """People in one team, place or group, and how many of them were thanked."""

    people: int
    thanked: int


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("recount")
        patch.setenv("ALLYDESK_HOME", str(folder))
        path = Path(folder) / "a.allydesk"
        sample.write(path, TODAY)
        with Store.open(path) as opened:
            yield opened


@pytest.fixture(scope="module")
def plain(desk: Store) -> Callable[[str], list[tuple]]:
    """Give a way to ask the file itself, round everything that the program is made of."""

    def asked(sql: str) -> list[tuple]:
        round_the_gate = {"passed_the_gate": True}
        return desk.read(
            lambda s: [
                tuple(r)
                for r in s.connection().exec_driver_sql(sql, execution_options=round_the_gate)
            ]
        )

    return asked


@pytest.fixture(scope="module")
def paper(desk: Store) -> str:
    return " ".join(pdf.text(report.make(desk, "recognition", {}, TODAY).pdf).split())


def by(plain: Callable[[str], list[tuple]], column: str) -> dict[str, Line]:
    rows = plain(f"""select {column}, count(*), sum(id in ({THANKED})) from person
        where {HERE} and {column} is not null group by {column}""")
    return {name: Line(people, thanked) for name, people, thanked in rows}


def groups(plain: Callable[[str], list[tuple]]) -> dict[str, Line]:
    here = HERE.replace("left", "p.left")
    rows = plain(f"""select g.name, count(distinct p.id), count(distinct case when p.id in ({THANKED})
        then p.id end) from membership m join person p on p.id = m.person_id
        join employee_group g on g.id = m.group_id
        where g.listing = 'open' and g.status != 'closed' and {here}
        and (m.joined is null or m.joined <= '{TODAY}') and (m.left is null or m.left > '{TODAY}')
        group by g.id""")
    return {name: Line(people, thanked) for name, people, thanked in rows}


def test_the_figures_of_all(plain: Callable[[str], list[tuple]], paper: str) -> None:
    ((people, thanked),) = plain(
        f"select count(*), sum(id in ({THANKED})) from person where {HERE}"
    )
    kinds = dict(plain(f"select kind, count(*) from award where {GIVEN} group by kind"))
    assert f"People who work here {people} · Thanked at least once {thanked} ·" in paper
    assert f"Thanks given {kinds['thanks']} · Awards given {kinds['award']}" in paper
    never = f"""select count(*) from person where {HERE} and id not in (select r.person_id from
        award_recipient r join award a on a.id = r.award_id where a.returned_on is null)"""
    assert f"Not yet {plain(never)[0][0]}" in paper


def test_each_line_is_as_counted_and_small_ones_hide(
    plain: Callable[[str], list[tuple]], paper: str
) -> None:
    asked = {"By team": by(plain, "team"), "By location": by(plain, "location")}
    heads = ["By team", "By location", "By group", "When people were last thanked"]
    asked["By group"] = groups(plain)
    for head, following in pairwise(heads):
        part = paper[paper.index(head) : paper.index(following)]
        told, _dot, few = part.partition("Too few to tell: ")
        hidden = set(re.split(r", |\.", few.strip().rstrip("."))) - {""}
        shown = {name: line for name, line in asked[head].items() if name not in hidden}
        assert shown
        assert set(asked[head]) >= hidden
        for name, (people, thanked) in shown.items():
            assert min(thanked, people - thanked) >= FIVE, name
            assert re.search(rf"{re.escape(name)} {thanked} {people - thanked} {people}\b", told)
        for name in hidden:
            assert not re.search(rf"{re.escape(name)} \d", part)
        # A single line that is hidden would be what the others leave of the whole.
        assert head == "By group" or len(hidden) != 1
        assert head == "By group" or sum(asked[head][n].thanked for n in hidden) >= FIVE
