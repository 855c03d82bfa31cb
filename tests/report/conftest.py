"""What tests of pages have: one Chromium for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.browser import MISSING, WHY, Browser, chromium


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    if MISSING:
        pytest.skip(WHY)
    with chromium() as browser:
        yield browser
