from allydesk.models import person
from allydesk.store import Store
from tests import factories


def test_people_stand_in_name_order(store: Store) -> None:
    factories.people(store, "Zoë Ōtāne", "Ángel Núñez", "Bo Årud")
    found = store.read(person.rows, store.read(person.ids))
    assert [r.name for r in found] == ["Bo Årud", "Ángel Núñez", "Zoë Ōtāne"]
