"""The meeting pack: its parts, and what each of them asks."""

from allydesk.reports import report
from allydesk.reports.report import Kind
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.reports.engine import pdf


def test_badges_in_a_pack_are_for_those_coming_and_on_the_chosen_sheet(store: Store) -> None:
    group = factories.group(store, "Quiet Circle", listing="private")
    event = factories.event(store, "Quiet Circle night", door_title="Evening meeting")
    factories.hosted(store, event, group)
    for name, state in (("Ada Byron", "registered"), ("Bo Dean", "excused"), ("Cy Dun", "maybe")):
        factories.attend(store, event, factories.person(store, name), state=state)
    given = {"event": event, "with_badges": True, "sheet": "5395", "paper": "letter"}
    given |= dict.fromkeys(("with_run_sheet", "with_handout", "with_sign_in"), False)
    printed = report.make(store, "pack", given, TODAY)
    pages = pdf.page_texts(printed.pdf)
    assert "Name badges for those coming" in pages[0]
    assert "Bo Dean" not in " ".join(pages)
    assert "Quiet" not in " ".join(pages)
    assert " ".join(pages[-1].split()) == "Evening meeting Ada Byron Evening meeting Cy Dun"
    assert any("100 %" in said for said in printed.warnings)
    assert not pdf.accessible(printed.pdf)


def test_every_part_is_a_document_and_every_document_of_the_pack_can_be_ticked() -> None:
    known = report.available()
    names = {o.name for o in known["pack"].all_options()}
    for option in known["pack"].options:
        if option.kind is Kind.FLAG and option.name.startswith("with_"):
            document = option.name.removeprefix("with_").replace("_", "-")
            assert (option.name in names) is (document in known)
        if option.when:
            assert option.when in {o.name for o in known["pack"].options}
