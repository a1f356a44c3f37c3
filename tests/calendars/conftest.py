"""A desk in London, and the sample files."""

import pytest

from allydesk.models.base import put
from allydesk.models.organisation import Organisation
from allydesk.store import Store


@pytest.fixture
def desk(store: Store) -> Store:
    store.write("Zone", put, Organisation, 1, {"zone": "Europe/London"})
    return store
